//! What was odd in a resource that could be used all the same.

use crate::read::OperationOutcome;

/// An oddity, for the vendor check. Never holds the value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// FHIRPath-like, with the resource type first: `Patient.name[0].given`.
    pub path: String,
    /// What is odd.
    pub kind: FindingKind,
}

/// What is odd.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// Another JSON type than FHIR demands, or null: the element counts as absent.
    WrongType,
    /// One object where FHIR demands a list: read as a list of one.
    NotAList,
    /// A system URI that is not spelt `urn:oid:…`.
    SystemSpelling,
    /// Hidden or overlong text was taken out.
    Cleaned,
    /// A modifierExtension that Attest does not know.
    UnknownModifier,
}

/// A resource with what was odd in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Read<T> {
    /// What could be read.
    pub resource: T,
    /// What could not, or only in a roundabout way.
    pub findings: Vec<Finding>,
}

/// The JSON is not the resource that was asked for.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum NotTheResource {
    /// A success status with an OperationOutcome inside counts as a failure.
    #[error("an OperationOutcome instead of the resource")]
    Outcome(OperationOutcome),
    /// Another resource type, or none.
    #[error("another resource type")]
    OtherType,
    /// No JSON object.
    #[error("not a JSON object")]
    NotAnObject,
}
