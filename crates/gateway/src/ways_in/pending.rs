//! Launches that wait for the EPJ's answer: sealed, bound to one browser, good for ten minutes and for one answer.

use rusqlite::OptionalExtension;
use smart::Pending;
use smart::authorize::LIFETIME_SECONDS;

use crate::http::problem::random_text;
use crate::session::cookie::{self, Framing};
use crate::session::table::seconds;
use crate::store::{Place, Store, StoreError};

const CONTENT: &str = "pending_launch.content";

/// What waited.
pub struct Waiting {
    /// The launch.
    pub pending: Pending,
    /// Where it began.
    pub framing: Framing,
}

/// Whether a value has been seen before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// No.
    First,
    /// Yes, within the last ten minutes.
    Again,
}

/// Notes a value that may be used once, such as a `launch` or an id_token. Only its hash is kept.
///
/// # Errors
/// [`StoreError`]: the launch ends.
pub async fn use_once(store: &Store, parts: &[&str], now: u64) -> Result<Use, StoreError> {
    let parts: Vec<&[u8]> = parts.iter().map(|part| part.as_bytes()).collect();
    let hash = store.sealer().fingerprint("used once", &parts);
    store
        .write(move |conn| {
            let old = seconds(now.saturating_sub(LIFETIME_SECONDS));
            conn.prepare_cached("DELETE FROM used_once WHERE used_at < ?1")?
                .execute([old])?;
            let n_new = conn
                .prepare_cached("INSERT OR IGNORE INTO used_once (hash, used_at) VALUES (?1, ?2)")?
                .execute((hash, seconds(now)))?;
            Ok(if n_new == 1 { Use::First } else { Use::Again })
        })
        .await
}

/// Keeps a launch and gives the cookie that binds it to this browser.
///
/// # Errors
/// [`StoreError`]: the launch ends.
pub async fn keep(
    store: &Store,
    pending: &Pending,
    framing: Framing,
    now: u64,
) -> Result<String, StoreError> {
    let secret = random_text::<32>();
    let state = pending.state().expose();
    let state_hash = cookie::hash(state);
    let row = hex(&state_hash);
    let content = store.sealer().seal_json(
        Place {
            column: CONTENT,
            row: &row,
        },
        pending,
    )?;
    let secret_hash = cookie::hash(&secret);
    store
        .write(move |conn| {
            let old = seconds(now.saturating_sub(2 * LIFETIME_SECONDS));
            conn.prepare_cached("DELETE FROM pending_launch WHERE created_at < ?1")?
                .execute([old])?;
            conn.prepare_cached(
                "INSERT INTO pending_launch (state_hash, secret_hash, created_at, framed, content)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute((
                state_hash,
                secret_hash,
                seconds(now),
                framing == Framing::Framed,
                content,
            ))?;
            Ok(())
        })
        .await?;
    Ok(cookie::pending_cookie(state, &secret, framing))
}

/// Takes the launch with this cookie, so that a second answer finds nothing; with `state` only if it has that state.
///
/// # Errors
/// [`StoreError`]: the launch ends.
pub async fn take(
    store: &Store,
    state: Option<&str>,
    secret: &str,
) -> Result<Option<Waiting>, StoreError> {
    let secret_hash = cookie::hash(secret);
    let state_hash = state.map(cookie::hash);
    let sealer = store.sealer().clone();
    store
        .write(move |conn| {
            let found: Option<([u8; 32], bool, Vec<u8>)> = conn
                .prepare_cached(
                    "DELETE FROM pending_launch
                     WHERE secret_hash = ?1 AND (?2 IS NULL OR state_hash = ?2)
                     RETURNING state_hash, framed, content",
                )?
                .query_row((secret_hash, state_hash), |row| {
                    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
                })
                .optional()?;
            let Some((state_hash, framed, content)) = found else {
                return Ok(None);
            };
            let row = hex(&state_hash);
            let pending = sealer.open_json(
                Place {
                    column: CONTENT,
                    row: &row,
                },
                &content,
            )?;
            let framing = if framed {
                Framing::Framed
            } else {
                Framing::TopLevel
            };
            Ok(Some(Waiting { pending, framing }))
        })
        .await
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
