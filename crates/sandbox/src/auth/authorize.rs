//! The authorization request. The clinician is already logged in at the EPJ and chose the patient there, so a good
//! request is granted at once.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use url::Url;

use super::grants::Code;
use super::scopes::Scopes;
use super::token::{Fields, struck};
use crate::clock;
use crate::faults::{Caller, Fault, Hits};
use crate::options::{Addresses, Way};
use crate::world::{Sandbox, Shared};

/// `GET …/authorize`.
pub async fn by_get(State(sandbox): State<Shared>, Path(way): Path<String>, uri: Uri) -> Response {
    authorize(
        &sandbox,
        &way,
        Fields::parse(uri.query().unwrap_or_default().as_bytes()),
    )
    .await
}

/// `POST …/authorize` (capability `authorize-post`).
pub async fn by_post(
    State(sandbox): State<Shared>,
    Path(way): Path<String>,
    body: Bytes,
) -> Response {
    authorize(&sandbox, &way, Fields::parse(&body)).await
}

/// A refusal that is sent back to the app.
struct Denied {
    error: &'static str,
    description: &'static str,
}

async fn authorize(sandbox: &Sandbox, way: &str, fields: Fields) -> Response {
    let Ok(way) = way.parse::<Way>() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let addresses = sandbox.addresses(way);
    let launch = fields
        .get("launch")
        .and_then(|id| sandbox.world().grants.launch(id, way).cloned());
    let caller = Caller {
        way: Some(way),
        patient: launch.as_ref().map(|launch| launch.patient.as_str()),
        launch: launch.as_ref().map(|launch| launch.id.as_str()),
    };
    let hits = sandbox.strike(&["auth", "auth.authorize"], caller);
    if let Some(instead) = struck(&hits).await {
        return instead;
    }
    // A redirect to an address that is not registered would hand the code to somebody else (RFC 6749 10.15).
    if fields.get("client_id") != Some(way.client_id()) {
        return page(
            "Ukjent klient",
            "client_id er ikke registrert i denne journalen.",
        );
    }
    if fields.get("redirect_uri") != Some(addresses.redirect_uri.as_str()) {
        return page(
            "Ukjent adresse",
            "redirect_uri er ikke nøyaktig den som er registrert.",
        );
    }
    let mut answer: Vec<(&str, String)> = Vec::new();
    match granted(sandbox, way, &addresses, &fields, &hits) {
        Ok(code) => answer.push(("code", code)),
        Err(denied) => {
            answer.push(("error", denied.error.to_owned()));
            answer.push(("error_description", denied.description.to_owned()));
        }
    }
    if let Some(state) = fields.get("state")
        && !hits.has(&Fault::NoState)
    {
        let state = if hits.has(&Fault::WrongState) {
            "nobody-made-this-state"
        } else {
            state
        };
        answer.push(("state", state.to_owned()));
    }
    let iss = if hits.has(&Fault::WrongIss) {
        "https://somebody-else.example/oidc".to_owned()
    } else {
        addresses.issuer.clone()
    };
    answer.push(("iss", iss));
    back(&addresses.redirect_uri, &answer)
}

fn granted(
    sandbox: &Sandbox,
    way: Way,
    addresses: &Addresses,
    fields: &Fields,
    hits: &Hits,
) -> Result<String, Denied> {
    let deny = |error, description| Err(Denied { error, description });
    if hits.has(&Fault::AccessDenied) {
        return deny("access_denied", "a switch of the sandbox asked for this");
    }
    if hits.has(&Fault::InvalidScope) {
        return deny("invalid_scope", "a switch of the sandbox asked for this");
    }
    if fields.doubled() {
        return deny("invalid_request", "a parameter is there twice");
    }
    if fields.get("response_type") != Some("code") {
        return deny("unsupported_response_type", "response_type must be code");
    }
    if fields.get("aud") != Some(addresses.base.as_str()) {
        return deny("invalid_request", "aud is not this FHIR base");
    }
    if fields.get("state").is_none_or(str::is_empty) {
        return deny("invalid_request", "state is missing");
    }
    let challenge = match (
        fields.get("code_challenge_method"),
        fields.get("code_challenge"),
    ) {
        // 43 characters are the base64url form of 32 bytes.
        (Some("S256"), Some(challenge)) if challenge.len() == 43 => challenge.to_owned(),
        _ => return deny("invalid_request", "PKCE with S256 is required"),
    };
    let scopes = Scopes::grant(fields.get("scope").unwrap_or_default());
    if !scopes.has("launch") {
        return deny(
            "invalid_scope",
            "only launches from the EPJ: ask for the scope launch",
        );
    }
    let scopes = if hits.has(&Fault::ReadOnly) {
        scopes.read_only()
    } else {
        scopes
    };
    let mut world = sandbox.world();
    let Some(launch) = fields
        .get("launch")
        .and_then(|id| world.grants.launch(id, way).cloned())
    else {
        return deny(
            "invalid_request",
            "launch is unknown or older than ten minutes",
        );
    };
    Ok(world.grants.add_code(Code {
        launch,
        redirect_uri: addresses.redirect_uri.clone(),
        challenge,
        scopes,
        nonce: fields.get("nonce").map(str::to_owned),
        made: clock::seconds(),
    }))
}

fn back(redirect_uri: &str, answer: &[(&str, String)]) -> Response {
    let Ok(mut url) = Url::parse(redirect_uri) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    url.query_pairs_mut()
        .extend_pairs(answer.iter().map(|(name, value)| (*name, value.as_str())));
    let Ok(location) = HeaderValue::from_str(url.as_str()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let mut headers = HeaderMap::new();
    headers.insert(header::LOCATION, location);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(
        header::REFERRER_POLICY,
        HeaderValue::from_static("no-referrer"),
    );
    // 303 turns the POST of authorize-post into a GET of the app.
    (StatusCode::SEE_OTHER, headers).into_response()
}

/// An error that must not be redirected.
fn page(title: &'static str, text: &'static str) -> Response {
    let html = format!(
        "<!doctype html><html lang=nb><meta charset=utf-8><title>{title}</title><h1>{title}</h1><p>{text}</p></html>"
    );
    (StatusCode::BAD_REQUEST, Html(html)).into_response()
}
