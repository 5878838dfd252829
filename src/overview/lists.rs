//! Drafts, earlier notes and unfinished journal writes: what the gateway and Nav hold of the patient.

use contract::Overview;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::Drafts;
use super::earlier::EarlierNotes;
use super::unfinished::Unfinished;
use crate::browser::http;
use crate::context::Current;
use crate::fault::Fault;
use crate::route::{self, Page, Route};
use crate::texts::{overview, terms};
use crate::ui::{Alert, FaultAlert, PageLink, Tone, Waiting, dynamic};

/// What is shown, once it has come.
type Loaded = RwSignal<Option<Result<Overview, Fault>>>;

/// Asks for the lists and shows them. A part that failed says so, and the others are there.
#[component]
pub fn OverviewLists(current: Current) -> impl IntoView {
    let loaded: Loaded = RwSignal::new(None);
    let loader = current.clone();
    let load = Callback::new(move |()| {
        let current = loader.clone();
        spawn_local(async move {
            loaded.try_set(Some(ask(&current).await));
        });
    });
    load.run(());
    let again = Callback::new(move |()| {
        loaded.set(None);
        load.run(());
    });
    dynamic(move || {
        let current = current.clone();
        match loaded.get() {
            None => view! { <Waiting text=overview::loading() /> }.into_any(),
            Some(Err(fault)) => view! { <FaultAlert fault retry=again /> }.into_any(),
            Some(Ok(found)) => view! { <Lists current found reload=again /> }.into_any(),
        }
    })
}

/// The overview. It also tells of the absence so far, which decides the extra questions of a form.
///
/// # Errors
/// The fault, which ends the session where it is one of those.
pub async fn ask(current: &Current) -> Result<Overview, Fault> {
    let answer = http::get::<Overview>(&route::overview(current.sid())).await;
    match &answer {
        Ok(overview) => absence(current, overview),
        Err(fault) => current.notice(fault),
    }
    answer
}

#[component]
fn Lists(current: Current, found: Overview, reload: Callback<()>) -> impl IntoView {
    let Overview {
        drafts,
        earlier,
        unfinished,
        terms_due,
    } = found;
    let conditions = Route::Session(current.sid().to_owned(), Page::Vilkar);
    let due = terms_due.then(|| {
        view! {
            <Alert tone=Tone::Warning>
                <p>{terms::due()}</p>
                <PageLink to=conditions>{terms::read()}</PageLink>
            </Alert>
        }
    });
    let (of_drafts, of_unfinished) = (current.clone(), current.clone());
    view! {
        {due}
        <Unfinished current=of_unfinished forms=unfinished />
        <Drafts current=of_drafts drafts />
        <EarlierNotes current found=earlier reload />
    }
}

/// Keeps what the overview says of the absence so far: it decides the extra questions of a form.
fn absence(current: &Current, overview: &Overview) {
    if let Some(earlier) = &overview.earlier {
        current
            .state
            .sykefravaer
            .try_set(earlier.sykefravaer.clone());
    }
}
