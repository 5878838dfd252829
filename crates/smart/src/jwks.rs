//! The issuer's public keys.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::id_token::{Algorithm, Header};
use crate::json::{self, Object, text};

/// Octets of a JWKS to read at most.
pub const MAX_OCTETS: usize = 256 * 1024;

/// Keys that a JWKS may have.
const MAX_KEYS: usize = 50;

/// RSA modulus, in octets: 2048 to 8192 bits. Above, one check takes too long.
const RSA_OCTETS: std::ops::RangeInclusive<usize> = 256..=1024;

/// Members that only a private or symmetric key has (RFC 7518 section 6).
const PRIVATE: [&str; 8] = ["d", "p", "q", "dp", "dq", "qi", "oth", "k"];

/// The keys that may sign an id_token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwks(Vec<Jwk>);

/// One public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Jwk {
    /// Its name.
    pub kid: Option<String>,
    /// The only algorithm it is for, when it says so.
    pub alg: Option<String>,
    /// The key. Numbers are base64url text, as in the JWKS.
    pub material: KeyMaterial,
}

/// Key types that the accepted algorithms use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyMaterial {
    /// RSA, 2048 bits or more.
    Rsa {
        /// Modulus.
        n: String,
        /// Exponent.
        e: String,
    },
    /// Elliptic curve. That the point lies on the curve is checked by whoever verifies.
    Ec {
        /// Which curve.
        curve: Curve,
        /// First coordinate.
        x: String,
        /// Second coordinate.
        y: String,
    },
}

/// Curves of the accepted algorithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Curve {
    /// For ES256.
    P256,
    /// For ES384.
    P384,
}

impl Jwks {
    /// Reads a JWKS. Keys of other types or for encryption are left out.
    ///
    /// # Errors
    /// [`JwksError`]; no id_token of this issuer can be accepted.
    pub fn read(bytes: &[u8]) -> Result<Jwks, JwksError> {
        if bytes.len() > MAX_OCTETS {
            return Err(JwksError::TooLarge);
        }
        let object = json::object(bytes).ok_or(JwksError::Malformed)?;
        let keys = object
            .get("keys")
            .and_then(Value::as_array)
            .ok_or(JwksError::Malformed)?;
        if keys.len() > MAX_KEYS {
            return Err(JwksError::TooLarge);
        }
        if keys.iter().filter_map(Value::as_object).any(is_private) {
            return Err(JwksError::Private);
        }
        Ok(Jwks(
            keys.iter()
                .filter_map(Value::as_object)
                .filter_map(key)
                .collect(),
        ))
    }

    /// The key for a token (1.9 row 4): the one that `kid` names, or without `kid` the only one
    /// that fits the algorithm.
    ///
    /// # Errors
    /// [`KeyError::Unknown`]: fetch the keys once more, at most once a minute, then give up.
    pub fn choose(&self, header: &Header) -> Result<&Jwk, KeyError> {
        let named = |key: &&Jwk| header.kid.is_none() || key.kid == header.kid;
        let mut fitting = self
            .0
            .iter()
            .filter(named)
            .filter(|key| key.fits(header.alg));
        match (fitting.next(), fitting.next()) {
            (None, _) => Err(KeyError::Unknown),
            (Some(key), None) => Ok(key),
            (Some(_), Some(_)) => Err(KeyError::Ambiguous),
        }
    }
}

impl Jwk {
    fn fits(&self, alg: Algorithm) -> bool {
        let family = match alg {
            Algorithm::RS256 | Algorithm::RS384 | Algorithm::PS256 => {
                matches!(self.material, KeyMaterial::Rsa { .. })
            }
            Algorithm::ES256 => matches!(
                self.material,
                KeyMaterial::Ec {
                    curve: Curve::P256,
                    ..
                }
            ),
            Algorithm::ES384 => matches!(
                self.material,
                KeyMaterial::Ec {
                    curve: Curve::P384,
                    ..
                }
            ),
        };
        family && self.alg.as_deref().is_none_or(|only| only == alg.name())
    }
}

fn is_private(key: &Object) -> bool {
    PRIVATE.iter().any(|member| key.contains_key(*member))
}

fn key(object: &Object) -> Option<Jwk> {
    if text(object, "use").is_some_and(|usage| usage != "sig") {
        return None;
    }
    let owned = |name| text(object, name).map(str::to_owned);
    let octets = |name| {
        let bytes = BASE64_URL_SAFE_NO_PAD.decode(text(object, name)?).ok()?;
        Some(bytes.iter().skip_while(|byte| **byte == 0).count())
    };
    let material = match text(object, "kty")? {
        "RSA" => {
            octets("n").filter(|length| RSA_OCTETS.contains(length))?;
            octets("e").filter(|length| (1..=8).contains(length))?;
            KeyMaterial::Rsa {
                n: owned("n")?,
                e: owned("e")?,
            }
        }
        "EC" => {
            let (curve, length) = match text(object, "crv")? {
                "P-256" => (Curve::P256, 32),
                "P-384" => (Curve::P384, 48),
                _ => return None,
            };
            octets("x").filter(|octets| *octets <= length)?;
            octets("y").filter(|octets| *octets <= length)?;
            KeyMaterial::Ec {
                curve,
                x: owned("x")?,
                y: owned("y")?,
            }
        }
        _ => return None,
    };
    Some(Jwk {
        kid: owned("kid"),
        alg: owned("alg"),
        material,
    })
}

/// Why a JWKS is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JwksError {
    /// No JSON object with `keys`.
    #[error("the JWKS is malformed")]
    Malformed,
    /// More than 256 KiB or 50 keys.
    #[error("the JWKS is too large")]
    TooLarge,
    /// A private or symmetric key is published: the issuer's keys are worth nothing.
    #[error("the JWKS publishes a private key")]
    Private,
}

/// Why no key was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// No key has this name and fits. May be new: fetch once more.
    #[error("no key fits the id_token")]
    Unknown,
    /// Several fit.
    #[error("several keys fit the id_token")]
    Ambiguous,
}
