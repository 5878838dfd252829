//! Step context: who and where. Reads patient, encounter, practitioner and office, and stops where it is not safe.

mod encounter;
mod office;
mod patient;
mod practitioner;

pub(crate) use encounter::same_patient;
pub(crate) use patient::ident;

use contract::{Context, Notice, ProblemKind};
use fhir::{Encounter, Patient};

use crate::exchange::{Answer, Halt, Reads, Step};
use crate::launch::{JournalRight, LaunchFacts};

/// Reads and checks the context of a launch (`smart-fhir.md` 1.6 and 2.3). Reads that do not depend on each other
/// stand in the same round; there are at most six rounds, mostly two.
///
/// ```text
/// let mut reader = ContextReader::new(facts);
/// let mut step = reader.start();
/// while let Step::Fetch(round) = step { step = reader.answer(fetch_all(round).await); }
/// ```
pub struct ContextReader {
    facts: LaunchFacts,
    reads: Reads,
}

impl ContextReader {
    /// A reader that has asked nothing yet.
    pub fn new(facts: LaunchFacts) -> ContextReader {
        ContextReader {
            facts,
            reads: Reads::default(),
        }
    }

    /// The first round.
    pub fn start(&mut self) -> Step<Context> {
        let facts = &self.facts;
        self.reads.step(|reads| conclude(facts, reads))
    }

    /// Takes the answers of the last round in its order. A missing answer counts as [`crate::exchange::NoAnswer`].
    pub fn answer(&mut self, answers: Vec<Answer>) -> Step<Context> {
        self.reads.take(answers);
        self.start()
    }
}

fn conclude(facts: &LaunchFacts, reads: &Reads) -> Result<Context, Halt> {
    let patient = reads.required(&format!("Patient/{}", facts.patient), Patient::read);
    let encounter = reads.required(&format!("Encounter/{}", facts.encounter), Encounter::read);
    let signer = practitioner::read(facts, reads);
    let mut notices = Vec::new();

    let patient = patient::check(&patient.map_err(unreadable_patient)?, facts, &mut notices)?;
    let consultation = encounter?;
    let encounter = encounter::check(&consultation, &patient, facts, &mut notices)?;
    let signer = signer?;
    let practitioner = signer.check(facts, &mut notices)?;
    let others = practitioner::others(&consultation, &practitioner, facts, reads);
    let office = office::read(&consultation, &signer, facts, reads, &mut notices);
    if let Some(names) = others? {
        notices.push(Notice::OtherParticipant { names });
    }
    let office = office?;
    if facts.journal_right == JournalRight::NotGranted {
        notices.push(Notice::JournalNotWritable);
    }
    Ok(Context {
        patient,
        practitioner,
        encounter,
        office,
        notices,
    })
}

/// Of the patient we can say more than that something was refused.
fn unreadable_patient(halt: Halt) -> Halt {
    match halt {
        Halt::Problem(ProblemKind::EpjForbidden) => Halt::Problem(ProblemKind::PatientNotReadable),
        other => other,
    }
}

/// Today as FHIR writes dates.
fn today(facts: &LaunchFacts) -> String {
    facts.today.to_string()
}
