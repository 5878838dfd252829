//! The rows of what is on its way to Nav. One row per form, with a lease while somebody works on it.

use contract::{FormId, Utfall};
use rusqlite::{Connection, OptionalExtension};

use crate::store::{Migration, Place, Sealer, StoreError};

/// The table of this module.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "outbox/1",
    sql: "CREATE TABLE outbox (
            form_id TEXT PRIMARY KEY REFERENCES form,
            state TEXT NOT NULL CHECK (state IN ('queued', 'delivered', 'refused')),
            payload BLOB NOT NULL,
            attempts INTEGER NOT NULL DEFAULT 0,
            next_at INTEGER NOT NULL,
            lease_until INTEGER NOT NULL DEFAULT 0,
            answered_at INTEGER,
            answer BLOB,
            reason TEXT
          ) STRICT;
          CREATE INDEX outbox_due ON outbox (next_at) WHERE state = 'queued';",
}];

/// How long a row is ours once claimed: longer than the longest call.
const LEASE_MS: i64 = 60_000;

/// A row that is ours to deliver.
pub struct Claim {
    /// The form.
    pub form_id: FormId,
    /// Tries, this one included.
    pub attempts: u32,
    /// The bytes to send.
    pub payload: Vec<u8>,
}

/// What became of a try.
pub enum Outcome {
    /// Nav has it.
    Delivered {
        /// Nav's id and outcome.
        answer: NavAnswer,
    },
    /// Into the drawer: Nav will not have it.
    Refused {
        /// For support, without content.
        reason: String,
    },
    /// Again later.
    Again {
        /// Not before, in milliseconds since 1970.
        next_at: i64,
    },
}

/// What we keep of Nav's answer.
#[derive(Clone, serde::Serialize, serde::Deserialize)]
pub struct NavAnswer {
    /// Id at Nav.
    pub sykmelding_id: String,
    /// Nav's outcome.
    pub utfall: Utfall,
}

fn payload_place(form_id: &FormId) -> Place<'_> {
    Place {
        column: "outbox.payload",
        row: form_id.as_str(),
    }
}

fn answer_place(form_id: &FormId) -> Place<'_> {
    Place {
        column: "outbox.answer",
        row: form_id.as_str(),
    }
}

/// Seals the bytes to send for their row.
pub fn seal(sealer: &Sealer, form_id: &FormId, payload: &[u8]) -> Result<Vec<u8>, StoreError> {
    Ok(sealer.seal(payload_place(form_id), payload)?)
}

/// Queues a form. `sealed` comes from [`seal`].
pub fn insert(
    conn: &Connection,
    form_id: &FormId,
    sealed: &[u8],
    now_ms: i64,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO outbox (form_id, state, payload, next_at) VALUES (?1, 'queued', ?2, ?3)",
    )?
    .execute((form_id.as_str(), sealed, now_ms))?;
    Ok(())
}

/// When the next row is due, in milliseconds since 1970; `None` when nothing is queued.
pub fn next_due(conn: &Connection) -> Result<Option<i64>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT min(max(next_at, lease_until)) FROM outbox WHERE state = 'queued'")?
        .query_row([], |row| row.get(0))?)
}

/// Takes up to `most` due rows that nobody else has.
pub fn claim(
    conn: &Connection,
    sealer: &Sealer,
    now_ms: i64,
    most: u32,
) -> Result<Vec<Claim>, StoreError> {
    let mut statement = conn.prepare_cached(
        "UPDATE outbox SET lease_until = ?1 + ?2, attempts = attempts + 1
         WHERE form_id IN (SELECT form_id FROM outbox
                           WHERE state = 'queued' AND next_at <= ?1 AND lease_until <= ?1
                           ORDER BY next_at LIMIT ?3)
         RETURNING form_id, attempts, payload",
    )?;
    let rows = statement.query_map((now_ms, LEASE_MS, most), |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get(1)?,
            row.get::<_, Vec<u8>>(2)?,
        ))
    })?;
    let mut claims = Vec::new();
    for row in rows {
        let (form_id, attempts, sealed) = row?;
        let Ok(form_id) = FormId::new(&form_id) else {
            continue;
        };
        match sealer.open(payload_place(&form_id), &sealed) {
            Ok(payload) => claims.push(Claim {
                form_id,
                attempts,
                payload,
            }),
            // It stays under its lease and comes again; the operator has the key, or a copy of the database.
            Err(cause) => tracing::error!(submission.id = %form_id, step = "submit", %cause),
        }
    }
    Ok(claims)
}

/// Notes what became of a try and gives the row back. An answer that is there already stays.
pub fn settle(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
    outcome: &Outcome,
    now_ms: i64,
) -> Result<(), StoreError> {
    let id = form_id.as_str();
    match outcome {
        Outcome::Delivered { answer } => {
            let sealed = sealer.seal_json(answer_place(form_id), answer)?;
            conn.prepare_cached(
                "UPDATE outbox SET state = 'delivered', answered_at = ?2, answer = ?3,
                 lease_until = 0, reason = NULL WHERE form_id = ?1 AND state = 'queued'",
            )?
            .execute((id, now_ms, sealed))?;
        }
        Outcome::Refused { reason } => {
            conn.prepare_cached(
                "UPDATE outbox SET state = 'refused', answered_at = ?2, reason = ?3, lease_until = 0
                 WHERE form_id = ?1 AND state = 'queued'",
            )?
            .execute((id, now_ms, reason))?;
        }
        Outcome::Again { next_at } => {
            conn.prepare_cached(
                "UPDATE outbox SET next_at = ?2, lease_until = 0 WHERE form_id = ?1 AND state = 'queued'",
            )?
            .execute((id, next_at))?;
        }
    }
    Ok(())
}

/// Gives up the leases of processes that are gone. Only for a process that is alone on the database.
pub fn free_leases(conn: &Connection) -> Result<(), StoreError> {
    conn.execute(
        "UPDATE outbox SET lease_until = 0 WHERE lease_until > 0",
        [],
    )?;
    Ok(())
}

/// The way to Nav as the row tells it.
pub enum Delivery {
    /// Not there yet.
    Queued {
        /// Tries so far.
        attempts: u32,
    },
    /// Nav has it.
    Delivered {
        /// When Nav answered, in milliseconds since 1970.
        at_ms: i64,
        /// What Nav said.
        answer: NavAnswer,
    },
    /// In the drawer.
    Refused {
        /// For support.
        reason: String,
    },
}

/// Reads the row of a form.
pub fn delivery(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
) -> Result<Option<Delivery>, StoreError> {
    type Row = (String, u32, Option<i64>, Option<Vec<u8>>, Option<String>);
    let row: Option<Row> = conn
        .prepare_cached(
            "SELECT state, attempts, answered_at, answer, reason FROM outbox WHERE form_id = ?1",
        )?
        .query_row([form_id.as_str()], |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        })
        .optional()?;
    let Some((state, attempts, at_ms, answer, reason)) = row else {
        return Ok(None);
    };
    Ok(Some(match state.as_str() {
        "delivered" => Delivery::Delivered {
            at_ms: at_ms.unwrap_or_default(),
            answer: sealer.open_json(answer_place(form_id), &answer.unwrap_or_default())?,
        },
        "refused" => Delivery::Refused {
            reason: reason.unwrap_or_default(),
        },
        _ => Delivery::Queued { attempts },
    }))
}
