//! Ways in: `/launch`, `/callback/{key}`, our public keys, and the proof of a browser's login.

pub mod discovery;

pub mod pending;

pub mod launch;

pub mod callback;

pub mod token;

pub mod open;

pub mod browser;

pub mod failure;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};

use crate::state::AppState;

/// Everything outside `/api` that is not a file.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/launch", get(launch::launch))
        // nav-epj puts `/?iss=` behind a launch address (`smart-fhir.md` 1.4 step 1).
        .route("/launch/", get(launch::launch))
        .route("/callback/{key}", get(callback::callback))
        .route("/.well-known/jwks.json", get(jwks))
}

async fn jwks(State(state): State<AppState>) -> Response {
    let cache = HeaderValue::from_static("public, max-age=300");
    (
        [(header::CACHE_CONTROL, cache)],
        Json(state.signing_key.jwks()),
    )
        .into_response()
}
