//! What is sent, to the byte.

use fhir::Batch;
use fhir::write::PutEntry;
use serde_json::{Value, json};

use super::Job;
use super::text::text;

/// Whether optional elements go along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extras {
    /// All of them.
    Included,
    /// `related`, `docStatus` and `custodian` are left out, for servers that stumble over them.
    LeftOut,
}

/// The DocumentReference alone.
pub(super) fn document(job: &Job, extras: Extras) -> Option<String> {
    text(&plain(job, extras))
}

/// The answers alone.
pub(super) fn answers(answers: &Value) -> Option<String> {
    text(answers)
}

/// Both resources in a batch; the document refers to the answers, which stand in the same bundle.
pub(super) fn batch(job: &Job, extras: Extras) -> Option<String> {
    let mut document = plain(job, extras);
    let answers = job.questionnaire_response.clone()?;
    if extras == Extras::Included
        && let Some(context) = document.get_mut("context").and_then(Value::as_object_mut)
        && let Some(id) = answers.get("id").and_then(Value::as_str)
    {
        let related = json!([{ "reference": format!("QuestionnaireResponse/{id}") }]);
        context.insert("related".to_owned(), related);
    }
    let entries = vec![
        PutEntry::new(&job.base, document)?,
        PutEntry::new(&job.base, answers)?,
    ];
    text(&Batch::new(entries))
}

fn plain(job: &Job, extras: Extras) -> Value {
    let mut document = job.document_reference.clone();
    if extras == Extras::LeftOut
        && let Some(object) = document.as_object_mut()
    {
        object.remove("docStatus");
        object.remove("custodian");
    }
    document
}
