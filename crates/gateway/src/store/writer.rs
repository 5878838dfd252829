//! The one writer: what has gathered goes into one transaction, and each caller is answered after the commit.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::oneshot;

use super::StoreError;

/// The most writes that share a transaction, so that none waits long for the others.
const MAX_BATCH: usize = 256;

/// How long a batch waits for as many as the last one had. Far below the time of a sync.
const GATHER: Duration = Duration::from_micros(300);

/// First half: runs inside the transaction. Second half: answers the caller.
type Work = Box<dyn FnOnce(&Connection) -> Answer + Send>;
type Answer = Box<dyn FnOnce(Committed) + Send>;

/// How the shared transaction ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Committed {
    Yes,
    No,
}

/// Hands writes to the thread that owns the writing connection.
#[derive(Clone)]
pub(super) struct Writer {
    queue: Sender<Work>,
}

impl Writer {
    /// Starts the thread. It ends when the last handle is gone and everything handed over is answered.
    pub(super) fn start(conn: Connection) -> Result<Writer, std::io::Error> {
        let (queue, gathered) = channel();
        std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || run(&conn, &gathered))?;
        Ok(Writer { queue })
    }

    pub(super) async fn write<T, F>(&self, work: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Result<T, StoreError> + Send + 'static,
    {
        const GONE: StoreError = StoreError::NotCommitted("the writer is gone");
        let (answer, answered) = oneshot::channel();
        let work: Work = Box::new(move |conn| {
            let result = in_savepoint(conn, work);
            Box::new(move |committed| {
                let result = match committed {
                    Committed::Yes => result,
                    Committed::No => result.and(Err(StoreError::NotCommitted("no commit"))),
                };
                // Nobody listens any more when the caller has gone away; the write stands all the same.
                answer.send(result).ok();
            })
        });
        self.queue.send(work).map_err(|_| GONE)?;
        answered.await.map_err(|_| GONE)?
    }
}

fn run(conn: &Connection, gathered: &Receiver<Work>) {
    let mut last = 1;
    while let Ok(first) = gathered.recv() {
        last = batch(conn, first, gathered, last);
    }
}

/// Runs one batch and answers it; gives the number of writes in it. `last` is the size of the one before.
fn batch(conn: &Connection, first: Work, gathered: &Receiver<Work>, last: usize) -> usize {
    if let Err(error) = conn.execute_batch("BEGIN IMMEDIATE") {
        tracing::error!(step = "store", cause = %error, "no transaction");
        // Dropped, and so answered: its caller sees that nothing was stored.
        drop(first);
        return 1;
    }
    let deadline = Instant::now() + GATHER;
    let mut answers = Vec::new();
    let mut next = Some(first);
    while let Some(work) = next.take() {
        answers.push(work(conn));
        // A full disk ends the whole transaction; what has not run goes into the next one.
        if conn.is_autocommit() || answers.len() >= MAX_BATCH {
            break;
        }
        next = match gathered.try_recv() {
            Ok(work) => Some(work),
            // Those who were answered last time are about to come back: one sync for all instead of two for halves.
            Err(_) if answers.len() < last => gathered
                .recv_timeout(deadline.saturating_duration_since(Instant::now()))
                .ok(),
            Err(_) => None,
        };
    }
    let committed = commit(conn);
    let n_answers = answers.len();
    for answer in answers {
        answer(committed);
    }
    n_answers
}

fn commit(conn: &Connection) -> Committed {
    if conn.is_autocommit() {
        tracing::error!(step = "store", "the database has undone the transaction");
        return Committed::No;
    }
    match conn.execute_batch("COMMIT") {
        Ok(()) => Committed::Yes,
        Err(error) => {
            tracing::error!(step = "store", cause = %error, "no commit");
            if !conn.is_autocommit() {
                conn.execute_batch("ROLLBACK").ok();
            }
            Committed::No
        }
    }
}

/// An error of one write undoes that write and leaves the others of the transaction alone.
fn in_savepoint<T>(
    conn: &Connection,
    work: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    conn.prepare_cached("SAVEPOINT one")?.execute([])?;
    // A defect in one write must not end the thread that all others need.
    let result = catch_unwind(AssertUnwindSafe(|| work(conn)))
        .unwrap_or(Err(StoreError::NotCommitted("the write had a defect")));
    // When the database has undone everything there is no savepoint left to go back to.
    if conn.is_autocommit() {
        return result.and(Err(StoreError::NotCommitted("the transaction is gone")));
    }
    if result.is_err() {
        conn.prepare_cached("ROLLBACK TO one")?.execute([])?;
    }
    conn.prepare_cached("RELEASE one")?.execute([])?;
    result
}
