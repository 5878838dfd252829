//! HTTP on the other side: every call that leaves the house goes through here.

use std::time::Duration;

use axum::body::Bytes;
use axum::http::HeaderMap;
use reqwest::redirect::Policy;

/// The one client: no redirects, no cookies, no proxy from the environment, TLS 1.2 or later.
///
/// # Errors
/// When the system's TLS roots cannot be read; the process must not start.
pub fn client() -> Result<reqwest::Client, reqwest::Error> {
    // An earlier gateway in the same process (tests) has installed the same provider.
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    reqwest::Client::builder()
        .redirect(Policy::none())
        .no_proxy()
        .connect_timeout(Duration::from_secs(5))
        .user_agent(concat!("attest-gateway/", env!("CARGO_PKG_VERSION")))
        .build()
}

/// A complete answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body.
    pub body: Bytes,
}

impl Answer {
    /// A header as text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}

/// Why there is no answer. Carries no address and no content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoAnswer {
    /// No connection, or it broke.
    #[error("no connection")]
    Unreachable,
    /// Not in time.
    #[error("no answer in time")]
    Timeout,
    /// More octets than allowed.
    #[error("the answer is too large")]
    TooLarge,
}

/// Sends a request and reads at most `max_octets` within `seconds`, headers and body together.
///
/// # Errors
/// [`NoAnswer`]; of a write it is not known whether it took place.
pub async fn send(
    request: reqwest::RequestBuilder,
    seconds: u64,
    max_octets: usize,
) -> Result<Answer, NoAnswer> {
    tokio::time::timeout(Duration::from_secs(seconds), complete(request, max_octets))
        .await
        .unwrap_or(Err(NoAnswer::Timeout))
}

async fn complete(request: reqwest::RequestBuilder, max_octets: usize) -> Result<Answer, NoAnswer> {
    let broken = |error: reqwest::Error| match error.is_timeout() {
        true => NoAnswer::Timeout,
        false => NoAnswer::Unreachable,
    };
    let mut response = request.send().await.map_err(broken)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(broken)? {
        if body.len() + chunk.len() > max_octets {
            return Err(NoAnswer::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        body: body.into(),
    })
}
