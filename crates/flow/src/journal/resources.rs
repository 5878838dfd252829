//! The two resources that are written to the EPJ (`smart-fhir.md` 2.5, `sykmelding.md` 5.2 and 5.3).

use chrono::{DateTime, FixedOffset};
use contract::{Context, FormId};
use domain::{Diagnose, Sykmelding};
use fhir::{DocumentReference, QuestionnaireResponse};

/// A note that was accepted, with everything the journal shall hold of it.
pub struct Sent<'a> {
    /// Id of the form; id of both resources.
    pub form_id: &'a FormId,
    /// The note.
    pub sykmelding: &'a Sykmelding,
    /// Patient, practitioner, encounter and office of the session.
    pub context: &'a Context,
    /// When the gateway had stored it, with Oslo's offset.
    pub received: DateTime<FixedOffset>,
    /// The text of a code, from the shipped lists.
    pub text_of: &'a dyn Fn(&Diagnose) -> Option<String>,
}

/// The DocumentReference with the PDF inside. The same arguments give the same bytes.
pub fn document_reference(sent: &Sent<'_>, pdf: &[u8]) -> DocumentReference {
    todo!()
}

/// The answers as the published Questionnaire asks for them.
pub fn questionnaire_response(sent: &Sent<'_>) -> QuestionnaireResponse {
    todo!()
}
