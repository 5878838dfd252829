//! DocumentReference with an inline attachment.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use serde::Serialize;
use sha1::{Digest, Sha1};

use super::parts::{CodedText, LocalReference, Meta, Span, UrnUuid};
use crate::hide::hides;
use crate::id::Id;

/// DocumentReference as it is written (`smart-fhir.md` 2.5 and 3.4).
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename_all = "camelCase")]
pub struct DocumentReference {
    /// Made by us.
    pub id: Id,
    /// When it was made.
    pub meta: Meta,
    /// The same id as a URN, so that it is found whatever id the server gives.
    pub identifier: [UrnUuid; 1],
    /// Always current.
    pub status: DocumentStatus,
    /// Always final.
    pub doc_status: DocStatus,
    /// Kind of document.
    #[serde(rename = "type")]
    pub kind: CodedText,
    /// The patient.
    pub subject: LocalReference,
    /// When it was made, with offset.
    pub date: DateTime<FixedOffset>,
    /// Who signed.
    pub author: [LocalReference; 1],
    /// Who keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub custodian: Option<LocalReference>,
    /// For the EPJ's list of documents; at most 256 characters.
    pub description: String,
    /// The file.
    pub content: [Content; 1],
    /// Where it belongs.
    pub context: DocumentContext,
}

/// `current`: a sent document is never written in another state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocumentStatus {
    /// Valid.
    Current,
}

/// `final`: only signed documents are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DocStatus {
    /// Signed.
    Final,
}

/// One content.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Content {
    /// The file.
    pub attachment: Attachment,
}

/// The file with its size and hash, which the constructor works out.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Attachment {
    content_type: &'static str,
    language: &'static str,
    data: String,
    size: usize,
    hash: String,
    title: String,
    creation: DateTime<FixedOffset>,
}

impl Attachment {
    /// A PDF. `language` is a BCP 47 tag. Base64 without line breaks, SHA-1 as R4 defines `hash`.
    pub fn pdf(
        bytes: &[u8],
        language: &'static str,
        title: &str,
        creation: DateTime<FixedOffset>,
    ) -> Attachment {
        Attachment {
            content_type: "application/pdf",
            language,
            data: STANDARD.encode(bytes),
            size: bytes.len(),
            hash: STANDARD.encode(Sha1::digest(bytes)),
            title: title.to_owned(),
            creation,
        }
    }
}

/// Where the document belongs.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentContext {
    /// The consultation.
    pub encounter: [LocalReference; 1],
    /// The days that the document is about.
    pub period: Span,
}

hides!(DocumentReference, Attachment);
