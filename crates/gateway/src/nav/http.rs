//! Nav's API over HTTP.

use std::time::Duration;

use contract::{Utfall, UtfallStatus};
use reqwest::{Method, RequestBuilder, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use super::{Answering, NavError, Note, SykmeldingReceiver};
use crate::config::Secret;

/// A create may look up three registers and run the rules.
const CREATE: Duration = Duration::from_secs(30);
/// Somebody is waiting for these; without an answer we go on by ourselves.
const ASK: Duration = Duration::from_secs(5);
/// The most bytes of an answer that we read.
const MAX_ANSWER_BYTES: usize = 4 << 20;

/// The adapter. The bearer token goes into the header of each call.
pub struct HttpReceiver {
    http: reqwest::Client,
    base: Url,
    token: Secret,
}

impl HttpReceiver {
    /// `base` is what stands before `/api/sykmelding`, without a slash at the end.
    pub fn new(http: reqwest::Client, base: Url, token: Secret) -> HttpReceiver {
        HttpReceiver { http, base, token }
    }

    fn request(&self, method: Method, path: &str, patience: Duration) -> RequestBuilder {
        let base = self.base.as_str().trim_end_matches('/');
        self.http
            .request(method, format!("{base}/api/sykmelding{path}"))
            .bearer_auth(self.token.expose())
            .header("accept", "application/json")
            .timeout(patience)
    }

    fn post(&self, path: &str, payload: &[u8], patience: Duration) -> RequestBuilder {
        self.request(Method::POST, path, patience)
            .header("content-type", "application/json")
            .body(payload.to_vec())
    }
}

impl SykmeldingReceiver for HttpReceiver {
    fn verify<'a>(&'a self, payload: &'a [u8]) -> Answering<'a, Utfall> {
        Box::pin(async move {
            let verdict: Verdict = ask(self.post("/verify", payload, ASK)).await?;
            Ok(Utfall {
                rule: verdict.rule.filter(|_| verdict.status != UtfallStatus::Ok),
                status: verdict.status,
            })
        })
    }

    fn create<'a>(&'a self, payload: &'a [u8]) -> Answering<'a, Note> {
        Box::pin(ask(self.post("", payload, CREATE)))
    }

    fn list<'a>(&'a self, ident: &'a str, hpr: &'a str) -> Answering<'a, Vec<Note>> {
        Box::pin(ask(self
            .request(Method::GET, "", ASK)
            .header("Ident", ident)
            .header("HPR", hpr)))
    }

    fn get<'a>(&'a self, id: &'a str, hpr: &'a str) -> Answering<'a, Note> {
        Box::pin(async move {
            // The id becomes a path segment; anything else than a UUID could name another address.
            let id = uuid::Uuid::parse_str(id).map_err(|_| NavError::NotFound)?;
            let path = format!("/{}", id.hyphenated());
            ask(self.request(Method::GET, &path, ASK).header("HPR", hpr)).await
        })
    }
}

#[derive(Deserialize)]
struct Verdict {
    status: UtfallStatus,
    #[serde(default)]
    rule: Option<String>,
}

/// Sends a request of this API or of the registers and reads the answer.
///
/// Only a 2xx whose body can be read is an answer: an empty 200 proves nothing, and asking again does no harm.
pub async fn ask<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, NavError> {
    let unavailable = |error: reqwest::Error| NavError::Unavailable(cause(&error));
    let mut response = request.send().await.map_err(unavailable)?;
    if !response.status().is_success() {
        return Err(refusal(&response));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(unavailable)? {
        body.extend(chunk);
        if body.len() > MAX_ANSWER_BYTES {
            return Err(NavError::Unavailable("the answer is too long".to_owned()));
        }
    }
    // The parser's message could quote the body.
    serde_json::from_slice(&body)
        .map_err(|_| NavError::Unavailable("the answer cannot be read".to_owned()))
}

fn refusal(response: &Response) -> NavError {
    match response.status().as_u16() {
        404 => NavError::NotFound,
        422 => NavError::PersonUnknown,
        status @ (400 | 405 | 410 | 411 | 413..=415) => NavError::Refused(status),
        // 401 and 403 are our credentials, not this note: an operator mends them and it goes.
        status => NavError::Unavailable(format!("status {status}")),
    }
}

/// Without the address: what goes wrong may be logged, where it went stands in the configuration.
fn cause(error: &reqwest::Error) -> String {
    let kind = if error.is_timeout() {
        "time-out"
    } else if error.is_connect() {
        "no connection"
    } else {
        "connection broke off"
    };
    kind.to_owned()
}
