//! What the clinician sees first.

use chrono::{DateTime, Utc};
use domain::{Draft, Forrige, Sykefravaer};
use serde::{Deserialize, Serialize};

use crate::{FormId, JournalStatus, UtfallStatus};

/// Answer of `GET …/overview`. A part that failed is `None`, so that the screen can say which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// Drafts of this clinician for this patient, last changed first.
    pub drafts: Vec<DraftSummary>,
    /// Earlier notes at Nav; `None` when Nav did not answer.
    pub earlier: Option<Earlier>,
    /// Sent forms whose document is not in the journal.
    pub unfinished: Vec<UnfinishedJournal>,
    /// Whether the conditions of use have to be accepted before anything can be sent.
    #[serde(default)]
    pub terms_due: bool,
}

/// A draft in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DraftSummary {
    /// The id.
    pub form_id: FormId,
    /// When it was saved last.
    pub updated_at: DateTime<Utc>,
    /// What stands in it.
    pub draft: Draft,
}

/// Answer of `GET …/drafts/{formId}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StoredDraft {
    /// When it was saved last.
    pub updated_at: DateTime<Utc>,
    /// When it is deleted unless it is saved again.
    pub delete_at: DateTime<Utc>,
    /// What stands in it.
    pub draft: Draft,
}

/// Nav's list of a patient's notes, as far as this clinician may see it and has asked for it (`sykmelding.md` 2.7).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Earlier {
    /// The notes, latest last day first.
    pub notes: Vec<EarlierNote>,
    /// How many older notes there are that have not been asked for.
    pub older: u32,
    /// The absence so far, over all notes, which decides the extra questions.
    pub sykefravaer: Sykefravaer,
}

/// An earlier note as Nav lists it (`sykmelding.md` 4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EarlierNote {
    /// What it says, as far as it may be seen.
    pub note: Forrige,
    /// Nav's outcome.
    pub utfall: UtfallStatus,
    /// When Nav got it.
    pub mottatt: Option<DateTime<Utc>>,
    /// Name of the one who signed.
    pub sykmelder: Option<String>,
}

/// A sent form whose document is not in the journal yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct UnfinishedJournal {
    /// The id.
    pub form_id: FormId,
    /// When it was sent.
    pub received_at: DateTime<Utc>,
    /// How far it has come.
    pub journal: JournalStatus,
}
