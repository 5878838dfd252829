//! The way the browser takes to the authorization server.

use std::fmt;

use url::Url;

use crate::discovery::Metadata;
use crate::query::encode;

/// Octets beyond which the address is too long for some browsers and proxies.
const MAX_URL_OCTETS: usize = 2000;

/// Where to send the browser, and how. Carries secrets, so it cannot be printed.
#[derive(Clone, PartialEq, Eq)]
pub enum AuthorizationRequest {
    /// Navigate (303 from the gateway, `location` in the browser).
    Get(Url),
    /// Submit a form: only if the server lists `authorize-post` and the address would be too long.
    Post {
        /// Where the form goes.
        action: Url,
        /// Names and values, not encoded.
        fields: Vec<(&'static str, String)>,
    },
}

impl AuthorizationRequest {
    pub(super) fn new(metadata: &Metadata, fields: Vec<(&'static str, String)>) -> Self {
        let url = with_query(&metadata.authorization_endpoint, &fields);
        if url.as_str().len() > MAX_URL_OCTETS && metadata.has("authorize-post") {
            return AuthorizationRequest::Post {
                action: metadata.authorization_endpoint.clone(),
                fields,
            };
        }
        AuthorizationRequest::Get(url)
    }

    /// The authorization endpoint's origin, for `form-action` and for the log.
    pub fn origin(&self) -> String {
        let (AuthorizationRequest::Get(url) | AuthorizationRequest::Post { action: url, .. }) =
            self;
        url.origin().ascii_serialization()
    }
}

impl fmt::Debug for AuthorizationRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "AuthorizationRequest({}, ..)", self.origin())
    }
}

/// Adds the fields; a query that the endpoint already has is kept (RFC 6749 section 3.1).
fn with_query(endpoint: &Url, fields: &[(&'static str, String)]) -> Url {
    let ours: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    let ours = ours.join("&");
    let mut url = endpoint.clone();
    let query = match endpoint.query() {
        Some(theirs) if !theirs.is_empty() => format!("{theirs}&{ours}"),
        _ => ours,
    };
    url.set_query(Some(&query));
    url
}
