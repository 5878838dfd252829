//! What the token, introspection and revocation endpoints have in common: the installation, the switches and the
//! authentication of the client, in this order.

use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};

use super::client;
use super::token::{Fields, struck};
use crate::faults::Hits;
use crate::options::Way;
use crate::world::Sandbox;

/// A request of the right client.
pub struct Entered {
    /// The installation.
    pub way: Way,
    /// The decoded body.
    pub fields: Fields,
    /// The switches that strike.
    pub hits: Hits,
}

/// Lets the registered client in; otherwise gives the whole answer.
///
/// # Errors
/// 404 for no installation, `invalid_client`, or what a switch answers.
pub async fn enter(
    sandbox: &Sandbox,
    way: &str,
    headers: &HeaderMap,
    body: &Bytes,
    strike: impl FnOnce(Way, &Fields) -> Hits,
) -> Result<Entered, Box<Response>> {
    let Ok(way) = way.parse::<Way>() else {
        return Err(Box::new(StatusCode::NOT_FOUND.into_response()));
    };
    let fields = Fields::parse(body);
    let hits = strike(way, &fields);
    if let Some(instead) = struck(&hits).await {
        return Err(Box::new(instead));
    }
    match client::authenticate(sandbox, way, headers, &fields).await {
        Ok(()) => Ok(Entered { way, fields, hits }),
        Err(error) => Err(Box::new(hits.after(error.into_response()).await)),
    }
}
