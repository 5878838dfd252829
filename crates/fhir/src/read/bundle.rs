//! Bundle: search results and batch responses.

use serde_json::Value;

use crate::element::{Element, resource};
use crate::finding::{NotTheResource, Read};
use crate::hide::hides;
use crate::read::OperationOutcome;

/// Bundle. Its `type` is not looked at: servers leave it out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bundle {
    /// The entries in order.
    pub entry: Vec<BundleEntry>,
    /// Address of the next page. Follow it only below the FHIR base, and 20 times at most.
    pub next: Option<String>,
}

/// One entry. What it holds may belong to another patient: look before use.
#[derive(Clone, Default, PartialEq)]
pub struct BundleEntry {
    /// The resource.
    pub resource: Option<Value>,
    /// What became of a request of a batch.
    pub response: Option<EntryResponse>,
}

/// What became of one request of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct EntryResponse {
    /// The first three characters of `status`; 0 when they are no number.
    pub status: u16,
    /// `Type/id` or an absolute address.
    pub location: Option<String>,
    /// What the server has to say.
    pub outcome: Option<OperationOutcome>,
}

hides!(BundleEntry);

impl Bundle {
    /// Reads a Bundle.
    pub fn read(value: &Value) -> Result<Read<Bundle>, NotTheResource> {
        resource(value, "Bundle", |bundle| Bundle {
            entry: bundle.children("entry").iter().map(entry).collect(),
            next: bundle
                .children("link")
                .iter()
                .find(|link| link.code("relation").as_deref() == Some("next"))
                .and_then(|link| link.code("url")),
        })
    }

    /// The resources of one type; OperationOutcomes and whatever else is left out.
    pub fn resources<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = &'b Value> {
        self.entry
            .iter()
            .filter_map(|entry| entry.resource.as_ref())
            .filter(move |value| value.get("resourceType").and_then(Value::as_str) == Some(kind))
    }
}

fn entry(element: &Element<'_>) -> BundleEntry {
    BundleEntry {
        resource: element
            .raw("resource")
            .filter(|value| value.is_object())
            .cloned(),
        response: element.child("response").map(|response| EntryResponse {
            status: response
                .code("status")
                .and_then(|status| status.get(..3)?.parse().ok())
                .unwrap_or_default(),
            location: response.code("location"),
            outcome: response
                .raw("outcome")
                .and_then(|outcome| OperationOutcome::read(outcome).ok())
                .map(|read| read.resource),
        }),
    }
}
