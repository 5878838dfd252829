//! What is over goes away: tokens are revoked and forgotten, rows are deleted.

use std::time::Duration;

use super::IDLE_SECONDS;
use super::table::{self, seconds};
use crate::state::AppState;
use crate::store::StoreError;
use crate::ways_in::token;

/// Between two looks.
const EVERY: Duration = Duration::from_secs(60);

/// A session whose journal write never ends is deleted all the same, this long after its own end.
const AT_LATEST_SECONDS: u64 = 24 * 3600;

/// Looks every minute until it is aborted.
pub async fn run(state: AppState) {
    loop {
        if let Err(cause) = once(&state).await {
            tracing::error!(step = "session", %cause, "old sessions are not removed");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Looks now, beside the running request.
pub fn soon(state: &AppState) {
    let state = state.clone();
    tokio::spawn(async move {
        if let Err(cause) = once(&state).await {
            tracing::error!(step = "session", %cause, "old sessions are not removed");
        }
    });
}

/// Revokes and forgets the tokens of sessions that are over, and deletes what nobody can use any more.
///
/// Tokens stay while a document of the session is still on its way to the journal (`design.md` section 5 item 5).
///
/// # Errors
/// [`StoreError`]: it is tried again at the next look.
pub async fn once(state: &AppState) -> Result<(), StoreError> {
    let now = state.clock.unix();
    for (sid, issuer) in over(state, now).await? {
        let tokens = table::tokens(&state.store, &sid).await.ok().flatten();
        table::drop_tokens(&state.store, &sid, now).await?;
        if let Some(tokens) = tokens {
            // Local deletion happens first and does not depend on the EPJ.
            tokio::spawn(token::revoke(state.clone(), issuer, tokens.tokens()));
        }
    }
    state
        .store
        .write(move |conn| {
            let sql = "DELETE FROM session
                       WHERE expires_at < ?1 AND tokens IS NULL OR expires_at < ?2";
            let latest = now.saturating_sub(AT_LATEST_SECONDS);
            conn.prepare_cached(sql)?
                .execute((seconds(now), seconds(latest)))?;
            Ok(())
        })
        .await
}

async fn over(state: &AppState, now: u64) -> Result<Vec<(String, String)>, StoreError> {
    state
        .store
        .read(move |conn| {
            let idle = seconds(now.saturating_sub(IDLE_SECONDS));
            let mut query = conn.prepare_cached(
                "SELECT id, issuer FROM session
                 WHERE tokens IS NOT NULL AND (ended_at IS NOT NULL OR expires_at <= ?1 OR seen_at < ?2)
                   AND NOT EXISTS (SELECT 1 FROM journal WHERE journal.sid = session.id
                                   AND journal.state IN ('waiting', 'retrying'))",
            )?;
            let rows = query.query_map((seconds(now), idle), |row| Ok((row.get(0)?, row.get(1)?)))?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })
        .await
}
