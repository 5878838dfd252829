//! What a sandbox is told at start, and the three ways in.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::Url;

/// The secret of the client `attest-secret`. It guards invented people on one machine and nothing else.
pub const CLIENT_SECRET: &str = "sandbox-secret-not-for-production";

/// The bearer token of the Nav receiver.
pub const NAV_TOKEN: &str = "sandbox-nav-token";

/// What a sandbox is told at start.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where the app is, for example `http://localhost:8080`: redirect URIs, CORS, frames and the JWKS hang on it.
    pub app: Url,
    /// The sandbox's own address as others see it; `None` = `http://` and the listener's address.
    pub public: Option<Url>,
}

impl Options {
    /// Options for an app at this address; the sandbox takes its own address from the listener.
    pub fn new(app: Url) -> Options {
        Options { app, public: None }
    }

    /// The app's origin without a slash at the end.
    pub fn app_origin(&self) -> String {
        self.app.as_str().trim_end_matches('/').to_owned()
    }
}

/// How the client authenticates at the EPJ (smart-fhir.md 1.8). Each way is an installation of its own,
/// with its own FHIR base and its own authorization server, over one shared journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Way {
    /// Public client with PKCE, in the browser (mode B).
    Browser,
    /// Confidential client with `client_secret_basic` (mode G).
    Secret,
    /// Confidential client with `private_key_jwt` (mode G).
    Jwt,
}

impl Way {
    /// All ways, in the order of the start page.
    pub const ALL: [Way; 3] = [Way::Secret, Way::Jwt, Way::Browser];

    /// The path segment and the key of the issuer record.
    pub fn slug(self) -> &'static str {
        match self {
            Way::Browser => "browser",
            Way::Secret => "secret",
            Way::Jwt => "jwt",
        }
    }

    /// The client that is registered at this installation.
    pub fn client_id(self) -> &'static str {
        match self {
            Way::Browser => "attest-browser",
            Way::Secret => "attest-secret",
            Way::Jwt => "attest-jwt",
        }
    }

    /// `token_endpoint_auth_method` of RFC 8414.
    pub fn auth_method(self) -> &'static str {
        match self {
            Way::Browser => "none",
            Way::Secret => "client_secret_basic",
            Way::Jwt => "private_key_jwt",
        }
    }
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.slug())
    }
}

/// The text is not one of `browser`, `secret`, `jwt`.
#[derive(Debug, thiserror::Error)]
#[error("no such way in: choose browser, secret or jwt")]
pub struct NoSuchWay;

impl FromStr for Way {
    type Err = NoSuchWay;

    fn from_str(text: &str) -> Result<Way, NoSuchWay> {
        Way::ALL
            .into_iter()
            .find(|way| way.slug() == text)
            .ok_or(NoSuchWay)
    }
}

/// The addresses of one installation, all under the sandbox's own.
#[derive(Clone, Debug)]
pub struct Addresses {
    /// FHIR base, which is also the SMART `iss`.
    pub base: String,
    /// Token issuer. It differs from the base on purpose, as at real EPJs (smart-fhir.md 1.2).
    pub issuer: String,
    /// The one registered redirect URI.
    pub redirect_uri: String,
}

impl Addresses {
    /// The addresses of a way at a sandbox (`sandbox` and `app` without a slash at the end).
    pub fn new(sandbox: &str, app: &str, way: Way) -> Addresses {
        Addresses {
            base: format!("{sandbox}/epj/{way}/fhir"),
            issuer: format!("{sandbox}/epj/{way}/oidc"),
            redirect_uri: format!("{app}/callback/{way}"),
        }
    }
}
