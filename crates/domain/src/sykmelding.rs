//! A note that can be judged and sent.

use chrono::NaiveDate;

use crate::{Aktivitet, Diagnose, Periode};

/// Texts to the two readers besides the patient. `None` when there is nothing to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meldinger {
    /// Makes a task for an adviser at Nav; the employer does not see it.
    pub til_nav: Option<String>,
    /// The employer sees it.
    pub til_arbeidsgiver: Option<String>,
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
