//! Step journal: the document, what is written to the EPJ, and the machine that writes it.

mod document;
mod resources;
mod writer;

pub use document::{NavAnswer, document};
pub use resources::{Sent, document_reference, questionnaire_response};
pub use writer::{
    Binding, Do, FhirRequest, Job, JournalOutcome, MediaType, Method, QrOutcome, Refresh, Strategy,
    Writer, WriterFinding,
};
