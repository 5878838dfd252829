//! Step launch: the answer of the authorization server.

use std::fmt;

use crate::authorize::{Attempt, Pending, Retry};
use crate::discovery::ResponseIss;
use crate::query::{self, Occurrence};
use crate::secret::Code;
use crate::token::Exchange;

/// Octets of a callback's query string. Codes of several kilobytes exist.
const MAX_QUERY_OCTETS: usize = 16 * 1024;

/// What came back on the redirect URI, well-formed and not yet believed.
#[derive(Clone)]
pub struct Callback {
    state: Option<String>,
    iss: Option<String>,
    outcome: Outcome,
}

#[derive(Clone)]
enum Outcome {
    Code(Code),
    Refused(AuthorizeError),
}

impl Callback {
    /// Reads the query string of the callback, without decoding it first.
    ///
    /// # Errors
    /// [`CallbackError::Malformed`]: show an error page, make no token request.
    pub fn read(query: &str) -> Result<Callback, CallbackError> {
        if query.len() > MAX_QUERY_OCTETS {
            return Err(CallbackError::Malformed);
        }
        let pairs = query::pairs(query).map_err(|_| CallbackError::Malformed)?;
        let optional = |name| match query::find(&pairs, name) {
            Occurrence::Never | Occurrence::Once("") => Ok(None),
            Occurrence::Once(value) => Ok(Some(value)),
            Occurrence::Repeated => Err(CallbackError::Malformed),
        };
        let outcome = match (optional("code")?, optional("error")?) {
            (Some(code), None) => Outcome::Code(Code::new(code)),
            (None, Some(error)) => Outcome::Refused(AuthorizeError::named(error)),
            _ => return Err(CallbackError::Malformed),
        };
        Ok(Callback {
            state: optional("state")?.map(str::to_owned),
            iss: optional("iss")?.map(str::to_owned),
            outcome,
        })
    }

    /// The `state` to find the pending launch by. Some servers leave it out of error answers: such
    /// an answer belongs to the only pending launch of this browser session, or to none.
    pub fn state(&self) -> Option<&str> {
        self.state.as_deref()
    }
}

impl fmt::Debug for Callback {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.outcome {
            Outcome::Code(_) => f.write_str("Callback(code ..)"),
            Outcome::Refused(error) => write!(f, "Callback({error:?} ..)"),
        }
    }
}

impl Pending {
    /// Uses the pending launch up. `now` in Unix seconds.
    ///
    /// Delete the stored pending launch before calling this, so that a reload, the back button or
    /// a prefetch cannot send the code twice.
    ///
    /// # Errors
    /// [`CallbackError`]; no token request is made.
    pub fn accept(self, callback: Callback, now: u64) -> Result<Exchange, CallbackError> {
        match &callback.state {
            // RFC 6749 section 10.12: the answer must carry the state we sent.
            Some(state) if !self.state.is(state) => return Err(CallbackError::StateMismatch),
            Some(_) => {}
            // Without state it may be shown, and it is never a success.
            None if matches!(callback.outcome, Outcome::Refused(_)) => {}
            None => return Err(CallbackError::StateMismatch),
        }
        if self.is_expired(now) {
            return Err(CallbackError::Expired);
        }
        // RFC 9207 section 2.4: simple string comparison.
        match (&callback.iss, self.response_iss) {
            (Some(iss), _) if Some(iss) != self.expected.token_issuer.as_ref() => {
                return Err(CallbackError::IssuerMismatch);
            }
            (None, ResponseIss::Announced) if matches!(callback.outcome, Outcome::Code(_)) => {
                return Err(CallbackError::IssuerMismatch);
            }
            _ => {}
        }
        match callback.outcome {
            Outcome::Code(code) => Ok(Exchange {
                code,
                verifier: self.verifier,
                redirect_uri: self.redirect_uri,
                client: self.client,
                expected: self.expected,
            }),
            Outcome::Refused(AuthorizeError::InvalidScope)
                if self.attempt == Attempt::First && callback.state.is_some() =>
            {
                let retry = Retry {
                    launch: self.launch,
                    dialect: self.dialect.other(),
                };
                Err(CallbackError::TryOtherDialect(Box::new(retry)))
            }
            Outcome::Refused(error) => Err(CallbackError::Refused(error)),
        }
    }
}

/// Why a callback does not lead to a token request.
#[derive(Clone, Debug, thiserror::Error)]
pub enum CallbackError {
    /// Neither or both of code and error, something twice, or not decodable.
    #[error("the answer is malformed")]
    Malformed,
    /// No pending launch has this state in this browser session. For callers that look it up.
    #[error("no launch is waiting for this answer")]
    Unknown,
    /// The state is another one than this pending launch sent.
    #[error("the answer belongs to another launch")]
    StateMismatch,
    /// More than ten minutes after the request.
    #[error("the answer came too late")]
    Expired,
    /// `iss` is another server, or missing though announced (mix-up, RFC 9207).
    #[error("the answer came from another server")]
    IssuerMismatch,
    /// `invalid_scope` at the first attempt: ask once more in the other dialect.
    #[error("the scopes were refused, another dialect is left to try")]
    TryOtherDialect(Box<Retry>),
    /// The authorization server said no.
    #[error("the authorization server refused: {}", .0.code())]
    Refused(AuthorizeError),
}

/// The `error` of an authorization answer. Its description is foreign text and is not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the code of the same name in RFC 6749 or OpenID Connect"
)]
pub enum AuthorizeError {
    AccessDenied,
    InvalidScope,
    InvalidRequest,
    UnauthorizedClient,
    UnsupportedResponseType,
    ServerError,
    TemporarilyUnavailable,
    LoginRequired,
    InteractionRequired,
    ConsentRequired,
    /// A code that no specification we know defines.
    Other,
}

impl AuthorizeError {
    const ALL: [AuthorizeError; 10] = [
        AuthorizeError::AccessDenied,
        AuthorizeError::InvalidScope,
        AuthorizeError::InvalidRequest,
        AuthorizeError::UnauthorizedClient,
        AuthorizeError::UnsupportedResponseType,
        AuthorizeError::ServerError,
        AuthorizeError::TemporarilyUnavailable,
        AuthorizeError::LoginRequired,
        AuthorizeError::InteractionRequired,
        AuthorizeError::ConsentRequired,
    ];

    fn named(code: &str) -> AuthorizeError {
        let known = AuthorizeError::ALL
            .into_iter()
            .find(|error| error.code() == code);
        known.unwrap_or(AuthorizeError::Other)
    }

    /// The code as on the wire, for support.
    pub fn code(self) -> &'static str {
        match self {
            AuthorizeError::AccessDenied => "access_denied",
            AuthorizeError::InvalidScope => "invalid_scope",
            AuthorizeError::InvalidRequest => "invalid_request",
            AuthorizeError::UnauthorizedClient => "unauthorized_client",
            AuthorizeError::UnsupportedResponseType => "unsupported_response_type",
            AuthorizeError::ServerError => "server_error",
            AuthorizeError::TemporarilyUnavailable => "temporarily_unavailable",
            AuthorizeError::LoginRequired => "login_required",
            AuthorizeError::InteractionRequired => "interaction_required",
            AuthorizeError::ConsentRequired => "consent_required",
            AuthorizeError::Other => "other",
        }
    }
}
