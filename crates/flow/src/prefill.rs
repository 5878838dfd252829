//! Step prefill: the diagnoses that the journal already holds, each with its source.

use domain::{Diagnosevalg, Draft, Kodeverk};

use crate::exchange::{Answer, Step};

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

/// A code as the shipped lists know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownCode {
    /// The code as the list spells it.
    pub code: String,
    /// Its text.
    pub text: String,
}

/// What the journal offers for the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefill {
    /// The diagnoses in the journal's order.
    pub diagnoser: Vec<Diagnosevalg>,
    /// Texts of diagnoses whose code is in none of the lists: something to search for, not to choose.
    pub unknown: Vec<String>,
    /// How it went, for the line under the field.
    pub status: PrefillStatus,
    /// Conditions of another patient in the answer: a security event, to be logged as a number.
    pub n_foreign: u32,
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

/// Reads the Conditions of the encounter, in at most three requests (FHIR-32).
#[derive(Debug)]
pub struct PrefillReader {
    facts: PrefillFacts,
}

impl PrefillReader {
    /// A reader that has asked nothing yet.
    pub fn new(facts: PrefillFacts) -> PrefillReader {
        PrefillReader { facts }
    }

    /// The first round. Never fails: what cannot be read is [`PrefillStatus::Failed`].
    pub fn start(&mut self, known: &dyn Fn(Kodeverk, &str) -> Option<KnownCode>) -> Step<Prefill> {
        todo!()
    }

    /// Takes the answers of the last round in its order. `known` looks a code up in the shipped lists.
    pub fn answer(
        &mut self,
        answers: Vec<Answer>,
        known: &dyn Fn(Kodeverk, &str) -> Option<KnownCode>,
    ) -> Step<Prefill> {
        todo!()
    }
}

/// Fills a new draft: the first diagnosis becomes the main one, the rest the other ones. A draft that has diagnoses is left alone.
pub fn apply(draft: &mut Draft, prefill: &Prefill) {
    todo!()
}
