//! Bells for those who work from the database. A missed bell only costs time: they look by themselves, too.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

/// The longest that a runner sleeps without a bell: another process may have left work behind.
const LONGEST_SLEEP: Duration = Duration::from_secs(5);

/// One bell per kind of work. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Wake {
    /// Something is queued for Nav.
    pub nav: Arc<Notify>,
    /// A document can be made or written.
    pub journal: Arc<Notify>,
}

/// How long to sleep until the next row is due.
pub(crate) fn until(due_ms: Option<i64>, now_ms: i64) -> Duration {
    let wait = due_ms.map_or(i64::MAX, |due| due.saturating_sub(now_ms));
    Duration::from_millis(u64::try_from(wait).unwrap_or(0)).min(LONGEST_SLEEP)
}
