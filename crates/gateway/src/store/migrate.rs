//! Forward migrations, embedded in the program.

use rusqlite::{Connection, OptionalExtension, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::OpenError;

/// One step of the schema. Steps only add, so that the old and the new process may overlap (`design.md` section 10).
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// `module/number`; never reused.
    pub name: &'static str,
    /// The statements. Never changed once released.
    pub sql: &'static str,
}

/// Runs what has not run, all of it in one transaction.
pub(super) fn run(conn: &mut Connection, migrations: &[&[Migration]]) -> Result<(), OpenError> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    tx.execute_batch(
        "CREATE TABLE IF NOT EXISTS migration
         (name TEXT PRIMARY KEY, sha256 BLOB NOT NULL, ran_at TEXT NOT NULL) STRICT;",
    )?;
    for migration in migrations.iter().copied().flatten() {
        let fingerprint = Sha256::digest(migration.sql);
        let known: Option<Vec<u8>> = tx
            .query_row(
                "SELECT sha256 FROM migration WHERE name = ?1",
                [migration.name],
                |row| row.get(0),
            )
            .optional()?;
        match known {
            Some(known) if known == fingerprint.as_slice() => continue,
            Some(_) => return Err(OpenError::ChangedMigration(migration.name.to_owned())),
            None => {}
        }
        tx.execute_batch(migration.sql)?;
        tx.execute(
            "INSERT INTO migration VALUES (?1, ?2, datetime('now'))",
            (migration.name, fingerprint.as_slice()),
        )?;
    }
    tx.commit()?;
    Ok(())
}
