//! The id_token (`docs/smart-fhir` 1.9).
//!
//! The gateway checks the signature ([`Jws::verify`]) before the claims. The browser checks the
//! claims only ([`Jws::trust_tls`]): the token came straight from the token endpoint over TLS,
//! which OpenID Connect Core 3.1.3.7 item 6 accepts in the code flow, and the gateway verifies the
//! signature before it takes anything from a browser's login.

mod claims;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use crate::finding::Finding;
use crate::json::{self, text};
use crate::jwks::{Jwk, Jwks, KeyError};
use crate::secret::IdTokenText;

pub use claims::{Claims, Clock, IdToken, Trusted};

/// Octets that an id_token may have.
const MAX_OCTETS: usize = 64 * 1024;

/// Signature algorithms that are accepted. Never `none`, never HMAC: with HMAC a public key would
/// be the secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the JWS algorithm of the same name, RFC 7518"
)]
pub enum Algorithm {
    RS256,
    RS384,
    ES256,
    ES384,
    PS256,
}

impl Algorithm {
    fn named(name: &str) -> Option<Algorithm> {
        use Algorithm::{ES256, ES384, PS256, RS256, RS384};
        [RS256, RS384, ES256, ES384, PS256]
            .into_iter()
            .find(|known| known.name() == name)
    }

    /// The name in `alg`.
    pub fn name(self) -> &'static str {
        match self {
            Algorithm::RS256 => "RS256",
            Algorithm::RS384 => "RS384",
            Algorithm::ES256 => "ES256",
            Algorithm::ES384 => "ES384",
            Algorithm::PS256 => "PS256",
        }
    }
}

/// The part of the header that counts. `jku`, `x5u` and `jwk` are never looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Algorithm.
    pub alg: Algorithm,
    /// Which key.
    pub kid: Option<String>,
}

/// A token taken apart and not yet believed.
#[derive(Clone)]
pub struct Jws {
    header: Header,
    claims: Claims,
    signing_input: String,
    signature: Vec<u8>,
}

impl std::fmt::Debug for Jws {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Jws({:?}, ..)", self.header)
    }
}

/// Checks one signature. Any `Fn(&Header, &Jwk, &[u8], &[u8]) -> bool` will do; the arguments are
/// header, key, signing input and signature.
pub trait VerifySignature {
    /// Whether the signature is good.
    fn verify(&self, header: &Header, key: &Jwk, signing_input: &[u8], signature: &[u8]) -> bool;
}

impl<F: Fn(&Header, &Jwk, &[u8], &[u8]) -> bool> VerifySignature for F {
    fn verify(&self, header: &Header, key: &Jwk, signing_input: &[u8], signature: &[u8]) -> bool {
        self(header, key, signing_input, signature)
    }
}

impl Jws {
    /// Takes a compact JWS apart (RFC 7515 section 7.1).
    ///
    /// # Errors
    /// [`IdTokenError::Malformed`] or [`IdTokenError::Algorithm`]; the launch ends.
    pub fn read(token: &IdTokenText) -> Result<Jws, IdTokenError> {
        let token = token.expose();
        if token.len() > MAX_OCTETS {
            return Err(IdTokenError::Malformed);
        }
        let (signing_input, signature) = token.rsplit_once('.').ok_or(IdTokenError::Malformed)?;
        let (header, payload) = signing_input
            .split_once('.')
            .ok_or(IdTokenError::Malformed)?;
        let signature = decoded(signature)?;
        let header = json::object(&decoded(header)?).ok_or(IdTokenError::Malformed)?;
        let payload = json::object(&decoded(payload)?).ok_or(IdTokenError::Malformed)?;
        // RFC 7515 section 4.1.11: an extension that is not understood must be refused, and we
        // understand none.
        if header.contains_key("crit") {
            return Err(IdTokenError::Malformed);
        }
        let alg = text(&header, "alg")
            .and_then(Algorithm::named)
            .ok_or(IdTokenError::Algorithm)?;
        Ok(Jws {
            header: Header {
                alg,
                kid: text(&header, "kid").map(str::to_owned),
            },
            claims: Claims::new(payload),
            signing_input: signing_input.to_owned(),
            signature,
        })
    }

    /// The header.
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The claims, unproved. For a refresh answer and for finding the issuer record.
    pub fn claims(&self) -> &Claims {
        &self.claims
    }

    /// Checks the signature with the issuer's keys.
    ///
    /// # Errors
    /// [`IdTokenError::Key`] with [`KeyError::Unknown`]: fetch the keys once more, then give up.
    /// [`IdTokenError::Signature`]: the launch ends.
    pub fn verify(
        self,
        keys: &Jwks,
        verifier: &impl VerifySignature,
    ) -> Result<Trusted, IdTokenError> {
        let key = keys.choose(&self.header)?;
        let good = verifier.verify(
            &self.header,
            key,
            self.signing_input.as_bytes(),
            &self.signature,
        );
        if !good {
            return Err(IdTokenError::Signature);
        }
        let findings = if self.header.kid.is_none() {
            vec![Finding::NoKeyId]
        } else {
            Vec::new()
        };
        Ok(Trusted::new(self.claims, findings))
    }

    /// Takes the token on the strength of the TLS connection it came over. For a token that this
    /// very client got from the token endpoint (mode B), never for one that somebody handed in.
    pub fn trust_tls(self) -> Trusted {
        Trusted::new(self.claims, Vec::new())
    }
}

fn decoded(part: &str) -> Result<Vec<u8>, IdTokenError> {
    match BASE64_URL_SAFE_NO_PAD.decode(part) {
        Ok(bytes) if !bytes.is_empty() => Ok(bytes),
        _ => Err(IdTokenError::Malformed),
    }
}

/// Why the login is not proved. The launch ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IdTokenError {
    /// `openid` was asked for and no id_token came.
    #[error("there is no id_token")]
    Absent,
    /// Not three base64url parts of JSON, too long, or with `crit`.
    #[error("the id_token is malformed")]
    Malformed,
    /// Another algorithm than the accepted ones.
    #[error("the id_token is signed with an unacceptable algorithm")]
    Algorithm,
    /// No key, or no single key.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The signature is wrong.
    #[error("the signature of the id_token is wrong")]
    Signature,
    /// `iss` is not the expected one.
    #[error("the id_token is from another issuer")]
    Issuer,
    /// `aud` or `azp` is not us, or somebody else as well.
    #[error("the id_token is for another client")]
    Audience,
    /// `exp` is missing or over. Check the clock of the machine, too.
    #[error("the id_token has expired")]
    Expired,
    /// `iat` or `nbf` lies ahead, or `iat` is missing. Check the clock of the machine, too.
    #[error("the id_token is from the future")]
    NotYetValid,
    /// Issued more than ten minutes ago.
    #[error("the id_token is too old for a launch")]
    TooOld,
    /// `nonce` is another one than sent, or missing where it must be.
    #[error("the id_token belongs to another launch")]
    Nonce,
    /// `sub` is missing in production.
    #[error("the id_token names no subject")]
    Subject,
}
