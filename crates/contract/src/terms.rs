//! The conditions of use (`sykmelding.md` 2.11).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Answer of `GET` and `POST …/terms`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Terms {
    /// `MAJOR.MINOR`; a new MAJOR has to be accepted again.
    pub version: String,
    /// The text in the user's language. An empty line parts paragraphs; nothing in it is markup.
    pub text: String,
    /// Whether a note can only be sent after they were accepted.
    pub required: bool,
    /// When this clinician accepted them; `None` when not, or only an earlier MAJOR.
    pub accepted_at: Option<DateTime<Utc>>,
}

/// Body of `POST …/terms`: the version that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AcceptTerms {
    /// `MAJOR.MINOR`.
    pub version: String,
}
