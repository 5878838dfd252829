//! Reading a smart-configuration.

use serde_json::Value;
use url::Url;

use super::{DiscoveryError, Field, Metadata, ResponseIss};
use crate::address::{absolute, resolved};
use crate::finding::Finding;
use crate::issuer::Issuer;
use crate::json::{Object, text, texts};

pub(super) fn read(object: &Object, issuer: &Issuer) -> Result<Metadata, DiscoveryError> {
    let mut findings = Vec::new();
    let required = |field| endpoint(object, field, issuer)?.ok_or(DiscoveryError::Missing(field));
    let list = |field: Field| texts(object, field.name()).ok_or(DiscoveryError::Missing(field));

    let capabilities = list(Field::Capabilities)?;
    list(Field::GrantTypesSupported)?;
    match texts(object, "code_challenge_methods_supported") {
        // An unaware server ignores the challenge, so it is sent all the same.
        None => findings.push(Finding::NoChallengeMethods),
        Some(methods) if methods.iter().any(|method| method == "S256") => {}
        Some(_) => return Err(DiscoveryError::NoS256),
    }

    let name = text(object, "issuer").map(str::to_owned);
    let jwks_uri = endpoint(object, Field::JwksUri, issuer)?;
    if capabilities
        .iter()
        .any(|capability| capability == "sso-openid-connect")
    {
        name.as_ref()
            .ok_or(DiscoveryError::Missing(Field::Issuer))?;
        jwks_uri
            .as_ref()
            .ok_or(DiscoveryError::Missing(Field::JwksUri))?;
    }
    if let (Some(named), Some(expected)) = (&name, &issuer.token_issuer)
        && named != expected
    {
        findings.push(Finding::IssuerDiffers);
    }

    let response_iss = match object.get("authorization_response_iss_parameter_supported") {
        Some(Value::Bool(true)) => ResponseIss::Announced,
        _ => ResponseIss::NotAnnounced,
    };
    Ok(Metadata {
        issuer: name,
        authorization_endpoint: required(Field::AuthorizationEndpoint)?,
        token_endpoint: required(Field::TokenEndpoint)?,
        jwks_uri,
        introspection_endpoint: endpoint(object, Field::IntrospectionEndpoint, issuer)?,
        revocation_endpoint: endpoint(object, Field::RevocationEndpoint, issuer)?,
        capabilities,
        scopes_supported: texts(object, "scopes_supported").unwrap_or_default(),
        token_endpoint_auth_methods_supported: texts(
            object,
            "token_endpoint_auth_methods_supported",
        )
        .unwrap_or_default(),
        response_iss,
        findings,
    })
}

fn endpoint(object: &Object, field: Field, issuer: &Issuer) -> Result<Option<Url>, DiscoveryError> {
    text(object, field.name())
        .map(|value| pinned(value, field, issuer))
        .transpose()
}

/// Resolves against the base and demands a pinned host.
pub(super) fn pinned(value: &str, field: Field, issuer: &Issuer) -> Result<Url, DiscoveryError> {
    let base = issuer.iss.strip_suffix('/').unwrap_or(&issuer.iss);
    absolute(&format!("{base}/"))
        .and_then(|base| resolved(&base, value))
        .filter(|url| issuer.pins(url))
        .ok_or(DiscoveryError::Endpoint(field))
}
