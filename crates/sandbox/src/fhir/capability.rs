//! The CapabilityStatement at `/metadata`.

use serde_json::{Value, json};

use super::search;
use crate::clock;
use crate::faults::TYPES;
use crate::options::Addresses;

/// Types that can be written.
pub const WRITABLE: [&str; 3] = ["DocumentReference", "QuestionnaireResponse", "Binary"];

/// The CapabilityStatement of one installation.
pub fn statement(addresses: &Addresses) -> Value {
    let resources: Vec<Value> = TYPES.iter().map(|kind| resource(kind)).collect();
    let endpoint = |name: &str, path: &str| json!({ "url": name, "valueUri": format!("{}/{path}", addresses.issuer) });
    json!({
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": clock::today().to_string(),
        "kind": "instance",
        "software": { "name": "attest-sandbox", "version": env!("CARGO_PKG_VERSION") },
        "implementation": { "description": "Attest sandbox, invented people only", "url": addresses.base },
        "fhirVersion": "4.0.1",
        "format": ["json", "application/fhir+json"],
        "rest": [{
            "mode": "server",
            "security": {
                "cors": true,
                "service": [{ "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/restful-security-service",
                    "code": "SMART-on-FHIR",
                }] }],
                "extension": [{
                    "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                    "extension": [
                        endpoint("authorize", "authorize"),
                        endpoint("token", "token"),
                        endpoint("introspect", "introspect"),
                        endpoint("revoke", "revoke"),
                    ],
                }],
            },
            "resource": resources,
            "interaction": [{ "code": "batch" }],
        }],
    })
}

fn resource(kind: &str) -> Value {
    let writable = WRITABLE.contains(&kind);
    let mut interactions = vec!["read", "search-type"];
    if writable {
        interactions.extend(["create", "update", "delete"]);
    }
    if kind == "Binary" {
        interactions.retain(|code| *code != "search-type");
    }
    let codes: Vec<Value> = interactions
        .iter()
        .map(|code| json!({ "code": code }))
        .collect();
    let parameters: Vec<Value> = search::parameters(kind)
        .into_iter()
        .map(|name| json!({ "name": name, "type": parameter_type(name) }))
        .collect();
    json!({
        "type": kind,
        "interaction": codes,
        "versioning": if writable { "versioned-update" } else { "versioned" },
        "readHistory": false,
        "updateCreate": writable,
        "conditionalCreate": writable && kind != "Binary",
        "searchParam": parameters,
    })
}

fn parameter_type(name: &str) -> &'static str {
    match name {
        "patient" | "subject" | "encounter" | "practitioner" | "organization" => "reference",
        "questionnaire" => "uri",
        _ => "token",
    }
}
