//! What the journal holds after a write: DocumentReference and QuestionnaireResponse, as far as they are compared.

use serde_json::Value;

use crate::datatypes::{CodeableConcept, Identifier};
use crate::element::resource;
use crate::finding::{NotTheResource, Read};
use crate::hide::hides;
use crate::reference::Reference;

/// A DocumentReference as the EPJ gives it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredDocument {
    /// `DocumentReference.id`.
    pub id: Option<String>,
    /// Identifiers; ours is a `urn:uuid:`.
    pub identifier: Vec<Identifier>,
    /// `current`, `entered-in-error` …
    pub status: Option<String>,
    /// Document type.
    pub kind: CodeableConcept,
    /// The patient.
    pub subject: Option<Reference>,
    /// `context.encounter`.
    pub encounter: Vec<Reference>,
    /// The attachment of the first content.
    pub attachment: StoredAttachment,
}

/// An attachment as the EPJ gives it back. Servers keep some of it.
#[derive(Clone, Default, PartialEq)]
pub struct StoredAttachment {
    /// Media type.
    pub content_type: Option<String>,
    /// Base64, when it is inline.
    pub data: Option<String>,
    /// Where it is, when it is not.
    pub url: Option<String>,
    /// Bytes before base64.
    pub size: Option<u64>,
    /// SHA-1, base64.
    pub hash: Option<String>,
}

hides!(StoredAttachment);

/// A QuestionnaireResponse as the EPJ gives it back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StoredAnswers {
    /// `QuestionnaireResponse.id`.
    pub id: Option<String>,
    /// Canonical address of the Questionnaire.
    pub questionnaire: Option<String>,
    /// `completed` …
    pub status: Option<String>,
    /// The patient.
    pub subject: Option<Reference>,
}

impl StoredDocument {
    /// Reads a DocumentReference.
    pub fn read(value: &Value) -> Result<Read<StoredDocument>, NotTheResource> {
        resource(value, "DocumentReference", |document| StoredDocument {
            id: document.code("id"),
            identifier: document
                .children("identifier")
                .iter()
                .map(Identifier::read)
                .collect(),
            status: document.code("status"),
            kind: document
                .child("type")
                .map(|kind| CodeableConcept::read(&kind))
                .unwrap_or_default(),
            subject: Reference::child(document, "subject"),
            encounter: document
                .child("context")
                .map(|context| {
                    context
                        .children("encounter")
                        .iter()
                        .map(Reference::read)
                        .collect()
                })
                .unwrap_or_default(),
            attachment: document
                .children("content")
                .first()
                .and_then(|content| content.child("attachment"))
                .map(|attachment| StoredAttachment {
                    content_type: attachment.code("contentType"),
                    data: attachment.data("data").map(str::to_owned),
                    url: attachment.code("url"),
                    size: attachment.number("size"),
                    hash: attachment.code("hash"),
                })
                .unwrap_or_default(),
        })
    }
}

impl StoredAnswers {
    /// Reads a QuestionnaireResponse.
    pub fn read(value: &Value) -> Result<Read<StoredAnswers>, NotTheResource> {
        resource(value, "QuestionnaireResponse", |response| StoredAnswers {
            id: response.code("id"),
            questionnaire: response.code("questionnaire"),
            status: response.code("status"),
            subject: Reference::child(response, "subject"),
        })
    }
}
