//! What the journal demands of a resource before it takes it in.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha1::{Digest, Sha1};

use super::answer::Refusal;
use super::store::{Store, id_in_reference, patient_of};
use crate::faults::TYPES;
use crate::json::Members;

/// The value set of 9602 that Nav's documents use (no-basis-DocumentReference binds `type` as required).
const DOCUMENT_TYPE: &str = "urn:oid:2.16.578.1.12.4.1.1.9602";

/// True for a FHIR id.
pub fn is_id(id: &str) -> bool {
    (1..=64).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
}

/// Checks a resource that is about to be written for this patient, and says whose it will be when the resource
/// cannot say so itself.
///
/// # Errors
/// 400 for a body of another type, 403 for another patient, 422 for content that the journal does not take.
pub fn acceptable(
    store: &Store,
    kind: &str,
    resource: &Value,
    patient: &str,
) -> Result<Option<String>, Refusal> {
    if resource.at("resourceType") != kind {
        return Err(Refusal::new(
            400,
            "invalid",
            "the body is of another type than the address",
        ));
    }
    if kind == "Binary" {
        required(resource, "/contentType")?;
        decoded(resource.pointer("/data"))?;
        return Ok(Some(patient.to_owned()));
    }
    match patient_of(resource) {
        Some(subject) if subject == patient => {}
        Some(_) => {
            return Err(Refusal::new(
                403,
                "forbidden",
                "subject is another patient than the token's",
            ));
        }
        None => return Err(unprocessable("required", "subject is missing")),
    }
    references_exist(store, resource, patient)?;
    match kind {
        "DocumentReference" => document_reference(store, resource)?,
        "QuestionnaireResponse" => {
            for place in ["/status", "/questionnaire", "/item/0/linkId"] {
                required(resource, place)?;
            }
        }
        _ => {}
    }
    Ok(None)
}

fn document_reference(store: &Store, resource: &Value) -> Result<(), Refusal> {
    required(resource, "/status")?;
    required(resource, "/author/0/reference")?;
    // A sick note is tied to a consultation (smart-fhir.md 2.1).
    required(resource, "/context/encounter/0/reference")?;
    let typed = resource
        .pointer("/type/coding")
        .and_then(Value::as_array)
        .is_some_and(|codings| {
            codings
                .iter()
                .any(|coding| coding.at("system") == DOCUMENT_TYPE && coding.at("code").is_string())
        });
    if !typed {
        return Err(unprocessable("code-invalid", "type has no coding of 9602"));
    }
    required(resource, "/content/0/attachment/contentType")?;
    for content in resource.items("content") {
        attachment(store, content.at("attachment"))?;
    }
    Ok(())
}

fn attachment(store: &Store, attachment: &Value) -> Result<(), Refusal> {
    let bytes = match attachment.get("url").and_then(Value::as_str) {
        Some(url) => {
            let found = id_in_reference(url, "Binary")
                .and_then(|id| store.content("Binary", &id))
                .ok_or_else(|| {
                    unprocessable("not-found", "attachment.url points to no Binary here")
                })?;
            decoded(found.get("data"))?
        }
        None => decoded(attachment.get("data"))?,
    };
    if attachment
        .get("size")
        .is_some_and(|size| size.as_u64() != Some(bytes.len() as u64))
    {
        return Err(unprocessable(
            "value",
            "attachment.size is not the number of bytes",
        ));
    }
    let hash = STANDARD.encode(Sha1::digest(&bytes));
    if attachment
        .get("hash")
        .is_some_and(|claimed| *claimed != hash)
    {
        return Err(unprocessable(
            "value",
            "attachment.hash is not the SHA-1 of the bytes",
        ));
    }
    Ok(())
}

/// Every literal reference names a resource that exists, and one of the same patient where it has one.
fn references_exist(store: &Store, resource: &Value, patient: &str) -> Result<(), Refusal> {
    let mut found = Vec::new();
    collect(resource, &mut found);
    for reference in found {
        let Some((kind, id)) = TYPES
            .iter()
            .find_map(|kind| Some((*kind, id_in_reference(reference, kind)?)))
        else {
            return Err(unprocessable(
                "invalid",
                "a reference names no type of this journal",
            ));
        };
        let target = store.content(kind, &id);
        // The answers are written beside the document and may come later (smart-fhir.md 3.4).
        if target.is_none() && kind == "QuestionnaireResponse" {
            continue;
        }
        let Some(target) = target else {
            return Err(unprocessable(
                "not-found",
                format!("a reference to {kind} leads nowhere"),
            ));
        };
        if patient_of(target).is_some_and(|owner| owner != patient) {
            return Err(unprocessable(
                "invalid",
                format!("the {kind} belongs to another patient"),
            ));
        }
    }
    Ok(())
}

fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member.as_str() {
                    Some(text) if name == "reference" => found.push(text),
                    _ => collect(member, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, found)),
        _ => {}
    }
}

fn required(resource: &Value, place: &str) -> Result<(), Refusal> {
    match resource.pointer(place).and_then(Value::as_str) {
        Some(text) if !text.is_empty() => Ok(()),
        _ => Err(unprocessable("required", format!("{place} is missing"))),
    }
}

fn decoded(data: Option<&Value>) -> Result<Vec<u8>, Refusal> {
    let text = data
        .and_then(Value::as_str)
        .ok_or_else(|| unprocessable("required", "data is missing"))?;
    STANDARD
        .decode(text)
        .map_err(|_| unprocessable("value", "data is not base64"))
}

fn unprocessable(code: &'static str, text: impl Into<String>) -> Refusal {
    Refusal::new(422, code, text)
}
