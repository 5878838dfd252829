//! What Nav has received.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::verdict::{Outcome, Status};
use crate::json::Members;

/// A note that was received.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// The receiver's own id.
    pub sykmelding_id: Uuid,
    /// The sender's id, the key of idempotency.
    pub submit_id: Uuid,
    /// When it came first, a FHIR instant.
    pub mottatt: String,
    /// The payload as it came first.
    pub payload: Value,
    /// Whose note it is (FHIR id in the EPJ).
    pub patient: &'static str,
    /// Name of the patient in the population register.
    pub patient_name: String,
    /// The practitioner's number.
    pub hpr: String,
    /// The practitioner's name in HPR.
    pub practitioner_name: String,
    /// The outcome.
    pub outcome: Outcome,
    /// How many times it came; more than one is a retry, not a second note.
    pub deliveries: u32,
}

/// All notes, oldest first, and how often a note was only tried out.
#[derive(Debug, Default)]
pub struct Receiver {
    /// What was there before anybody sent anything.
    past: Vec<Delivered>,
    notes: Vec<Delivered>,
    /// Calls of verify that were understood.
    pub verified: u32,
}

/// A note in `/inspect`.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Summary<'a> {
    sykmelding_id: Uuid,
    submit_id: Uuid,
    mottatt: &'a str,
    patient: &'a str,
    status: Status,
    rule: Option<&'a str>,
    deliveries: u32,
    payload: &'a Value,
}

impl Receiver {
    /// Nothing received yet, but these are known.
    pub fn knowing(past: Vec<Delivered>) -> Receiver {
        Receiver {
            past,
            ..Receiver::default()
        }
    }

    /// Takes a note in, or counts one that is there already, and gives the one that is kept: the first one wins.
    pub fn take(&mut self, note: Delivered) -> Delivered {
        match self
            .notes
            .iter_mut()
            .find(|known| known.submit_id == note.submit_id)
        {
            Some(known) => {
                known.deliveries += 1;
                known.clone()
            }
            None => {
                self.notes.push(note.clone());
                note
            }
        }
    }

    /// The note with the receiver's id.
    pub fn get(&self, sykmelding_id: Uuid) -> Option<&Delivered> {
        self.known()
            .find(|note| note.sykmelding_id == sykmelding_id)
    }

    /// The notes of a patient (identity number), oldest first.
    pub fn of<'a>(&'a self, ident: &'a str) -> impl Iterator<Item = &'a Delivered> {
        self.known()
            .filter(move |note| note.payload.at("meta").at("pasientIdent") == ident)
    }

    /// The notes that were received, oldest first.
    pub fn notes(&self) -> &[Delivered] {
        &self.notes
    }

    /// The notes that were received, for `/inspect`.
    pub fn summaries(&self) -> Vec<Summary<'_>> {
        self.notes
            .iter()
            .map(|note| Summary {
                sykmelding_id: note.sykmelding_id,
                submit_id: note.submit_id,
                mottatt: &note.mottatt,
                patient: note.patient,
                status: note.outcome.status,
                rule: note.outcome.rule.map(|(name, _)| name),
                deliveries: note.deliveries,
                payload: &note.payload,
            })
            .collect()
    }

    fn known(&self) -> impl Iterator<Item = &Delivered> {
        self.past.iter().chain(&self.notes)
    }
}
