//! Step launch: from the EPJ's call to a session. The protocol is the crate `smart`; this is where it meets the path.

pub use smart::{FhirUser, Launch, Session};

use chrono::NaiveDate;
use domain::Miljo;
use smart::scope::Verdict;

/// What the launch established, as the next step needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaunchFacts {
    /// The FHIR base (`iss`), without which no reference can be told from a foreign one.
    pub base: String,
    /// `Patient.id`.
    pub patient: String,
    /// `Encounter.id`.
    pub encounter: String,
    /// Who is logged in.
    pub user: FhirUser,
    /// Test or production: decides which identity numbers are acceptable.
    pub miljo: Miljo,
    /// Whether the document may be written to the journal.
    pub journal_right: JournalRight,
    /// The calendar date in Oslo.
    pub today: NaiveDate,
}

/// Whether the granted scopes let us write documents and read them back (`smart-fhir.md` 1.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JournalRight {
    /// They do.
    Granted,
    /// They do not: no write is attempted at all.
    NotGranted,
}

/// No encounter came along; a sick note rests on one (folketrygdloven § 8-7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the launch has no encounter")]
pub struct NoEncounter;

impl LaunchFacts {
    /// The facts of a session. `today` is the calendar date in Oslo.
    ///
    /// # Errors
    /// [`NoEncounter`]: show `ProblemKind::NoEncounter`.
    pub fn new(
        session: &Session,
        miljo: Miljo,
        today: NaiveDate,
    ) -> Result<LaunchFacts, NoEncounter> {
        Ok(LaunchFacts {
            base: session.iss.clone(),
            patient: session.patient.to_string(),
            encounter: session.encounter().map_err(|_| NoEncounter)?.to_string(),
            user: session.fhir_user.clone(),
            miljo,
            journal_right: JournalRight::of(&session.grant),
            today,
        })
    }
}

impl JournalRight {
    /// What a grant says. Writing without reading back counts: a server may grant more than it says.
    pub fn of(grant: &smart::Grant) -> JournalRight {
        match grant.verdict() {
            Verdict::Complete | Verdict::JournalUnverified => JournalRight::Granted,
            Verdict::NoJournal | Verdict::NoPatient => JournalRight::NotGranted,
        }
    }
}
