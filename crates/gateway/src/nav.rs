//! The way to Nav: a port, one HTTP adapter, and the forwarder that delivers what is stored.

pub mod forwarder;
mod http;
mod note;
pub mod outbox;

use std::future::Future;
use std::pin::Pin;

use contract::Utfall;
use thiserror::Error;

pub use http::{HttpReceiver, ask};
pub use note::Note;

/// An answer on its way.
pub type Answering<'a, T> = Pin<Box<dyn Future<Output = Result<T, NavError>> + Send + 'a>>;

/// Nav's side of the sick note: exactly the API of `sykmelding.md` section 4.
///
/// Payloads are bytes that were made once (`flow::submit::Payload`), so that every attempt sends the same.
pub trait SykmeldingReceiver: Send + Sync {
    /// What Nav's rules say of the note. Creates nothing.
    fn verify<'a>(&'a self, payload: &'a [u8]) -> Answering<'a, Utfall>;
    /// Delivers the note. The same `submitId` again gives the first note.
    fn create<'a>(&'a self, payload: &'a [u8]) -> Answering<'a, Note>;
    /// All notes of a patient as this practitioner may see them.
    fn list<'a>(&'a self, ident: &'a str, hpr: &'a str) -> Answering<'a, Vec<Note>>;
    /// One note as this practitioner may see it.
    fn get<'a>(&'a self, id: &'a str, hpr: &'a str) -> Answering<'a, Note>;
}

/// Why Nav did not do what was asked. Never carries contents.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NavError {
    /// No answer, a fault of Nav's own, or an answer that proves nothing: try again later. What was sent may have arrived.
    #[error("Nav does not answer: {0}")]
    Unavailable(String),
    /// Nav does not know the patient.
    #[error("Nav does not know the patient")]
    PersonUnknown,
    /// Nav does not understand the payload, or will not have it: trying again does not help.
    #[error("Nav refuses it with status {0}")]
    Refused(u16),
    /// No such note, or not for this practitioner.
    #[error("no such note")]
    NotFound,
}
