//! What app and gateway say to each other: the JSON of `/api` (`design.md` section 4), one type per message.
//!
//! Field names are camelCase on the wire. Instants are UTC (RFC 3339), dates are `YYYY-MM-DD`, both ends inclusive.

pub mod config;
pub mod context;
pub mod document;
pub mod employer;
pub mod form;
pub mod form_id;
pub mod overview;
pub mod problem;
pub mod session;
pub mod terms;

pub use config::{AppConfig, BrowserIssuer};
pub use context::{Contact, Context, Encounter, Notice, Office, Patient, Practitioner};
pub use document::{Document, Entry, Section};
pub use employer::Employer;
pub use form::{
    FormStatus, JournalFiles, JournalReason, JournalReport, JournalStatus, NavStatus, RuleAnswer,
    SubmitForm, Utfall, UtfallStatus,
};
pub use form_id::{FormId, FormIdError};
pub use overview::{DraftSummary, Earlier, EarlierNote, Overview, StoredDraft, UnfinishedJournal};
pub use problem::{Problem, ProblemKind, ProblemText};
pub use session::{Mode, OpenSession, SessionView};
pub use terms::{AcceptTerms, Terms};

/// Header that every call under `/api` but `GET /api/config` carries; a cross-site form cannot set it. Value `1`.
pub const GUARD_HEADER: &str = "x-attest";
