//! The page of the form.

use contract::FormId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::discard::Discard;
use super::messages::{ToEmployer, ToNav};
use super::opening::{Opened, begin, open};
use super::periods::Periods;
use super::saving::{Save, SaveLine, save, save_by_itself};
use super::{BUTTONS, Work, diagnosis::Diagnoses};
use crate::app::navigate;
use crate::browser::focus;
use crate::browser::history::Step;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::fault::Fault;
use crate::route::{Page, Route};
use crate::rules::RuleLine;
use crate::texts::form;
use crate::ui::{Button, ErrorSummary, FaultAlert, Looks, PageHeading, Waiting, dynamic};

/// Opens the form of the address and shows it.
#[component]
pub fn FormPage(current: Current, id: FormId) -> impl IntoView {
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
                Ok(Opened::Nothing) => Ok(Some(begin(&current, &id))),
                Ok(Opened::Sent(status)) => {
                    let sid = current.sid().to_owned();
                    current.hand_over(status);
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
    dynamic(move || {
        let current = current.clone();
        match found.get() {
            None | Some(Ok(None)) => view! { <Waiting text=form::loading() /> }.into_any(),
            Some(Err(fault)) => view! { <FaultAlert fault retry=load /> }.into_any(),
            Some(Ok(Some(work))) => view! { <Form current work /> }.into_any(),
        }
    })
}

/// Left what the employer and the rules of time are about, right what the illness and Nav are about (`sykmelding.md` 1.1).
#[component]
fn Form(current: Current, work: Work) -> impl IntoView {
    save_by_itself(&current, work);
    let office = current.clone();
    view! {
        <PageHeading text=form::heading() />
        <form class="skjema" novalidate on:submit=|event| event.prevent_default()>
            <div class="spalte">
                <Periods work />
                <ToEmployer work />
            </div>
            <div class="spalte">
                <Diagnoses current=office work />
                <ToNav work />
                <RuleLine work />
                <ErrorSummary heading=form::errors_heading() errors=work.all_errors() />
                <Buttons current work />
            </div>
        </form>
    }
}

#[component]
fn Buttons(current: Current, work: Work) -> impl IntoView {
    let going = RwSignal::new(false);
    let asking = RwSignal::new(false);
    let saver = current.clone();
    let keep = move |()| {
        let current = saver.clone();
        spawn_local(async move {
            // A failure shows in the line under the buttons.
            let _ = save(&current, work, Save::All).await;
        });
    };
    let goer = current.clone();
    let next = move |()| {
        work.tried.set(true);
        if !work.mangler.read_untracked().is_empty() {
            focus::to("feilliste");
            return;
        }
        let current = goer.clone();
        going.set(true);
        spawn_local(async move {
            let stored = save(&current, work, Save::All).await;
            going.try_set(false);
            if stored.is_ok() {
                let page = Page::Oppsummering(work.id());
                navigate(Step::Push, Route::Session(current.sid().to_owned(), page));
            }
        });
    };
    let line = current.clone();
    view! {
        <div id=BUTTONS class="knapper">
            <Button on_press=next key=(Key::N, Place::Page) busy=going>
                {form::next()}
            </Button>
            <Button on_press=keep looks=Looks::Secondary key=(Key::S, Place::Page)>
                {form::save()}
            </Button>
            <Button on_press=move |()| asking.set(true) looks=Looks::Danger key=(Key::D, Place::Page)>
                {form::discard()}
            </Button>
        </div>
        <SaveLine current=line work />
        <Discard current work asking />
    }
}
