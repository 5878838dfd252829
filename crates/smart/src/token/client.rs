//! Who we are at the token endpoint.

use serde::{Deserialize, Serialize};
use url::Url;

use crate::discovery::Metadata;
use crate::issuer::{AssertionProfile, ClientAuth, Issuer};
use crate::secret::{ClientAssertion, ClientSecret};

/// Our registration at one token endpoint, without the secret. Kept beside the tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Client {
    /// The registered id.
    pub client_id: String,
    /// From the metadata of this launch; never from a "current" one (mix-up).
    pub token_endpoint: Url,
    /// For revoking at the end, where the server has it.
    pub revocation_endpoint: Option<Url>,
    /// How we prove who we are.
    pub auth: ClientAuth,
    /// Dialect of the assertion.
    pub assertion_profile: AssertionProfile,
    /// Repeat the id in the body beside HTTP Basic.
    pub body_client_id: bool,
    /// The server's own name, the audience of a strict assertion.
    pub authorization_server: Option<String>,
}

impl Client {
    /// From the record and what the server says about itself.
    pub fn new(issuer: &Issuer, metadata: &Metadata) -> Client {
        Client {
            client_id: issuer.client_id.clone(),
            token_endpoint: metadata.token_endpoint.clone(),
            revocation_endpoint: metadata.revocation_endpoint.clone(),
            auth: issuer.client_auth,
            assertion_profile: issuer.assertion_profile,
            body_client_id: issuer.body_client_id,
            authorization_server: issuer
                .token_issuer
                .clone()
                .or_else(|| metadata.issuer.clone()),
        }
    }
}

/// What proves it, handed in for each request and kept nowhere.
#[derive(Clone, Debug)]
pub enum ClientCredentials {
    /// Nothing: public client.
    Public,
    /// For `client_secret_basic` and `client_secret_post`.
    Secret(ClientSecret),
    /// For `private_key_jwt`: signed by the caller over [`crate::assertion`]; new for each request.
    Assertion(ClientAssertion),
}
