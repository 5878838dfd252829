//! The gateway's API: JSON, same origin, the guard header on every call, problem+json for what fails.

use contract::{GUARD_HEADER, Problem, ProblemKind};
use gloo_net::http::{Request, RequestBuilder};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

use super::TimeLimit;
use crate::browser::json;
use crate::fault::Fault;
use crate::texts::sprak;

/// Seconds to wait for the gateway, which itself may wait for Nav and the EPJ.
const TIMEOUT_SECONDS: u32 = 30;

/// `GET` with a JSON answer.
///
/// # Errors
/// [`Fault`]: show it; its kind says what to do next.
pub async fn get<T: DeserializeOwned>(url: &str) -> Result<T, Fault> {
    typed(send(Request::get(url), None).await?)
}

/// `PUT` with a JSON body and a JSON answer, or none where `T` is `()`.
///
/// # Errors
/// As [`get`].
pub async fn put<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, Fault> {
    typed(send(Request::put(url), Some(written(body)?)).await?)
}

/// `POST` with a JSON body and a JSON answer, or none where `T` is `()`.
///
/// # Errors
/// As [`get`].
pub async fn post<T: DeserializeOwned>(url: &str, body: &impl Serialize) -> Result<T, Fault> {
    typed(send(Request::post(url), Some(written(body)?)).await?)
}

/// `DELETE`.
///
/// # Errors
/// As [`get`].
pub async fn delete(url: &str) -> Result<(), Fault> {
    send(Request::delete(url), None).await.map(drop)
}

/// A public file of the app, such as the code lists.
///
/// # Errors
/// As [`get`].
pub async fn file(url: &str) -> Result<Vec<u8>, Fault> {
    let limit = TimeLimit::new(TIMEOUT_SECONDS);
    let request = Request::get(url).abort_signal(limit.signal().as_ref());
    let answer = request
        .send()
        .await
        .map_err(|_| Fault::of(ProblemKind::Offline))?;
    if !answer.ok() {
        return Err(Fault::of(ProblemKind::Internal));
    }
    answer
        .binary()
        .await
        .map_err(|_| Fault::of(ProblemKind::Offline))
}

/// The one place that waits; it knows no types, so it is in the program once.
async fn send(request: RequestBuilder, body: Option<String>) -> Result<Value, Fault> {
    let limit = TimeLimit::new(TIMEOUT_SECONDS);
    let request = request
        .header(GUARD_HEADER, "1")
        .header("Accept", "application/json")
        .header("Accept-Language", sprak().tag())
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Error)
        .cache(RequestCache::NoStore)
        .abort_signal(limit.signal().as_ref());
    let request = match body {
        Some(body) => request
            .header("Content-Type", "application/json")
            .body(body),
        None => request.build(),
    };
    let request = request.map_err(|_| Fault::of(ProblemKind::Internal))?;
    let offline = |_| Fault::of(ProblemKind::Offline);
    let answer = request.send().await.map_err(offline)?;
    let text = answer.text().await.map_err(offline)?;
    let value = json::value(&text);
    if answer.ok() {
        value.ok_or(Fault::of(ProblemKind::Internal))
    } else {
        Err(Fault::answered(
            answer.status(),
            value.and_then(json::typed::<Problem>),
        ))
    }
}

fn typed<T: DeserializeOwned>(value: Value) -> Result<T, Fault> {
    json::typed(value).ok_or(Fault::of(ProblemKind::Internal))
}

fn written(body: &impl Serialize) -> Result<String, Fault> {
    serde_json::to_string(body).map_err(|_| Fault::of(ProblemKind::Internal))
}
