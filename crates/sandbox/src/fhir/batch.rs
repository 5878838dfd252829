//! `POST` of a batch Bundle at the base. Entries are independent: one that fails leaves the others standing.

use axum::body::Bytes;
use axum::http::Method;
use serde_json::{Value, json};

use super::answer::{Answer, Body, Refusal};
use super::call::Call;
use super::http::{Performed, Scene, no_token, perform};
use crate::json::Members;

/// Does every entry and gathers the answers in order.
///
/// # Errors
/// The whole answer, when a switch cuts the connection at one of the entries.
pub async fn batch(scene: Scene<'_>, body: &Bytes) -> Result<Answer, Box<Performed>> {
    if scene.session.is_none() {
        return Ok(no_token().into());
    }
    let Ok(bundle) = serde_json::from_slice::<Value>(body) else {
        return Ok(Refusal::new(400, "structure", "the body is not JSON").into());
    };
    if bundle.at("resourceType") != "Bundle" || bundle.at("type") != "batch" {
        let text = "the base takes a Bundle of type batch and nothing else";
        return Ok(Refusal::new(400, "not-supported", text).into());
    }
    let mut entries = Vec::new();
    for entry in bundle.items("entry") {
        let answer = match call(entry) {
            Ok(call) => match perform(scene, call).await {
                Performed::Answer(answer, _) => *answer,
                whole @ Performed::Whole(_) => return Err(Box::new(whole)),
            },
            Err(refusal) => refusal.into(),
        };
        entries.push(response(scene.base, answer));
    }
    Ok(Answer::json(
        200,
        json!({ "resourceType": "Bundle", "type": "batch-response", "entry": entries }),
    ))
}

fn call(entry: &Value) -> Result<Call, Refusal> {
    let text = |name: &str| entry.at("request").text(name);
    let (Some(method), Some(url)) = (text("method"), text("url")) else {
        return Err(Refusal::new(
            400,
            "required",
            "the entry has no request.method and request.url",
        ));
    };
    let method = Method::from_bytes(method.as_bytes())
        .map_err(|_| Refusal::new(400, "value", "no such method"))?;
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let mut call = Call::new(&method, path, query)?;
    call.resource = entry.at("resource").clone();
    call.if_none_exist = text("ifNoneExist").map(str::to_owned);
    call.if_match = text("ifMatch").map(str::to_owned);
    call.if_none_match = text("ifNoneMatch").map(str::to_owned);
    Ok(call)
}

fn response(base: &str, answer: Answer) -> Value {
    let mut response = json!({ "status": status_line(answer.status) });
    if let Some(version) = answer.version {
        response.put("etag", json!(format!("W/\"{version}\"")));
    }
    if let Some(updated) = answer.updated {
        response.put("lastModified", json!(updated));
    }
    if let Some(location) = answer.location {
        response.put("location", json!(format!("{base}/{location}")));
    }
    let mut entry = json!({});
    match answer.body {
        Body::Json(outcome) if outcome.at("resourceType") == "OperationOutcome" => {
            response.put("outcome", outcome);
        }
        Body::Json(resource) => entry.put("resource", resource),
        Body::Empty | Body::Raw(..) => {}
    }
    entry.put("response", response);
    entry
}

fn status_line(status: u16) -> String {
    let reason = axum::http::StatusCode::from_u16(status)
        .ok()
        .and_then(|status| status.canonical_reason())
        .unwrap_or_default();
    format!("{status} {reason}")
}
