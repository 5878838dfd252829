//! What the clinician sees first.

use chrono::{DateTime, NaiveDate, Utc};
use domain::Draft;
use serde::{Deserialize, Serialize};

use crate::{FormId, JournalStatus, UtfallStatus};

/// Answer of `GET …/overview`. A part that failed is `None`, so that the screen can say which.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Overview {
    /// Drafts of this clinician for this patient, last changed first.
    pub drafts: Vec<DraftSummary>,
    /// Earlier notes at Nav, latest first; `None` when Nav did not answer.
    pub earlier: Option<Vec<EarlierNote>>,
    /// Sent forms whose document is not in the journal.
    pub unfinished: Vec<UnfinishedJournal>,
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

/// An earlier note as Nav lists it (`sykmelding.md` 4.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct EarlierNote {
    /// Id at Nav.
    pub sykmelding_id: String,
    /// First day of all periods.
    pub fom: NaiveDate,
    /// Last day of all periods.
    pub tom: NaiveDate,
    /// `L84 Ryggsyndrom uten smerteutstråling`; `None` when written by someone else.
    pub hoveddiagnose: Option<String>,
    /// Percent sick of the latest period, 100 for not at work; `None` when not told.
    pub grad: Option<u8>,
    /// Nav's outcome.
    pub utfall: UtfallStatus,
    /// Whether the one who asks signed it.
    pub own: bool,
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
