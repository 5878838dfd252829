//! The FHIR R4 resources Attest touches: reads leniently, writes strictly.

/// Strict.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct DocumentReference {}
/// Strict.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct QuestionnaireResponse {}
