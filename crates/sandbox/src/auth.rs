//! The authorization servers: SMART App Launch 2.2 with OpenID Connect, one per way in.

mod authorize;
mod client;
mod discovery;
mod endpoint;
mod grants;
mod id_token;
mod scopes;
mod state;
mod token;

use axum::Router;
use axum::http::{HeaderMap, header};
use axum::routing::{get, post};

use crate::world::Shared;

pub use grants::{Grants, Launch, Session, Window, secret};
pub use scopes::{Right, Scopes};

/// The routes of all installations.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route(
            "/epj/{way}/fhir/.well-known/smart-configuration",
            get(discovery::smart),
        )
        .route(
            "/epj/{way}/oidc/.well-known/openid-configuration",
            get(discovery::openid),
        )
        .route("/epj/{way}/oidc/jwks", get(discovery::jwks))
        .route(
            "/epj/{way}/oidc/authorize",
            get(authorize::by_get).post(authorize::by_post),
        )
        .route("/epj/{way}/oidc/token", post(token::token))
        .route("/epj/{way}/oidc/introspect", post(state::introspect))
        .route("/epj/{way}/oidc/revoke", post(state::revoke))
}

/// The bearer token of a request (RFC 6750: in the header, nowhere else).
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then_some(token.trim())
}
