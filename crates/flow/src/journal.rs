//! Step journal: the document, what is written to the EPJ, and the machine that writes it.

mod document;
mod resources;
mod writer;

pub use document::{NavAnswer, document};
pub use resources::{BadId, QUESTIONNAIRE, Sent, document_reference, questionnaire_response};
pub use writer::{
    Answers, Binding, Do, FhirRequest, Job, JournalOutcome, MediaType, Method, Plan, QrOutcome,
    Refresh, Strategy, Writer, WriterFinding, plan,
};
