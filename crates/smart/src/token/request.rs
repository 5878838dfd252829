//! Token requests, built by the `oauth2` crate.
//!
//! The crate refuses answers that real servers give (other Content-Type, empty strings, numbers as
//! text), so it builds the request and [`TokenResponse`] reads the answer.

use std::cell::RefCell;

use oauth2::basic::{BasicRevocationErrorResponse, BasicTokenIntrospectionResponse};
use oauth2::{
    AuthType, AuthorizationCode, ClientId, EndpointNotSet, EndpointSet, HttpRequest, HttpResponse,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, StandardRevocableToken, TokenUrl,
};

use super::unread::Unread;
use super::{Client, ClientCredentials, Exchange, TokenError, TokenResponse};
use crate::base::FhirBase;
use crate::issuer::ClientAuth;
use crate::secret::RefreshToken;

/// RFC 7523 section 2.2.
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

type OauthClient<TokenEndpoint> = oauth2::Client<
    Unread,
    Unread,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    TokenEndpoint,
>;

type TokenClient = OauthClient<EndpointSet>;

pub(super) fn code(
    exchange: &Exchange,
    credentials: &ClientCredentials,
) -> Result<HttpRequest, TokenError> {
    let redirect =
        RedirectUrl::new(exchange.redirect_uri.clone()).map_err(|_| TokenError::NotBuilt)?;
    let client = client(&exchange.client, credentials)?.set_redirect_uri(redirect);
    let code = AuthorizationCode::new(exchange.code.expose().to_owned());
    let verifier = PkceCodeVerifier::new(exchange.verifier.expose().to_owned());
    let mut request = client.exchange_code(code).set_pkce_verifier(verifier);
    for (name, value) in extra(&exchange.client, credentials) {
        request = request.add_extra_param(name, value);
    }
    built(|keep| request.request(&keep).map(drop))
}

pub(crate) fn refresh(
    registration: &Client,
    token: &RefreshToken,
    credentials: &ClientCredentials,
) -> Result<HttpRequest, TokenError> {
    let client = client(registration, credentials)?;
    let token = oauth2::RefreshToken::new(token.expose().to_owned());
    let mut request = client.exchange_refresh_token(&token);
    for (name, value) in extra(registration, credentials) {
        request = request.add_extra_param(name, value);
    }
    built(|keep| request.request(&keep).map(drop))
}

/// Reads an HTTP answer of the token endpoint.
pub(crate) fn answer_of(
    answer: &HttpResponse,
    base: &FhirBase,
) -> Result<TokenResponse, TokenError> {
    let retry_after = answer
        .headers()
        .get(oauth2::http::header::RETRY_AFTER)
        .and_then(|value| value.to_str().ok());
    let seconds = retry_after.and_then(|value| value.trim().parse().ok());
    TokenResponse::read(answer.status().as_u16(), answer.body(), seconds, base)
}

fn client(client: &Client, credentials: &ClientCredentials) -> Result<TokenClient, TokenError> {
    let oauth = OauthClient::<EndpointNotSet>::new(ClientId::new(client.client_id.clone()))
        .set_token_uri(TokenUrl::from_url(client.token_endpoint.clone()));
    match (client.auth, credentials) {
        (ClientAuth::None, ClientCredentials::Public)
        | (ClientAuth::PrivateKeyJwt, ClientCredentials::Assertion(_)) => {
            Ok(oauth.set_auth_type(AuthType::RequestBody))
        }
        (ClientAuth::ClientSecretBasic, ClientCredentials::Secret(secret)) => Ok(oauth
            .set_client_secret(oauth2::ClientSecret::new(secret.expose().to_owned()))
            .set_auth_type(AuthType::BasicAuth)),
        (ClientAuth::ClientSecretPost, ClientCredentials::Secret(secret)) => Ok(oauth
            .set_client_secret(oauth2::ClientSecret::new(secret.expose().to_owned()))
            .set_auth_type(AuthType::RequestBody)),
        _ => Err(TokenError::Credentials),
    }
}

fn extra(client: &Client, credentials: &ClientCredentials) -> Vec<(&'static str, String)> {
    match credentials {
        ClientCredentials::Assertion(assertion) => vec![
            ("client_assertion_type", ASSERTION_TYPE.to_owned()),
            ("client_assertion", assertion.expose().to_owned()),
        ],
        ClientCredentials::Secret(_)
            if client.auth == ClientAuth::ClientSecretBasic && client.body_client_id =>
        {
            vec![("client_id", client.client_id.clone())]
        }
        _ => Vec::new(),
    }
}

/// Stands for "the request is built, and we send it ourselves".
#[derive(Debug, thiserror::Error)]
#[error("built")]
struct Built;

type Keep<'a> = &'a dyn Fn(HttpRequest) -> Result<HttpResponse, Built>;

/// Lets `oauth2` build a request and hands it out in place of sending it.
fn built(
    build: impl FnOnce(Keep<'_>) -> Result<(), RequestTokenError<Built, Unread>>,
) -> Result<HttpRequest, TokenError> {
    let kept = RefCell::new(None);
    let outcome = build(&|request| {
        kept.replace(Some(request));
        Err(Built)
    });
    debug_assert!(
        outcome.is_err(),
        "nothing was sent, so nothing can have been answered"
    );
    kept.into_inner().ok_or(TokenError::NotBuilt)
}
