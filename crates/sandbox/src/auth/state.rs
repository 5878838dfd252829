//! Introspection (RFC 7662) and revocation (RFC 7009).

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::endpoint::{Entered, enter};
use super::token::{Fields, OAuthError, answer};
use crate::faults::{Caller, Hits};
use crate::json::Members;
use crate::options::Way;
use crate::world::{Sandbox, Shared};

/// `POST …/introspect`.
pub async fn introspect(
    State(sandbox): State<Shared>,
    Path(way): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let place = ["auth", "auth.introspect"];
    let entered = enter(&sandbox, &way, &headers, &body, anybody(&sandbox, place));
    let Entered { way, fields, hits } = match entered.await {
        Ok(entered) => entered,
        Err(answer) => return *answer,
    };
    let token = fields.get("token").unwrap_or_default();
    let session = {
        let world = sandbox.world();
        world
            .grants
            .session(token, way)
            .or_else(|| world.grants.refreshable(token, way))
    };
    let body = match session {
        None => json!({ "active": false }),
        Some(session) => {
            let addresses = sandbox.addresses(way);
            let mut body = json!({
                "active": true,
                "client_id": way.client_id(),
                "scope": session.scopes.to_string(),
                "exp": session.expires,
                "iss": addresses.issuer,
                "sub": session.practitioner,
                "fhirUser": format!("{}/Practitioner/{}", addresses.base, session.practitioner),
                "patient": session.patient,
            });
            if let Some(encounter) = session.encounter {
                body.put("encounter", json!(encounter));
            }
            body
        }
    };
    hits.after(answer(StatusCode::OK, &body)).await
}

/// `POST …/revoke`. Unknown tokens are answered with 200 too.
pub async fn revoke(
    State(sandbox): State<Shared>,
    Path(way): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let place = ["auth", "auth.revoke"];
    let entered = enter(&sandbox, &way, &headers, &body, anybody(&sandbox, place));
    let Entered { way, fields, hits } = match entered.await {
        Ok(entered) => entered,
        Err(answer) => return *answer,
    };
    match fields.get("token") {
        None => OAuthError::bad("invalid_request", "token is missing").into_response(),
        Some(token) => {
            sandbox.world().grants.revoke(token, way);
            hits.after(StatusCode::OK.into_response()).await
        }
    }
}

/// The switches at a place, whoever the token belongs to.
fn anybody<'a>(
    sandbox: &'a Sandbox,
    place: [&'a str; 2],
) -> impl FnOnce(Way, &Fields) -> Hits + 'a {
    move |way, _| {
        let caller = Caller {
            way: Some(way),
            ..Caller::default()
        };
        sandbox.strike(&place, caller)
    }
}
