//! Which form an address means: one being written, a stored draft, one that was sent, or a new one.

use contract::{FormId, FormStatus, ProblemKind, StoredDraft};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Work;
use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::http;
use crate::context::Current;
use crate::fault::Fault;
use crate::prefill;
use crate::route::{self, Page, Route};
use crate::texts::form;
use crate::ui::{FaultAlert, Waiting, dynamic};

/// A page about the form of its address: it waits, says what went wrong, or draws. `missing` decides what an id means
/// that nothing stands under; a form that was sent leads on to its receipt.
pub fn page_of(
    current: Current,
    id: FormId,
    missing: fn(&Current, &FormId) -> Option<Work>,
    draw: fn(Current, Option<Work>) -> AnyView,
) -> AnyView {
    // A form that is being written is there at once.
    let found: RwSignal<Option<Result<Option<Work>, Fault>>> =
        RwSignal::new(current.work(&id).map(|work| Ok(Some(work))));
    let loader = current.clone();
    let load = Callback::new(move |()| {
        let (current, id) = (loader.clone(), id.clone());
        found.set(None);
        spawn_local(async move {
            let opened = match open(&current, &id).await {
                Ok(Opened::Writing(work)) => Ok(Some(work)),
                Ok(Opened::Nothing) => Ok(missing(&current, &id)),
                Ok(Opened::Sent(status)) => {
                    let sid = current.sid().to_owned();
                    current.hand_over(*status);
                    navigate(Step::Replace, Route::Session(sid, Page::Kvittering(id)));
                    return;
                }
                Err(fault) => Err(fault),
            };
            found.try_set(Some(opened));
        });
    });
    if found.with_untracked(Option::is_none) {
        load.run(());
    }
    dynamic(move || match found.get() {
        None => view! { <Waiting text=form::loading() /> }.into_any(),
        Some(Err(fault)) => view! { <FaultAlert fault retry=load /> }.into_any(),
        Some(Ok(work)) => draw(current.clone(), work),
    })
}

/// A new form under the id of the address, filled in from the journal.
pub fn begin(current: &Current, id: &FormId) -> Option<Work> {
    let state = current.state;
    let work = current.begin(|| Work::with_id(id.clone(), state));
    prefill::fill_in(current, work);
    Some(work)
}

/// What was found under an id.
enum Opened {
    /// It can be written on.
    Writing(Work),
    /// It has been sent.
    Sent(Box<FormStatus>),
    /// There is neither a draft nor a sent form.
    Nothing,
}

/// Finds out. A reload comes here too, so nothing is taken from memory alone.
///
/// # Errors
/// [`Fault`]: show it with a way to try again.
async fn open(current: &Current, id: &FormId) -> Result<Opened, Fault> {
    if let Some(work) = current.work(id) {
        return Ok(Opened::Writing(work));
    }
    let state = current.state;
    match http::get::<StoredDraft>(&route::draft(current.sid(), id)).await {
        Ok(stored) => {
            return Ok(Opened::Writing(
                current.begin(|| Work::stored(id.clone(), stored.draft, state)),
            ));
        }
        Err(fault) if fault.kind == ProblemKind::DraftNotFound => {}
        Err(fault) => return Err(fault),
    }
    match http::get::<FormStatus>(&route::form(current.sid(), id)).await {
        Ok(status) => Ok(Opened::Sent(Box::new(status))),
        Err(fault) if fault.kind == ProblemKind::FormNotFound => Ok(Opened::Nothing),
        Err(fault) => Err(fault),
    }
}
