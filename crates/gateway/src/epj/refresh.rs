//! Refreshing the token of a session: one at a time, and the old refresh token is never used again (1.12).

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use flow::journal::Refresh;
use smart::Tokens;
use smart::refresh::RefreshError;

use crate::session::table::{self, Row, StoredTokens};
use crate::state::AppState;
use crate::ways_in::token;

/// One lock for each session that has refreshed.
#[derive(Debug, Default)]
pub struct RefreshLocks(Mutex<HashMap<String, Arc<tokio::sync::Mutex<()>>>>);

impl RefreshLocks {
    fn of(&self, sid: &str) -> Arc<tokio::sync::Mutex<()>> {
        let mut locks = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Nobody else holds or waits for a lock that only the map knows.
        locks.retain(|_, lock| Arc::strong_count(lock) > 1);
        locks.entry(sid.to_owned()).or_default().clone()
    }
}

/// Replaces the tokens that were `used`, unless somebody has done so in the meantime.
pub(super) async fn refresh(state: &AppState, sid: &str, used: &StoredTokens) -> Refresh {
    // In a task of its own: a caller that goes away must not leave a used-up refresh token behind.
    let (state, sid, used) = (state.clone(), sid.to_owned(), used.clone());
    let task = tokio::spawn(async move {
        let lock = state.refresh_locks.of(&sid);
        let _held = lock.lock().await;
        match once(&state, &sid, &used).await {
            Ok(()) => Refresh::Done,
            Err(cause) => {
                tracing::info!(step = "session", cause, "the token was not refreshed");
                Refresh::Failed
            }
        }
    });
    task.await.unwrap_or(Refresh::Failed)
}

async fn once(state: &AppState, sid: &str, used: &StoredTokens) -> Result<(), &'static str> {
    let row = table::get(&state.store, sid)
        .await
        .ok()
        .flatten()
        .ok_or("no session")?;
    let now_stored = table::tokens(&state.store, sid)
        .await
        .ok()
        .flatten()
        .ok_or("no tokens")?;
    if !now_stored.same_access(used) {
        return Ok(());
    }
    let tokens = now_stored.tokens();
    match exchange(state, &row, &tokens).await {
        Ok((launch, stored)) => table::renew(&state.store, sid, launch, row.context, &stored)
            .await
            .map_err(|_| "the new token was not stored"),
        Err(RefreshError::OtherContext) => {
            // The EPJ has switched patient or user under us: nothing may be done with this session any more.
            freeze(state, sid).await;
            tracing::error!(step = "session", issuer = %row.launch.issuer, "refreshed into another context");
            Err("another context")
        }
        Err(RefreshError::Ended) => {
            freeze(state, sid).await;
            Err("the session has ended at the EPJ")
        }
        Err(RefreshError::Unsupported) => {
            // Asked once and never again; the access token lives on.
            let stored = StoredTokens::new(
                &Tokens {
                    refresh: None,
                    ..tokens
                },
                now_stored.expires_at,
            );
            table::renew(&state.store, sid, row.launch, row.context, &stored)
                .await
                .ok();
            Err("the server does not refresh")
        }
        Err(RefreshError::TryOnceMore) => Err("no usable answer"),
    }
}

async fn freeze(state: &AppState, sid: &str) {
    if table::drop_tokens(&state.store, sid, state.clock.unix())
        .await
        .is_err()
    {
        tracing::error!(step = "session", "an ended session could not be frozen");
    }
}

async fn exchange(
    state: &AppState,
    row: &Row,
    tokens: &Tokens,
) -> Result<(smart::Session, StoredTokens), RefreshError> {
    let refresh_token = tokens.refresh.as_ref().ok_or(RefreshError::Unsupported)?;
    let record = state
        .config
        .issuer(&row.launch.issuer)
        .ok_or(RefreshError::Ended)?;
    for wait_ms in [0, 1000] {
        tokio::time::sleep(Duration::from_millis(wait_ms)).await;
        let credentials = token::credentials(state, record, &tokens.client)
            .map_err(|_| RefreshError::Unsupported)?;
        let sender = token::sender(state.http.clone());
        let now = state.clock.unix();
        let (launch, client) = (&row.launch, &tokens.client);
        match smart::refresh::send(launch, client, refresh_token, &credentials, &sender, now).await
        {
            Err(RefreshError::TryOnceMore) => {}
            Err(error) => return Err(error),
            Ok((session, response)) => {
                let renewed = Tokens {
                    access: response.access_token,
                    // A server that sends none lets the old one stand (RFC 6749 section 6).
                    refresh: response.refresh_token.or_else(|| tokens.refresh.clone()),
                    id_token: None,
                    client: tokens.client.clone(),
                };
                let stored = StoredTokens::new(&renewed, session.expires_at);
                return Ok((session, stored));
            }
        }
    }
    Err(RefreshError::TryOnceMore)
}
