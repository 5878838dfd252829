//! Sessions: one for each launch, bound to one browser by a cookie of its own, to one patient and one user for ever.

pub mod cookie;

pub mod table;

pub mod authenticated;

pub mod api;

pub mod purge;

pub use authenticated::Authenticated;
pub use table::{Row, StoredTokens, mark_sent};

use crate::store::Migration;

/// Tables of the ways in and of the sessions.
pub const MIGRATIONS: &[Migration] = &[Migration {
    name: "session/1",
    sql: "CREATE TABLE session (
            id TEXT PRIMARY KEY,
            secret_hash BLOB NOT NULL,
            issuer TEXT NOT NULL,
            mode TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            seen_at INTEGER NOT NULL,
            expires_at INTEGER NOT NULL,
            ended_at INTEGER,
            last_sent TEXT,
            content BLOB NOT NULL,
            tokens BLOB
          ) STRICT, WITHOUT ROWID;
          CREATE TABLE pending_launch (
            state_hash BLOB PRIMARY KEY,
            secret_hash BLOB NOT NULL,
            created_at INTEGER NOT NULL,
            framed INTEGER NOT NULL,
            content BLOB NOT NULL
          ) STRICT, WITHOUT ROWID;
          CREATE INDEX pending_launch_secret ON pending_launch (secret_hash);
          CREATE TABLE used_once (
            hash BLOB PRIMARY KEY,
            used_at INTEGER NOT NULL
          ) STRICT, WITHOUT ROWID;",
}];

/// Seconds without a call after which a session is over (`smart-fhir.md` 4.2 "Timeout and logout").
pub const IDLE_SECONDS: u64 = 30 * 60;

/// Seconds after which a session is over in any case.
pub const ABSOLUTE_SECONDS: u64 = 8 * 3600;
