//! Writers: types that hold valid R4 and nothing else. The same value gives the same bytes.

mod batch;
mod document_reference;
mod parts;
mod questionnaire_response;

pub use batch::{Batch, PutEntry};
pub use document_reference::{
    Attachment, Content, DocStatus, DocumentContext, DocumentReference, DocumentStatus,
};
pub use parts::{Code, CodedText, LocalReference, Meta, Span, UrnUuid};
pub use questionnaire_response::{Answer, Item, QuestionnaireResponse, ResponseStatus};
