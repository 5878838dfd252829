//! An earlier note, and what a new one takes over from it (`sykmelding.md` 2.7).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::utdypende::Svar;
use crate::{
    Aktivitetstype, Diagnosevalg, Draft, Forlenger, Fravarsgrunn, Kilde, Kildeslag, PeriodeDraft,
    Tilbakedateringsgrunn, Variant, asks_tilbakedatering, dato,
};

/// How much of an earlier note the one who asks may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Innsyn {
    /// Own and recent: everything.
    Full,
    /// Own and older: diagnoses and periods.
    Light,
    /// By somebody else: kind of period and dates.
    Redacted,
}

/// An earlier note as far as it may be seen. What may not be seen, or what this version does not know, is empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Forrige {
    /// Id at Nav.
    pub sykmelding_id: String,
    /// How much of it is here.
    pub innsyn: Innsyn,
    /// Its periods, in the order of the note.
    pub perioder: Vec<Forrigeperiode>,
    /// The main diagnosis.
    pub hoveddiagnose: Option<Diagnosevalg>,
    /// The other diagnoses.
    pub bidiagnoser: Vec<Diagnosevalg>,
    /// What only a note that is seen in full holds.
    pub details: Option<Box<Forrigedetaljer>>,
}

/// What most notes leave out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Forrigedetaljer {
    /// The employer it was for, where there were several.
    pub arbeidsgiver: Option<String>,
    /// The day of the first contact.
    pub kontaktdato: Option<NaiveDate>,
    /// Why it was backdated.
    pub begrunnelse: Option<String>,
    /// Due to pregnancy.
    pub svangerskapsrelatert: bool,
    /// Another legal ground.
    pub annen_fravarsgrunn: Option<Fravarsgrunn>,
    /// May be an occupational injury.
    pub yrkesskade: bool,
    /// The day of the injury.
    pub skadedato: Option<NaiveDate>,
    /// Text to Nav.
    pub til_nav: Option<String>,
    /// Text to the employer.
    pub til_arbeidsgiver: Option<String>,
    /// Answers to the extra questions.
    pub utdypende: Vec<Svar>,
    /// Hidden from the patient.
    pub pasienten_skal_skjermes: bool,
}

/// A period of an earlier note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Forrigeperiode {
    /// The kind; `None` for one that this version does not know.
    #[serde(rename = "type")]
    pub slag: Option<Aktivitetstype>,
    /// First day.
    pub fom: NaiveDate,
    /// Last day.
    pub tom: NaiveDate,
    /// Percent sick, where the kind has it and it may be seen.
    pub grad: Option<u8>,
    /// Travel paid as well.
    #[serde(default)]
    pub reisetilskudd: bool,
    /// Whether the work is a cause.
    #[serde(default)]
    pub arbeidsrelatert: bool,
    /// The work was not adapted.
    #[serde(default)]
    pub manglende_tilrettelegging: bool,
    /// Another cause at work, in words.
    #[serde(default)]
    pub annen_arsak: Option<String>,
    /// What the employer was asked to do.
    #[serde(default)]
    pub innspill: Option<String>,
}

impl Forrige {
    /// First day of all periods; `None` without periods.
    pub fn fom(&self) -> Option<NaiveDate> {
        self.perioder.iter().map(|periode| periode.fom).min()
    }

    /// Last day of all periods; `None` without periods.
    pub fn tom(&self) -> Option<NaiveDate> {
        self.perioder.iter().map(|periode| periode.tom).max()
    }

    /// The period that begins last, from which a note is continued.
    pub fn latest(&self) -> Option<&Forrigeperiode> {
        self.perioder.iter().max_by_key(|periode| periode.fom)
    }

    /// A new form that continues this note: one period of the last kind, from the day after the last.
    ///
    /// Messages, extra answers, the contact date and the reason for backdating belong to the earlier note and stay there.
    /// An avventende note cannot be continued: it becomes a graded one from today.
    pub fn forleng(&self, today: NaiveDate) -> Draft {
        let latest = self.latest().filter(|periode| {
            periode.slag.is_some() && periode.slag != Some(Aktivitetstype::Avventende)
        });
        let (Some(latest), Some(tom)) = (latest, self.tom()) else {
            let mut draft = self.with_details(Draft::new(Variant::Normal));
            if let Some(first) = draft.perioder.first_mut() {
                first.fom = dato::felt(today);
            }
            return draft;
        };
        let mut periode = self.periode(latest);
        periode.fom = tom.succ_opt().map(dato::felt).unwrap_or_default();
        periode.tom = String::new();
        let mut draft = Draft::new(self.variant([latest]));
        draft.perioder = vec![periode];
        draft.forlenger = Some(Forlenger {
            sykmelding_id: self.sykmelding_id.clone(),
            tom,
        });
        self.with_details(draft)
    }

    /// A new form with the same values and dates. What belongs to one note alone stays there, as in [`Forrige::forleng`];
    /// the reason for backdating is taken over where the copy is backdated as well.
    pub fn dupliser(&self, today: NaiveDate) -> Draft {
        let shown: Vec<&Forrigeperiode> = self
            .perioder
            .iter()
            .filter(|periode| match periode.slag {
                None => false,
                Some(Aktivitetstype::Gradert | Aktivitetstype::AktivitetIkkeMulig) => true,
                // Of somebody else's note these would be empty shells.
                Some(_) => self.innsyn != Innsyn::Redacted,
            })
            .collect();
        let variant = self.variant(shown.iter().copied());
        let mut draft = Draft::new(variant);
        let mut perioder: Vec<PeriodeDraft> = shown
            .into_iter()
            .map(|periode| self.periode(periode))
            .filter(|periode| variant.slag().contains(&periode.slag))
            .collect();
        if !variant.has_several_periods() {
            perioder.truncate(1);
        }
        if !perioder.is_empty() {
            draft.perioder = perioder;
        }
        let mut draft = self.with_details(draft);
        if let Some(details) = &self.details
            && let Some(begrunnelse) = &details.begrunnelse
            && asks_tilbakedatering(&draft, today)
        {
            let (grunn, text) = Tilbakedateringsgrunn::of(begrunnelse);
            draft.kontaktdato = details.kontaktdato.map(dato::felt).unwrap_or_default();
            draft.tilbakedateringsgrunn = Some(grunn);
            draft.annen_tilbakedateringsgrunn = text;
        }
        draft
    }

    /// The note as a form would show it, with everything that may be seen. For reading, not for sending.
    pub fn as_sent(&self) -> Draft {
        let perioder = self.perioder.iter();
        let perioder = perioder.filter(|periode| periode.slag.is_some());
        let mut draft = Draft::new(self.variant(&self.perioder));
        draft.perioder = perioder.map(|periode| self.periode(periode)).collect();
        let mut draft = self.with_details(draft);
        if let Some(details) = &self.details {
            if let Some(begrunnelse) = &details.begrunnelse {
                let (grunn, text) = Tilbakedateringsgrunn::of(begrunnelse);
                draft.kontaktdato = details.kontaktdato.map(dato::felt).unwrap_or_default();
                draft.tilbakedateringsgrunn = Some(grunn);
                draft.annen_tilbakedateringsgrunn = text;
            }
            draft.har_melding_til_nav = details.til_nav.is_some();
            draft.melding_til_nav = details.til_nav.clone().unwrap_or_default();
            draft.har_melding_til_arbeidsgiver = details.til_arbeidsgiver.is_some();
            draft.melding_til_arbeidsgiver = details.til_arbeidsgiver.clone().unwrap_or_default();
            draft.utdypende = details.utdypende.clone();
            draft.pasienten_skal_skjermes = details.pasienten_skal_skjermes;
        }
        draft
    }

    fn variant<'a>(&self, perioder: impl IntoIterator<Item = &'a Forrigeperiode>) -> Variant {
        let seen = self.innsyn != Innsyn::Redacted;
        Variant::of(
            perioder
                .into_iter()
                .filter_map(|periode| Some((periode.slag?, seen && periode.reisetilskudd))),
        )
    }

    fn periode(&self, earlier: &Forrigeperiode) -> PeriodeDraft {
        let slag = earlier.slag.unwrap_or_default();
        let mut periode = PeriodeDraft {
            slag,
            fom: dato::felt(earlier.fom),
            tom: dato::felt(earlier.tom),
            ..PeriodeDraft::default()
        };
        if self.innsyn == Innsyn::Redacted {
            return periode;
        }
        match slag {
            Aktivitetstype::Gradert => {
                periode.grad = earlier
                    .grad
                    .map(|grad| grad.to_string())
                    .unwrap_or_default();
            }
            Aktivitetstype::AktivitetIkkeMulig if earlier.arbeidsrelatert => {
                periode.arbeidsrelatert = true;
                periode.manglende_tilrettelegging = earlier.manglende_tilrettelegging;
                periode.annen_arsak = earlier.annen_arsak.is_some();
                periode.annen_arsak_tekst = earlier.annen_arsak.clone().unwrap_or_default();
            }
            Aktivitetstype::Avventende => {
                periode.innspill = earlier.innspill.clone().unwrap_or_default();
            }
            _ => {}
        }
        periode
    }

    /// Diagnoses, employer and the boxes, as far as they may be seen.
    fn with_details(&self, mut draft: Draft) -> Draft {
        if self.innsyn == Innsyn::Redacted {
            return draft;
        }
        let from_here = |valg: &Diagnosevalg| Diagnosevalg {
            kilde: Some(Kilde {
                slag: Kildeslag::Sykmelding,
            }),
            ..valg.clone()
        };
        draft.hoveddiagnose = self.hoveddiagnose.as_ref().map(from_here);
        draft.bidiagnoser = self
            .bidiagnoser
            .iter()
            .map(|valg| Some(from_here(valg)))
            .collect();
        let Some(details) = self
            .details
            .as_ref()
            .filter(|_| self.innsyn == Innsyn::Full)
        else {
            return draft;
        };
        if let Some(arbeidsgiver) = &details.arbeidsgiver
            && draft.variant.has_arbeidsforhold()
        {
            draft.har_flere_arbeidsforhold = true;
            draft.arbeidsgiver = arbeidsgiver.clone();
        }
        draft.svangerskapsrelatert = details.svangerskapsrelatert;
        draft.har_annen_fravarsgrunn = details.annen_fravarsgrunn.is_some();
        draft.annen_fravarsgrunn = details.annen_fravarsgrunn;
        draft.yrkesskade = details.yrkesskade;
        if details.yrkesskade {
            draft.skadedato = details.skadedato.map(dato::felt).unwrap_or_default();
        }
        draft
    }
}

#[cfg(test)]
#[path = "forrige_tests.rs"]
mod tests;
