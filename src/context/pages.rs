//! The pages of one session.

use std::sync::Arc;

use contract::{ProblemKind, SessionView};
use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use leptos::task::spawn_local;

use super::banner::Banner;
use super::{Current, Lists, State};
use crate::app;
use crate::browser::{http, lifecycle};
use crate::fault::Fault;
use crate::feil::FaultPage;
use crate::form::FormPage;
use crate::later;
use crate::overview::OverviewPage;
use crate::prefill;
use crate::route::{self, Page};
use crate::texts::launch;
use crate::ui::{Waiting, dynamic, optional};

/// Loads the session and shows its pages. It stays while the page changes, and is built anew for another session.
#[component]
pub fn SessionPages(sid: String, page: Signal<Page>) -> impl IntoView {
    let owner = Owner::current().unwrap_or_default();
    let state = State::new();
    let loaded: RwSignal<Option<Result<Current, Fault>>> = RwSignal::new(None);
    spawn_local(async move {
        let view = match app::take_over(&sid) {
            Some(view) => Ok(view),
            None => http::get::<SessionView>(&route::session(&sid)).await,
        };
        let current = view.map(|view| Current {
            view: Arc::new(view),
            state,
            owner,
        });
        if let Ok(current) = &current {
            spawn_local(fill(current.clone()));
            if page.try_get_untracked() != Some(Page::Overview) {
                spawn_local(look_back(current.clone()));
            }
        }
        loaded.try_set(Some(current));
    });
    lifecycle::on_return(move || {
        if let Some(Ok(current)) = loaded.get_untracked() {
            spawn_local(look_again(current));
        }
    });
    view! {
        <main id="innhold" class="side">
            {dynamic(move || {
                app::track_language();
                match loaded.get() {
                    None => view! { <Waiting text=launch::loading_patient() /> }.into_any(),
                    Some(Err(fault)) => view! { <FaultPage heading=launch::session_over() fault /> }.into_any(),
                    Some(Ok(current)) => view! { <Inside current page /> }.into_any(),
                }
            })}
        </main>
    }
}

/// Banner and page, or why the session has ended. What was typed stays on the screen below the message.
#[component]
fn Inside(current: Current, page: Signal<Page>) -> impl IntoView {
    let ended = current.state.ended;
    let banner = current.clone();
    view! {
        <Banner current=banner />
        {dynamic(move || {
            let fault = ended.get();
            optional(fault.map(|fault| view! { <FaultPage heading=launch::session_over() fault /> }))
        })}
        {dynamic(move || {
            let current = current.clone();
            match page.get() {
                Page::Overview => view! { <OverviewPage current /> }.into_any(),
                Page::Skjema(id) => view! { <FormPage current id /> }.into_any(),
                Page::Oppsummering(id) => later::page(current, move |pages, current| (pages.summary)(current, id.clone())),
                Page::Vilkar => later::page(current, |pages, current| (pages.terms)(current)),
                Page::Sykmelding(id) => later::page(current, move |pages, current| {
                    (pages.note)(current, id.clone())
                }),
                Page::Kvittering(id) => later::page(current, move |pages, current| (pages.receipt)(current, id.clone())),
            }
        })}
    }
}

/// What comes after the first paint: the code lists, then the pages after the form, then the diagnoses of the journal, whose texts they give.
async fn fill(current: Current) {
    if let Ok(reading) = later::reading().await {
        current.state.reading.try_set(Some(reading));
    }
    let lists = Lists::fetch().await;
    current.state.lists.try_set(lists);
    later::fetch(current.state);
    prefill::look(&current, prefill::When::First).await;
}

/// A page that was opened past the overview: the absence so far decides which questions a form asks.
async fn look_back(current: Current) {
    if let Ok(pages) = later::pages().await {
        (pages.look_back)(current).await;
    }
}

/// The person was away: the session may have ended, the EPJ may have moved on (`smart-fhir.md` 4.5 number 9).
async fn look_again(current: Current) {
    match http::get::<SessionView>(&route::session(current.sid())).await {
        Ok(view) if view.context.patient.id == current.view.context.patient.id => {}
        Ok(_) => current.notice(&Fault::of(ProblemKind::WrongPatient)),
        Err(fault) => current.notice(&fault),
    }
    prefill::look(&current, prefill::When::Again).await;
}
