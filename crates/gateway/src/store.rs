//! The database: SQLite in WAL mode with `synchronous = FULL`, one writer, several readers, contents sealed.
//!
//! A write is a closure that runs inside a transaction. The writer runs what has gathered in one transaction and answers
//! each caller after the commit, so the disk's sync rate is shared by all who wait (`style.md` section 12).

mod migrate;
mod readers;
mod seal;
mod writer;

use std::fs::File;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension};
use thiserror::Error;

pub use migrate::Migration;
pub use seal::{DataKey, Place, Sealer, Unreadable};

/// Why the database did not do what was asked. Never carries contents.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The disk or the database said no. Nothing of this write is stored; it may be tried again.
    #[error("not stored: {0}")]
    NotStored(#[from] rusqlite::Error),
    /// A transaction that others shared was not committed, or the process is ending. Nothing of this write is stored.
    #[error("not stored: {0}")]
    NotCommitted(&'static str),
    /// The contents cannot be opened in this place with our keys: treat them as absent and tell the operator.
    #[error("stored contents cannot be read")]
    Unreadable(#[from] Unreadable),
}

/// Why the database cannot be used at all. The process must not start.
#[derive(Debug, Error)]
pub enum OpenError {
    /// The file cannot be opened, or a migration does not run.
    #[error("the database cannot be opened: {0}")]
    Database(#[from] rusqlite::Error),
    /// The file cannot be made.
    #[error("the database file cannot be made: {0}")]
    File(#[from] std::io::Error),
    /// None of the configured data keys is the one that this database was written with.
    #[error("the database was written with another data key")]
    WrongKey,
    /// A migration that has run is not the one that this program knows by that name.
    #[error("migration {0} has changed since it ran")]
    ChangedMigration(String),
}

/// The open database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    writer: writer::Writer,
    readers: Arc<readers::Readers>,
    sealer: Arc<Sealer>,
    /// Held as long as the database is open, when we are the only process.
    alone: Option<Arc<File>>,
}

impl Store {
    /// Opens or makes the database file (mode 0600), runs the migrations that have not run, starts the writer.
    ///
    /// The first of `keys` seals; the others only open what was sealed before a rotation.
    pub fn open(
        path: &Path,
        keys: &[DataKey],
        migrations: &[&[Migration]],
    ) -> Result<Store, OpenError> {
        make_private(path)?;
        let mut conn = Connection::open(path)?;
        configure(&conn)?;
        migrate::run(&mut conn, &[MIGRATIONS])?;
        migrate::run(&mut conn, migrations)?;
        let sealer = Arc::new(seal::unlock(&mut conn, keys)?);
        let lock = File::create(path.with_extension("lock"))?;
        Ok(Store {
            alone: lock.try_lock().is_ok().then(|| Arc::new(lock)),
            readers: Arc::new(readers::Readers::open(path)?),
            writer: writer::Writer::start(conn)?,
            sealer,
        })
    }

    /// Runs `work` in a transaction and answers after the disk has it. An error of `work` undoes `work` alone.
    ///
    /// Keep it short: seal and serialise before, the writer is shared by all.
    pub async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.writer.write(work).await
    }

    /// Runs `query` on a connection that cannot write and sees what is committed.
    pub async fn read<T, F>(&self, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        self.readers.read(query).await
    }

    /// Whether no other process had this database open when we opened it: leases in it belong to nobody then.
    pub fn is_alone(&self) -> bool {
        self.alone.is_some()
    }

    /// Tells whoever opens the database next that our leases belong to nobody. Call it when nothing works on rows any
    /// more; clones of the store may still be about.
    pub fn let_go(&self) {
        if let Some(Err(cause)) = self.alone.as_ref().map(|lock| lock.unlock()) {
            tracing::warn!(%cause, "the next process waits for our leases to run out");
        }
    }

    /// Seals and opens contents, and makes keyed fingerprints.
    pub fn sealer(&self) -> &Arc<Sealer> {
        &self.sealer
    }
}

const MIGRATIONS: &[Migration] = &[Migration {
    name: "store/1",
    sql: "CREATE TABLE secret (name TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;",
}];

/// How long a connection waits for another process that writes (old and new may overlap at an upgrade).
const BUSY: Duration = Duration::from_secs(10);

fn configure(conn: &Connection) -> Result<(), rusqlite::Error> {
    conn.busy_timeout(BUSY)?;
    // The pragma answers with the mode it took.
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.execute_batch(
        // A batch of 64 submissions writes some 500 pages: at SQLite's 1000 every other commit would carry a checkpoint.
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
         PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -16000;",
    )?;
    conn.set_prepared_statement_cache_capacity(64);
    Ok(())
}

fn make_private(path: &Path) -> Result<(), std::io::Error> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

/// `Some` row or `None`, without an error for "no such row".
///
/// # Errors
/// [`StoreError::NotStored`] when the query itself failed.
pub fn optional<T>(result: Result<T, rusqlite::Error>) -> Result<Option<T>, StoreError> {
    Ok(result.optional()?)
}

/// Times stand in the database as milliseconds since 1970, UTC.
pub fn from_ms(ms: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_millis(ms).unwrap_or_default()
}

#[cfg(test)]
mod tests;
