//! Calls to the token endpoint: who we are there, and how the request is sent.

use std::future::Future;
use std::pin::Pin;

use smart::issuer::ClientAuth;
use smart::secret::ClientSecret;
use smart::token::{Client, TIMEOUT_SECONDS};
use smart::{ClientCredentials, Tokens};

use crate::config::IssuerRecord;
use crate::http::client::{self, NoAnswer};
use crate::state::AppState;

// The types of the `oauth2` crate, which are those of `http`.
type HttpRequest = axum::http::Request<Vec<u8>>;
type HttpResponse = axum::http::Response<Vec<u8>>;
type Answering = Pin<Box<dyn Future<Output = Result<HttpResponse, NoAnswer>> + Send>>;

/// Octets of an answer to read at most.
const MAX_OCTETS: usize = 256 * 1024;

/// Our record or key does not fit the client. Configuration error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no credentials for this client")]
pub struct NoCredentials;

/// What proves who we are, new for each request.
///
/// # Errors
/// [`NoCredentials`]; an operator must mend the issuer record.
pub fn credentials(
    state: &AppState,
    record: &IssuerRecord,
    client: &Client,
) -> Result<ClientCredentials, NoCredentials> {
    match client.auth {
        ClientAuth::None => Ok(ClientCredentials::Public),
        ClientAuth::ClientSecretBasic | ClientAuth::ClientSecretPost => record
            .client_secret
            .as_ref()
            .map(|secret| ClientCredentials::Secret(ClientSecret::new(secret.expose())))
            .ok_or(NoCredentials),
        ClientAuth::PrivateKeyJwt => state
            .signing_key
            .assertion(client, state.clock.unix())
            .map_err(|_| NoCredentials),
    }
}

/// Sends one token request; never twice, no redirects.
pub fn sender(http: reqwest::Client) -> impl Fn(HttpRequest) -> Answering {
    move |request| {
        let http = http.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let builder = http
                .request(parts.method, parts.uri.to_string())
                .headers(parts.headers)
                .body(body);
            let answer = client::send(builder, TIMEOUT_SECONDS, MAX_OCTETS).await?;
            let mut response = HttpResponse::new(answer.body.to_vec());
            *response.status_mut() = axum::http::StatusCode::from_u16(answer.status)
                .map_err(|_| NoAnswer::Unreachable)?;
            *response.headers_mut() = answer.headers;
            Ok(response)
        })
    }
}

/// Revokes both tokens (RFC 7009), best effort: three seconds, errors are ignored.
pub async fn revoke(state: AppState, issuer: String, tokens: Tokens) {
    let Some(record) = state.config.issuer(&issuer) else {
        return;
    };
    let client = &tokens.client;
    let Some(endpoint) = client.revocation_endpoint.clone() else {
        return;
    };
    let refresh = tokens
        .refresh
        .as_ref()
        .map(|token| ("refresh_token", token.expose()));
    let access = Some(("access_token", tokens.access.expose()));
    for (hint, token) in [refresh, access].into_iter().flatten() {
        let Ok(credentials) = credentials(&state, record, client) else {
            return;
        };
        let mut form = vec![("token", token), ("token_type_hint", hint)];
        let mut request = state.http.post(endpoint.clone());
        match &credentials {
            ClientCredentials::Secret(secret) if client.auth == ClientAuth::ClientSecretBasic => {
                // RFC 6749 section 2.3.1: both are form-encoded before they are joined.
                let encoded = |text: &str| -> String {
                    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
                };
                request =
                    request.basic_auth(encoded(&client.client_id), Some(encoded(secret.expose())));
            }
            ClientCredentials::Secret(secret) => {
                form.extend([
                    ("client_id", client.client_id.as_str()),
                    ("client_secret", secret.expose()),
                ]);
            }
            ClientCredentials::Assertion(assertion) => form.extend([
                (
                    "client_assertion_type",
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ),
                ("client_assertion", assertion.expose()),
            ]),
            ClientCredentials::Public => form.push(("client_id", client.client_id.as_str())),
        }
        if client::send(request.form(&form), 3, MAX_OCTETS)
            .await
            .is_err()
        {
            tracing::debug!(issuer = %issuer, "a token was not revoked");
        }
    }
}
