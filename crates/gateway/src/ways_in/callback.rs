//! `GET /callback/{key}` (`smart-fhir.md` 1.4 steps 4 to 8).

use axum::extract::{Path, Request, State};
use axum::response::Response;
use contract::ProblemKind;
use smart::callback::CallbackError;
use smart::id_token::Clock;
use smart::{Callback, Exchange, Issuer, Mode};

use super::failure::Failed;
use super::pending::{self, Waiting};
use super::{launch, open, token};
use crate::config::IssuerRecord;
use crate::http::answer::{see_other_with, with_cookies};
use crate::http::server::page;
use crate::session::cookie::{self, Framing};
use crate::state::AppState;

/// Mode G: code against token, then a session. Mode B: the app's page, which does it itself.
pub async fn callback(
    State(state): State<AppState>,
    Path(key): Path<String>,
    request: Request,
) -> Response {
    let (parts, _) = request.into_parts();
    let Some(record) = state.config.issuer(&key) else {
        return Failed::new(ProblemKind::UnknownIssuer, "callback of an unknown issuer")
            .answer(None, &[]);
    };
    if record.issuer.mode != Mode::G {
        let page = page(&state, Some(&record.issuer), &parts.headers);
        return match Framing::of(&parts) {
            Framing::Framed => with_cookies(page, &[cookie::framed_mark()]),
            Framing::TopLevel => page,
        };
    }
    let fail = |failed: Failed, cookies: &[String]| failed.answer(Some(&key), cookies);
    let callback = match Callback::read(parts.uri.query().unwrap_or_default()) {
        Ok(callback) => callback,
        Err(error) => return fail(Failed::of(&error), &[]),
    };
    let (name, waiting) = match find(&state, &parts.headers, callback.state()).await {
        Ok(found) => found,
        Err(failed) => return fail(failed, &[]),
    };
    // Used up, whatever comes of it.
    let spent = vec![cookie::end_pending_cookie(&name, waiting.framing)];
    match proceed(&state, record, waiting, callback, &spent).await {
        Ok(response) => response,
        Err(failed) => fail(failed, &spent),
    }
}

/// The pending launch of this state and this browser, removed from the database before anything else happens.
async fn find(
    state: &AppState,
    headers: &axum::http::HeaderMap,
    sent: Option<&str>,
) -> Result<(String, Waiting), Failed> {
    let unknown = |cause| Failed::new(ProblemKind::StateUnknown, cause);
    let (name, secret) = match sent {
        Some(sent) => {
            let name = cookie::pending_name(sent);
            let secret = cookie::find(headers, &name).ok_or(unknown("no cookie for this state"))?;
            (name, secret)
        }
        // Without state it can only be an error, and only if there is no doubt whose.
        None => match cookie::all_pending(headers).as_slice() {
            [(name, secret)] => ((*name).to_owned(), *secret),
            _ => return Err(unknown("no state, and not one launch")),
        },
    };
    let waiting = pending::take(&state.store, sent, secret).await?;
    Ok((
        name,
        waiting.ok_or(unknown("no launch waits for this state"))?,
    ))
}

async fn proceed(
    state: &AppState,
    record: &IssuerRecord,
    waiting: Waiting,
    callback: Callback,
    cookies: &[String],
) -> Result<Response, Failed> {
    let issuer = &record.issuer;
    let Waiting { pending, framing } = waiting;
    // Each issuer has a redirect URI of its own, so an answer under another key is a mix-up.
    if pending.issuer_key() != issuer.key {
        return Err(Failed::new(
            ProblemKind::StateUnknown,
            "the state of another issuer",
        ));
    }
    let (dialect, iss) = (pending.dialect(), pending.launch().iss().to_owned());
    let now = state.clock.unix();
    let exchange = match pending.accept(callback, now) {
        Ok(exchange) => exchange,
        Err(CallbackError::TryOtherDialect(retry)) => {
            let metadata = state
                .discovered
                .metadata(&state.http, issuer, &iss, now)
                .await;
            let metadata = metadata.map_err(|error| Failed::of(&error))?;
            let (request, pending) = retry.begin(issuer, &metadata, launch::entropy(), now);
            return launch::send_off(state, issuer, request, &pending, framing, cookies).await;
        }
        Err(error) => return Err(Failed::of(&error)),
    };
    let opened = exchanged(state, record, exchange, &iss)
        .await
        .inspect_err(|failed| {
            // A server that has changed its keys or endpoints is asked afresh next time.
            if matches!(
                failed.kind(),
                ProblemKind::EpjConfiguration | ProblemKind::IdTokenInvalid
            ) {
                state.discovered.forget(&iss);
            }
        })?;
    state.discovered.learn(&issuer.key, dialect);
    let mut cookies = cookies.to_vec();
    cookies.push(cookie::session_cookie(&opened.sid, &opened.secret, framing));
    Ok(see_other_with(&format!("/s/{}", opened.sid), &cookies))
}

async fn exchanged(
    state: &AppState,
    record: &IssuerRecord,
    exchange: Exchange,
    iss: &str,
) -> Result<open::Opened, Failed> {
    let issuer: &Issuer = &record.issuer;
    let credentials = token::credentials(state, record, exchange.client())
        .map_err(|error| Failed::new(ProblemKind::EpjConfiguration, error))?;
    let exchanged = exchange
        .send(&token::sender(state.http.clone()), &credentials)
        .await
        .map_err(|error| Failed::of(&error))?;
    let now = state.clock.unix();
    let metadata = state
        .discovered
        .metadata(&state.http, issuer, iss, now)
        .await;
    let metadata = metadata.map_err(|error| Failed::of(&error))?;
    let jws = exchanged.jws().map_err(|error| Failed::of(&error))?;
    let trusted = open::prove(state, issuer, &metadata, jws).await?;
    let (session, tokens) = exchanged
        .into_session(trusted, Clock::Server, now)
        .map_err(|error| Failed::of(&error))?;
    let context = open::context(state, &session, &tokens).await?;
    open::store(state, contract::Mode::G, session, tokens, context).await
}
