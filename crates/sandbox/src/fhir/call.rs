//! One interaction: what is to be done with which resource.

use axum::body::Bytes;
use axum::http::{HeaderMap, Method};
use serde_json::Value;

use super::answer::Refusal;
use super::capability;
use super::spoil;
use crate::faults::TYPES;

/// One interaction, from HTTP or from an entry of a batch.
#[derive(Clone, Debug)]
pub struct Call {
    /// What is to be done.
    pub verb: Verb,
    /// The resource type.
    pub kind: &'static str,
    /// The id, for interactions on one resource.
    pub id: String,
    /// Search parameters, decoded.
    pub query: Vec<(String, String)>,
    /// The resource of a write.
    pub resource: Value,
    /// `If-None-Exist`.
    pub if_none_exist: Option<String>,
    /// `If-Match`.
    pub if_match: Option<String>,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
}

/// The interactions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    Read,
    Search,
    Create,
    Update,
    Delete,
}

impl Call {
    /// Tells the interaction from method and path below the base (`Patient/x`, without the query).
    ///
    /// # Errors
    /// 404 for a type that the journal does not have, 405 for what cannot be done.
    pub fn new(method: &Method, path: &str, query: &str) -> Result<Call, Refusal> {
        let mut parts = path.trim_matches('/').split('/');
        let name = parts.next().unwrap_or_default();
        let id = parts.next().unwrap_or_default().to_owned();
        let Some(kind) = TYPES.iter().copied().find(|kind| *kind == name) else {
            return Err(Refusal::new(
                404,
                "not-supported",
                "the journal has no such resource type",
            ));
        };
        let verb = match (method.as_str(), id.is_empty(), parts.next()) {
            ("GET", false, None) => Verb::Read,
            ("GET", true, None) => Verb::Search,
            ("POST", true, None) if capability::WRITABLE.contains(&kind) => Verb::Create,
            ("PUT", false, None) if capability::WRITABLE.contains(&kind) => Verb::Update,
            ("DELETE", false, None) if capability::WRITABLE.contains(&kind) => Verb::Delete,
            _ => {
                return Err(Refusal::new(
                    405,
                    "not-supported",
                    "this cannot be done here",
                ));
            }
        };
        Ok(Call {
            verb,
            kind,
            id,
            query: crate::log::pairs(query.as_bytes()),
            resource: Value::Null,
            if_none_exist: None,
            if_match: None,
            if_none_match: None,
        })
    }

    /// Adds headers and body.
    ///
    /// # Errors
    /// 400 for a body that is no JSON, 415 for another media type.
    pub fn with_body(mut self, headers: &HeaderMap, body: &Bytes) -> Result<Call, Refusal> {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        self.if_none_exist = text("if-none-exist").map(str::to_owned);
        self.if_match = text("if-match").map(str::to_owned);
        self.if_none_match = text("if-none-match").map(str::to_owned);
        if matches!(self.verb, Verb::Create | Verb::Update) {
            let media_type = text("content-type").unwrap_or_default();
            self.resource = if media_type.contains("json") {
                serde_json::from_slice(body)
                    .map_err(|_| Refusal::new(400, "structure", "the body is not JSON"))?
            } else if self.kind == "Binary" {
                spoil::binary(media_type, body, &self.id)
            } else {
                return Err(Refusal::new(
                    415,
                    "not-supported",
                    "send application/fhir+json",
                ));
            };
        }
        Ok(self)
    }

    /// The places of the switchboard that the call passes.
    pub fn places(&self) -> Vec<String> {
        let kind = self.kind;
        let mut places = vec!["fhir".to_owned(), format!("fhir.{kind}")];
        let names: &[&str] = match self.verb {
            Verb::Read => &["read"],
            Verb::Search => &["search"],
            Verb::Create => &["write", "create"],
            Verb::Update => &["write", "update"],
            Verb::Delete => &["delete"],
        };
        places.extend(names.iter().map(|name| format!("fhir.{kind}.{name}")));
        places
    }
}
