//! The client assertion of private_key_jwt (RFC 7523): what is to be signed. The gateway signs.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde::Serialize;

use crate::issuer::AssertionProfile;
use crate::secret::ClientAssertion;
use crate::token::Client;

/// Signature algorithms of SMART 2.2 for clients.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[expect(
    missing_docs,
    reason = "each is the JWS algorithm of the same name, RFC 7518"
)]
pub enum SigningAlgorithm {
    RS384,
    ES384,
}

/// Protected header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Header {
    /// Algorithm of the key.
    pub alg: SigningAlgorithm,
    /// Key id, as in the published JWKS.
    pub kid: String,
    /// `JWT`, or `client-authentication+jwt` for strict servers.
    pub typ: &'static str,
}

/// Claims. `iss` and `sub` are the client id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Claims {
    /// Client id.
    pub iss: String,
    /// Client id.
    pub sub: String,
    /// The token endpoint, or the issuer identifier for strict servers; a single string.
    pub aud: String,
    /// Expiry, Unix seconds.
    pub exp: u64,
    /// Issued at, Unix seconds.
    pub iat: u64,
    /// Unique for each request.
    pub jti: String,
}

/// A client assertion without its signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// What says how it is signed.
    pub header: Header,
    /// What it says.
    pub claims: Claims,
}

/// Writes an assertion for one token request. `jti` is new and random, `now` in Unix seconds.
///
/// # Errors
/// [`NoAudience`] if a strict server has no known issuer identifier: set `token_issuer`.
pub fn unsigned(
    client: &Client,
    alg: SigningAlgorithm,
    kid: &str,
    jti: &str,
    now: u64,
) -> Result<Unsigned, NoAudience> {
    let (typ, aud, seconds) = match client.assertion_profile {
        AssertionProfile::Smart => ("JWT", client.token_endpoint.to_string(), 300),
        AssertionProfile::StrictAudience => {
            let issuer = client.authorization_server.clone().ok_or(NoAudience)?;
            ("client-authentication+jwt", issuer, 60)
        }
    };
    Ok(Unsigned {
        header: Header {
            alg,
            kid: kid.to_owned(),
            typ,
        },
        claims: Claims {
            iss: client.client_id.clone(),
            sub: client.client_id.clone(),
            aud,
            exp: now.saturating_add(seconds),
            iat: now,
            jti: jti.to_owned(),
        },
    })
}

impl Unsigned {
    /// What the signature is made over: header and claims, base64url, with a dot between.
    pub fn signing_input(&self) -> String {
        let part = |json: Result<Vec<u8>, _>| {
            // Plain structs of text and numbers always become JSON.
            BASE64_URL_SAFE_NO_PAD.encode(json.unwrap_or_default())
        };
        let header = part(serde_json::to_vec(&self.header));
        format!("{header}.{}", part(serde_json::to_vec(&self.claims)))
    }

    /// The assertion, given the signature over [`Unsigned::signing_input`].
    pub fn signed(&self, signature: &[u8]) -> ClientAssertion {
        let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
        ClientAssertion::new(format!("{}.{signature}", self.signing_input()))
    }
}

/// A strict-audience server without a known issuer identifier. Configuration error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("token_issuer is needed as the audience of the client assertion")]
pub struct NoAudience;
