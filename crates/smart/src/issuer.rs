//! The issuer record: what we have agreed with one EPJ installation.

pub mod check;

mod iss;

use serde::{Deserialize, Serialize};
use url::Url;

pub use iss::{IssError, is_loopback, normalised};
pub(crate) use iss::{has_encoded_slash, is_dot_segment};

/// One EPJ installation, written in the gateway's configuration. The client secret is not here.
///
/// Source: `docs/smart-fhir` 1.2. Unknown keys are refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Issuer {
    /// Our name for the record: lower-case letters, digits and `-`. Part of `/callback/{key}`.
    pub key: String,
    /// What people call the installation.
    pub name: String,
    /// FHIR base exactly as the EPJ sends it in `iss`.
    pub iss: String,
    /// Expected `iss` of the id_token. Unset: the `issuer` of the metadata.
    #[serde(default)]
    pub token_issuer: Option<String>,
    /// Hosts, `host` or `host:port`, that the EPJ's OAuth endpoints may live on.
    pub endpoint_hosts: Vec<String>,
    /// Who holds the token.
    pub mode: Mode,
    /// The client id that the EPJ gave us.
    pub client_id: String,
    /// How the client proves who it is at the token endpoint.
    #[serde(default)]
    pub client_auth: ClientAuth,
    /// Which dialect of private_key_jwt the EPJ speaks.
    #[serde(default)]
    pub assertion_profile: AssertionProfile,
    /// Also send `client_id` in the body of the token request though HTTP Basic carries it.
    #[serde(default)]
    pub body_client_id: bool,
    /// Scope syntax, or `auto` to follow the metadata.
    #[serde(default)]
    pub scope_dialect: ScopeDialect,
    /// Scopes beyond the usual set, such as `user/Practitioner.read`. A strict server refuses the
    /// whole request over one scope it does not know, so the usual set has none of these.
    #[serde(default)]
    pub extra_scopes: Vec<String>,
    /// The registered redirect URI, byte for byte.
    pub redirect_uri: String,
    /// Origins that may embed the app for this EPJ.
    #[serde(default)]
    pub frame_ancestors: Vec<String>,
    /// Read endpoints from the CapabilityStatement if there is no smart-configuration.
    #[serde(default)]
    pub legacy_metadata: bool,
    /// Accept id_tokens without `nonce` (PKCE and state still bind the flow).
    #[serde(default)]
    pub nonce_optional: bool,
    /// Which identity numbers are acceptable and where forms may go.
    pub environment: Environment,
    /// Whether launches are accepted.
    #[serde(default)]
    pub status: Status,
    /// Write capabilities pinned after onboarding. Unset: learned from the server.
    #[serde(default)]
    pub writeback: Option<Writeback>,
}

impl Issuer {
    /// Whether an endpoint may be used: a pinned host, over https, or http on the own machine of
    /// a test installation. The metadata document cannot add hosts.
    pub fn pins(&self, endpoint: &Url) -> bool {
        let Some(host) = endpoint.host_str() else {
            return false;
        };
        let scheme_ok = match endpoint.scheme() {
            "https" => true,
            "http" => self.environment == Environment::Test && is_loopback(host),
            _ => false,
        };
        let with_port = endpoint
            .port_or_known_default()
            .map(|port| format!("{host}:{port}"));
        let host_ok = self.endpoint_hosts.iter().any(|pinned| {
            let pinned = pinned.to_ascii_lowercase();
            endpoint.port().is_none() && pinned == host || Some(&pinned) == with_port.as_ref()
        });
        let bare = endpoint.username().is_empty()
            && endpoint.password().is_none()
            && endpoint.fragment().is_none();
        scheme_ok && host_ok && bare
    }

    /// What the browser may know, if it needs to know the record at all (modes B and T).
    pub fn public(&self) -> Option<PublicIssuer> {
        (self.mode != Mode::G).then(|| PublicIssuer {
            key: self.key.clone(),
            name: self.name.clone(),
            iss: self.iss.clone(),
            token_issuer: self.token_issuer.clone(),
            endpoint_hosts: self.endpoint_hosts.clone(),
            mode: self.mode,
            client_id: self.client_id.clone(),
            scope_dialect: self.scope_dialect,
            extra_scopes: self.extra_scopes.clone(),
            redirect_uri: self.redirect_uri.clone(),
            legacy_metadata: self.legacy_metadata,
            nonce_optional: self.nonce_optional,
            environment: self.environment,
            writeback: self.writeback,
        })
    }
}

/// The record of a launched `iss`, or `None`: then no request of any kind may be made.
///
/// The comparison is over the normalised form; what is sent stays the launched string.
pub fn find<'a>(issuers: &'a [Issuer], launched_iss: &str) -> Option<&'a Issuer> {
    let wanted = normalised(launched_iss).ok()?;
    issuers
        .iter()
        .filter(|issuer| issuer.status != Status::Disabled)
        .find(|issuer| normalised(&issuer.iss).is_ok_and(|iss| iss == wanted))
}

/// Who holds the token (`docs/smart-fhir` 1.1). Never changed at run time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// The gateway holds the tokens and calls FHIR. Default for real patients.
    G,
    /// The gateway does the token call, the browser calls FHIR with a short-lived token.
    T,
    /// The browser is a public client and calls FHIR itself.
    B,
}

/// Client authentication at the token endpoint, named as in `token_endpoint_auth_methods_supported`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// A public client: PKCE only.
    #[default]
    None,
    /// Id and secret in the `Authorization` header (RFC 6749 section 2.3.1).
    ClientSecretBasic,
    /// Id and secret in the body.
    ClientSecretPost,
    /// A signed assertion (RFC 7523).
    PrivateKeyJwt,
}

/// Two dialects of private_key_jwt that look alike and are not interchangeable.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AssertionProfile {
    /// SMART: typ `JWT`, `aud` is the token URL.
    #[default]
    Smart,
    /// HelseID and others: typ `client-authentication+jwt`, `aud` is the issuer identifier.
    StrictAudience,
}

/// Which scope syntax to ask in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ScopeDialect {
    /// Follow the metadata; v1 when in doubt.
    #[default]
    Auto,
    /// `patient/Patient.read`.
    V1,
    /// `patient/Patient.r`.
    V2,
}

/// Test or production. Decides which identity numbers are acceptable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Environment {
    /// Synthetic people only; loopback http is allowed.
    Test,
    /// Real people; https only.
    Production,
}

/// Whether launches from the installation are accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// In use.
    #[default]
    Active,
    /// Accepted, but the record must be of the test environment.
    TestOnly,
    /// Treated as if the record did not exist.
    Disabled,
}

/// Pinned write capabilities (`docs/smart-fhir` 3.2 and 3.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Writeback {
    /// Where on the ladder to start; a refusal still goes one row down.
    pub strategy: WriteStrategy,
    /// Put the PDF into a Binary whatever its size.
    #[serde(default)]
    pub binary: bool,
}

/// The rows of the ladder in `docs/smart-fhir` 3.3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WriteStrategy {
    /// A: one batch with two PUT entries.
    Batch,
    /// B: separate PUTs.
    Put,
    /// C: POST with `If-None-Exist`.
    ConditionalPost,
    /// D: POST with a search before and after.
    SearchedPost,
    /// E: no write; the PDF is offered for download.
    Off,
}

/// The part of a record that a browser may know (modes B and T). JSON of `GET /api/config`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicIssuer {
    /// See [`Issuer::key`].
    pub key: String,
    /// See [`Issuer::name`].
    pub name: String,
    /// See [`Issuer::iss`].
    pub iss: String,
    /// See [`Issuer::token_issuer`].
    #[serde(default)]
    pub token_issuer: Option<String>,
    /// See [`Issuer::endpoint_hosts`].
    pub endpoint_hosts: Vec<String>,
    /// See [`Issuer::mode`].
    pub mode: Mode,
    /// See [`Issuer::client_id`].
    pub client_id: String,
    /// See [`Issuer::scope_dialect`].
    pub scope_dialect: ScopeDialect,
    /// See [`Issuer::extra_scopes`].
    pub extra_scopes: Vec<String>,
    /// See [`Issuer::redirect_uri`].
    pub redirect_uri: String,
    /// See [`Issuer::legacy_metadata`].
    pub legacy_metadata: bool,
    /// See [`Issuer::nonce_optional`].
    pub nonce_optional: bool,
    /// See [`Issuer::environment`].
    pub environment: Environment,
    /// See [`Issuer::writeback`].
    #[serde(default)]
    pub writeback: Option<Writeback>,
}

/// The browser works with the same type as the gateway; what it may not know is empty.
impl From<PublicIssuer> for Issuer {
    fn from(public: PublicIssuer) -> Issuer {
        Issuer {
            key: public.key,
            name: public.name,
            iss: public.iss,
            token_issuer: public.token_issuer,
            endpoint_hosts: public.endpoint_hosts,
            mode: public.mode,
            client_id: public.client_id,
            client_auth: ClientAuth::None,
            assertion_profile: AssertionProfile::default(),
            body_client_id: false,
            scope_dialect: public.scope_dialect,
            extra_scopes: public.extra_scopes,
            redirect_uri: public.redirect_uri,
            frame_ancestors: Vec::new(),
            legacy_metadata: public.legacy_metadata,
            nonce_optional: public.nonce_optional,
            environment: public.environment,
            status: Status::Active,
            writeback: public.writeback,
        }
    }
}
