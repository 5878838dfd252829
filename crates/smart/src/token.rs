//! Step launch: code against token.

mod client;
mod request;
mod response;
mod unread;

use oauth2::{AsyncHttpClient, HttpRequest};
use serde::{Deserialize, Serialize};

use crate::base::FhirBase;
use crate::discovery::Metadata;
use crate::id_token::{IdTokenError, Jws};
use crate::issuer::{Environment, Issuer};
use crate::secret::{Code, Nonce, Verifier};

pub use client::{Client, ClientCredentials};
pub use response::{ContextIdentifier, FhirContext, TokenResponse};

pub(crate) use request::{answer_of, refresh as refresh_request};

/// Seconds to wait for the token endpoint. A request that timed out is never repeated.
pub const TIMEOUT_SECONDS: u64 = 15;

/// An accepted callback: one code, good for one token request.
#[derive(Debug)]
pub struct Exchange {
    pub(crate) code: Code,
    pub(crate) verifier: Verifier,
    pub(crate) redirect_uri: String,
    pub(crate) client: Client,
    pub(crate) expected: Expected,
}

impl Exchange {
    /// The client that asks; the caller needs it to make a [`crate::assertion`] and, after the
    /// launch, to refresh.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Sends the token request and reads the answer.
    ///
    /// The HTTP client must not follow redirects, must send no cookies (`credentials: omit`),
    /// must give up after [`TIMEOUT_SECONDS`], and must not repeat the request.
    ///
    /// # Errors
    /// [`TokenError`]; the launch ends. Nothing may be sent again: the code is used up.
    pub async fn send<'c, H>(
        self,
        http: &'c H,
        credentials: &ClientCredentials,
    ) -> Result<Exchanged, TokenError>
    where
        H: AsyncHttpClient<'c>,
    {
        let request = self.request(credentials)?;
        let answer = http
            .call(request)
            .await
            .map_err(|_| TokenError::Unreachable)?;
        let base = FhirBase::new(&self.expected.iss).ok_or(TokenError::NotBuilt)?;
        let response = answer_of(&answer, &base)?;
        Ok(Exchanged {
            expected: self.expected,
            client: self.client,
            response,
        })
    }

    /// The token request alone: form POST with code, verifier and the same redirect URI.
    ///
    /// # Errors
    /// [`TokenError::Credentials`] if the credentials are of another kind than the record says.
    pub fn request(&self, credentials: &ClientCredentials) -> Result<HttpRequest, TokenError> {
        request::code(self, credentials)
    }
}

/// Tokens have come; whose they are is to be checked: [`Exchanged::jws`], then
/// [`Exchanged::into_session`].
#[derive(Debug)]
pub struct Exchanged {
    /// What the id_token and the context are checked against.
    pub expected: Expected,
    /// The client, for refreshing later.
    pub client: Client,
    /// What the server answered.
    pub response: TokenResponse,
}

impl Exchanged {
    /// The id_token, taken apart and not yet believed.
    ///
    /// # Errors
    /// [`IdTokenError`]; the launch ends.
    pub fn jws(&self) -> Result<Jws, IdTokenError> {
        Jws::read(
            self.response
                .id_token
                .as_ref()
                .ok_or(IdTokenError::Absent)?,
        )
    }
}

/// What an answer is checked against: fixed when the launch began.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Expected {
    /// Key of the issuer record.
    pub issuer_key: String,
    /// The FHIR base as launched.
    pub iss: String,
    /// `iss` of the id_token and of RFC 9207. `None` fails the id_token.
    pub token_issuer: Option<String>,
    /// Our id there.
    pub client_id: String,
    /// The nonce we sent. `None` only where the gateway checks what a browser has logged in to.
    pub nonce: Option<Nonce>,
    /// From the record.
    pub nonce_optional: bool,
    /// From the record.
    pub environment: Environment,
    /// What was asked for; counts as granted if the answer has no `scope` (RFC 6749 section 5.1).
    pub requested_scope: String,
}

impl Expected {
    /// What to expect of a launch. The gateway uses this, too, when it checks a browser's login
    /// (modes B and T).
    pub fn new(
        issuer: &Issuer,
        metadata: &Metadata,
        launched_iss: &str,
        nonce: Option<Nonce>,
        requested_scope: String,
    ) -> Expected {
        Expected {
            issuer_key: issuer.key.clone(),
            iss: launched_iss.to_owned(),
            token_issuer: issuer
                .token_issuer
                .clone()
                .or_else(|| metadata.issuer.clone()),
            client_id: issuer.client_id.clone(),
            nonce,
            nonce_optional: issuer.nonce_optional,
            environment: issuer.environment,
            requested_scope,
        }
    }
}

/// Why there is no token. No body and no description of the server is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// No answer. In a browser this cannot be told apart from a missing CORS header: say both.
    #[error("no answer from the token endpoint")]
    Unreachable,
    /// The server said no.
    #[error("the token endpoint answered {status} {}", code.code())]
    Refused {
        /// HTTP status; 200 where an error came dressed as a success.
        status: u16,
        /// RFC 6749 section 5.2.
        code: RefusalCode,
    },
    /// 429. May be tried once more after the given seconds, by a new launch.
    #[error("the token endpoint is overloaded")]
    TooManyRequests {
        /// `Retry-After`, when it was in seconds and could be read.
        retry_after_seconds: Option<u64>,
    },
    /// 5xx.
    #[error("the token endpoint answered {0}")]
    ServerFault(u16),
    /// Another status without an OAuth error in it, such as 404 or a redirect.
    #[error("the token endpoint answered {0}")]
    Status(u16),
    /// A success without JSON in it, or more than 256 KiB.
    #[error("the token response is not a JSON object")]
    NotJson,
    /// A success without `access_token`.
    #[error("the token response has no access_token")]
    NoAccessToken,
    /// `token_type` is not Bearer.
    #[error("the token is not a bearer token")]
    TokenType,
    /// The credentials handed in do not fit the record. Configuration error on our side.
    #[error("the credentials do not fit the issuer record")]
    Credentials,
    /// The request could not be made. Configuration error on our side.
    #[error("the token request could not be built")]
    NotBuilt,
}

/// Error codes of the token endpoint (RFC 6749 section 5.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the code of the same name in RFC 6749")]
pub enum RefusalCode {
    InvalidRequest,
    InvalidClient,
    InvalidGrant,
    UnauthorizedClient,
    UnsupportedGrantType,
    InvalidScope,
    /// No code, or one that the RFC does not have.
    Other,
}

impl RefusalCode {
    const ALL: [RefusalCode; 6] = [
        RefusalCode::InvalidRequest,
        RefusalCode::InvalidClient,
        RefusalCode::InvalidGrant,
        RefusalCode::UnauthorizedClient,
        RefusalCode::UnsupportedGrantType,
        RefusalCode::InvalidScope,
    ];

    pub(crate) fn named(code: &str) -> RefusalCode {
        let known = RefusalCode::ALL
            .into_iter()
            .find(|known| known.code() == code);
        known.unwrap_or(RefusalCode::Other)
    }

    /// The code as on the wire, for support.
    pub fn code(self) -> &'static str {
        match self {
            RefusalCode::InvalidRequest => "invalid_request",
            RefusalCode::InvalidClient => "invalid_client",
            RefusalCode::InvalidGrant => "invalid_grant",
            RefusalCode::UnauthorizedClient => "unauthorized_client",
            RefusalCode::UnsupportedGrantType => "unsupported_grant_type",
            RefusalCode::InvalidScope => "invalid_scope",
            RefusalCode::Other => "other",
        }
    }
}
