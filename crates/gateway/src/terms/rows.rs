//! Who has accepted which conditions. Rows are added and never changed.

use chrono::{DateTime, Utc};
use rusqlite::Connection;

use super::{VERSION, major};
use crate::store::{Migration, StoreError, from_ms};

/// The table of this module.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "terms/1",
    sql: "CREATE TABLE terms (
            at INTEGER NOT NULL,
            hpr TEXT NOT NULL,
            name TEXT NOT NULL,
            orgnummer TEXT,
            version TEXT NOT NULL,
            system TEXT NOT NULL,
            text_sha256 BLOB NOT NULL
          ) STRICT;
          CREATE INDEX terms_hpr ON terms (hpr);
          CREATE TRIGGER terms_are_not_changed BEFORE UPDATE ON terms
          BEGIN SELECT raise(ABORT, 'terms are append-only'); END;
          CREATE TRIGGER terms_are_not_deleted BEFORE DELETE ON terms
          BEGIN SELECT raise(ABORT, 'terms are append-only'); END;",
}];

/// What is kept of an acceptance (`sykmelding.md` 2.11).
#[derive(Clone, Debug)]
pub(super) struct Acceptance {
    pub at: DateTime<Utc>,
    pub hpr: String,
    pub name: String,
    pub orgnummer: Option<String>,
    pub version: &'static str,
    /// Key of the issuer record.
    pub system: String,
    /// Of the text that was shown, in its language.
    pub text_sha256: [u8; 32],
}

/// When this clinician accepted the MAJOR that holds now, or a later one.
pub(super) fn accepted_at(
    conn: &Connection,
    hpr: &str,
) -> Result<Option<DateTime<Utc>>, StoreError> {
    let mut statement =
        conn.prepare_cached("SELECT at, version FROM terms WHERE hpr = ?1 ORDER BY at DESC")?;
    let rows = statement.query_map([hpr], |row| {
        Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
    })?;
    for row in rows {
        let (at_ms, version) = row?;
        if major(&version) >= major(VERSION) {
            return Ok(Some(from_ms(at_ms)));
        }
    }
    Ok(None)
}

/// Adds an acceptance.
pub(super) fn insert(conn: &Connection, acceptance: &Acceptance) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO terms VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?
        .execute((
            acceptance.at.timestamp_millis(),
            &acceptance.hpr,
            &acceptance.name,
            &acceptance.orgnummer,
            acceptance.version,
            &acceptance.system,
            acceptance.text_sha256,
        ))?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scratch::Scratch;
    use crate::store::{DataKey, Store};

    async fn after(versions: &[&'static str]) -> Option<i64> {
        let scratch = Scratch::new();
        let key = [DataKey::new([1; 32])];
        let store = Store::open(&scratch.path("a.db"), &key, &[MIGRATIONS]).unwrap();
        for (version, at_ms) in versions.iter().zip(1_000..) {
            let acceptance = Acceptance {
                at: from_ms(at_ms),
                hpr: "9144889".to_owned(),
                name: "Oppdiktet Lege".to_owned(),
                orgnummer: None,
                version,
                system: "secret".to_owned(),
                text_sha256: [0; 32],
            };
            let stored = store.write(move |conn| insert(conn, &acceptance)).await;
            stored.unwrap();
        }
        let found = store.read(|conn| accepted_at(conn, "9144889")).await;
        found.unwrap().map(|at| at.timestamp_millis())
    }

    #[tokio::test]
    async fn an_acceptance_is_stale_only_when_major_has_increased() {
        assert_eq!(after(&[]).await, None);
        assert_eq!(after(&["0.9"]).await, None);
        assert_eq!(after(&["nonsense"]).await, None);
        assert_eq!(after(&["0.9", "1.7"]).await, Some(1_001));
        assert_eq!(after(&["2.0", "0.1"]).await, Some(1_000));
    }
}
