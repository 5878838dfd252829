//! What was asked of the sandbox, in order, so that a test can look at the requests themselves.

use std::collections::BTreeMap;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use url::form_urlencoded;

use crate::clock;
use crate::world::Shared;

/// The largest form that is kept.
const FORM_LIMIT_BYTES: usize = 1024 * 1024;

/// Headers whose values are kept. Of `Authorization` only the scheme is.
const KEPT_HEADERS: [&str; 10] = [
    "accept",
    "content-type",
    "prefer",
    "if-none-exist",
    "if-match",
    "if-none-match",
    "origin",
    "cookie",
    "ident",
    "hpr",
];

/// One request.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// When it came, a FHIR instant.
    pub at: String,
    /// `auth`, `fhir` or `nav`.
    pub area: &'static str,
    /// The installation, for `auth` and `fhir`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub way: Option<String>,
    /// HTTP method.
    pub method: String,
    /// Path after the FHIR base, the token issuer or `/nav`, without the query.
    pub path: String,
    /// Parameters of the query, decoded, in order.
    pub query: Vec<(String, String)>,
    /// Some headers; of `authorization` only the scheme.
    pub headers: BTreeMap<String, String>,
    /// Fields of a form body, decoded, in order.
    pub form: Vec<(String, String)>,
    /// The status that was answered.
    pub status: u16,
}

/// All requests since the start or the last reset.
#[derive(Debug, Default)]
pub struct Log {
    seen: Vec<Seen>,
}

impl Log {
    /// The requests of one area, in order.
    pub fn of<'a>(&'a self, area: &'a str) -> impl Iterator<Item = &'a Seen> {
        self.seen.iter().filter(move |seen| seen.area == area)
    }
}

/// Writes every request to the EPJ and to Nav into the log.
pub async fn record(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let Some(mut seen) = place(request.uri().path()) else {
        return next.run(request).await;
    };
    seen.method = request.method().to_string();
    seen.query = pairs(request.uri().query().unwrap_or_default().as_bytes());
    seen.headers = kept(request.headers());
    let request = if is_form(request.headers()) {
        let (parts, body) = request.into_parts();
        let Ok(bytes) = to_bytes(body, FORM_LIMIT_BYTES).await else {
            return axum::http::StatusCode::PAYLOAD_TOO_LARGE.into_response();
        };
        seen.form = pairs(&bytes);
        Request::from_parts(parts, Body::from(bytes))
    } else {
        request
    };
    let answer = next.run(request).await;
    seen.status = answer.status().as_u16();
    sandbox.world().log.seen.push(seen);
    answer
}

/// Decoded pairs of a query or a form body; doubled names stay doubled.
pub fn pairs(encoded: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(encoded).into_owned().collect()
}

fn place(path: &str) -> Option<Seen> {
    let (area, way, rest) = match path.strip_prefix("/nav") {
        Some(rest) => ("nav", None, rest),
        None => {
            let (way, rest) = path.strip_prefix("/epj/")?.split_once('/')?;
            match rest.strip_prefix("fhir") {
                // Discovery lies below the FHIR base and is a matter of login all the same.
                Some(rest) if !rest.starts_with("/.well-known") => ("fhir", Some(way), rest),
                _ => ("auth", Some(way), rest.strip_prefix("oidc").unwrap_or(rest)),
            }
        }
    };
    Some(Seen {
        at: clock::instant(),
        area,
        way: way.map(str::to_owned),
        method: String::new(),
        path: rest.to_owned(),
        query: Vec::new(),
        headers: BTreeMap::new(),
        form: Vec::new(),
        status: 0,
    })
}

fn is_form(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| value.starts_with("application/x-www-form-urlencoded"))
}

fn kept(headers: &HeaderMap) -> BTreeMap<String, String> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let mut kept: BTreeMap<String, String> = KEPT_HEADERS
        .iter()
        .filter_map(|name| Some(((*name).to_owned(), text(name)?.to_owned())))
        .collect();
    if let Some(scheme) = text("authorization").and_then(|value| value.split(' ').next()) {
        kept.insert("authorization".to_owned(), scheme.to_owned());
    }
    kept
}
