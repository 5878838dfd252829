//! What is seen while the EPJ lets us in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{callback, start};
use crate::app::{self, navigate};
use crate::browser::history::Step;
use crate::fault::Fault;
use crate::feil::FaultPage;
use crate::route::{Page, Route};
use crate::texts::launch;
use crate::ui::{PageHeading, Waiting};

/// `/launch`: on the way to the EPJ.
#[component]
pub fn LaunchPage(query: String) -> impl IntoView {
    let fault = RwSignal::new(None);
    spawn_local(async move {
        if let Err(error) = start::start(&query).await {
            fault.set(Some(error));
        }
    });
    opening(fault)
}

/// `/callback/{key}`: back from the EPJ.
#[component]
pub fn CallbackPage(key: String, query: String) -> impl IntoView {
    let fault = RwSignal::new(None);
    spawn_local(async move {
        match callback::finish(&key, &query).await {
            Ok(Some(view)) => {
                let sid = view.id.clone();
                app::hand_over(view);
                navigate(Step::Replace, Route::Session(sid, Page::Overview));
            }
            Ok(None) => {}
            Err(error) => fault.set(Some(error)),
        }
    });
    opening(fault)
}

fn opening(fault: RwSignal<Option<Fault>>) -> impl IntoView {
    move || match fault.get() {
        Some(fault) => view! { <FaultPage heading=launch::failed() fault /> }.into_any(),
        None => view! {
            <PageHeading text=launch::opening() />
            <Waiting text=launch::asking_epj() />
        }
        .into_any(),
    }
}
