//! Sending a form, and what has become of it.

use chrono::{DateTime, Utc};
use domain::{Draft, Sprak};
use serde::{Deserialize, Serialize};

use crate::FormId;
use crate::config::JsonObject;

/// Body of `POST …/forms/{formId}/check` and `PUT …/forms/{formId}`.
///
/// Patient and encounter are what the clinician sees on the screen; the gateway refuses the form when they are not
/// those of its own session. Signer, office and identity number are never taken from here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubmitForm {
    /// The form as it was typed.
    pub form: Draft,
    /// `Patient.id` on the screen.
    pub patient: String,
    /// `Encounter.id` on the screen.
    pub encounter: String,
    /// The clinician has seen the soft rule of this name and sends all the same; `None` at the first try.
    pub despite_rule: Option<String>,
    /// Language of the clinician, for messages. The document follows it too.
    pub sprak: Sprak,
}

/// What the rules say of a note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Utfall {
    /// Accepted, manual or refused.
    pub status: UtfallStatus,
    /// Name of the outcome as in `sykmelding.md` section 3; `None` when OK. May be one that this version does not know.
    pub rule: Option<String>,
}

/// Status of an outcome, spelt as in Nav's API (`sykmelding.md` 4.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum UtfallStatus {
    /// Accepted.
    Ok,
    /// Judged by a person at Nav.
    Pending,
    /// Not approved.
    Invalid,
}

/// Answer of `POST …/forms/{formId}/check`: nothing is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleAnswer {
    /// The outcome.
    pub utfall: Utfall,
    /// Whether it may be sent all the same.
    pub may_send: bool,
}

/// Answer of `PUT` and `GET …/forms/{formId}`: one form and its two deliveries, each with a state of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FormStatus {
    /// The id.
    pub form_id: FormId,
    /// When the gateway had stored it durably.
    pub received_at: DateTime<Utc>,
    /// The form as it was sent.
    pub form: Draft,
    /// What the gateway's rules said when it was sent.
    pub utfall: Utfall,
    /// The way to Nav.
    pub nav: NavStatus,
    /// The way to the journal.
    pub journal: JournalStatus,
}

/// The way to Nav.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum NavStatus {
    /// Stored at the gateway; it will be sent, and again if need be, without anybody waiting.
    #[serde(rename_all = "camelCase")]
    Queued {
        /// How often it has been tried.
        attempts: u32,
    },
    /// Nav has it.
    Delivered {
        /// When Nav answered.
        at: DateTime<Utc>,
        /// Nav's own outcome.
        utfall: Utfall,
    },
    /// Nav will not take it; an operator has it in the drawer.
    Refused {
        /// A short reason for support, without content.
        reason: String,
    },
}

/// The way to the journal (`smart-fhir.md` section 3).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum JournalStatus {
    /// Waits for its turn, or for Nav's answer.
    Waiting,
    /// Mode B: the browser has to write it.
    Browser,
    /// Read back from the EPJ and equal to what was written.
    #[serde(rename_all = "camelCase")]
    Stored {
        /// When it was read back.
        at: DateTime<Utc>,
        /// `DocumentReference.id` at the EPJ.
        document_id: String,
        /// Whether the structured answers were stored too.
        questionnaire_response: bool,
    },
    /// Tried without success; it is tried again.
    #[serde(rename_all = "camelCase")]
    Retrying {
        /// How often it has been tried.
        attempts: u32,
        /// Why it did not work the last time.
        reason: JournalReason,
    },
    /// Given up for now: the clinician can try again or download the PDF.
    Stopped {
        /// Why.
        reason: JournalReason,
    },
}

/// Why the journal does not hold the document. Texts live with the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum JournalReason {
    /// The EPJ did not answer, or answered with a fault of its own.
    Unavailable,
    /// The EPJ says that this user may not write the document.
    Forbidden,
    /// The token is no longer good: open Attest from the EPJ again.
    SessionEnded,
    /// The EPJ does not accept the content.
    ContentRefused,
    /// The EPJ cannot do what is needed, or the right to write was not granted.
    NotSupported,
    /// The EPJ answered that all was well, and the document cannot be read back.
    NotConfirmed,
    /// Something else already stands under this id.
    Conflict,
    /// Patient, encounter or user no longer agree: nothing is written (`smart-fhir.md` 4.5 number 6).
    WrongPatient,
}

/// Answer of `GET …/forms/{formId}/journal` in mode B: what the browser shall write, byte for byte.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JournalFiles {
    /// The DocumentReference with the PDF inside.
    pub document_reference: JsonObject,
    /// The QuestionnaireResponse.
    pub questionnaire_response: JsonObject,
}

/// Body of `POST …/forms/{formId}/journal`: in mode B how it went; in mode G empty fields mean "try again now".
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct JournalReport {
    /// What the browser saw.
    pub status: Option<JournalStatus>,
}
