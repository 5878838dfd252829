//! Our own key for private_key_jwt (RFC 7523): ECDSA over P-384, published at `/.well-known/jwks.json`.

use std::fmt;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use p384::ecdsa::signature::Signer;
use p384::ecdsa::{Signature, SigningKey as Ecdsa};
use p384::pkcs8::{DecodePrivateKey, EncodePrivateKey, LineEnding};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use smart::assertion::SigningAlgorithm;
use smart::token::Client;
use smart::{ClientCredentials, assertion};

use crate::config::Secret;
use crate::http::problem::random_text;

/// The private key. It signs; it is never shown.
pub struct SigningKey {
    key: Ecdsa,
    kid: String,
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({}, ..)", self.kid)
    }
}

/// Why there is no signing key. The process must not start.
#[derive(Debug, thiserror::Error)]
pub enum SigningKeyError {
    /// The text is no P-384 private key in PKCS#8 PEM.
    #[error("signing_key must be a P-384 private key in PKCS#8 PEM")]
    NotAKey,
    /// The generated key cannot be kept or read back.
    #[error("the file of the signing key: {0}")]
    File(#[from] std::io::Error),
}

impl SigningKey {
    /// The configured key, or the one that was generated in `data` earlier, or a new one there (mode 0600).
    ///
    /// # Errors
    /// [`SigningKeyError`]; an operator must act.
    pub fn load(configured: Option<&Secret>, data: &Path) -> Result<SigningKey, SigningKeyError> {
        if let Some(pem) = configured {
            return SigningKey::from_pem(pem.expose());
        }
        let path = data.join("signing-key.pem");
        match std::fs::read_to_string(&path) {
            Ok(pem) => SigningKey::from_pem(&pem),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let key = Ecdsa::random(&mut rand::rngs::OsRng);
                let pem = key
                    .to_pkcs8_pem(LineEnding::LF)
                    .map_err(|_| SigningKeyError::NotAKey)?;
                write_private(&path, pem.as_bytes())?;
                Ok(SigningKey::new(key))
            }
            Err(error) => Err(error.into()),
        }
    }

    /// Reads PKCS#8 PEM.
    ///
    /// # Errors
    /// [`SigningKeyError::NotAKey`].
    pub fn from_pem(pem: &str) -> Result<SigningKey, SigningKeyError> {
        Ecdsa::from_pkcs8_pem(pem)
            .map(SigningKey::new)
            .map_err(|_| SigningKeyError::NotAKey)
    }

    fn new(key: Ecdsa) -> SigningKey {
        let (x, y) = coordinates(&key);
        // RFC 7638: the required members in the order of the alphabet, without space.
        let members = format!(r#"{{"crv":"P-384","kty":"EC","x":"{x}","y":"{y}"}}"#);
        let kid = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(members));
        SigningKey { key, kid }
    }

    /// The public half, as EPJs fetch it.
    pub fn jwks(&self) -> Value {
        let (x, y) = coordinates(&self.key);
        json!({"keys": [{
            "kty": "EC", "crv": "P-384", "x": x, "y": y,
            "use": "sig", "alg": "ES384", "kid": self.kid,
        }]})
    }

    /// A new assertion for one token request. `now` in Unix seconds.
    ///
    /// # Errors
    /// [`assertion::NoAudience`]: the issuer record needs `token_issuer`.
    pub fn assertion(
        &self,
        client: &Client,
        now: u64,
    ) -> Result<ClientCredentials, assertion::NoAudience> {
        let jti = random_text::<16>();
        let unsigned = assertion::unsigned(client, SigningAlgorithm::ES384, &self.kid, &jti, now)?;
        let signature: Signature = self.key.sign(unsigned.signing_input().as_bytes());
        Ok(ClientCredentials::Assertion(
            unsigned.signed(&signature.to_bytes()),
        ))
    }
}

fn coordinates(key: &Ecdsa) -> (String, String) {
    let point = key.verifying_key().to_encoded_point(false);
    let text = |bytes: Option<&p384::FieldBytes>| {
        bytes
            .map(|bytes| BASE64_URL_SAFE_NO_PAD.encode(bytes))
            .unwrap_or_default()
    };
    (text(point.x()), text(point.y()))
}

/// Writes a file that only its owner may read.
pub(crate) fn write_private(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    use std::io::Write;
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(contents)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;

    #[test]
    fn a_generated_key_is_found_again_and_publishes_nothing_private() {
        let scratch = Scratch::new();
        let first = SigningKey::load(None, &scratch.path("")).unwrap();
        let second = SigningKey::load(None, &scratch.path("")).unwrap();
        assert_eq!(first.jwks(), second.jwks());
        let key = first.jwks()["keys"][0].clone();
        assert!(key.get("d").is_none());
        assert_eq!(key["x"].as_str().unwrap().len(), 64);
        assert_eq!(key["kid"].as_str().unwrap(), first.kid);
    }
}
