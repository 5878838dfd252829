//! What switches do to the content of an answer, and the two faces of a Binary.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{Answer, Body};
use super::store::{Store, patient_of};
use crate::faults::{Fault, Hits};
use crate::json::Members;

/// Spoils the answer of a read.
pub fn read(store: &Store, hits: &Hits, patient: &str, kind: &str, mut answer: Answer) -> Answer {
    if hits.has(&Fault::WrongPatient)
        && let Some(foreign) = of_another(store, kind, patient, &answer.body)
    {
        answer.body = Body::Json(foreign);
    }
    if hits.has(&Fault::ReadBackDiffers)
        && let Body::Json(resource) = &mut answer.body
    {
        differ(resource);
    }
    answer
}

/// Spoils the answer of a search: one entry of another patient comes along.
pub fn search(
    store: &Store,
    hits: &Hits,
    patient: &str,
    base: &str,
    kind: &str,
    mut answer: Answer,
) -> Answer {
    if hits.has(&Fault::WrongPatient)
        && let Some(foreign) = store
            .all(kind)
            .find(|r| patient_of(r).is_some_and(|p| p != patient))
        && let Body::Json(bundle) = &mut answer.body
    {
        let entry = json!({
            "fullUrl": format!("{base}/{kind}/{}", foreign.text("id").unwrap_or_default()),
            "resource": foreign,
            "search": { "mode": "match" },
        });
        match bundle.get_mut("entry").and_then(Value::as_array_mut) {
            Some(entries) => entries.push(entry),
            None => bundle.put("entry", json!([entry])),
        }
    }
    answer
}

/// The resource under an id that the server made up.
pub fn other_id(resource: &Value) -> (String, Value) {
    let id = Uuid::new_v4().to_string();
    let mut resource = resource.clone();
    resource.put("id", json!(id));
    (id, resource)
}

/// A Binary resource from raw bytes.
pub fn binary(media_type: &str, bytes: &[u8], id: &str) -> Value {
    let mut resource = json!({
        "resourceType": "Binary",
        "contentType": media_type,
        "data": STANDARD.encode(bytes),
    });
    if !id.is_empty() {
        resource.put("id", json!(id));
    }
    resource
}

/// Media type and bytes of a Binary resource.
pub fn bytes(resource: &Value) -> Option<(String, Vec<u8>)> {
    if resource.at("resourceType") != "Binary" {
        return None;
    }
    let bytes = STANDARD.decode(resource.text("data")?).ok()?;
    Some((resource.text("contentType")?.to_owned(), bytes))
}

/// A resource of the same type and another patient; failing that, the same resource with another subject.
fn of_another(store: &Store, kind: &str, patient: &str, body: &Body) -> Option<Value> {
    if let Some(foreign) = store
        .all(kind)
        .find(|r| patient_of(r).is_some_and(|p| p != patient))
    {
        return Some(foreign.clone());
    }
    let Body::Json(own) = body else { return None };
    let other = store
        .all("Patient")
        .find(|r| r.at("id") != patient)?
        .text("id")?;
    let mut foreign = own.clone();
    foreign.put(
        "subject",
        json!({ "reference": format!("Patient/{other}") }),
    );
    Some(foreign)
}

fn differ(resource: &mut Value) {
    if let Some(attachment) = resource.pointer_mut("/content/0/attachment") {
        attachment.put("data", json!(STANDARD.encode("noe annet")));
        attachment.put("size", json!(9));
        attachment.put("hash", json!("c2hhLTEgb2Ygc29tZXRoaW5n"));
    }
    if let Some(member) = resource.get_mut("description") {
        *member = json!("noe annet");
    }
    if let Some(items) = resource.get_mut("item").and_then(Value::as_array_mut) {
        items.truncate(1);
    }
}
