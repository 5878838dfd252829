//! Client authentication, one kind per installation (smart-fhir.md 1.8).

use std::time::Duration;

use axum::http::{HeaderMap, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header};
use serde::Deserialize;
use url::form_urlencoded;

use super::token::{Fields, OAuthError};
use crate::clock;
use crate::options::{CLIENT_SECRET, Way};
use crate::world::Sandbox;

const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// An assertion may live at most this long (SMART: five minutes), and a clock may be off by half a minute.
const ASSERTION_SECONDS: i64 = 300 + 30;
const JWKS_TIMEOUT: Duration = Duration::from_secs(5);

/// Checks that the caller is the client that is registered at this installation.
///
/// # Errors
/// `invalid_client`, with what was wrong.
pub async fn authenticate(
    sandbox: &Sandbox,
    way: Way,
    headers: &HeaderMap,
    fields: &Fields,
) -> Result<(), OAuthError> {
    let named = fields.get("client_id");
    if named.is_some_and(|id| id != way.client_id()) {
        return Err(OAuthError::client("client_id is not registered here"));
    }
    match way {
        Way::Browser => {
            if headers.contains_key(header::AUTHORIZATION) {
                return Err(OAuthError::client("a public client sends no Authorization"));
            }
            named
                .map(|_| ())
                .ok_or(OAuthError::client("client_id is missing"))
        }
        Way::Secret => match basic(headers) {
            Some((id, secret)) if id == way.client_id() && secret == CLIENT_SECRET => Ok(()),
            Some(_) => Err(OAuthError::client("wrong id or secret")),
            None => Err(OAuthError::client("client_secret_basic is required")),
        },
        Way::Jwt => assertion(sandbox, way, fields).await,
    }
}

/// Id and secret, each form-encoded before joining (RFC 6749 section 2.3.1).
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let value = headers
        .get(header::AUTHORIZATION)?
        .to_str()
        .ok()?
        .strip_prefix("Basic ")?;
    let joined = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (id, secret) = joined.split_once(':')?;
    Some((form_decoded(id), form_decoded(secret)))
}

fn form_decoded(text: &str) -> String {
    // The names of a form are decoded like its values, so a text alone is a form with one name.
    form_urlencoded::parse(text.as_bytes())
        .next()
        .map(|(name, _)| name.into_owned())
        .unwrap_or_default()
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    exp: i64,
    jti: String,
}

async fn assertion(sandbox: &Sandbox, way: Way, fields: &Fields) -> Result<(), OAuthError> {
    if fields.get("client_assertion_type") != Some(ASSERTION_TYPE) {
        return Err(OAuthError::client("private_key_jwt is required"));
    }
    let jwt = fields
        .get("client_assertion")
        .ok_or(OAuthError::client("client_assertion is missing"))?;
    let header = decode_header(jwt).map_err(|_| OAuthError::client("the assertion is no JWT"))?;
    if !matches!(header.alg, Algorithm::RS384 | Algorithm::ES384) {
        return Err(OAuthError::client(
            "the assertion must be signed with RS384 or ES384",
        ));
    }
    if header.typ.as_deref() != Some("JWT") {
        return Err(OAuthError::client("typ of the assertion must be JWT"));
    }
    let kid = header
        .kid
        .ok_or(OAuthError::client("the assertion names no kid"))?;
    let keys = published_keys(sandbox).await?;
    let jwk = keys
        .find(&kid)
        .ok_or(OAuthError::client("the kid is not in the client's JWKS"))?;
    let key = DecodingKey::from_jwk(jwk)
        .map_err(|_| OAuthError::client("the key in the client's JWKS cannot be used"))?;
    let mut validation = Validation::new(header.alg);
    validation.set_audience(&[format!("{}/token", sandbox.addresses(way).issuer)]);
    validation.set_required_spec_claims(&["exp", "aud", "iss", "sub"]);
    validation.leeway = 30;
    let claims = decode::<Claims>(jwt, &key, &validation)
        .map_err(|_| OAuthError::client("signature, audience or expiry of the assertion is wrong"))?
        .claims;
    if claims.iss != way.client_id() || claims.sub != way.client_id() {
        return Err(OAuthError::client("iss and sub must be the client_id"));
    }
    if claims.exp > clock::seconds() + ASSERTION_SECONDS {
        return Err(OAuthError::client(
            "the assertion lives longer than five minutes",
        ));
    }
    if claims.jti.is_empty() || !sandbox.world().grants.first_use(&claims.jti) {
        return Err(OAuthError::client("the assertion was used before"));
    }
    Ok(())
}

/// The client's keys, fetched each time: the sandbox must notice a rotation at once.
async fn published_keys(sandbox: &Sandbox) -> Result<JwkSet, OAuthError> {
    let url = format!("{}/.well-known/jwks.json", sandbox.options.app_origin());
    let unreachable = || OAuthError::client("the client's JWKS cannot be fetched");
    let answer = sandbox
        .http
        .get(url)
        .timeout(JWKS_TIMEOUT)
        .send()
        .await
        .map_err(|_| unreachable())?;
    answer
        .error_for_status()
        .map_err(|_| unreachable())?
        .json()
        .await
        .map_err(|_| OAuthError::client("the client's JWKS is no key set"))
}
