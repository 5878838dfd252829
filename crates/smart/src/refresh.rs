//! Refreshing an access token (`docs/smart-fhir` 1.12). One at a time in a session.

use oauth2::{AsyncHttpClient, HttpRequest};

use crate::base::FhirBase;
use crate::finding::Finding;
use crate::id_token::Jws;
use crate::secret::RefreshToken;
use crate::session::Session;
use crate::token::{Client, ClientCredentials, TokenError, TokenResponse, answer_of};

/// Builds the refresh request: the same client authentication as at launch, no `scope`.
///
/// # Errors
/// [`TokenError::Credentials`] or [`TokenError::NotBuilt`]: configuration error.
pub fn request(
    client: &Client,
    token: &RefreshToken,
    credentials: &ClientCredentials,
) -> Result<HttpRequest, TokenError> {
    crate::token::refresh_request(client, token, credentials)
}

/// Sends the refresh request and checks that the answer belongs to the session.
///
/// The refresh token is used up: keep the one in the answer, if there is one. The HTTP client must
/// behave as for [`crate::Exchange::send`].
///
/// # Errors
/// [`RefreshError`] says whether the session is over.
pub async fn send<'c, H>(
    session: &Session,
    client: &Client,
    token: &RefreshToken,
    credentials: &ClientCredentials,
    http: &'c H,
    now: u64,
) -> Result<(Session, TokenResponse), RefreshError>
where
    H: AsyncHttpClient<'c>,
{
    let base = FhirBase::new(&session.iss).ok_or(RefreshError::Ended)?;
    let request = request(client, token, credentials).map_err(RefreshError::of)?;
    let answer = http
        .call(request)
        .await
        .map_err(|_| RefreshError::TryOnceMore)?;
    let response = answer_of(&answer, &base).map_err(RefreshError::of)?;
    let renewed = renewed(session, client, &response, now)?;
    Ok((renewed, response))
}

/// The session with the new token's life and grant. Context that the answer leaves out is kept.
///
/// # Errors
/// [`RefreshError::OtherContext`] if patient, encounter or user are others than at launch.
pub fn renewed(
    session: &Session,
    client: &Client,
    response: &TokenResponse,
    now: u64,
) -> Result<Session, RefreshError> {
    let patient_same = response
        .patient
        .as_ref()
        .is_none_or(|patient| *patient == session.patient);
    let encounter_same = response
        .encounter
        .as_ref()
        .is_none_or(|given| Some(given) == session.encounter.as_ref());
    // Context that was given and cannot be read may be anybody's.
    let readable = !response.findings.contains(&Finding::ContextUnusable);
    if !readable || !patient_same || !encounter_same || !same_user(session, client, response) {
        return Err(RefreshError::OtherContext);
    }
    let mut renewed = session.clone();
    renewed.expires_at = now.saturating_add(response.expires_in);
    if let Some(grant) = &response.scope {
        renewed.grant = grant.clone();
    }
    Ok(renewed)
}

/// An id_token in a refresh answer replaces nothing; it can only contradict (1.9 row 12).
fn same_user(session: &Session, client: &Client, response: &TokenResponse) -> bool {
    let Some(jws) = response
        .id_token
        .as_ref()
        .and_then(|token| Jws::read(token).ok())
    else {
        return true;
    };
    let claims = jws.claims();
    let subject = claims.subject().zip(session.subject.as_deref());
    let issuer = claims.issuer().zip(client.authorization_server.as_deref());
    subject.is_none_or(|(now, then)| now == then)
        && issuer.is_none_or(|(now, then)| now == then)
        && claims
            .audience()
            .iter()
            .all(|audience| *audience == client.client_id)
}

/// Why there is no new token. Unsent work is kept in every case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RefreshError {
    /// The session is over: the doctor starts again from the EPJ.
    #[error("the session has ended")]
    Ended,
    /// The answer is about another patient, encounter or user: freeze and end the session.
    #[error("the refreshed token belongs to another context")]
    OtherContext,
    /// The server has no refresh grant. Remember it for the issuer.
    #[error("the server does not refresh")]
    Unsupported,
    /// Silence or 5xx: one retry is allowed, then the session is over.
    #[error("no usable answer, one more try is allowed")]
    TryOnceMore,
}

impl RefreshError {
    fn of(error: TokenError) -> RefreshError {
        use crate::token::RefusalCode::UnsupportedGrantType;
        match error {
            TokenError::Unreachable
            | TokenError::ServerFault(_)
            | TokenError::TooManyRequests { .. } => RefreshError::TryOnceMore,
            TokenError::Status(404 | 405 | 501)
            | TokenError::Refused { status: 404, .. }
            | TokenError::Refused {
                code: UnsupportedGrantType,
                ..
            } => RefreshError::Unsupported,
            _ => RefreshError::Ended,
        }
    }
}
