//! Step launch: the authorization request, and what is remembered until the answer comes.

mod url_or_form;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use serde::{Deserialize, Serialize};

use crate::discovery::{Metadata, ResponseIss};
use crate::issuer::Issuer;
use crate::launch::Launch;
use crate::scope::{Dialect, Start, request_set};
use crate::secret::{Nonce, State, Verifier};
use crate::token::{Client, Expected};

pub use url_or_form::AuthorizationRequest;

/// Seconds that a pending launch waits for its answer.
pub const LIFETIME_SECONDS: u64 = 600;

/// Random bytes for one authorization request, from the system's generator, never used twice.
pub struct Entropy {
    /// For `state`.
    pub state: [u8; 32],
    /// For the PKCE verifier.
    pub verifier: [u8; 32],
    /// For `nonce`.
    pub nonce: [u8; 32],
}

/// A launch that waits for the answer of the authorization server. Single use.
///
/// The caller stores it bound to the browser session (cookie in mode G, this tab in mode B), finds
/// it by [`Pending::state`], and deletes it before the token request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Pending {
    pub(crate) state: State,
    pub(crate) verifier: Verifier,
    pub(crate) created_at: u64,
    pub(crate) launch: Launch,
    pub(crate) dialect: Dialect,
    pub(crate) attempt: Attempt,
    pub(crate) redirect_uri: String,
    pub(crate) response_iss: ResponseIss,
    pub(crate) client: Client,
    pub(crate) expected: Expected,
}

impl Pending {
    /// The key to find it by. The gateway names a cookie after its first 16 characters.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The issuer record it belongs to; the callback must come in under the same key.
    pub fn issuer_key(&self) -> &str {
        &self.expected.issuer_key
    }

    /// The scope dialect that was asked in, to remember once it has worked.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The launch it came from.
    pub fn launch(&self) -> &Launch {
        &self.launch
    }

    /// Whether its ten minutes are over. `now` in Unix seconds.
    pub fn is_expired(&self, now: u64) -> bool {
        // A clock that was set back must not give a request a second life.
        now < self.created_at.saturating_sub(LIFETIME_SECONDS)
            || now > self.created_at.saturating_add(LIFETIME_SECONDS)
    }
}

/// Whether this is the first request of a launch or the one retry after `invalid_scope`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Attempt {
    First,
    OtherDialect,
}

/// A launch whose scopes were refused and that may be asked for once more in the other dialect.
#[derive(Clone, Debug)]
pub struct Retry {
    pub(crate) launch: Launch,
    pub(crate) dialect: Dialect,
}

impl Retry {
    /// A completely new authorization request: new state, verifier and nonce. `now` as in [`begin`].
    pub fn begin(
        self,
        issuer: &Issuer,
        metadata: &Metadata,
        entropy: Entropy,
        now: u64,
    ) -> (AuthorizationRequest, Pending) {
        start(
            &self.launch,
            issuer,
            metadata,
            self.dialect,
            Attempt::OtherDialect,
            entropy,
            now,
        )
    }
}

/// Makes the authorization request in the dialect that record and metadata suggest.
/// `now` in Unix seconds.
pub fn begin(
    launch: &Launch,
    issuer: &Issuer,
    metadata: &Metadata,
    entropy: Entropy,
    now: u64,
) -> (AuthorizationRequest, Pending) {
    begin_in(
        Dialect::choose(issuer, metadata),
        launch,
        issuer,
        metadata,
        entropy,
        now,
    )
}

/// As [`begin`], in a dialect that is known to work from an earlier launch.
pub fn begin_in(
    dialect: Dialect,
    launch: &Launch,
    issuer: &Issuer,
    metadata: &Metadata,
    entropy: Entropy,
    now: u64,
) -> (AuthorizationRequest, Pending) {
    start(
        launch,
        issuer,
        metadata,
        dialect,
        Attempt::First,
        entropy,
        now,
    )
}

fn start(
    launch: &Launch,
    issuer: &Issuer,
    metadata: &Metadata,
    dialect: Dialect,
    attempt: Attempt,
    entropy: Entropy,
    now: u64,
) -> (AuthorizationRequest, Pending) {
    let state = State::new(BASE64_URL_SAFE_NO_PAD.encode(entropy.state));
    let verifier = Verifier::new(BASE64_URL_SAFE_NO_PAD.encode(entropy.verifier));
    let nonce = Nonce::new(BASE64_URL_SAFE_NO_PAD.encode(entropy.nonce));
    let start = if launch.context().is_some() {
        Start::Ehr
    } else {
        Start::Standalone
    };
    let scope = request_set(issuer, dialect, start);

    let mut fields = vec![
        ("response_type", "code".to_owned()),
        ("client_id", issuer.client_id.clone()),
        ("redirect_uri", issuer.redirect_uri.clone()),
        ("scope", scope.clone()),
        ("state", state.expose().to_owned()),
        ("aud", launch.iss().to_owned()),
        ("code_challenge", challenge(&verifier)),
        ("code_challenge_method", "S256".to_owned()),
        ("nonce", nonce.expose().to_owned()),
    ];
    if let Some(context) = launch.context() {
        fields.push(("launch", context.expose().to_owned()));
    }

    let pending = Pending {
        state,
        verifier,
        created_at: now,
        launch: launch.clone(),
        dialect,
        attempt,
        redirect_uri: issuer.redirect_uri.clone(),
        response_iss: metadata.response_iss,
        expected: Expected::new(issuer, metadata, launch.iss(), Some(nonce), scope),
        client: Client::new(issuer, metadata),
    };
    (AuthorizationRequest::new(metadata, fields), pending)
}

/// RFC 7636 section 4.2: base64url without padding of SHA-256 of the verifier.
fn challenge(verifier: &Verifier) -> String {
    let verifier = PkceCodeVerifier::new(verifier.expose().to_owned());
    PkceCodeChallenge::from_code_verifier_sha256(&verifier)
        .as_str()
        .to_owned()
}
