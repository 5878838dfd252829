//! The token endpoint.

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::endpoint::{Entered, enter};
use super::grants::{ACCESS_SECONDS, Session, Tokens, Window};
use super::id_token;
use crate::faults::{Caller, Fault, Hits, Instead};
use crate::json::Members;
use crate::options::Way;
use crate::people::ENCOUNTERS;
use crate::world::{Sandbox, Shared};

/// What `shortLived` leaves of the lifetime.
const SHORT_SECONDS: i64 = 5;

/// Decoded form or query fields.
#[derive(Debug)]
pub struct Fields(Vec<(String, String)>);

impl Fields {
    /// Decodes a form body or a query.
    pub fn parse(encoded: &[u8]) -> Fields {
        Fields(crate::log::pairs(encoded))
    }

    /// The first field of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
    }

    /// True when some name is there twice, which RFC 6749 section 3.1 forbids.
    pub fn doubled(&self) -> bool {
        self.0
            .iter()
            .zip(1..)
            .any(|((name, _), next)| self.0.iter().skip(next).any(|(other, _)| other == name))
    }
}

/// An error in the dialect of OAuth.
#[derive(Debug)]
pub struct OAuthError {
    status: StatusCode,
    error: &'static str,
    description: &'static str,
}

impl OAuthError {
    /// 400 with this code.
    pub fn bad(error: &'static str, description: &'static str) -> OAuthError {
        OAuthError {
            status: StatusCode::BAD_REQUEST,
            error,
            description,
        }
    }

    /// 401 `invalid_client`.
    pub fn client(description: &'static str) -> OAuthError {
        OAuthError {
            status: StatusCode::UNAUTHORIZED,
            error: "invalid_client",
            description,
        }
    }
}

impl IntoResponse for OAuthError {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.error, "error_description": self.description });
        let mut response = answer(self.status, &body);
        if self.status == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static("Basic realm=\"sandbox\"");
            response
                .headers_mut()
                .insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// An answer that nobody may keep (RFC 6749 section 5.1).
pub fn answer(status: StatusCode, body: &Value) -> Response {
    let headers = [
        (header::CACHE_CONTROL, "no-store"),
        (header::PRAGMA, "no-cache"),
    ];
    (status, headers, Json(body)).into_response()
}

/// What the switches answer instead, in the dialect of OAuth.
pub async fn struck(hits: &Hits) -> Option<Response> {
    match hits.before().await? {
        Instead::Answer(answer) => Some(*answer),
        Instead::Status(status) => {
            let error = match status {
                401 => "invalid_client",
                400 => "invalid_request",
                503 => "temporarily_unavailable",
                _ => "server_error",
            };
            let body = json!({ "error": error, "error_description": "a switch of the sandbox" });
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            Some(hits.after(answer(status, &body)).await)
        }
    }
}

/// `POST …/token`.
pub async fn token(
    State(sandbox): State<Shared>,
    Path(way): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let strike = |way, fields: &Fields| strike(&sandbox, way, fields);
    let Entered { way, fields, hits } = match enter(&sandbox, &way, &headers, &body, strike).await {
        Ok(entered) => entered,
        Err(answer) => return *answer,
    };
    let outcome = match fields.get("grant_type") {
        _ if fields.doubled() => Err(OAuthError::bad(
            "invalid_request",
            "a parameter is there twice",
        )),
        Some("authorization_code") => exchange(&sandbox, way, &fields, &hits),
        Some("refresh_token") => refresh(&sandbox, way, &fields, &hits),
        _ => Err(OAuthError::bad(
            "unsupported_grant_type",
            "use a code or a refresh token",
        )),
    };
    let response = match outcome {
        Ok(body) => answer(StatusCode::OK, &body),
        Err(error) => error.into_response(),
    };
    hits.after(response).await
}

fn strike(sandbox: &Sandbox, way: Way, fields: &Fields) -> Hits {
    let mut world = sandbox.world();
    let (place, of) = match fields.get("grant_type") {
        Some("refresh_token") => {
            let session = fields
                .get("refresh_token")
                .and_then(|t| world.grants.refreshable(t, way));
            (
                "auth.refresh",
                session.map(|session| (session.patient, session.launch)),
            )
        }
        _ => {
            let code = fields.get("code").and_then(|code| world.grants.peek(code));
            (
                "auth.token",
                code.map(|code| (code.launch.patient.clone(), code.launch.id.clone())),
            )
        }
    };
    let caller = Caller {
        way: Some(way),
        patient: of.as_ref().map(|(patient, _)| patient.as_str()),
        launch: of.as_ref().map(|(_, launch)| launch.as_str()),
    };
    world.faults.take(&["auth", place], caller)
}

fn exchange(
    sandbox: &Sandbox,
    way: Way,
    fields: &Fields,
    hits: &Hits,
) -> Result<Value, OAuthError> {
    let invalid = |description| OAuthError::bad("invalid_grant", description);
    let value = fields
        .get("code")
        .ok_or(OAuthError::bad("invalid_request", "code is missing"))?;
    let code = sandbox.world().grants.redeem(value, way);
    let code = code.ok_or(invalid("the code is unknown, used or older than 60 s"))?;
    if hits.has(&Fault::ExpiredCode) {
        return Err(invalid("the code is older than 60 s"));
    }
    if fields.get("redirect_uri") != Some(code.redirect_uri.as_str()) {
        return Err(invalid(
            "redirect_uri is not the one of the authorization request",
        ));
    }
    let verifier = fields.get("code_verifier").unwrap_or_default();
    let unreserved = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    let well_formed = (43..=128).contains(&verifier.len()) && verifier.chars().all(unreserved);
    if !well_formed || URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)) != code.challenge {
        return Err(invalid("code_verifier does not fit the challenge"));
    }
    let mut session = code
        .launch
        .session(code.scopes.clone(), value, lifetime(hits));
    if hits.has(&Fault::EncounterOfOtherPatient) {
        let stray = ENCOUNTERS
            .iter()
            .find(|e| e.patient != session.patient)
            .map(|e| e.id.to_owned());
        session.encounter.clone_from(&stray);
        session.stray_encounter = stray;
    }
    let mut body = context(&session, hits);
    // The page around the frame shows whose record is open.
    body.put(
        "need_patient_banner",
        json!(code.launch.window == Window::Own),
    );
    if code.scopes.has("openid") && !hits.has(&Fault::NoIdToken) {
        let issued = id_token::sign(
            &sandbox.addresses(way),
            way,
            &session,
            code.nonce.as_deref(),
            hits,
        );
        body.put("id_token", json!(issued.map_err(|_| server_error())?));
    }
    hand_out(sandbox, session, body, hits)
}

fn refresh(sandbox: &Sandbox, way: Way, fields: &Fields, hits: &Hits) -> Result<Value, OAuthError> {
    let token = fields.get("refresh_token").ok_or(OAuthError::bad(
        "invalid_request",
        "refresh_token is missing",
    ))?;
    let mut session = sandbox
        .world()
        .grants
        .rotate(token, way)
        .ok_or(OAuthError::bad(
            "invalid_grant",
            "the refresh token is unknown or used",
        ))?;
    if let Some(wanted) = fields.get("scope") {
        session.scopes = session
            .scopes
            .narrowed(wanted)
            .ok_or(OAuthError::bad("invalid_scope", "more than was granted"))?;
    }
    session.expires = crate::clock::seconds() + lifetime(hits);
    let body = context(&session, hits);
    hand_out(sandbox, session, body, hits)
}

fn lifetime(hits: &Hits) -> i64 {
    if hits.has(&Fault::ShortLived) {
        SHORT_SECONDS
    } else {
        ACCESS_SECONDS
    }
}

fn context(session: &Session, hits: &Hits) -> Value {
    let mut body = json!({
        "token_type": "Bearer",
        "expires_in": lifetime(hits),
        "scope": session.scopes.to_string(),
    });
    if !hits.has(&Fault::NoPatient) {
        body.put("patient", json!(session.patient));
    }
    if let (Some(encounter), false) = (&session.encounter, hits.has(&Fault::NoEncounter)) {
        body.put("encounter", json!(encounter));
    }
    body
}

fn hand_out(
    sandbox: &Sandbox,
    session: Session,
    mut body: Value,
    hits: &Hits,
) -> Result<Value, OAuthError> {
    let Tokens { access, refresh } = sandbox.world().grants.issue(session);
    if !hits.has(&Fault::NoAccessToken) {
        body.put("access_token", json!(access));
    }
    if let Some(refresh) = refresh {
        body.put("refresh_token", json!(refresh));
    }
    Ok(body)
}

fn server_error() -> OAuthError {
    OAuthError {
        status: StatusCode::INTERNAL_SERVER_ERROR,
        error: "server_error",
        description: "the id_token could not be signed",
    }
}
