//! Connections that read while the writer writes.

use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::{BUSY, StoreError};

const N_READERS: usize = 4;

/// A handful of read-only connections, lent to blocking threads.
pub(super) struct Readers {
    idle: Mutex<Vec<Connection>>,
    free: Semaphore,
}

impl Readers {
    pub(super) fn open(path: &Path) -> Result<Readers, rusqlite::Error> {
        let idle = (0..N_READERS)
            .map(|_| {
                let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
                let conn = Connection::open_with_flags(path, flags)?;
                conn.busy_timeout(BUSY)?;
                Ok(conn)
            })
            .collect::<Result<Vec<_>, rusqlite::Error>>()?;
        Ok(Readers {
            free: Semaphore::new(idle.len()),
            idle: Mutex::new(idle),
        })
    }

    pub(super) async fn read<T, F>(self: &std::sync::Arc<Self>, query: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        const GONE: StoreError = StoreError::NotCommitted("the readers are gone");
        let readers = self.clone();
        // The permit travels with the work: a caller that goes away must not free a connection that is in use.
        let task = async move {
            let _permit = readers.free.acquire().await.map_err(|_| GONE)?;
            let work = readers.clone();
            tokio::task::spawn_blocking(move || {
                let conn = work.take().ok_or(GONE)?;
                let answer = query(&conn);
                work.put(conn);
                answer
            })
            .await
            .map_err(|_| GONE)?
        };
        tokio::spawn(task).await.map_err(|_| GONE)?
    }

    fn take(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.pop()
    }

    fn put(&self, conn: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        idle.push(conn);
    }
}
