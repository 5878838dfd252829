//! What was typed and chosen, nothing checked.

use serde::{Deserialize, Serialize};

use crate::{Aktivitetstype, Diagnose, Kodeverk};

/// The form as it stands on the screen, and as a draft is stored. All strings and choices; [`crate::parse`] checks them.
///
/// Unknown keys are ignored and missing ones take their default, so that a draft of an older or newer version opens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub struct Draft {
    /// At least one row is shown.
    pub perioder: Vec<PeriodeDraft>,
    /// The main diagnosis, once chosen.
    pub hoveddiagnose: Option<Diagnosevalg>,
    /// One entry per row; a row without a choice is `None`.
    pub bidiagnoser: Vec<Option<Diagnosevalg>>,
    /// Whether the text to Nav is switched on.
    pub har_melding_til_nav: bool,
    /// Text to Nav.
    pub melding_til_nav: String,
    /// Whether the text to the employer is switched on.
    pub har_melding_til_arbeidsgiver: bool,
    /// Text to the employer.
    pub melding_til_arbeidsgiver: String,
}

impl Default for Draft {
    fn default() -> Draft {
        Draft {
            perioder: vec![PeriodeDraft::default()],
            hoveddiagnose: None,
            bidiagnoser: Vec::new(),
            har_melding_til_nav: false,
            melding_til_nav: String::new(),
            har_melding_til_arbeidsgiver: false,
            melding_til_arbeidsgiver: String::new(),
        }
    }
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
}
