//! The EPJ's FHIR server: through the gateway (mode G) or directly with the token of this page (mode B).

use contract::GUARD_HEADER;
use flow::exchange::{Answer, FhirAnswer, NoAnswer};
use flow::journal::{FhirRequest, Method};
use gloo_net::http::{Request, RequestBuilder};
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

use super::TimeLimit;
use crate::browser::tokens;
use crate::route;

/// Seconds to wait for the EPJ.
const TIMEOUT_SECONDS: u32 = 30;

/// One request to the EPJ.
pub enum Call<'a> {
    /// A read, path as in `flow::exchange::FhirGet`.
    Get(&'a str),
    /// What the journal writer wants. Mode B only.
    Journal(&'a FhirRequest),
}

/// Makes the request in the mode of the session and tells what came back.
///
/// Reading the journal through the gateway is limited there to the patient of the session.
pub async fn call(sid: &str, call: Call<'_>) -> Answer {
    let path = match &call {
        Call::Get(path) => *path,
        Call::Journal(request) => request.path.as_str(),
    };
    let login = tokens::of(sid);
    let url = match &login {
        Some(login) => route::at_epj(&login.session.iss, path),
        None => route::fhir(sid, path),
    };
    let request = match &call {
        Call::Get(_) => Request::get(&url),
        Call::Journal(request) => match request.method {
            Method::Get => Request::get(&url),
            Method::Put => Request::put(&url),
            Method::Post => Request::post(&url),
        },
    };
    let request = match &login {
        Some(login) => request
            .header(
                "Authorization",
                &format!("Bearer {}", login.tokens.access.expose()),
            )
            .credentials(RequestCredentials::Omit),
        None => request
            .header(GUARD_HEADER, "1")
            .credentials(RequestCredentials::SameOrigin),
    };
    send(request, &call).await.ok_or(NoAnswer)
}

async fn send(request: RequestBuilder, call: &Call<'_>) -> Option<FhirAnswer> {
    let limit = TimeLimit::new(TIMEOUT_SECONDS);
    let mut request = request
        .header("Accept", "application/fhir+json")
        .redirect(RequestRedirect::Manual)
        .cache(RequestCache::NoStore)
        .abort_signal(limit.signal().as_ref());
    let mut body = None;
    if let Call::Journal(wanted) = call {
        if let Some(value) = wanted.if_none_match {
            request = request.header("If-None-Match", value);
        }
        if let Some(text) = &wanted.body {
            request = request.header("Content-Type", wanted.media_type.header());
            body = Some(text.clone());
        }
    }
    let request = match body {
        Some(body) => request.body(body).ok()?,
        None => request.build().ok()?,
    };
    let answer = request.send().await.ok()?;
    let retry_after = answer.headers().get("Retry-After");
    let body = answer.binary().await.ok()?;
    Some(FhirAnswer::new(
        answer.status(),
        &body,
        retry_after.as_deref(),
    ))
}
