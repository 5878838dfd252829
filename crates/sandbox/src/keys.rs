//! The RSA keys of the authorization servers, made once per process.

use std::sync::OnceLock;

use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, EncodingKey};
use rsa::RsaPrivateKey;
use rsa::pkcs1::EncodeRsaPrivateKey;
use serde_json::{Value, json};

/// The `kid` of the published key.
pub const KID: &str = "sandbox-1";

const BITS: usize = 2048;

/// Making or encoding the key failed; the sandbox cannot start.
#[derive(Debug, thiserror::Error)]
#[error("the sandbox could not make its signing key")]
pub struct NoKey;

/// The published key.
static PUBLISHED: OnceLock<Option<Vec<u8>>> = OnceLock::new();
/// The key of the fault `wrongKey`, made when it is first wanted.
static STRANGE: OnceLock<Option<Vec<u8>>> = OnceLock::new();

/// The key that signs id_tokens.
///
/// # Errors
/// [`NoKey`] when the key could not be made.
pub fn published() -> Result<EncodingKey, NoKey> {
    key(&PUBLISHED)
}

/// A key that is published nowhere.
///
/// # Errors
/// [`NoKey`] when the key could not be made.
pub fn strange() -> Result<EncodingKey, NoKey> {
    key(&STRANGE)
}

/// The JWKS document (RFC 7517) with the published key.
///
/// # Errors
/// [`NoKey`] when the key could not be made.
pub fn jwks() -> Result<Value, NoKey> {
    let mut jwk = Jwk::from_encoding_key(&published()?, Algorithm::RS256).map_err(|_| NoKey)?;
    jwk.common.key_id = Some(KID.to_owned());
    jwk.common.public_key_use = Some(PublicKeyUse::Signature);
    Ok(json!({ "keys": [jwk] }))
}

fn key(cell: &OnceLock<Option<Vec<u8>>>) -> Result<EncodingKey, NoKey> {
    cell.get_or_init(make)
        .as_deref()
        .map(EncodingKey::from_rsa_der)
        .ok_or(NoKey)
}

fn make() -> Option<Vec<u8>> {
    let key = RsaPrivateKey::new(&mut rand::thread_rng(), BITS).ok()?;
    Some(key.to_pkcs1_der().ok()?.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_key_set_holds_one_public_key_with_its_kid() {
        let jwks = jwks().unwrap();
        let key = &jwks["keys"][0];
        assert_eq!(jwks["keys"].as_array().unwrap().len(), 1);
        assert_eq!(
            (&key["kid"], &key["alg"], &key["kty"]),
            (&KID.into(), &"RS256".into(), &"RSA".into())
        );
        assert!(key.get("d").is_none(), "the private part is published");
    }
}
