//! The rows of what is on its way to the journal, and the frozen documents.

use contract::{FormId, JournalReason, JournalStatus, Mode};
use rusqlite::{Connection, OptionalExtension};

use crate::store::{Migration, Place, Sealer, StoreError, from_ms};

/// The tables of this module.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "journal/1",
    sql: "CREATE TABLE journal (
            form_id TEXT PRIMARY KEY REFERENCES form,
            state TEXT NOT NULL
              CHECK (state IN ('waiting', 'browser', 'retrying', 'stored', 'stopped')),
            mode TEXT NOT NULL CHECK (mode IN ('G', 'T', 'B')),
            sid TEXT NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL DEFAULT 0,
            reason TEXT,
            stored_at INTEGER,
            document_id TEXT,
            questionnaire_response INTEGER NOT NULL DEFAULT 0
          ) STRICT;
          CREATE INDEX journal_due ON journal (next_at) WHERE state IN ('waiting', 'retrying');
          CREATE TABLE document (
            form_id TEXT PRIMARY KEY REFERENCES form,
            pdf BLOB NOT NULL,
            made_at INTEGER NOT NULL
          ) STRICT;",
}];

/// How long a row is ours; extended before each request, so longer than the longest wait (120 s) with its request (30 s).
const LEASE_MS: i64 = 240_000;

/// A row that is ours to work on.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The form.
    pub form_id: FormId,
    /// Who writes.
    pub mode: Mode,
    /// The session whose token is used. The one that sent the form, or one that has adopted it since.
    pub sid: String,
    /// Tries, this one included.
    pub attempts: u32,
}

/// Who writes a document, and when its turn comes.
#[derive(Clone, Debug)]
pub struct Turn {
    /// Who writes.
    pub mode: Mode,
    /// The session whose token is used.
    pub sid: String,
    /// Not before, in milliseconds since 1970.
    pub next_at: i64,
}

/// Puts a form that was just accepted in the row.
pub fn insert(conn: &Connection, form_id: &FormId, turn: &Turn) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO journal (form_id, state, mode, sid, next_at) VALUES (?1, 'waiting', ?2, ?3, ?4)",
    )?
    .execute((form_id.as_str(), mode_text(turn.mode), &turn.sid, turn.next_at))?;
    Ok(())
}

/// Nav has answered: the document need not wait any longer.
pub fn nav_answered(conn: &Connection, form_id: &FormId, now_ms: i64) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE journal SET next_at = min(next_at, ?2) WHERE form_id = ?1 AND state = 'waiting'",
    )?
    .execute((form_id.as_str(), now_ms))?;
    Ok(())
}

/// When the next row is due, in milliseconds since 1970.
pub fn next_due(conn: &Connection) -> Result<Option<i64>, StoreError> {
    Ok(conn
        .prepare_cached(
            "SELECT min(max(next_at, lease_until)) FROM journal WHERE state IN ('waiting', 'retrying')",
        )?
        .query_row([], |row| row.get(0))?)
}

/// Takes up to `most` due rows that nobody else has.
pub fn claim(conn: &Connection, now_ms: i64, most: u32) -> Result<Vec<Claim>, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE journal SET lease_until = ?1 + ?2, attempts = attempts + 1
         WHERE form_id IN (SELECT form_id FROM journal
                           WHERE state IN ('waiting', 'retrying')
                             AND next_at <= ?1 AND lease_until <= ?1
                           ORDER BY next_at LIMIT ?3)
         RETURNING form_id, mode, sid, attempts",
    )?;
    let rows = statement.query_map((now_ms, LEASE_MS, most), |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, String>(1)?,
            row.get(2)?,
            row.get(3)?,
        ))
    })?;
    let mut claims = Vec::new();
    for row in rows {
        let (form_id, mode, sid, attempts) = row?;
        if let (Ok(form_id), Some(mode)) = (FormId::new(&form_id), mode_of(&mode)) {
            claims.push(Claim {
                form_id,
                mode,
                sid,
                attempts,
            });
        }
    }
    Ok(claims)
}

/// Keeps a row for another while. `false` when it is no longer ours: stop at once.
pub fn extend(conn: &Connection, claim: &Claim, now_ms: i64) -> Result<bool, StoreError> {
    let n_rows = conn
        .prepare_cached(
            "UPDATE journal SET lease_until = ?3 + ?4
             WHERE form_id = ?1 AND sid = ?2 AND state IN ('waiting', 'retrying')",
        )?
        .execute((claim.form_id.as_str(), &claim.sid, now_ms, LEASE_MS))?;
    Ok(n_rows > 0)
}

/// Gives up the leases of processes that are gone. Only for a process that is alone on the database.
pub fn free_leases(conn: &Connection) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE journal SET lease_until = 0 WHERE lease_until > 0",
        [],
    )?;
    Ok(())
}

/// Notes how far a form has come and gives the row back. What is stored stays stored.
///
/// `sid` guards against a writer whose row another session has taken over in the meantime.
pub fn settle(
    conn: &Connection,
    form_id: &FormId,
    sid: &str,
    status: &JournalStatus,
    next_at: i64,
) -> Result<bool, StoreError> {
    let (state, reason, stored) = match status {
        JournalStatus::Waiting => ("waiting", None, None),
        JournalStatus::Browser => ("browser", None, None),
        JournalStatus::Retrying { reason, .. } => ("retrying", Some(*reason), None),
        JournalStatus::Stopped { reason } => ("stopped", Some(*reason), None),
        JournalStatus::Stored {
            at,
            document_id,
            questionnaire_response,
        } => (
            "stored",
            None,
            Some((at.timestamp_millis(), document_id, *questionnaire_response)),
        ),
    };
    let reason = reason.map(|reason| serde_json::to_string(&reason).unwrap_or_default());
    let n_rows = conn
        .prepare_cached(
            "UPDATE journal SET state = ?3, reason = ?4, next_at = ?5, lease_until = 0,
               stored_at = ?6, document_id = ?7, questionnaire_response = ?8
             WHERE form_id = ?1 AND sid = ?2 AND state <> 'stored'",
        )?
        .execute((
            form_id.as_str(),
            sid,
            state,
            reason,
            next_at,
            stored.map(|(at, _, _)| at),
            stored.map(|(_, id, _)| id),
            stored.is_some_and(|(_, _, with)| with),
        ))?;
    Ok(n_rows > 0)
}

/// Starts over with this session's token: a retry that was asked for, or the adoption of what another session left.
///
/// A writer that is at work under the same session keeps its row.
pub fn start_over(conn: &Connection, form_id: &FormId, turn: &Turn) -> Result<(), StoreError> {
    conn.prepare_cached(
        "UPDATE journal SET state = 'waiting', mode = ?2, next_at = ?4, reason = NULL,
           lease_until = iif(sid = ?3, lease_until, 0), sid = ?3
         WHERE form_id = ?1 AND state <> 'stored'",
    )?
    .execute((
        form_id.as_str(),
        mode_text(turn.mode),
        &turn.sid,
        turn.next_at,
    ))?;
    Ok(())
}

/// How far a form has come; `None` when there is no such row.
pub fn status(conn: &Connection, form_id: &FormId) -> Result<Option<JournalStatus>, StoreError> {
    type Row = (
        String,
        u32,
        Option<String>,
        Option<i64>,
        Option<String>,
        bool,
    );
    let row: Option<Row> = conn
        .prepare_cached(
            "SELECT state, attempts, reason, stored_at, document_id, questionnaire_response
             FROM journal WHERE form_id = ?1",
        )?
        .query_row([form_id.as_str()], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
            ))
        })
        .optional()?;
    Ok(
        row.map(|(state, attempts, reason, stored_at, document_id, with)| {
            let reason = reason
                .and_then(|text| serde_json::from_str(&text).ok())
                .unwrap_or(JournalReason::Unavailable);
            match state.as_str() {
                "stored" => JournalStatus::Stored {
                    at: from_ms(stored_at.unwrap_or_default()),
                    document_id: document_id.unwrap_or_default(),
                    questionnaire_response: with,
                },
                "browser" => JournalStatus::Browser,
                "retrying" => JournalStatus::Retrying { attempts, reason },
                "stopped" => JournalStatus::Stopped { reason },
                _ => JournalStatus::Waiting,
            }
        }),
    )
}

/// The frozen document, when it is made.
pub fn document(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
) -> Result<Option<Vec<u8>>, StoreError> {
    let sealed: Option<Vec<u8>> = conn
        .prepare_cached("SELECT pdf FROM document WHERE form_id = ?1")?
        .query_row([form_id.as_str()], |row| row.get(0))
        .optional()?;
    Ok(sealed
        .map(|sealed| sealer.open(place(form_id), &sealed))
        .transpose()?)
}

/// Seals a document for its row.
pub fn seal(sealer: &Sealer, form_id: &FormId, pdf: &[u8]) -> Result<Vec<u8>, StoreError> {
    Ok(sealer.seal(place(form_id), pdf)?)
}

/// Freezes a document: the first one stays.
pub fn freeze(
    conn: &Connection,
    form_id: &FormId,
    sealed: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO document VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
        .execute((form_id.as_str(), sealed, now_ms))?;
    Ok(())
}

fn place(form_id: &FormId) -> Place<'_> {
    Place {
        column: "document.pdf",
        row: form_id.as_str(),
    }
}

fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::G => "G",
        Mode::T => "T",
        Mode::B => "B",
    }
}

fn mode_of(text: &str) -> Option<Mode> {
    match text {
        "G" => Some(Mode::G),
        "T" => Some(Mode::T),
        "B" => Some(Mode::B),
        _ => None,
    }
}
