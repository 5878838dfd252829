//! The rows of drafts. Every statement names the owner.

use chrono::{DateTime, Utc};
use contract::{DraftSummary, FormId};
use domain::Draft;
use rusqlite::{Connection, OptionalExtension};

use crate::owner::Owner;
use crate::store::{Migration, Place, Sealer, Store, StoreError, from_ms};

/// The table of this module.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "draft/1",
    sql: "CREATE TABLE draft (
            form_id TEXT PRIMARY KEY,
            owner BLOB NOT NULL,
            content BLOB NOT NULL,
            updated_at INTEGER NOT NULL,
            delete_at INTEGER NOT NULL
          ) STRICT;
          CREATE INDEX draft_owner ON draft (owner, updated_at);
          CREATE INDEX draft_delete ON draft (delete_at);",
}];

/// The most drafts of one owner; the oldest go. A clinician has one or two, a fault in a browser could make thousands.
const MOST: u32 = 50;

/// A draft with its times.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// When it was saved last.
    pub updated_at: DateTime<Utc>,
    /// When it goes.
    pub delete_at: DateTime<Utc>,
    /// What stands in it.
    pub draft: Draft,
}

/// What came of saving.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saved {
    /// It is stored.
    Yes,
    /// The id belongs to another owner; nothing is changed.
    NotYours,
    /// The id is that of a form that has been sent; a late autosave must not bring the draft back.
    AlreadySent,
}

/// Stores or replaces a draft of this owner.
pub async fn save(
    store: &Store,
    form_id: FormId,
    owner: Owner,
    sheet: Sheet,
) -> Result<Saved, StoreError> {
    let content = store.sealer().seal_json(place(&form_id), &sheet.draft)?;
    store
        .write(move |conn| {
            let sent: Option<i64> = conn
                .prepare_cached("SELECT 1 FROM form WHERE form_id = ?1")?
                .query_row([form_id.as_str()], |row| row.get(0))
                .optional()?;
            if sent.is_some() {
                return Ok(Saved::AlreadySent);
            }
            let n_rows = conn
                .prepare_cached(
                    "INSERT INTO draft VALUES (?1, ?2, ?3, ?4, ?5)
                     ON CONFLICT (form_id) DO UPDATE
                     SET content = ?3, updated_at = ?4, delete_at = ?5 WHERE owner = ?2",
                )?
                .execute((
                    form_id.as_str(),
                    owner.key,
                    content,
                    sheet.updated_at.timestamp_millis(),
                    sheet.delete_at.timestamp_millis(),
                ))?;
            conn.prepare_cached(
                "DELETE FROM draft WHERE owner = ?1 AND form_id IN
                 (SELECT form_id FROM draft WHERE owner = ?1
                  ORDER BY updated_at DESC LIMIT -1 OFFSET ?2)",
            )?
            .execute((owner.key, MOST))?;
            Ok(match n_rows {
                0 => Saved::NotYours,
                _ => Saved::Yes,
            })
        })
        .await
}

/// A draft of this owner that has not expired.
pub fn load(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
    owner: &Owner,
    now_ms: i64,
) -> Result<Option<Sheet>, StoreError> {
    let row: Option<(Vec<u8>, i64, i64)> = conn
        .prepare_cached(
            "SELECT content, updated_at, delete_at FROM draft
             WHERE form_id = ?1 AND owner = ?2 AND delete_at > ?3",
        )?
        .query_row((form_id.as_str(), owner.key, now_ms), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    row.map(|(content, updated_at, delete_at)| {
        Ok(Sheet {
            updated_at: from_ms(updated_at),
            delete_at: from_ms(delete_at),
            draft: sealer.open_json(place(form_id), &content)?,
        })
    })
    .transpose()
}

/// The drafts of this owner, last changed first. One that cannot be read is left out and logged.
pub fn list(
    conn: &Connection,
    sealer: &Sealer,
    owner: &Owner,
    now_ms: i64,
) -> Result<Vec<DraftSummary>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT form_id, content, updated_at FROM draft
         WHERE owner = ?1 AND delete_at > ?2 ORDER BY updated_at DESC",
    )?;
    let rows = statement.query_map((owner.key, now_ms), |row| {
        Ok((
            row.get::<_, String>(0)?,
            row.get::<_, Vec<u8>>(1)?,
            row.get(2)?,
        ))
    })?;
    let mut drafts = Vec::new();
    for row in rows {
        let (form_id, content, updated_at) = row?;
        let Ok(form_id) = FormId::new(&form_id) else {
            continue;
        };
        match sealer.open_json(place(&form_id), &content) {
            Ok(draft) => drafts.push(DraftSummary {
                form_id,
                updated_at: from_ms(updated_at),
                draft,
            }),
            Err(cause) => tracing::warn!(submission.id = %form_id, step = "form", %cause),
        }
    }
    Ok(drafts)
}

/// Deletes a draft of this owner, if there is one.
pub fn delete(conn: &Connection, form_id: &FormId, owner: &Owner) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM draft WHERE form_id = ?1 AND owner = ?2")?
        .execute((form_id.as_str(), owner.key))?;
    Ok(())
}

/// Deletes what has expired, of all owners.
pub fn delete_expired(conn: &Connection, now_ms: i64) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM draft WHERE delete_at <= ?1")?
        .execute([now_ms])?;
    Ok(())
}

fn place(form_id: &FormId) -> Place<'_> {
    Place {
        column: "draft.content",
        row: form_id.as_str(),
    }
}
