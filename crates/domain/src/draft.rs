//! What was typed and chosen, nothing checked.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::utdypende::Svar;
use crate::{Aktivitetstype, Diagnose, Fravarsgrunn, Kodeverk, Tilbakedateringsgrunn, Variant};

/// The form as it stands on the screen, and as a draft is stored. All strings and choices; [`crate::parse`] checks them.
///
/// Unknown keys are ignored and missing ones take their default, so that a draft of an older or newer version opens.
/// What is hidden keeps its value here, for the case that it is shown again, and is not sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Draft {
    /// Which form it is.
    pub variant: Variant,
    /// The note that this one continues; `None` for a new note and for a copy.
    pub forlenger: Option<Forlenger>,
    /// Whether the patient has several employers.
    pub har_flere_arbeidsforhold: bool,
    /// The employer that this note is for, where there are several.
    pub arbeidsgiver: String,
    /// At least one row is shown.
    pub perioder: Vec<PeriodeDraft>,
    /// The day of the first contact as typed, when the note is backdated.
    pub kontaktdato: String,
    /// Why the note is backdated.
    pub tilbakedateringsgrunn: Option<Tilbakedateringsgrunn>,
    /// Why in words, when none of the reasons fits.
    pub annen_tilbakedateringsgrunn: String,
    /// The main diagnosis, once chosen.
    pub hoveddiagnose: Option<Diagnosevalg>,
    /// One entry per row; a row without a choice is `None`.
    pub bidiagnoser: Vec<Option<Diagnosevalg>>,
    /// Due to pregnancy.
    pub svangerskapsrelatert: bool,
    /// Whether there is another legal ground.
    pub har_annen_fravarsgrunn: bool,
    /// The other legal ground.
    pub annen_fravarsgrunn: Option<Fravarsgrunn>,
    /// May be an occupational injury or disease.
    pub yrkesskade: bool,
    /// The day of the injury as typed.
    pub skadedato: String,
    /// Answers to the extra questions, in any order.
    pub utdypende: Vec<Svar>,
    /// Whether the text to Nav is switched on.
    pub har_melding_til_nav: bool,
    /// Text to Nav.
    pub melding_til_nav: String,
    /// Whether the text to the employer is switched on.
    pub har_melding_til_arbeidsgiver: bool,
    /// Text to the employer.
    pub melding_til_arbeidsgiver: String,
    /// Hides medical details from the patient.
    pub pasienten_skal_skjermes: bool,
}

impl Default for Draft {
    fn default() -> Draft {
        Draft::new(Variant::Normal)
    }
}

impl Draft {
    /// An untouched form of a variant, with one period of its usual kind.
    pub fn new(variant: Variant) -> Draft {
        Draft {
            variant,
            forlenger: None,
            har_flere_arbeidsforhold: false,
            arbeidsgiver: String::new(),
            perioder: vec![PeriodeDraft::new(variant)],
            kontaktdato: String::new(),
            tilbakedateringsgrunn: None,
            annen_tilbakedateringsgrunn: String::new(),
            hoveddiagnose: None,
            bidiagnoser: Vec::new(),
            svangerskapsrelatert: false,
            har_annen_fravarsgrunn: false,
            annen_fravarsgrunn: None,
            yrkesskade: false,
            skadedato: String::new(),
            utdypende: Vec::new(),
            har_melding_til_nav: false,
            melding_til_nav: String::new(),
            har_melding_til_arbeidsgiver: false,
            melding_til_arbeidsgiver: String::new(),
            pasienten_skal_skjermes: false,
        }
    }
}

impl Draft {
    /// A new form with the same values and dates, for a form that was sent from here (`sykmelding.md` 2.7, dupliser).
    ///
    /// Messages, extra answers and hiding from the patient belong to the one that was sent.
    pub fn dupliser(&self) -> Draft {
        let sent = self.clone();
        let fresh = Draft::new(self.variant);
        Draft {
            forlenger: None,
            utdypende: fresh.utdypende,
            har_melding_til_nav: fresh.har_melding_til_nav,
            melding_til_nav: fresh.melding_til_nav,
            har_melding_til_arbeidsgiver: fresh.har_melding_til_arbeidsgiver,
            melding_til_arbeidsgiver: fresh.melding_til_arbeidsgiver,
            pasienten_skal_skjermes: fresh.pasienten_skal_skjermes,
            ..sent
        }
    }
}

/// The note that is continued. The new one has to follow it without a working day between.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Forlenger {
    /// Id at Nav.
    pub sykmelding_id: String,
    /// Its last day.
    pub tom: NaiveDate,
}

/// One row of the list of periods.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct PeriodeDraft {
    /// The kind.
    #[serde(rename = "type")]
    pub slag: Aktivitetstype,
    /// First day as typed.
    pub fom: String,
    /// Last day as typed.
    pub tom: String,
    /// Percent sick as typed; used when the kind is graded.
    pub grad: String,
    /// Whether the work is a cause; asked when the patient cannot work at all.
    pub arbeidsrelatert: bool,
    /// The work was not adapted.
    pub manglende_tilrettelegging: bool,
    /// Another cause at work.
    pub annen_arsak: bool,
    /// The other cause in words.
    pub annen_arsak_tekst: String,
    /// What the employer is asked to do; asked in an avventende sykmelding.
    pub innspill: String,
}

impl PeriodeDraft {
    /// An empty row of the usual kind of a variant.
    pub fn new(variant: Variant) -> PeriodeDraft {
        PeriodeDraft {
            slag: variant.slag().first().copied().unwrap_or_default(),
            ..PeriodeDraft::default()
        }
    }
}

/// A diagnosis that was chosen, with its text for the screen and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnosevalg {
    /// The code system.
    pub system: Kodeverk,
    /// The code.
    pub code: String,
    /// The text that is shown. Not sent to Nav, who looks it up again.
    pub text: String,
    /// Where it was filled in from; `None` when the clinician chose it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kilde: Option<Kilde>,
}

impl Diagnosevalg {
    /// Code system and code.
    pub fn diagnose(&self) -> Diagnose {
        Diagnose::new(self.system, &self.code)
    }
}

/// Where a value was filled in from, so that the clinician can see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Kilde {
    /// What kind of place it is.
    pub slag: Kildeslag,
}

/// The places a value can be filled in from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kildeslag {
    /// The encounter that is open in the EPJ (`Encounter.diagnosis`).
    Konsultasjon,
    /// A diagnosis of this encounter in the journal (`Condition?encounter=`).
    Journal,
    /// An earlier note that is continued or copied.
    Sykmelding,
}
