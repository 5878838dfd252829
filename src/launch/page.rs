//! What is seen while the EPJ lets us in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::{self, navigate};
use crate::browser::history::Step;
use crate::fault::Fault;
use crate::later;
use crate::route::{Page, Route};
use crate::texts::launch;
use crate::ui::{PageHeading, Waiting};

/// `/launch`: on the way to the EPJ.
#[component]
pub fn LaunchPage(query: String) -> impl IntoView {
    spawn_local(async move {
        let left = match later::login().await {
            Ok(login) => (login.start)(query).await,
            Err(fault) => Err(fault),
        };
        if let Err(fault) = left {
            failed(fault);
        }
    });
    opening()
}

/// `/callback/{key}`: back from the EPJ.
#[component]
pub fn CallbackPage(key: String, query: String) -> impl IntoView {
    spawn_local(async move {
        let finished = match later::login().await {
            Ok(login) => (login.finish)(key, query).await,
            Err(fault) => Err(fault),
        };
        match finished {
            Ok(Some(view)) => {
                let sid = view.id.clone();
                app::hand_over(view);
                navigate(Step::Replace, Route::Session(sid, Page::Overview));
            }
            Ok(None) => {}
            Err(fault) => failed(fault),
        }
    });
    opening()
}

fn opening() -> impl IntoView {
    view! {
        <main id="innhold" class="side">
            <PageHeading text=launch::opening() />
            <Waiting text=launch::asking_epj() />
        </main>
    }
}

/// The error page has an address of its own, so that a reload says the same again and sends nothing twice.
fn failed(fault: Fault) {
    navigate(Step::Replace, Route::Feil(fault.kind, fault.reference));
}
