//! Step prefill: the diagnoses that the journal already holds, each with its source.

mod conditions;

use domain::{Diagnosevalg, Draft, Kodeverk};

use crate::exchange::{Answer, Reads, Step};

/// What to look for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrefillFacts {
    /// The FHIR base.
    pub base: String,
    /// `Patient.id`.
    pub patient: String,
    /// `Encounter.id`.
    pub encounter: String,
    /// `contract::Encounter::diagnoses`.
    pub diagnoses: Vec<String>,
}

/// The text of a code in the shipped lists; `None` for a code that Nav would not know. `codes::Codes::text` fits.
pub type TextOfCode<'a> = &'a dyn Fn(Kodeverk, &str) -> Option<String>;

/// What the journal offers for the form. `Debug` shows how it went, and nothing medical.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Prefill {
    /// The diagnoses in the journal's order, those that are no longer active last.
    pub diagnoser: Vec<Diagnosevalg>,
    /// Texts of diagnoses whose code is in none of the lists: something to search for, not to choose.
    pub unknown: Vec<String>,
    /// How it went, for the line under the field.
    pub status: PrefillStatus,
    /// Conditions of another patient in the answer: a security event, to be logged as a number.
    pub n_foreign: u32,
}

impl std::fmt::Debug for Prefill {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Prefill")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// How the look into the journal went.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PrefillStatus {
    /// At least one diagnosis was found, all of them known.
    Ok,
    /// The journal holds no diagnosis for this encounter.
    #[default]
    None,
    /// The diagnoses could not be fetched; they can be chosen by hand.
    Failed,
    /// Some of what was found is in none of the lists.
    SomeUnknown,
}

/// Reads the Conditions of the encounter, in at most three requests.
///
/// Those that the encounter names come first; else they are searched by the encounter's id, then by its typed form,
/// then among all of the patient's (`smart-fhir.md` 2.3, search habits).
pub struct PrefillReader {
    facts: PrefillFacts,
    reads: Reads,
}

impl PrefillReader {
    /// A reader that has asked nothing yet.
    pub fn new(facts: PrefillFacts) -> PrefillReader {
        PrefillReader {
            facts,
            reads: Reads::default(),
        }
    }

    /// The first round. Never fails: what cannot be read is [`PrefillStatus::Failed`].
    pub fn start(&mut self, text_of: TextOfCode<'_>) -> Step<Prefill> {
        let facts = &self.facts;
        self.reads
            .step(|reads| conditions::conclude(facts, reads, text_of))
    }

    /// Takes the answers of the last round in its order.
    pub fn answer(&mut self, answers: Vec<Answer>, text_of: TextOfCode<'_>) -> Step<Prefill> {
        self.reads.take(answers);
        self.start(text_of)
    }
}

/// Fills a new draft: the first diagnosis becomes the main one, the rest the other ones. A draft that has a diagnosis
/// is left alone: what the clinician chose is never overwritten.
pub fn apply(draft: &mut Draft, prefill: &Prefill) {
    if draft.hoveddiagnose.is_some() || !draft.bidiagnoser.is_empty() {
        return;
    }
    let mut diagnoser = prefill.diagnoser.iter().cloned();
    draft.hoveddiagnose = diagnoser.next();
    draft.bidiagnoser = diagnoser.map(Some).collect();
}
