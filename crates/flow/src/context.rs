//! Step context: who and where. Reads patient, encounter, practitioner and office, and stops where it is not safe.

use contract::Context;

use crate::exchange::{Answer, Step};
use crate::launch::LaunchFacts;

/// Reads and checks the context of a launch (`smart-fhir.md` 1.6 and 2.3).
///
/// ```text
/// let mut reader = ContextReader::new(facts);
/// let mut step = reader.start();
/// while let Step::Fetch(round) = step { step = reader.answer(fetch_all(round).await); }
/// ```
#[derive(Debug)]
pub struct ContextReader {
    facts: LaunchFacts,
}

impl ContextReader {
    /// A reader that has asked nothing yet.
    pub fn new(facts: LaunchFacts) -> ContextReader {
        ContextReader { facts }
    }

    /// The first round.
    pub fn start(&mut self) -> Step<Context> {
        todo!()
    }

    /// Takes the answers of the last round in its order. A missing answer counts as [`crate::exchange::NoAnswer`].
    pub fn answer(&mut self, answers: Vec<Answer>) -> Step<Context> {
        todo!()
    }
}
