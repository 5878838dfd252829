//! Reading the OAuth endpoints of a CapabilityStatement.

use serde_json::Value;

use super::read::pinned;
use super::{DiscoveryError, Field, Metadata, ResponseIss};
use crate::finding::Finding;
use crate::issuer::Issuer;
use crate::json::Object;

const OAUTH_URIS: &str = "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris";

pub(super) fn read(statement: &Object, issuer: &Issuer) -> Result<Metadata, DiscoveryError> {
    let uris = list(statement.get("rest"))
        .iter()
        .filter(|rest| rest["mode"] == "server")
        .flat_map(|rest| list(rest["security"].get("extension")))
        .find(|extension| extension["url"] == OAUTH_URIS)
        .map(|extension| list(extension.get("extension")))
        .unwrap_or_default();
    let find = |name: &str, field| {
        uris.iter()
            .find(|uri| uri["url"] == name)
            .and_then(|uri| uri["valueUri"].as_str())
            .filter(|uri| !uri.is_empty())
            .map(|uri| pinned(uri, field, issuer))
            .transpose()
    };
    let required = |name, field| find(name, field)?.ok_or(DiscoveryError::Missing(field));
    Ok(Metadata {
        issuer: None,
        authorization_endpoint: required("authorize", Field::AuthorizationEndpoint)?,
        token_endpoint: required("token", Field::TokenEndpoint)?,
        jwks_uri: None,
        introspection_endpoint: find("introspect", Field::IntrospectionEndpoint)?,
        revocation_endpoint: find("revoke", Field::RevocationEndpoint)?,
        capabilities: Vec::new(),
        scopes_supported: Vec::new(),
        token_endpoint_auth_methods_supported: Vec::new(),
        response_iss: ResponseIss::NotAnnounced,
        findings: vec![Finding::LegacyMetadata],
    })
}

fn list(value: Option<&Value>) -> &[Value] {
    value
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default()
}
