//! Which form an address means: one being written, a stored draft, one that was sent, or a new one.

use contract::{FormId, FormStatus, ProblemKind, StoredDraft};

use super::Work;
use crate::browser::http;
use crate::context::Current;
use crate::fault::Fault;
use crate::prefill;
use crate::route;

/// What was found under an id.
pub enum Opened {
    /// It can be written on.
    Writing(Work),
    /// It has been sent.
    Sent(FormStatus),
    /// There is neither a draft nor a sent form.
    Nothing,
}

/// Finds out. A reload comes here too, so nothing is taken from memory alone.
///
/// # Errors
/// [`Fault`]: show it with a way to try again.
pub async fn open(current: &Current, id: &FormId) -> Result<Opened, Fault> {
    if let Some(work) = current.work(id) {
        return Ok(Opened::Writing(work));
    }
    let lists = current.state.lists;
    match http::get::<StoredDraft>(&route::draft(current.sid(), id)).await {
        Ok(stored) => {
            return Ok(Opened::Writing(
                current.begin(|| Work::stored(id.clone(), stored.draft, lists)),
            ));
        }
        Err(fault) if fault.kind == ProblemKind::DraftNotFound => {}
        Err(fault) => return Err(fault),
    }
    match http::get::<FormStatus>(&route::form(current.sid(), id)).await {
        Ok(status) => Ok(Opened::Sent(status)),
        Err(fault) if fault.kind == ProblemKind::FormNotFound => Ok(Opened::Nothing),
        Err(fault) => Err(fault),
    }
}

/// A new form under the id of the address, filled in from the journal.
pub fn begin(current: &Current, id: &FormId) -> Work {
    let lists = current.state.lists;
    let work = current.begin(|| Work::with_id(id.clone(), lists));
    prefill::fill_in(current, work);
    work
}
