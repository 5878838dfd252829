//! The machine that writes the document to the EPJ and reads it back (`smart-fhir.md` 3.3–3.6 and 4.5 number 6).
//!
//! guard (patient, encounter) → look → send → read back → answers. Before every send the guard is passed and the
//! journal is looked at again, so a document that is already there is found and never written twice; that is also what
//! makes starting over after a crash safe.

mod body;
mod compare;
mod guard;
mod machine;
mod plan;
mod text;
mod verdict;

pub use machine::Writer;
pub use plan::{Answers, Plan, plan};

use chrono::{DateTime, NaiveDate, Utc};
use contract::{JournalReason, JournalStatus};
use domain::Miljo;
use serde_json::Value;

use crate::launch::JournalRight;

/// One document to write, and for whom.
#[derive(Clone, PartialEq)]
pub struct Job {
    /// The FHIR base, for `fullUrl` and for references in what is read.
    pub base: String,
    /// Who and what the session is about.
    pub binding: Binding,
    /// Test or production.
    pub miljo: Miljo,
    /// The calendar date in Oslo.
    pub today: NaiveDate,
    /// Whether anything may be written.
    pub right: JournalRight,
    /// Where on the ladder to start; see [`plan`].
    pub strategy: Strategy,
    /// The DocumentReference as JSON, from [`super::document_reference`].
    pub document_reference: Value,
    /// The QuestionnaireResponse as JSON; `None` when the server does not take it.
    pub questionnaire_response: Option<Value>,
}

/// Whom the session is about. What is written and what is freshly read must agree with it.
#[derive(Clone, PartialEq, Eq)]
pub struct Binding {
    /// `Patient.id`.
    pub patient: String,
    /// The identity number of the patient, eleven digits.
    pub ident: String,
    /// `Encounter.id`.
    pub encounter: String,
    /// `Practitioner.id`.
    pub practitioner: String,
}

impl Binding {
    /// The binding of a session.
    pub fn new(context: &contract::Context) -> Binding {
        Binding {
            patient: context.patient.id.clone(),
            ident: context.patient.ident.clone(),
            encounter: context.encounter.id.clone(),
            practitioner: context.practitioner.id.clone(),
        }
    }

    /// Whether a Patient that was just read is the session's: by id and by identity number, and not merged into another.
    /// `today` is the calendar date in Oslo.
    pub fn is_patient(&self, body: &Value, miljo: Miljo, today: NaiveDate) -> bool {
        guard::is_patient(self, body, miljo, today)
    }

    /// Whether an Encounter that was just read is the session's, this patient's, and still valid. `base` is the FHIR base.
    pub fn is_encounter(&self, body: &Value, base: &str) -> bool {
        guard::is_encounter(self, body, base)
    }
}

/// The rows of the ladder in `smart-fhir.md` 3.3 that this version has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// A: one batch with both resources.
    Batch,
    /// B: one PUT for each resource.
    Put,
}

/// What the driver does next.
#[derive(Clone, Debug, PartialEq)]
pub enum Do {
    /// Wait `wait_ms`, make this request, 30 s at most, redirects not followed, and call [`Writer::answer`].
    Send(FhirRequest),
    /// The token is no longer good: refresh it once and call [`Writer::refreshed`].
    Refresh,
    /// The writer is through.
    Done(JournalOutcome),
}

/// A request below the FHIR base, with `Accept: application/fhir+json`. `Debug` shows the method only.
#[derive(Clone, PartialEq)]
pub struct FhirRequest {
    /// Wait this long first; the driver adds ± 20 % jitter of its own. 0 most of the time.
    pub wait_ms: u64,
    /// The method.
    pub method: Method,
    /// Below the base; empty for the base itself, where a batch is posted.
    pub path: String,
    /// The bytes to send, with `Content-Type` as in `media_type`; `None` for a GET.
    pub body: Option<String>,
    /// `Content-Type` of the body.
    pub media_type: MediaType,
    /// `If-None-Match`, when the server demands a precondition (428).
    pub if_none_match: Option<&'static str>,
}

impl std::fmt::Debug for FhirRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FhirRequest")
            .field("method", &self.method)
            .finish_non_exhaustive()
    }
}

/// HTTP methods that the writer uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET.
    Get,
    /// PUT.
    Put,
    /// POST.
    Post,
}

/// The media type of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// FHIR's own.
    Fhir,
    /// Plain JSON, for servers that refuse the former (406, 415).
    Json,
}

impl MediaType {
    /// The header's value. With charset: without it æøå has been garbled.
    pub fn header(self) -> &'static str {
        match self {
            MediaType::Fhir => "application/fhir+json; charset=utf-8",
            MediaType::Json => "application/json; charset=utf-8",
        }
    }
}

/// Whether the driver got a new token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refresh {
    /// It did; the next request carries it.
    Done,
    /// It did not: the session is over.
    Failed,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JournalOutcome {
    /// Read back from the EPJ and equal to what was written.
    Stored {
        /// `DocumentReference.id` at the EPJ.
        document_id: String,
        /// The structured answers.
        questionnaire_response: QrOutcome,
    },
    /// Not now: start over with the same job later.
    Later {
        /// Why.
        reason: JournalReason,
        /// Not before this many milliseconds.
        wait_ms: u64,
    },
    /// Given up: the clinician can try again or download the PDF.
    Stopped {
        /// Why.
        reason: JournalReason,
    },
}

impl JournalOutcome {
    /// As app and gateway speak of it. `attempts` counts runs of the writer, this one included.
    pub fn status(&self, now: DateTime<Utc>, attempts: u32) -> JournalStatus {
        match self {
            JournalOutcome::Stored {
                document_id,
                questionnaire_response,
            } => JournalStatus::Stored {
                at: now,
                document_id: document_id.clone(),
                questionnaire_response: *questionnaire_response == QrOutcome::Stored,
            },
            JournalOutcome::Later { reason, .. } => JournalStatus::Retrying {
                attempts,
                reason: *reason,
            },
            JournalOutcome::Stopped { reason } => JournalStatus::Stopped { reason: *reason },
        }
    }
}

/// Whether the structured answers are in the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QrOutcome {
    /// Read back.
    Stored,
    /// Not there; the document is, and that is what counts.
    Missing,
}

/// What the vendor should know of its server, without content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriterFinding {
    /// A write was answered with another id than the one in the address.
    OtherId,
    /// Documents may be written and not read: what is stored cannot be confirmed.
    NotReadable,
    /// The server says it can do a batch, and refused one.
    BatchRefused,
}
