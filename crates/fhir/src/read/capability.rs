//! CapabilityStatement: what a server says it can do (`smart-fhir.md` 3.2). A hypothesis until it has worked once.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::element::{Element, resource};
use crate::finding::{NotTheResource, Read};

/// CapabilityStatement, of the first `rest` whose mode is server.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CapabilityStatement {
    /// `4.0.1`.
    pub fhir_version: Option<String>,
    /// System interactions, such as `batch`.
    pub interaction: Vec<String>,
    /// By resource type.
    pub resources: BTreeMap<String, ResourceCapability>,
}

/// What the server says of one resource type.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ResourceCapability {
    /// `read`, `update`, `create`, `search-type` …
    pub interaction: Vec<String>,
    /// Whether a PUT to an unknown id creates. `None`: not told, try it once.
    pub update_create: Option<bool>,
    /// Whether `If-None-Exist` is understood.
    pub conditional_create: Option<bool>,
    /// Names of search parameters.
    pub search_param: Vec<String>,
}

/// Whether the server's FHIR version can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// R4.
    Fine,
    /// R4B, or not told: warn.
    Odd,
    /// Anything else: stop.
    Unusable,
}

impl CapabilityStatement {
    /// Reads a CapabilityStatement.
    pub fn read(value: &Value) -> Result<Read<CapabilityStatement>, NotTheResource> {
        resource(value, "CapabilityStatement", |statement| {
            let rest = statement.children("rest");
            let server = rest
                .iter()
                .find(|rest| rest.code("mode").as_deref() == Some("server"))
                .or(rest.first());
            CapabilityStatement {
                fhir_version: statement.code("fhirVersion"),
                interaction: server.map(interactions).unwrap_or_default(),
                resources: server.map(resources).unwrap_or_default(),
            }
        })
    }

    /// Whether the version can be used.
    pub fn version(&self) -> Version {
        match self.fhir_version.as_deref() {
            Some(version) if version.starts_with("4.0") => Version::Fine,
            Some(version) if version.starts_with("4.3") => Version::Odd,
            None => Version::Odd,
            Some(_) => Version::Unusable,
        }
    }

    /// Whether a system interaction is announced.
    pub fn does(&self, interaction: &str) -> bool {
        self.interaction.iter().any(|code| code == interaction)
    }
}

fn interactions(element: &Element<'_>) -> Vec<String> {
    codes(element, "interaction", "code")
}

fn resources(rest: &Element<'_>) -> BTreeMap<String, ResourceCapability> {
    let mut resources = BTreeMap::new();
    for resource in rest.children("resource") {
        let capability = ResourceCapability {
            interaction: interactions(&resource),
            update_create: resource.boolean("updateCreate"),
            conditional_create: resource.boolean("conditionalCreate"),
            search_param: codes(&resource, "searchParam", "name"),
        };
        // One by one: collecting sorts first, with three kilobytes of code.
        if let Some(kind) = resource.code("type") {
            resources.insert(kind, capability);
        }
    }
    resources
}

fn codes(element: &Element<'_>, list: &str, name: &str) -> Vec<String> {
    element
        .children(list)
        .iter()
        .filter_map(|entry| entry.code(name))
        .collect()
}
