//! Who did what with which form: append-only, and chained so that a changed or missing entry shows (`smart-fhir.md` 4.2).
//!
//! An entry is written in the transaction of what it tells of. It holds no content and no identity number.

use chrono::{DateTime, SecondsFormat, Utc};
use contract::FormId;
use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

use crate::owner::Owner;
use crate::store::{Migration, Sealer, StoreError};

/// The table of this module.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "audit/1",
        sql: "CREATE TABLE audit (
            seq INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL,
            action TEXT NOT NULL,
            outcome TEXT NOT NULL,
            issuer TEXT NOT NULL,
            hpr TEXT NOT NULL,
            patient BLOB NOT NULL,
            form_id TEXT,
            version TEXT NOT NULL,
            chain BLOB NOT NULL
          ) STRICT;
          CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
          BEGIN SELECT raise(ABORT, 'audit is append-only'); END;
          CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
          BEGIN SELECT raise(ABORT, 'audit is append-only'); END;",
    },
    Migration {
        name: "audit/2",
        sql: "CREATE INDEX audit_older ON audit (patient, at) WHERE action = 'older';",
    },
];

/// How long older notes stay in sight after they were asked for (`sykmelding.md` 2.7).
const OLDER_MS: i64 = 60 * 60 * 1_000;

/// Whether a practitioner has asked for the older notes of a patient within the hour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Yes: show them.
    Yes,
    /// No: say how many there are.
    No,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// A session was opened from the EPJ.
    Launch,
    /// A form was signed and stored.
    Submit,
    /// A form was stopped because screen, session and EPJ do not agree.
    Guard,
    /// Nav has answered.
    Nav,
    /// The document was written to the journal, or given up.
    Journal,
    /// The document was shown.
    View,
    /// Older notes of the patient were asked for.
    Older,
    /// The conditions of use were accepted.
    Terms,
}

impl Action {
    fn name(self) -> &'static str {
        match self {
            Action::Launch => "launch",
            Action::Submit => "submit",
            Action::Guard => "guard",
            Action::Nav => "nav",
            Action::Journal => "journal",
            Action::View => "view",
            Action::Older => "older",
            Action::Terms => "terms",
        }
    }
}

/// One line of the audit.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub action: Action,
    /// How it ended, one word: `stored`, `refused`, `wrong-patient`.
    pub outcome: &'a str,
    /// Who, at which EPJ, about which patient.
    pub owner: &'a Owner,
    /// The form, when there is one.
    pub form: Option<&'a FormId>,
}

/// The first entry that does not follow from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the audit is broken at entry {seq}")]
pub struct Broken {
    /// Its number.
    pub seq: i64,
}

/// Adds an entry, inside the transaction of what it tells of.
pub fn append(conn: &Connection, sealer: &Sealer, entry: &Entry<'_>) -> Result<(), StoreError> {
    let last: Option<(i64, Vec<u8>)> = conn
        .prepare_cached("SELECT seq, chain FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (last_seq, last_chain) = last.unwrap_or_default();
    let line = Line {
        seq: last_seq + 1,
        at: entry.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        action: entry.action.name().to_owned(),
        outcome: entry.outcome.to_owned(),
        issuer: entry.owner.issuer.clone(),
        hpr: entry.owner.hpr.clone(),
        patient: entry.owner.patient.to_vec(),
        form_id: entry.form.map(|id| id.as_str().to_owned()),
        version: env!("CARGO_PKG_VERSION").to_owned(),
    };
    conn.prepare_cached("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?
        .execute((
            line.seq,
            &line.at,
            &line.action,
            &line.outcome,
            &line.issuer,
            &line.hpr,
            &line.patient,
            &line.form_id,
            &line.version,
            line.chain(sealer, &last_chain).as_slice(),
        ))?;
    Ok(())
}

/// Whether this practitioner has asked for this patient's older notes within the last hour.
pub fn asked_for_older(conn: &Connection, owner: &Owner, now_ms: i64) -> Result<Asked, StoreError> {
    let since =
        crate::store::from_ms(now_ms - OLDER_MS).to_rfc3339_opts(SecondsFormat::Millis, true);
    let found = conn
        .prepare_cached(
            "SELECT 1 FROM audit
             WHERE action = 'older' AND patient = ?1 AND at > ?2 AND issuer = ?3 AND hpr = ?4",
        )?
        .exists((owner.patient, since, &owner.issuer, &owner.hpr))?;
    Ok(match found {
        true => Asked::Yes,
        false => Asked::No,
    })
}

/// Checks the whole chain; gives the number of entries.
///
/// The end is compared with SQLite's own counter, so cutting off the last entries shows, too.
pub fn verify(conn: &Connection, sealer: &Sealer) -> Result<Result<i64, Broken>, StoreError> {
    let mut statement = conn.prepare("SELECT * FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut n_entries, mut last_chain) = (0, Vec::new());
    while let Some(row) = rows.next()? {
        let line = Line {
            seq: row.get("seq")?,
            at: row.get("at")?,
            action: row.get("action")?,
            outcome: row.get("outcome")?,
            issuer: row.get("issuer")?,
            hpr: row.get("hpr")?,
            patient: row.get("patient")?,
            form_id: row.get("form_id")?,
            version: row.get("version")?,
        };
        let chain: Vec<u8> = row.get("chain")?;
        n_entries += 1;
        if line.seq != n_entries || line.chain(sealer, &last_chain).as_slice() != chain {
            return Ok(Err(Broken { seq: n_entries }));
        }
        last_chain = chain;
    }
    let counted: Option<i64> = conn
        .query_row(
            "SELECT seq FROM sqlite_sequence WHERE name = 'audit'",
            [],
            |row| row.get(0),
        )
        .optional()?;
    if counted.unwrap_or_default() != n_entries {
        return Ok(Err(Broken { seq: n_entries + 1 }));
    }
    Ok(Ok(n_entries))
}

struct Line {
    seq: i64,
    at: String,
    action: String,
    outcome: String,
    issuer: String,
    hpr: String,
    patient: Vec<u8>,
    form_id: Option<String>,
    version: String,
}

impl Line {
    /// Keyed, so that whoever can write the file cannot write a chain.
    fn chain(&self, sealer: &Sealer, last: &[u8]) -> [u8; 32] {
        sealer.fingerprint(
            "audit",
            &[
                last,
                &self.seq.to_be_bytes(),
                self.at.as_bytes(),
                self.action.as_bytes(),
                self.outcome.as_bytes(),
                self.issuer.as_bytes(),
                self.hpr.as_bytes(),
                &self.patient,
                self.form_id.as_deref().unwrap_or_default().as_bytes(),
                self.version.as_bytes(),
            ],
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use crate::store::{DataKey, Store};

    fn open(scratch: &Scratch) -> Store {
        Store::open(
            &scratch.path("a.db"),
            &[DataKey::new([1; 32])],
            &[MIGRATIONS],
        )
        .unwrap()
    }

    async fn add(store: &Store, outcome: &'static str) {
        let sealer = store.sealer().clone();
        let owner = Owner {
            issuer: "secret".to_owned(),
            hpr: "9144889".to_owned(),
            key: [0; 32],
            patient: [1; 32],
        };
        let work = move |conn: &Connection| {
            let entry = Entry {
                at: DateTime::UNIX_EPOCH,
                action: Action::Submit,
                outcome,
                owner: &owner,
                form: None,
            };
            append(conn, &sealer, &entry)
        };
        store.write(work).await.unwrap();
    }

    async fn verified(store: &Store) -> Result<i64, Broken> {
        let sealer = store.sealer().clone();
        store.read(move |conn| verify(conn, &sealer)).await.unwrap()
    }

    #[tokio::test]
    async fn sec_39_a_changed_or_deleted_entry_breaks_the_chain() {
        for (damage, seq) in [
            ("UPDATE audit SET outcome = 'refused' WHERE seq = 2", 2),
            ("UPDATE audit SET hpr = '1' WHERE seq = 1", 1),
            ("DELETE FROM audit WHERE seq = 2", 2),
            ("DELETE FROM audit WHERE seq = 3", 3),
        ] {
            let scratch = Scratch::new();
            let store = open(&scratch);
            for outcome in ["stored", "stored", "stored"] {
                add(&store, outcome).await;
            }
            assert_eq!(verified(&store).await, Ok(3));
            let through_us = store.write(|conn| Ok(conn.execute_batch(damage)?)).await;
            assert!(through_us.is_err(), "the table refuses: {damage}");

            let intruder = Connection::open(scratch.path("a.db")).unwrap();
            intruder
                .execute_batch(&format!(
                    "DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; {damage}"
                ))
                .unwrap();
            assert_eq!(verified(&store).await, Err(Broken { seq }), "{damage}");
        }
    }
}
