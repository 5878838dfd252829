//! The public keys of the EPJs: fetched from the pinned `jwks_uri`, kept for a while, fetched again for a new `kid`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm as Jwa, DecodingKey, crypto};
use smart::id_token::{Algorithm, Header, IdTokenError, Jws, Trusted};
use smart::jwks::{Jwk, Jwks, KeyError, KeyMaterial, MAX_OCTETS};
use url::Url;

use crate::http::client;

/// Seconds that keys are kept.
const CACHE_SECONDS: u64 = 3600;

/// An unknown `kid` makes us fetch again, but not more often than this.
const REFETCH_SECONDS: u64 = 60;

/// Seconds to wait for the keys.
const TIMEOUT_SECONDS: u64 = 10;

/// The keys of all EPJs, by address.
#[derive(Debug, Default)]
pub struct IssuerKeys {
    known: Mutex<HashMap<Url, Known>>,
}

#[derive(Clone, Debug)]
struct Known {
    keys: Jwks,
    fetched_at: u64,
    /// When an unknown `kid` last made us fetch.
    refetched_at: Option<u64>,
}

/// Why a login is not proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ProofError {
    /// The token is wrong. The launch ends.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// The keys cannot be had. The launch ends; it may work later.
    #[error("the keys of the issuer cannot be had: {0}")]
    NoKeys(&'static str),
}

impl IssuerKeys {
    /// Checks the signature (`smart-fhir.md` 1.9 rows 3 to 5). `now` in Unix seconds.
    ///
    /// # Errors
    /// [`ProofError`]; the launch ends.
    pub async fn prove(
        &self,
        http: &reqwest::Client,
        jwks_uri: &Url,
        jws: Jws,
        now: u64,
    ) -> Result<Trusted, ProofError> {
        let known = match self.known(jwks_uri, now) {
            Some(known) => known,
            None => self.fetch(http, jwks_uri, now, None).await?,
        };
        match jws.clone().verify(&known.keys, &signature_is_good) {
            Err(IdTokenError::Key(KeyError::Unknown)) if may_refetch(&known, now) => {
                let fresh = self.fetch(http, jwks_uri, now, Some(now)).await?;
                Ok(jws.verify(&fresh.keys, &signature_is_good)?)
            }
            result => Ok(result?),
        }
    }

    fn known(&self, jwks_uri: &Url, now: u64) -> Option<Known> {
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .get(jwks_uri)
            .filter(|known| now < known.fetched_at.saturating_add(CACHE_SECONDS))
            .cloned()
    }

    async fn fetch(
        &self,
        http: &reqwest::Client,
        jwks_uri: &Url,
        now: u64,
        refetched_at: Option<u64>,
    ) -> Result<Known, ProofError> {
        let request = http
            .get(jwks_uri.clone())
            .header("accept", "application/json");
        let answer = client::send(request, TIMEOUT_SECONDS, MAX_OCTETS)
            .await
            .map_err(|_| ProofError::NoKeys("no answer"))?;
        if answer.status != 200 {
            return Err(ProofError::NoKeys("no success"));
        }
        let keys = Jwks::read(&answer.body).map_err(|_| ProofError::NoKeys("not acceptable"))?;
        let known = Known {
            keys,
            fetched_at: now,
            refetched_at,
        };
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        all.insert(jwks_uri.clone(), known.clone());
        Ok(known)
    }
}

fn may_refetch(known: &Known, now: u64) -> bool {
    // What was fetched a moment ago is not fetched again for the same token.
    let last = known.refetched_at.unwrap_or(0).max(known.fetched_at);
    known.refetched_at.is_none() && now > known.fetched_at
        || now >= last.saturating_add(REFETCH_SECONDS)
}

/// Whether a signature is good.
pub fn signature_is_good(
    header: &Header,
    key: &Jwk,
    signing_input: &[u8],
    signature: &[u8],
) -> bool {
    let algorithm = match header.alg {
        Algorithm::RS256 => Jwa::RS256,
        Algorithm::RS384 => Jwa::RS384,
        Algorithm::ES256 => Jwa::ES256,
        Algorithm::ES384 => Jwa::ES384,
        Algorithm::PS256 => Jwa::PS256,
    };
    let key = match &key.material {
        KeyMaterial::Rsa { n, e } => DecodingKey::from_rsa_components(n, e),
        KeyMaterial::Ec { x, y, .. } => DecodingKey::from_ec_components(x, y),
    };
    let signature = BASE64_URL_SAFE_NO_PAD.encode(signature);
    key.and_then(|key| crypto::verify(&signature, signing_input, &key, algorithm))
        .unwrap_or(false)
}
