//! HTTP for the crate `oauth2`: no redirects, no cookies, a time limit, never twice (`smart-fhir.md` 1.4 step 5).

use gloo_net::http::{Request, RequestBuilder};
use oauth2::{HttpRequest, HttpResponse, http};
use web_sys::{RequestCredentials, RequestRedirect};

use super::TimeLimit;

/// The token endpoint gave no answer; in a browser that can also be a missing CORS header.
#[derive(Debug)]
pub struct NoAnswer;

impl std::fmt::Display for NoAnswer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("no answer")
    }
}

impl std::error::Error for NoAnswer {}

/// Sends what `oauth2` built. A redirect counts as an answer and is not followed.
///
/// # Errors
/// [`NoAnswer`]: the code is used up, so nothing may be sent again.
pub async fn token_request(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let (parts, body) = request.into_parts();
    let url = parts.uri.to_string();
    let mut outgoing = if parts.method == http::Method::POST {
        Request::post(&url)
    } else {
        Request::get(&url)
    };
    for (name, value) in &parts.headers {
        outgoing = outgoing.header(name.as_str(), value.to_str().map_err(|_| NoAnswer)?);
    }
    let body = String::from_utf8(body).map_err(|_| NoAnswer)?;
    let limit = TimeLimit::new(u32::try_from(smart::token::TIMEOUT_SECONDS).unwrap_or(15));
    let outgoing = closed(outgoing, &limit).body(body).map_err(|_| NoAnswer)?;
    let answer = outgoing.send().await.map_err(|_| NoAnswer)?;
    let mut incoming = http::Response::builder().status(answer.status());
    // Header names as constants: the table to parse names by is not worth its two kilobytes.
    let seconds = answer.headers().get("Retry-After");
    if let Some(seconds) = seconds.and_then(|seconds| http::HeaderValue::try_from(seconds).ok()) {
        incoming = incoming.header(http::header::RETRY_AFTER, seconds);
    }
    let body = answer.binary().await.map_err(|_| NoAnswer)?;
    incoming.body(body).map_err(|_| NoAnswer)
}

/// `GET` without a token, for discovery: status and body. Only `Accept` is set, so it stays a simple CORS request.
///
/// # Errors
/// [`NoAnswer`]: time-out, broken connection, or an answer that the browser hides.
pub async fn get_public(url: &str, accept: &str) -> Result<(u16, Vec<u8>), NoAnswer> {
    let limit = TimeLimit::new(u32::try_from(smart::discovery::TIMEOUT_SECONDS).unwrap_or(10));
    let request = closed(Request::get(url).header("Accept", accept), &limit);
    let answer = request.send().await.map_err(|_| NoAnswer)?;
    let body = answer.binary().await.map_err(|_| NoAnswer)?;
    Ok((answer.status(), body))
}

/// A redirect cannot be checked hop by hop in a browser, so none is followed, also not on the same host.
fn closed(request: RequestBuilder, limit: &TimeLimit) -> RequestBuilder {
    request
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .abort_signal(limit.signal().as_ref())
}
