//! A note that can be judged and sent.

use chrono::NaiveDate;

use crate::utdypende::Svar;
use crate::{Aktivitet, Aktivitetstype, Diagnose, Fravarsgrunn, Periode, Tilbakedatering};

/// Texts to the two readers besides the patient. `None` when there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meldinger {
    /// Makes a task for an adviser at Nav; the employer does not see it.
    pub til_nav: Option<String>,
    /// The employer sees it.
    pub til_arbeidsgiver: Option<String>,
}

/// May be an occupational injury or disease.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Yrkesskade {
    /// The day of the injury; for a disease that of the consultation that established it.
    pub skadedato: Option<NaiveDate>,
}

/// A whole note, made by [`crate::parse`] and by nothing else. Invariant: at least one period.
///
/// It holds what the clinician decides. Who signs, for whom and from which office is added by the step that has read
/// it (`contract::Context`), never by the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sykmelding {
    pub(crate) aktivitet: Vec<Aktivitet>,
    pub(crate) hoveddiagnose: Diagnose,
    pub(crate) bidiagnoser: Vec<Diagnose>,
    pub(crate) meldinger: Meldinger,
    pub(crate) details: Details,
}

/// What most notes leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// The employer that the note is for; `None` when the patient has one only.
    pub arbeidsgiver: Option<String>,
    /// When the note is backdated.
    pub tilbakedatering: Option<Tilbakedatering>,
    /// Due to pregnancy.
    pub svangerskapsrelatert: bool,
    /// Another legal ground.
    pub annen_fravarsgrunn: Option<Fravarsgrunn>,
    /// May be an occupational injury or disease.
    pub yrkesskade: Option<Yrkesskade>,
    /// Answers to the extra questions, in the order in which they were asked.
    pub utdypende: Vec<Svar>,
    /// Hides medical details from the patient.
    pub pasienten_skal_skjermes: bool,
}

impl Sykmelding {
    /// The periods in the order of the form; at least one.
    pub fn aktivitet(&self) -> &[Aktivitet] {
        &self.aktivitet
    }

    /// The diagnosis that makes the patient unable to work.
    pub fn hoveddiagnose(&self) -> &Diagnose {
        &self.hoveddiagnose
    }

    /// The other diagnoses, in the order of the form.
    pub fn bidiagnoser(&self) -> &[Diagnose] {
        &self.bidiagnoser
    }

    /// Texts to Nav and to the employer.
    pub fn meldinger(&self) -> &Meldinger {
        &self.meldinger
    }

    /// What most notes leave out.
    pub fn details(&self) -> &Details {
        &self.details
    }

    /// The first day of all.
    pub fn fom(&self) -> NaiveDate {
        self.periods().map(|p| p.fom()).min().unwrap_or_default()
    }

    /// The last day of all.
    pub fn tom(&self) -> NaiveDate {
        self.periods().map(|p| p.tom()).max().unwrap_or_default()
    }

    fn periods(&self) -> impl Iterator<Item = Periode> {
        self.aktivitet.iter().map(Aktivitet::periode)
    }
}

/// First day, last day, and the kind of the period that ends last; `None` without periods.
pub(crate) fn span(aktivitet: &[Aktivitet]) -> Option<(NaiveDate, NaiveDate, Aktivitetstype)> {
    let fom = aktivitet.iter().map(|one| one.periode().fom()).min()?;
    let last = aktivitet.iter().max_by_key(|one| one.periode().tom())?;
    Some((fom, last.periode().tom(), last.slag()))
}
