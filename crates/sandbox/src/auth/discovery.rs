//! What an installation says about itself.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::token::struck;
use crate::faults::{Caller, Fault};
use crate::json::Members;
use crate::keys;
use crate::options::{Addresses, Way};
use crate::world::{Sandbox, Shared};

/// `GET {base}/.well-known/smart-configuration`.
pub async fn smart(State(sandbox): State<Shared>, Path(way): Path<String>) -> Response {
    described(&sandbox, &way, "auth.discovery", |addresses, way| {
        let mut document = common(addresses, way);
        document.put("capabilities", capabilities(way));
        document.put(
            "management_endpoint",
            json!(format!("{}/", addresses.issuer)),
        );
        document
    })
    .await
}

/// `GET {issuer}/.well-known/openid-configuration`.
pub async fn openid(State(sandbox): State<Shared>, Path(way): Path<String>) -> Response {
    described(&sandbox, &way, "auth.discovery", |addresses, way| {
        let mut document = common(addresses, way);
        document.put("subject_types_supported", json!(["public"]));
        document.put("id_token_signing_alg_values_supported", json!(["RS256"]));
        document.put(
            "claims_supported",
            json!(["sub", "iss", "aud", "exp", "iat", "nonce", "fhirUser"]),
        );
        document
    })
    .await
}

/// `GET {issuer}/jwks`.
pub async fn jwks(State(sandbox): State<Shared>, Path(way): Path<String>) -> Response {
    match keys::jwks() {
        Ok(document) => described(&sandbox, &way, "auth.jwks", |_, _| document).await,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn described(
    sandbox: &Sandbox,
    way: &str,
    place: &str,
    document: impl FnOnce(&Addresses, Way) -> Value,
) -> Response {
    let Ok(way) = way.parse::<Way>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let hits = sandbox.strike(
        &["auth", place],
        Caller {
            way: Some(way),
            ..Caller::default()
        },
    );
    if let Some(instead) = struck(&hits).await {
        return instead;
    }
    let mut document = document(&sandbox.addresses(way), way);
    if hits.has(&Fault::NoS256) {
        document.put("code_challenge_methods_supported", json!(["plain"]));
    }
    // Tests change what is said here from one second to the next.
    let answer = ([(header::CACHE_CONTROL, "no-cache")], Json(document)).into_response();
    hits.after(answer).await
}

fn common(addresses: &Addresses, way: Way) -> Value {
    let issuer = &addresses.issuer;
    let mut document = json!({
        "issuer": issuer,
        "jwks_uri": format!("{issuer}/jwks"),
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "introspection_endpoint": format!("{issuer}/introspect"),
        "revocation_endpoint": format!("{issuer}/revoke"),
        "token_endpoint_auth_methods_supported": [way.auth_method()],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
    });
    if way == Way::Jwt {
        document.put(
            "token_endpoint_auth_signing_alg_values_supported",
            json!(["RS384", "ES384"]),
        );
    }
    // Three installations, three habits: one lists v1 scopes, one v2, one none (smart-fhir.md 1.7).
    let resource_scopes: &[&str] = match way {
        Way::Browser => &[
            "patient/Patient.read",
            "patient/Encounter.read",
            "patient/Condition.read",
            "patient/DocumentReference.read",
            "patient/DocumentReference.write",
            "patient/QuestionnaireResponse.read",
            "patient/QuestionnaireResponse.write",
            "patient/Binary.read",
            "patient/Binary.write",
        ],
        Way::Jwt => &[
            "patient/Patient.rs",
            "patient/Encounter.rs",
            "patient/Condition.rs",
            "patient/DocumentReference.cruds",
            "patient/QuestionnaireResponse.cruds",
            "patient/Binary.cruds",
        ],
        Way::Secret => return document,
    };
    let words = ["openid", "fhirUser", "profile", "launch", "offline_access"];
    document.put(
        "scopes_supported",
        words
            .iter()
            .chain(resource_scopes)
            .copied()
            .collect::<Value>(),
    );
    document
}

fn capabilities(way: Way) -> Value {
    let client = match way {
        Way::Browser => "client-public",
        Way::Secret => "client-confidential-symmetric",
        Way::Jwt => "client-confidential-asymmetric",
    };
    json!([
        "launch-ehr",
        "authorize-post",
        client,
        "sso-openid-connect",
        "context-ehr-patient",
        "context-ehr-encounter",
        "context-banner",
        "permission-patient",
        "permission-user",
        "permission-offline",
        "permission-v1",
        "permission-v2",
    ])
}
