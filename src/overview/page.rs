//! The overview.

use contract::Overview;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::Drafts;
use super::earlier::Earlier;
use super::unfinished::Unfinished;
use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::http;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::fault::Fault;
use crate::form::Work;
use crate::prefill;
use crate::route::{self, Page, Route};
use crate::texts::{notice, overview};
use crate::ui::{Alert, Button, FaultAlert, PageHeading, Tone, Waiting, dynamic};

/// What is shown, once it has come.
type Loaded = RwSignal<Option<Result<Overview, Fault>>>;

/// New note, notices, and the lists.
#[component]
pub fn OverviewPage(current: Current) -> impl IntoView {
    let loaded: Loaded = RwSignal::new(None);
    let loader = current.clone();
    let load = Callback::new(move |()| {
        let current = loader.clone();
        spawn_local(async move {
            let answer = http::get::<Overview>(&route::overview(current.sid())).await;
            if let Err(fault) = &answer {
                current.notice(fault);
            }
            loaded.try_set(Some(answer));
        });
    });
    load.run(());
    let again = Callback::new(move |()| {
        loaded.set(None);
        load.run(());
    });
    let starter = current.clone();
    let new_note = move |()| {
        let lists = starter.state.lists;
        let work = starter.begin(|| Work::new(lists));
        prefill::fill_in(&starter, work);
        navigate(
            Step::Push,
            Route::Session(starter.sid().to_owned(), Page::Skjema(work.id())),
        );
    };
    let notices = current
        .view
        .context
        .notices
        .iter()
        .map(notice::text)
        .map(|text| view! { <Alert tone=Tone::Warning><p>{text}</p></Alert> })
        .collect_view();
    view! {
        <PageHeading text=overview::heading() />
        {notices}
        <section class="boks ny">
            <Button on_press=new_note key=(Key::N, Place::Page)>
                {overview::new_note()}
            </Button>
            <p class="aksel-body-short dempet">{overview::new_note_help()}</p>
        </section>
        {dynamic(move || {
            let current = current.clone();
            match loaded.get() {
                None => view! { <Waiting text=overview::loading() /> }.into_any(),
                Some(Err(fault)) => view! { <FaultAlert fault retry=again /> }.into_any(),
                Some(Ok(found)) => view! { <Lists current found reload=again /> }.into_any(),
            }
        })}
    }
}

#[component]
fn Lists(current: Current, found: Overview, reload: Callback<()>) -> impl IntoView {
    let Overview {
        drafts,
        earlier,
        unfinished,
    } = found;
    let (of_drafts, of_unfinished) = (current.clone(), current);
    view! {
        <Unfinished current=of_unfinished forms=unfinished />
        <Drafts current=of_drafts drafts />
        <Earlier notes=earlier reload />
    }
}
