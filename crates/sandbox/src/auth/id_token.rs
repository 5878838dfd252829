//! The id_token, and the ways in which it can be wrong.

use jsonwebtoken::{Algorithm, Header, encode};
use serde_json::{Value, json};

use super::grants::Session;
use crate::clock;
use crate::faults::{Fault, Hits};
use crate::json::Members;
use crate::keys;
use crate::options::{Addresses, Way};

/// Lifetime of an id_token.
const LIFETIME_SECONDS: i64 = 300;

/// The id_token could not be signed.
#[derive(Debug, thiserror::Error)]
#[error("the id_token could not be signed")]
pub struct Unsigned;

/// Signs the id_token of a session.
///
/// # Errors
/// [`Unsigned`] when there is no key.
pub fn sign(
    addresses: &Addresses,
    way: Way,
    session: &Session,
    nonce: Option<&str>,
    hits: &Hits,
) -> Result<String, Unsigned> {
    let mut header = Header::new(Algorithm::RS256);
    header.kid = match () {
        () if hits.has(&Fault::NoKid) => None,
        () if hits.has(&Fault::UnknownKid) => Some("sandbox-nobody".to_owned()),
        () => Some(keys::KID.to_owned()),
    };
    let key = if hits.has(&Fault::WrongKey) {
        keys::strange()
    } else {
        keys::published()
    };
    let claims = claims(addresses, way, session, nonce, hits);
    encode(&header, &claims, &key.map_err(|_| Unsigned)?).map_err(|_| Unsigned)
}

fn claims(
    addresses: &Addresses,
    way: Way,
    session: &Session,
    nonce: Option<&str>,
    hits: &Hits,
) -> Value {
    let age = if hits.has(&Fault::ExpiredIdToken) {
        3600
    } else {
        0
    };
    let issued = clock::seconds() - age;
    let issuer = if hits.has(&Fault::WrongIssuer) {
        &addresses.base
    } else {
        &addresses.issuer
    };
    let audience = if hits.has(&Fault::WrongAudience) {
        "somebody-else"
    } else {
        way.client_id()
    };
    let mut claims = json!({
        "iss": issuer,
        "sub": format!("bruker-{}", session.practitioner),
        "aud": audience,
        "iat": issued,
        "exp": issued + LIFETIME_SECONDS,
    });
    if session.scopes.has("fhirUser") && !hits.has(&Fault::NoFhirUser) {
        let base = if hits.has(&Fault::FhirUserElsewhere) {
            "https://somebody-else.example/fhir"
        } else {
            &addresses.base
        };
        let user = format!("{base}/Practitioner/{}", session.practitioner);
        claims.put("fhirUser", json!(user));
        if session.scopes.has("profile") {
            claims.put("profile", json!(user));
        }
    }
    match nonce {
        Some(_) if hits.has(&Fault::NoNonce) => {}
        Some(_) if hits.has(&Fault::WrongNonce) => claims.put("nonce", "nobody-made-this-nonce"),
        Some(nonce) => claims.put("nonce", nonce),
        None => {}
    }
    claims
}
