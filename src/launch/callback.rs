//! From `/callback/{key}` to a session at the gateway.

use contract::{OpenSession, ProblemKind, SessionView};
use smart::callback::CallbackError;
use smart::id_token::Clock;
use smart::{Callback, ClientCredentials, Exchanged, Failure, Issuer, Pending};

use super::start::go;
use super::{discover, entropy, issuers};
use crate::browser::http::{self, token_request};
use crate::browser::tokens::{self, Login};
use crate::browser::{clock, storage};
use crate::fault::Fault;
use crate::route;

/// Exchanges the code, checks whose login it is, and opens a session. `None`: the browser is on its way to the EPJ
/// once more, because the EPJ refused the first way of asking.
///
/// # Errors
/// [`Fault`]: the launch has ended. The waiting launch is taken out of storage first, so nothing is ever sent twice.
pub async fn finish(key: &str, query: &str) -> Result<Option<SessionView>, Fault> {
    let callback = Callback::read(query.trim_start_matches('?')).map_err(fault)?;
    let pending: Option<Pending> = match callback.state() {
        Some(state) => storage::take_pending(state),
        None => storage::take_only_pending(),
    };
    let pending = pending
        .filter(|pending| pending.issuer_key() == key)
        .ok_or(Fault::of(ProblemKind::StateUnknown))?;
    let issuers = issuers().await?;
    let issuer = issuers
        .into_iter()
        .find(|issuer| issuer.key == key)
        .ok_or(Fault::of(ProblemKind::UnknownIssuer))?;
    let iss = pending.launch().iss().to_owned();
    let exchange = match pending.accept(callback, clock::now_seconds()) {
        Ok(exchange) => exchange,
        Err(CallbackError::TryOtherDialect(retry)) => {
            let metadata = discover(&iss, &issuer).await?;
            let (request, pending) =
                retry.begin(&issuer, &metadata, entropy(), clock::now_seconds());
            return go(&request, &pending).map(|()| None);
        }
        Err(error) => return Err(fault(error)),
    };
    let exchanged = exchange
        .send(&token_request, &ClientCredentials::Public)
        .await
        .map_err(|error| Fault::from(Failure::from(&error)))?;
    open(exchanged, issuer).await.map(Some)
}

async fn open(exchanged: Exchanged, issuer: Issuer) -> Result<SessionView, Fault> {
    let (request, login) = login(exchanged, issuer)?;
    let view: SessionView = http::post(route::SESSIONS, &request).await?;
    tokens::keep(&view.id, login);
    Ok(view)
}

/// What the gateway wants to see of the login, and what stays here. Checks whose login it is.
fn login(exchanged: Exchanged, issuer: Issuer) -> Result<(OpenSession, Login), Fault> {
    // The token came to us straight from the token endpoint; the gateway checks the signature.
    let id_token = exchanged
        .jws()
        .map_err(|error| Fault::from(Failure::from(&error)))?
        .trust_tls();
    let nonce = exchanged.expected.nonce.clone();
    let expires_in = exchanged.response.expires_in;
    let (session, tokens) = exchanged
        .into_session(id_token, Clock::Workstation, clock::now_seconds())
        .map_err(|error| Fault::from(Failure::from(&error)))?;
    let encounter = session
        .encounter()
        .map_err(|error| Fault::from(Failure::from(&error)))?;
    let request = OpenSession {
        issuer: issuer.key.clone(),
        id_token: tokens
            .id_token
            .as_ref()
            .map(|token| token.expose().to_owned())
            .unwrap_or_default(),
        nonce: nonce
            .map(|nonce| nonce.expose().to_owned())
            .unwrap_or_default(),
        access_token: tokens.access.expose().to_owned(),
        patient: session.patient.to_string(),
        encounter: encounter.to_string(),
        scope: session.grant.as_str().to_owned(),
        expires_in,
    };
    Ok((
        request,
        Login {
            session,
            tokens,
            issuer,
        },
    ))
}

fn fault(error: CallbackError) -> Fault {
    Failure::from(&error).into()
}
