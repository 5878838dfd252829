//! The rows of the table `session`. Everything about a person is sealed.

use contract::{Context, FormId, Mode};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use smart::{Session, Tokens};

use crate::store::{Place, Store, StoreError};

const CONTENT: &str = "session.content";
const TOKENS: &str = "session.tokens";

/// A session as the database has it.
#[derive(Clone)]
pub struct Row {
    /// Its id; in every path.
    pub id: String,
    /// SHA-256 of the cookie's value.
    pub secret_hash: Vec<u8>,
    /// Who holds the token.
    pub mode: Mode,
    /// Last call, Unix seconds; exact to a minute.
    pub seen_at: u64,
    /// End at the latest, Unix seconds.
    pub expires_at: u64,
    /// When it was ended before its time.
    pub ended_at: Option<u64>,
    /// The form that was sent last.
    pub last_sent: Option<FormId>,
    /// What the launch established.
    pub launch: Session,
    /// Patient, practitioner, encounter and office.
    pub context: Context,
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row")
            .field("mode", &self.mode)
            .finish_non_exhaustive()
    }
}

/// The tokens of a mode G session, as they are sealed.
#[derive(Clone, Serialize, Deserialize)]
pub struct StoredTokens {
    access: String,
    refresh: Option<String>,
    client: smart::token::Client,
    /// End of the access token, Unix seconds.
    pub expires_at: u64,
}

impl StoredTokens {
    /// What is kept of the answer of the token endpoint.
    pub fn new(tokens: &Tokens, expires_at: u64) -> StoredTokens {
        StoredTokens {
            access: tokens.access.expose().to_owned(),
            refresh: tokens
                .refresh
                .as_ref()
                .map(|token| token.expose().to_owned()),
            client: tokens.client.clone(),
            expires_at,
        }
    }

    /// Whether both are the same access token.
    pub fn same_access(&self, other: &StoredTokens) -> bool {
        self.access == other.access
    }

    /// The tokens again. The id_token is not kept.
    pub fn tokens(&self) -> Tokens {
        Tokens {
            access: smart::secret::AccessToken::new(self.access.clone()),
            refresh: self.refresh.clone().map(smart::secret::RefreshToken::new),
            id_token: None,
            client: self.client.clone(),
        }
    }
}

#[derive(Serialize, Deserialize)]
struct Content {
    launch: Session,
    context: Context,
}

/// Inserts a new session, durably.
///
/// # Errors
/// [`StoreError`]: the launch ends.
pub async fn insert(
    store: &Store,
    row: Row,
    now: u64,
    tokens: Option<StoredTokens>,
) -> Result<(), StoreError> {
    let sealer = store.sealer();
    let content = Content {
        launch: row.launch.clone(),
        context: row.context.clone(),
    };
    let content = sealer.seal_json(place(CONTENT, &row.id), &content)?;
    let tokens = tokens
        .map(|tokens| sealer.seal_json(place(TOKENS, &row.id), &tokens))
        .transpose()?;
    store
        .write(move |conn| {
            conn.prepare_cached(
                "INSERT INTO session (id, secret_hash, issuer, mode, created_at, seen_at, expires_at, content, tokens)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6, ?7, ?8)",
            )?
            .execute((
                &row.id,
                &row.secret_hash,
                &row.launch.issuer,
                mode_name(row.mode),
                seconds(now),
                seconds(row.expires_at),
                content,
                tokens,
            ))?;
            Ok(())
        })
        .await
}

/// The session, whether it is still good or not.
///
/// # Errors
/// [`StoreError::Unreadable`]: treat it as gone.
pub async fn get(store: &Store, sid: &str) -> Result<Option<Row>, StoreError> {
    let (id, sealer) = (sid.to_owned(), store.sealer().clone());
    store
        .read(move |conn| {
            let found = conn
                .prepare_cached(
                    "SELECT secret_hash, mode, seen_at, expires_at, ended_at, last_sent, content
                     FROM session WHERE id = ?1",
                )?
                .query_row([&id], |row| {
                    let content: Vec<u8> = row.get(6)?;
                    let last_sent: Option<String> = row.get(5)?;
                    let mode: String = row.get(1)?;
                    let times = (unsigned(row.get(2)?), unsigned(row.get(3)?));
                    let ended_at = row.get::<_, Option<i64>>(4)?.map(unsigned);
                    Ok((row.get(0)?, mode, times, ended_at, last_sent, content))
                })
                .optional()?;
            let Some((secret_hash, mode, (seen_at, expires_at), ended_at, last_sent, content)) =
                found
            else {
                return Ok(None);
            };
            let Content { launch, context } = sealer.open_json(place(CONTENT, &id), &content)?;
            Ok(Some(Row {
                id,
                secret_hash,
                mode: mode_of(&mode),
                seen_at,
                expires_at,
                ended_at,
                last_sent: last_sent.and_then(|text| FormId::new(&text).ok()),
                launch,
                context,
            }))
        })
        .await
}

/// Key of the session's issuer record, for the policy of a page. Proves nothing.
///
/// # Errors
/// [`StoreError`]: the page is served without an EPJ.
pub async fn issuer_of(store: &Store, sid: &str) -> Result<Option<String>, StoreError> {
    let id = sid.to_owned();
    store
        .read(move |conn| {
            let found = conn
                .prepare_cached("SELECT issuer FROM session WHERE id = ?1")?
                .query_row([id], |row| row.get(0));
            crate::store::optional(found)
        })
        .await
}

/// The tokens; `None` in mode B and after the end.
///
/// # Errors
/// [`StoreError::Unreadable`]: treat the session as ended.
pub async fn tokens(store: &Store, sid: &str) -> Result<Option<StoredTokens>, StoreError> {
    let (id, sealer) = (sid.to_owned(), store.sealer().clone());
    store
        .read(move |conn| {
            let sealed: Option<Option<Vec<u8>>> = conn
                .prepare_cached("SELECT tokens FROM session WHERE id = ?1")?
                .query_row([&id], |row| row.get(0))
                .optional()?;
            let open = |sealed: Vec<u8>| Ok(sealer.open_json(place(TOKENS, &id), &sealed)?);
            sealed.flatten().map(open).transpose()
        })
        .await
}

/// Replaces tokens and grant after a refresh. The old refresh token is gone before the new one is used.
///
/// # Errors
/// [`StoreError`]: treat the session as ended.
pub async fn renew(
    store: &Store,
    sid: &str,
    launch: Session,
    context: Context,
    tokens: &StoredTokens,
) -> Result<(), StoreError> {
    let content = store
        .sealer()
        .seal_json(place(CONTENT, sid), &Content { launch, context })?;
    let tokens = store.sealer().seal_json(place(TOKENS, sid), tokens)?;
    let id = sid.to_owned();
    store
        .write(move |conn| {
            conn.prepare_cached(
                "UPDATE session SET content = ?2, tokens = ?3 WHERE id = ?1 AND tokens IS NOT NULL",
            )?
            .execute((id, content, tokens))?;
            Ok(())
        })
        .await
}

/// Notes that the session was used.
///
/// # Errors
/// [`StoreError`]: the session may go idle too early.
pub async fn touch(store: &Store, sid: &str, now: u64) -> Result<(), StoreError> {
    execute(
        store,
        "UPDATE session SET seen_at = ?2 WHERE id = ?1",
        sid,
        now,
    )
    .await
}

/// Ends a session for its browser. The tokens stay for an unfinished journal write; see [`drop_tokens`].
///
/// # Errors
/// [`StoreError`]: try again.
pub async fn end(store: &Store, sid: &str, now: u64) -> Result<(), StoreError> {
    execute(
        store,
        "UPDATE session SET ended_at = ?2 WHERE id = ?1",
        sid,
        now,
    )
    .await
}

/// Forgets the tokens and freezes the session: nothing can be read or written with it any more.
///
/// # Errors
/// [`StoreError`]: try again.
pub async fn drop_tokens(store: &Store, sid: &str, now: u64) -> Result<(), StoreError> {
    let sql = "UPDATE session SET tokens = NULL, ended_at = coalesce(ended_at, ?2) WHERE id = ?1";
    execute(store, sql, sid, now).await
}

async fn execute(store: &Store, sql: &'static str, sid: &str, now: u64) -> Result<(), StoreError> {
    let id = sid.to_owned();
    store
        .write(move |conn| {
            conn.prepare_cached(sql)?.execute((id, seconds(now)))?;
            Ok(())
        })
        .await
}

/// Notes the form that was sent last, so that a reload finds the receipt. Runs inside the transaction of the submission.
///
/// # Errors
/// [`StoreError`]: the transaction fails.
pub fn mark_sent(conn: &Connection, sid: &str, form: &FormId) -> Result<(), StoreError> {
    conn.prepare_cached("UPDATE session SET last_sent = ?2 WHERE id = ?1")?
        .execute((sid, form.as_str()))?;
    Ok(())
}

fn place<'a>(column: &'static str, sid: &'a str) -> Place<'a> {
    Place { column, row: sid }
}

fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::G => "G",
        Mode::T => "T",
        Mode::B => "B",
    }
}

fn mode_of(name: &str) -> Mode {
    match name {
        "G" => Mode::G,
        "T" => Mode::T,
        _ => Mode::B,
    }
}

/// SQLite's integers are signed.
pub(crate) fn seconds(unix: u64) -> i64 {
    i64::try_from(unix).unwrap_or(i64::MAX)
}

fn unsigned(unix: i64) -> u64 {
    u64::try_from(unix).unwrap_or(0)
}
