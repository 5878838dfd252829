//! The one transaction of a submission: form, outbox row, journal row, audit entry, and the draft goes (`design.md` 5).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::{Context, FormId, Mode, Utfall};
use domain::{Draft, Sprak, Sykefravaer};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use crate::audit::{self, Action};
use crate::drafts;
use crate::journal::rows::{self as journal, Turn};
use crate::nav::outbox;
use crate::owner::Owner;
use crate::session;
use crate::store::{Migration, Place, Sealer, Store, StoreError};

/// The table of this module.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "form/1",
        sql: "CREATE TABLE form (
            form_id TEXT PRIMARY KEY,
            owner BLOB NOT NULL,
            issuer TEXT NOT NULL,
            hpr TEXT NOT NULL,
            patient BLOB NOT NULL,
            fingerprint BLOB NOT NULL,
            content BLOB NOT NULL,
            received_at INTEGER NOT NULL
          ) STRICT;
          CREATE INDEX form_owner ON form (owner, received_at);",
    },
    Migration {
        name: "form/2",
        sql: "CREATE INDEX form_patient ON form (patient, received_at);",
    },
];

/// How long the journal waits for Nav's answer, so that the document can say it.
pub const WAIT_FOR_NAV: chrono::Duration = chrono::Duration::seconds(10);

/// What we keep of a form. It does not change after the transaction.
#[derive(Clone, Serialize, Deserialize)]
pub struct Content {
    /// As it was typed.
    pub draft: Draft,
    /// Language of the clinician and of the document.
    pub sprak: Sprak,
    /// Patient, practitioner, encounter and office of the session.
    pub context: Context,
    /// The absence as Nav's list told it then: it decided the extra questions.
    #[serde(default)]
    pub sykefravaer: Sykefravaer,
    /// What was said of it before it was accepted.
    pub utfall: Utfall,
    /// The rule that the clinician sent it in spite of.
    pub despite_rule: Option<String>,
}

/// A form that everything has been checked of.
pub struct Accepted {
    /// The id.
    pub form_id: FormId,
    /// Whose it is.
    pub owner: Owner,
    /// Who writes the journal.
    pub mode: Mode,
    /// The session it came by.
    pub sid: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What we keep.
    pub content: Content,
    /// The bytes for Nav.
    pub payload: Vec<u8>,
}

/// What the transaction found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stored {
    /// It is stored now.
    New,
    /// The same owner has sent the same content under this id before.
    Same,
    /// This id has been used for something else.
    Other,
}

/// Stores an accepted form durably, once.
///
/// # Errors
/// Nothing at all is stored; the same call may be made again.
pub async fn accept(store: &Store, accepted: Accepted) -> Result<Stored, StoreError> {
    let sealer = store.sealer().clone();
    let row = Row::seal(&sealer, accepted)?;
    store.write(move |conn| row.insert(conn, &sealer)).await
}

/// Looks whether this id has been sent before; `None` when it has not.
pub fn sent_before(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
    owner: &Owner,
    draft: &Draft,
) -> Result<Option<Stored>, StoreError> {
    compare(conn, form_id, &owner.key, &fingerprint(sealer, draft)?)
}

/// What we keep of a form, and when it came; `None` when there is no such form of this owner.
pub fn load(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
    owner: &Owner,
) -> Result<Option<(Content, i64)>, StoreError> {
    let sealed: Option<(Vec<u8>, i64)> = conn
        .prepare_cached("SELECT content, received_at FROM form WHERE form_id = ?1 AND owner = ?2")?
        .query_row((form_id.as_str(), owner.key), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    sealed
        .map(|(sealed, at)| Ok((sealer.open_json(place(form_id), &sealed)?, at)))
        .transpose()
}

/// Whose a form is, for the runners, who work for all owners.
pub fn owner(conn: &Connection, form_id: &FormId) -> Result<Option<Owner>, StoreError> {
    Ok(conn
        .prepare_cached("SELECT issuer, hpr, owner, patient FROM form WHERE form_id = ?1")?
        .query_row([form_id.as_str()], |row| {
            Ok(Owner {
                issuer: row.get(0)?,
                hpr: row.get(1)?,
                key: row.get(2)?,
                patient: row.get(3)?,
            })
        })
        .optional()?)
}

/// The forms of a patient since a time, whoever sent them, for what all may know of each other.
pub fn of_patient(
    conn: &Connection,
    patient: &Owner,
    since_ms: i64,
) -> Result<Vec<(FormId, Owner)>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT form_id, issuer, hpr, owner FROM form WHERE patient = ?1 AND received_at > ?2",
    )?;
    let rows = statement.query_map((patient.patient, since_ms), |row| {
        let owner = Owner {
            issuer: row.get(1)?,
            hpr: row.get(2)?,
            key: row.get(3)?,
            patient: patient.patient,
        };
        Ok((row.get::<_, String>(0)?, owner))
    })?;
    let mut forms = Vec::new();
    for row in rows {
        let (form_id, owner) = row?;
        if let Ok(form_id) = FormId::new(&form_id) {
            forms.push((form_id, owner));
        }
    }
    Ok(forms)
}

/// A keyed hash of what was typed: two submissions are the same when it is.
fn fingerprint(sealer: &Sealer, draft: &Draft) -> Result<[u8; 32], StoreError> {
    let canonical = serde_json::to_vec(draft).map_err(|_| crate::store::Unreadable)?;
    Ok(sealer.fingerprint("form", &[&canonical]))
}

fn compare(
    conn: &Connection,
    form_id: &FormId,
    owner: &[u8; 32],
    fingerprint: &[u8; 32],
) -> Result<Option<Stored>, StoreError> {
    let known: Option<([u8; 32], [u8; 32])> = conn
        .prepare_cached("SELECT owner, fingerprint FROM form WHERE form_id = ?1")?
        .query_row([form_id.as_str()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(known.map(|known| match known == (*owner, *fingerprint) {
        true => Stored::Same,
        false => Stored::Other,
    }))
}

fn place(form_id: &FormId) -> Place<'_> {
    Place {
        column: "form.content",
        row: form_id.as_str(),
    }
}

/// An accepted form, sealed before it reaches the writer that all share.
struct Row {
    form_id: FormId,
    owner: Owner,
    fingerprint: [u8; 32],
    content: Vec<u8>,
    payload: Vec<u8>,
    at: DateTime<Utc>,
    turn: Turn,
    outcome: &'static str,
}

impl Row {
    fn seal(sealer: &Arc<Sealer>, accepted: Accepted) -> Result<Row, StoreError> {
        let Accepted {
            form_id,
            owner,
            mode,
            sid,
            at,
            content,
            payload,
        } = accepted;
        Ok(Row {
            fingerprint: fingerprint(sealer, &content.draft)?,
            content: sealer.seal_json(place(&form_id), &content)?,
            payload: outbox::seal(sealer, &form_id, &payload)?,
            turn: Turn {
                mode,
                sid,
                next_at: (at + WAIT_FOR_NAV).timestamp_millis(),
            },
            outcome: match content.despite_rule {
                Some(_) => "stored-despite-rule",
                None => "stored",
            },
            form_id,
            owner,
            at,
        })
    }

    fn insert(&self, conn: &Connection, sealer: &Sealer) -> Result<Stored, StoreError> {
        if let Some(known) = compare(conn, &self.form_id, &self.owner.key, &self.fingerprint)? {
            return Ok(known);
        }
        let now_ms = self.at.timestamp_millis();
        conn.prepare_cached("INSERT INTO form VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute((
                self.form_id.as_str(),
                self.owner.key,
                &self.owner.issuer,
                &self.owner.hpr,
                self.owner.patient,
                self.fingerprint,
                &self.content,
                now_ms,
            ))?;
        outbox::insert(conn, &self.form_id, &self.payload, now_ms)?;
        journal::insert(conn, &self.form_id, &self.turn)?;
        let entry = audit::Entry {
            at: self.at,
            action: Action::Submit,
            outcome: self.outcome,
            owner: &self.owner,
            form: Some(&self.form_id),
        };
        audit::append(conn, sealer, &entry)?;
        drafts::delete(conn, &self.form_id, &self.owner)?;
        session::mark_sent(conn, &self.turn.sid, &self.form_id)?;
        Ok(Stored::New)
    }
}
