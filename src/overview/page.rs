//! The overview.

use contract::Overview;
use domain::Variant;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::drafts::Drafts;
use super::earlier::EarlierNotes;
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
use crate::texts::{form, notice, overview};
use crate::ui::{
    Alert, Button, Checkbox, FaultAlert, Field, Looks, PageHeading, Tone, Waiting, dynamic,
};

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
            match &answer {
                Ok(overview) => absence(&current, overview),
                Err(fault) => current.notice(fault),
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
    let confirmed = RwSignal::new(true);
    let unsure = Signal::derive(move || !confirmed.get());
    let start = move |variant: Variant| {
        let (current, state) = (starter.clone(), starter.state);
        Callback::new(move |()| begin(&current, || Work::new(variant, state)))
    };
    let confirm = Field {
        get: confirmed.into(),
        set: Callback::new(move |yes| confirmed.set(yes)),
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
            <Checkbox label=overview::identity_confirmed() value=confirm />
            <div class="rad">
                <Button on_press=start(Variant::Normal) key=(Key::N, Place::Page) disabled=unsure>
                    {overview::new_note()}
                </Button>
                <Button
                    on_press=start(Variant::Reisetilskudd)
                    looks=Looks::Secondary
                    key=(Key::M, Place::Page)
                    disabled=unsure
                >
                    {form::variant(Variant::Reisetilskudd)}
                </Button>
                <Button
                    on_press=start(Variant::Behandlingsdager)
                    looks=Looks::Secondary
                    key=(Key::B, Place::Page)
                    disabled=unsure
                >
                    {form::variant(Variant::Behandlingsdager)}
                </Button>
                <Button on_press=start(Variant::Avventende) looks=Looks::Secondary disabled=unsure>
                    {form::variant(Variant::Avventende)}
                </Button>
            </div>
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
    let (of_drafts, of_unfinished) = (current.clone(), current.clone());
    view! {
        <Unfinished current=of_unfinished forms=unfinished />
        <Drafts current=of_drafts drafts />
        <EarlierNotes current found=earlier reload />
    }
}

/// Opens a form that has just been made, filled in from the journal where it may be.
pub fn begin(current: &Current, make: impl FnOnce() -> Work) {
    let work = current.begin(make);
    prefill::fill_in(current, work);
    navigate(
        Step::Push,
        Route::Session(current.sid().to_owned(), Page::Skjema(work.id())),
    );
}

/// Keeps what the overview says of the absence so far: it decides the extra questions of a form.
pub fn absence(current: &Current, overview: &Overview) {
    if let Some(earlier) = &overview.earlier {
        current
            .state
            .sykefravaer
            .try_set(earlier.sykefravaer.clone());
    }
}
