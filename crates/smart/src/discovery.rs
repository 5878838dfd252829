//! Step launch: where the EPJ's authorization server lives, and what it can do.
//!
//! The caller sends the request; limits it has to keep are the constants here.

mod legacy;
mod read;

use url::Url;

use crate::address::absolute;
use crate::finding::Finding;
use crate::issuer::Issuer;
use crate::json;

/// The `Accept` of the discovery request. No other header may be set, no cookie, no
/// `Authorization`: it then stays a simple CORS request.
pub const ACCEPT: &str = "application/json";

/// The `Accept` of the CapabilityStatement request.
pub const ACCEPT_LEGACY: &str = "application/fhir+json";

/// Octets of an answer to read at most.
pub const MAX_OCTETS: usize = 256 * 1024;

/// Seconds to wait for an answer.
pub const TIMEOUT_SECONDS: u64 = 10;

/// Redirects to follow at most, and only on the same host.
pub const MAX_REDIRECTS: usize = 3;

/// Seconds to keep metadata at most; a shorter `Cache-Control` counts. Drop it at once after
/// `invalid_client`, an unknown `kid` or a 404 from an endpoint.
pub const CACHE_SECONDS: u64 = 3600;

/// `{iss}/.well-known/smart-configuration`, with the path of the base kept.
///
/// # Errors
/// [`DiscoveryError::Base`] if `iss` is no URL; it cannot happen for a [`crate::Launch`].
pub fn well_known(iss: &str) -> Result<Url, DiscoveryError> {
    below(iss, ".well-known/smart-configuration")
}

/// `{iss}/metadata`: the CapabilityStatement.
///
/// # Errors
/// [`DiscoveryError::Base`] as for [`well_known`].
pub fn capability_statement(iss: &str) -> Result<Url, DiscoveryError> {
    below(iss, "metadata")
}

fn below(iss: &str, path: &str) -> Result<Url, DiscoveryError> {
    let base = iss.strip_suffix('/').unwrap_or(iss);
    absolute(&format!("{base}/{path}")).ok_or(DiscoveryError::Base)
}

/// What came back for the well-known request.
#[derive(Clone, Copy, Debug)]
pub enum Answer<'a> {
    /// An HTTP answer, complete within the limits.
    Http {
        /// The status code.
        status: u16,
        /// The body, whatever its Content-Type.
        body: &'a [u8],
    },
    /// No answer in time, a broken connection or a missing CORS header.
    Unreachable,
    /// The body was longer than [`MAX_OCTETS`].
    TooLarge,
}

/// What to do after the well-known request.
#[derive(Clone, Debug)]
pub enum Next {
    /// Go on to [`crate::authorize::begin`].
    Ready(Box<Metadata>),
    /// Ask for the CapabilityStatement here, then [`Metadata::read_legacy`].
    AskCapabilityStatement(Url),
}

/// Reads the answer and decides whether the deprecated fallback may be tried: only where the
/// record allows it, only after a definite "not here", never after silence or a 5xx.
///
/// # Errors
/// [`DiscoveryError`]; the launch ends.
pub fn next(
    answer: Answer<'_>,
    launched_iss: &str,
    issuer: &Issuer,
) -> Result<Next, DiscoveryError> {
    let error = match answer {
        Answer::Unreachable => return Err(DiscoveryError::Unreachable),
        Answer::TooLarge => return Err(DiscoveryError::TooLarge),
        Answer::Http {
            status: 200..=299,
            body,
        } => match Metadata::read(body, issuer) {
            Err(error @ DiscoveryError::NotJsonObject) => error,
            result => return result.map(|metadata| Next::Ready(Box::new(metadata))),
        },
        Answer::Http {
            status: 404 | 405 | 406 | 410,
            ..
        } => DiscoveryError::NotFound,
        Answer::Http { status, .. } => return Err(DiscoveryError::Status(status)),
    };
    if issuer.legacy_metadata {
        capability_statement(launched_iss).map(Next::AskCapabilityStatement)
    } else {
        Err(error)
    }
}

/// The authorization server of an EPJ, with every endpoint on a pinned host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// The server's own name. `None` where the server does no OpenID Connect or is read the old way.
    pub issuer: Option<String>,
    /// Where the browser is sent.
    pub authorization_endpoint: Url,
    /// Where the code is exchanged.
    pub token_endpoint: Url,
    /// Public keys for the id_token.
    pub jwks_uri: Option<Url>,
    /// RFC 7662.
    pub introspection_endpoint: Option<Url>,
    /// RFC 7009.
    pub revocation_endpoint: Option<Url>,
    /// What the server says it can do; see [`Metadata::has`].
    pub capabilities: Vec<String>,
    /// Scopes that can be asked for; may be incomplete, may be empty.
    pub scopes_supported: Vec<String>,
    /// Client authentication that the server accepts; empty if it does not say.
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// RFC 9207: answers carry `iss`.
    pub response_iss: ResponseIss,
    /// What to show on the vendor page.
    pub findings: Vec<Finding>,
}

/// Whether the server promises `iss` in its authorization answers (RFC 9207).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResponseIss {
    /// Announced: an answer without it is refused.
    Announced,
    /// Not announced: checked when present.
    #[default]
    NotAnnounced,
}

impl Metadata {
    /// Reads a smart-configuration. Unknown members and capabilities are ignored.
    ///
    /// # Errors
    /// [`DiscoveryError`]; the launch ends, and the vendor page names the field.
    pub fn read(bytes: &[u8], issuer: &Issuer) -> Result<Metadata, DiscoveryError> {
        if bytes.len() > MAX_OCTETS {
            return Err(DiscoveryError::TooLarge);
        }
        read::read(
            &json::object(bytes).ok_or(DiscoveryError::NotJsonObject)?,
            issuer,
        )
    }

    /// Reads the OAuth endpoints of a CapabilityStatement (deprecated by SMART; only where the
    /// record sets `legacy_metadata`, and only when [`next`] asked for it).
    ///
    /// # Errors
    /// [`DiscoveryError`]; the launch ends.
    pub fn read_legacy(bytes: &[u8], issuer: &Issuer) -> Result<Metadata, DiscoveryError> {
        if bytes.len() > MAX_OCTETS {
            return Err(DiscoveryError::TooLarge);
        }
        legacy::read(
            &json::object(bytes).ok_or(DiscoveryError::NotJsonObject)?,
            issuer,
        )
    }

    /// Whether a capability is listed. The names of 2.2 also find their older spelling.
    pub fn has(&self, capability: &str) -> bool {
        let old = match capability {
            "context-banner" => "context-passthrough-banner",
            "context-style" => "context-passthrough-style",
            _ => capability,
        };
        self.capabilities
            .iter()
            .any(|listed| listed == capability || listed == old)
    }
}

/// Why discovery failed. Nobody is sent anywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiscoveryError {
    /// No answer. In a browser this cannot be told apart from a missing CORS header: say both.
    #[error("no answer from the EPJ")]
    Unreachable,
    /// The EPJ has no smart-configuration at its base.
    #[error("no smart-configuration at the base")]
    NotFound,
    /// An answer that is neither success nor a definite no. Try again from the EPJ.
    #[error("discovery answered {0}")]
    Status(u16),
    /// More than 256 KiB.
    #[error("metadata is too large")]
    TooLarge,
    /// HTML, an array, nothing.
    #[error("metadata is not a JSON object")]
    NotJsonObject,
    /// A required field is missing or of the wrong type.
    #[error("metadata lacks {0}")]
    Missing(Field),
    /// An endpoint is no URL, not https, or on a host that the record does not pin.
    #[error("{0} is not on a pinned host")]
    Endpoint(Field),
    /// The server lists challenge methods without S256.
    #[error("the server does not do PKCE with S256")]
    NoS256,
    /// The base is not a URL.
    #[error("the base is not a URL")]
    Base,
}

/// Fields of the metadata that an error can name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the field of the same name in SMART 2.2 and RFC 8414"
)]
pub enum Field {
    Issuer,
    AuthorizationEndpoint,
    TokenEndpoint,
    JwksUri,
    IntrospectionEndpoint,
    RevocationEndpoint,
    Capabilities,
    GrantTypesSupported,
}

impl Field {
    /// The name in the JSON document.
    pub fn name(self) -> &'static str {
        match self {
            Field::Issuer => "issuer",
            Field::AuthorizationEndpoint => "authorization_endpoint",
            Field::TokenEndpoint => "token_endpoint",
            Field::JwksUri => "jwks_uri",
            Field::IntrospectionEndpoint => "introspection_endpoint",
            Field::RevocationEndpoint => "revocation_endpoint",
            Field::Capabilities => "capabilities",
            Field::GrantTypesSupported => "grant_types_supported",
        }
    }
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
