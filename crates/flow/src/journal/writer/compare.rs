//! Whether what the journal holds is what was written.

use fhir::{Coding, StoredAnswers, StoredDocument, System};
use serde_json::Value;

use super::{Binding, Job};

/// What a read says of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Ours.
    Same,
    /// Something else under this id.
    Other,
    /// No DocumentReference.
    Nothing,
}

/// Compares a document that was read by `id` with the one to write.
pub(super) fn document(body: Option<&Value>, id: &str, job: &Job) -> Found {
    let read = |value: &Value| StoredDocument::read(value).ok().map(|read| read.resource);
    let (Some(stored), Some(ours)) = (body.and_then(read), read(&job.document_reference)) else {
        return Found::Nothing;
    };
    let same = stored.id.as_deref() == Some(id)
        && stored.status == ours.status
        && code(&stored) == code(&ours)
        && is_subject(stored.subject.as_ref(), &job.binding, &job.base)
        && stored.encounter.iter().any(|encounter| {
            encounter
                .id("Encounter", &job.base)
                .is_some_and(|id| id.as_str() == job.binding.encounter)
        })
        && same_file(&stored, &ours);
    if same { Found::Same } else { Found::Other }
}

/// Compares the answers that were read by the form's id.
pub(super) fn answers(body: Option<&Value>, job: &Job) -> Found {
    let read = |value: &Value| StoredAnswers::read(value).ok().map(|read| read.resource);
    let ours = job.questionnaire_response.as_ref().and_then(read);
    let (Some(stored), Some(ours)) = (body.and_then(read), ours) else {
        return Found::Nothing;
    };
    let same = stored.id == ours.id
        && stored.status == ours.status
        && stored.questionnaire == ours.questionnaire
        && is_subject(stored.subject.as_ref(), &job.binding, &job.base);
    if same { Found::Same } else { Found::Other }
}

fn is_subject(subject: Option<&fhir::Reference>, binding: &Binding, base: &str) -> bool {
    subject
        .and_then(|subject| subject.id("Patient", base))
        .is_some_and(|id| id.as_str() == binding.patient)
}

fn code(document: &StoredDocument) -> Option<&str> {
    document.kind.coding.iter().find_map(|coding: &Coding| {
        let ours = coding.system == Some(System::DocumentType);
        coding.code.as_deref().filter(|_| ours)
    })
}

/// Servers keep some of data, hash and size, for instance when they move the file to a Binary. What is there must be
/// equal, and something must be there.
fn same_file(stored: &StoredDocument, ours: &StoredDocument) -> bool {
    let (stored, ours) = (&stored.attachment, &ours.attachment);
    let plain = |data: &String| {
        data.chars()
            .filter(|c| !c.is_ascii_whitespace())
            .collect::<String>()
    };
    let checks = [
        stored
            .data
            .as_ref()
            .map(|data| Some(plain(data)) == ours.data),
        stored
            .hash
            .as_ref()
            .map(|hash| Some(hash) == ours.hash.as_ref()),
        stored.size.map(|size| Some(size) == ours.size),
    ];
    checks.contains(&Some(true)) && !checks.contains(&Some(false))
}
