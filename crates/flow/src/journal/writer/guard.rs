//! The guard before every write (`smart-fhir.md` 4.5 number 6): a document in the wrong patient's journal is the worst
//! thing this program can do.

use chrono::NaiveDate;
use domain::Miljo;
use fhir::{Encounter, Patient, Reference};
use serde_json::Value;

use super::{Binding, Job};
use crate::context::{ident, same_patient};

/// Whether what is to be written is about the session's patient, encounter and user, and carries one id.
pub(super) fn resources_agree(job: &Job) -> bool {
    let id = member(&job.document_reference, "id");
    id.is_some()
        && agrees(
            job,
            "subject",
            "Patient",
            &job.binding.patient,
            &job.document_reference,
        )
        && all_agree(job, "/author", "Practitioner", &job.binding.practitioner)
        && all_agree(
            job,
            "/context/encounter",
            "Encounter",
            &job.binding.encounter,
        )
        && job.questionnaire_response.as_ref().is_none_or(|response| {
            member(response, "id") == id
                && agrees(job, "subject", "Patient", &job.binding.patient, response)
                && agrees(
                    job,
                    "encounter",
                    "Encounter",
                    &job.binding.encounter,
                    response,
                )
                && agrees(
                    job,
                    "author",
                    "Practitioner",
                    &job.binding.practitioner,
                    response,
                )
        })
}

pub(super) fn is_patient(binding: &Binding, body: &Value, miljo: Miljo, today: NaiveDate) -> bool {
    Patient::read(body).is_ok_and(|read| {
        let patient = read.resource;
        patient.id.as_deref() == Some(binding.patient.as_str())
            && !patient.replaced
            && ident(&patient, miljo, &today.to_string())
                .is_ok_and(|ident| ident.as_str() == binding.ident)
    })
}

pub(super) fn is_encounter(binding: &Binding, body: &Value, base: &str) -> bool {
    Encounter::read(body).is_ok_and(|read| {
        let encounter = read.resource;
        encounter.id.as_deref() == Some(binding.encounter.as_str())
            && same_patient(&encounter, &binding.patient, &binding.ident, base)
            && !matches!(
                encounter.status.as_deref(),
                Some("cancelled" | "entered-in-error")
            )
    })
}

/// A member of a resource that is written, which is ours to spell and therefore compared to the letter.
fn member<'v>(resource: &'v Value, name: &str) -> Option<&'v str> {
    resource.get(name)?.as_str()
}

fn agrees(job: &Job, name: &str, kind: &str, id: &str, resource: &Value) -> bool {
    resource
        .get(name)
        .is_some_and(|reference| leads_to(job, reference, kind, id))
}

fn all_agree(job: &Job, pointer: &str, kind: &str, id: &str) -> bool {
    let all = job
        .document_reference
        .pointer(pointer)
        .and_then(Value::as_array);
    all.is_some_and(|all| {
        !all.is_empty()
            && all
                .iter()
                .all(|reference| leads_to(job, reference, kind, id))
    })
}

fn leads_to(job: &Job, reference: &Value, kind: &str, id: &str) -> bool {
    let literal = member(reference, "reference").map(str::to_owned);
    let reference = Reference {
        reference: literal,
        ..Reference::default()
    };
    reference
        .id(kind, &job.base)
        .is_some_and(|found| found.as_str() == id)
}
