//! The conditions of use.

use contract::{AcceptTerms, Terms};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::back::BackButton;
use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::http;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::fault::Fault;
use crate::route::{self, Page, Route};
use crate::texts::{common, terms};
use crate::ui::{Button, FaultAlert, PageHeading, Waiting, dynamic, optional};

/// The text, and a way to accept it; accepting leads back to the patient.
#[component]
pub fn TermsPage(current: Current) -> impl IntoView {
    let found: RwSignal<Option<Result<Terms, Fault>>> = RwSignal::new(None);
    let loader = current.clone();
    let load = Callback::new(move |()| {
        let current = loader.clone();
        found.set(None);
        spawn_local(async move {
            found.try_set(Some(http::get::<Terms>(&route::terms(current.sid())).await));
        });
    });
    load.run(());
    view! {
        <PageHeading text=terms::heading() />
        {dynamic(move || match found.get() {
            None => view! { <Waiting text=common::loading() /> }.into_any(),
            Some(Err(fault)) => view! { <FaultAlert fault retry=load /> }.into_any(),
            Some(Ok(found)) => view! { <Text current=current.clone() found /> }.into_any(),
        })}
    }
}

#[component]
fn Text(current: Current, found: Terms) -> impl IntoView {
    let busy = RwSignal::new(false);
    let fault: RwSignal<Option<Fault>> = RwSignal::new(None);
    let overview = Route::Session(current.sid().to_owned(), Page::Overview);
    let paragraphs = found
        .text
        .split("\n\n")
        .map(|text| view! { <p class="aksel-body-long">{text.to_owned()}</p> })
        .collect_view();
    let (version, back) = (found.version, current.clone());
    let accept = move |()| {
        let (current, overview) = (current.clone(), overview.clone());
        let body = AcceptTerms {
            version: version.clone(),
        };
        busy.set(true);
        spawn_local(async move {
            let answer = http::post::<Terms>(&route::terms(current.sid()), &body).await;
            busy.try_set(false);
            match answer {
                Ok(_) => navigate(Step::Replace, overview),
                Err(error) => {
                    current.notice(&error);
                    fault.try_set(Some(error));
                }
            }
        });
    };
    let accepted = found.accepted_at.is_some();
    view! {
        <section class="boks">{paragraphs}</section>
        {dynamic(move || optional(fault.get().map(|fault| view! { <FaultAlert fault /> })))}
        <div class="knapper">
            {(!accepted)
                .then(|| {
                    view! {
                        <Button on_press=accept key=(Key::N, Place::Page) busy>
                            {terms::accept()}
                        </Button>
                    }
                })}
            <BackButton current=back />
        </div>
    }
}
