//! Answers and refusals, before they become HTTP or an entry of a batch answer.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// The media type of FHIR JSON. The charset is sent because its absence has broken æøå in real integrations.
pub const FHIR_JSON: &str = "application/fhir+json; charset=utf-8";

/// An answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body.
    pub body: Body,
    /// `{Type}/{id}/_history/{version}` of what was written.
    pub location: Option<String>,
    /// The version for `ETag`.
    pub version: Option<u32>,
    /// `meta.lastUpdated` of the resource.
    pub updated: Option<String>,
}

/// What an answer carries.
#[derive(Clone, Debug, PartialEq)]
pub enum Body {
    /// Nothing.
    Empty,
    /// A resource.
    Json(Value),
    /// The bytes of a Binary with their media type.
    Raw(String, Vec<u8>),
}

/// A refusal: the status and one issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// `issue.code` of the value set issue-type.
    pub code: &'static str,
    /// `issue.diagnostics`, English, without personal data.
    pub text: String,
}

impl Refusal {
    /// A refusal with its text.
    pub fn new(status: u16, code: &'static str, text: impl Into<String>) -> Refusal {
        Refusal {
            status,
            code,
            text: text.into(),
        }
    }

    /// A refusal for a status that a switch asks for.
    pub fn of_status(status: u16) -> Refusal {
        let code = match status {
            401 => "login",
            403 => "forbidden",
            404 => "not-found",
            405 | 501 => "not-supported",
            409 => "conflict",
            410 => "deleted",
            422 => "processing",
            429 => "throttled",
            503 => "transient",
            _ => "exception",
        };
        Refusal::new(
            status,
            code,
            "A switch of the sandbox asked for this answer.",
        )
    }

    /// The OperationOutcome.
    pub fn outcome(&self) -> Value {
        json!({
            "resourceType": "OperationOutcome",
            "issue": [{ "severity": "error", "code": self.code, "diagnostics": self.text }],
        })
    }
}

impl Answer {
    /// An answer without headers of its own.
    pub fn json(status: u16, body: Value) -> Answer {
        Answer {
            status,
            body: Body::Json(body),
            location: None,
            version: None,
            updated: None,
        }
    }

    /// An answer without a body.
    pub fn empty(status: u16) -> Answer {
        Answer {
            status,
            body: Body::Empty,
            location: None,
            version: None,
            updated: None,
        }
    }

    /// The HTTP answer of an installation with this base.
    pub fn into_http(self, base: &str) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut answer = match self.body {
            Body::Empty => status.into_response(),
            Body::Json(value) => (
                status,
                [(header::CONTENT_TYPE, FHIR_JSON)],
                value.to_string(),
            )
                .into_response(),
            Body::Raw(media_type, bytes) => {
                (status, [(header::CONTENT_TYPE, media_type)], bytes).into_response()
            }
        };
        let mut insert = |name: HeaderName, value: Option<String>| {
            if let Some(value) = value.and_then(|text| HeaderValue::from_str(&text).ok()) {
                answer.headers_mut().insert(name, value);
            }
        };
        insert(
            header::ETAG,
            self.version.map(|version| format!("W/\"{version}\"")),
        );
        insert(
            header::LOCATION,
            self.location.map(|path| format!("{base}/{path}")),
        );
        insert(header::CACHE_CONTROL, Some("no-store".to_owned()));
        answer
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Answer {
        Answer::json(refusal.status, refusal.outcome())
    }
}
