//! A batch of PUTs, posted to the base.

use serde::Serialize;
use serde_json::Value;

use crate::hide::hides;

/// Bundle of type batch. Its entries do not depend on each other: one refused entry leaves the others alone.
#[derive(Clone, PartialEq, Serialize)]
#[serde(tag = "resourceType", rename = "Bundle")]
pub struct Batch {
    #[serde(rename = "type")]
    kind: BatchType,
    entry: Vec<PutEntry>,
}

impl Batch {
    /// A batch of these entries, in this order.
    pub fn new(entry: Vec<PutEntry>) -> Batch {
        Batch {
            kind: BatchType::Batch,
            entry,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum BatchType {
    Batch,
}

/// One resource to put.
#[derive(Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PutEntry {
    full_url: String,
    resource: Value,
    request: Request,
}

#[derive(Clone, PartialEq, Serialize)]
struct Request {
    method: &'static str,
    url: String,
}

hides!(Batch, PutEntry);

impl PutEntry {
    /// Puts a resource to its own id. `None` when it has no type or no id.
    pub fn new(base: &str, resource: Value) -> Option<PutEntry> {
        let member = |name: &str| resource.get(name).and_then(Value::as_str);
        let url = format!("{}/{}", member("resourceType")?, member("id")?);
        Some(PutEntry {
            full_url: format!("{}/{url}", base.trim_end_matches('/')),
            resource,
            request: Request { method: "PUT", url },
        })
    }
}
