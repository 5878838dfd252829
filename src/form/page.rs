//! The page of the form.

use contract::FormId;
use domain::Felt;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::discard::Discard;
use super::grounds::{Grounds, Injury};
use super::messages::{ToEmployer, ToNav};
use super::opening::{begin, page_of};
use super::periods::Periods;
use super::saving::{Save, SaveLine, save, save_by_itself};
use super::{BUTTONS, Work, diagnosis::Diagnoses, felt_id};
use crate::app::navigate;
use crate::browser::focus;
use crate::browser::history::Step;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::later;
use crate::route::{Page, Route};
use crate::rules::RuleLine;
use crate::texts::form;
use crate::ui::{Button, ErrorSummary, Looks, PageHeading, optional};

/// Opens the form of the address and shows it; an id that nothing stands under is a new form.
#[component]
pub fn FormPage(current: Current, id: FormId) -> impl IntoView {
    page_of(current, id, begin, |current, work| {
        optional(work.map(|work| view! { <Form current work /> }))
    })
}

/// Left what the employer and the rules of time are about, right what the illness and Nav are about (`sykmelding.md` 1.1).
#[component]
fn Form(current: Current, work: Work) -> impl IntoView {
    save_by_itself(&current, work);
    let (office, state) = (current.clone(), current.state);
    let variant = work.draft.with_untracked(|draft| draft.variant);
    let continues = work.draft.with_untracked(|draft| {
        draft.forlenger.is_some() && draft.perioder.iter().any(|row| row.tom.is_empty())
    });
    let page = view! {
        <PageHeading text=form::variant(variant) />
        <form class="skjema" novalidate on:submit=|event| event.prevent_default()>
            <div class="spalte">
                {variant
                    .has_arbeidsforhold()
                    .then(|| {
                        later::page(current.clone(), move |pages, current| (pages.employment)(current, work))
                    })}
                <Periods work variant />
                {variant.describes_treatment().then(|| view! { <ToNav work variant /> })}
                {later::page(current.clone(), move |pages, _| (pages.late)(work))}
                {variant.has_melding_til_arbeidsgiver().then(|| view! { <ToEmployer work /> })}
            </div>
            <div class="spalte">
                <Diagnoses current=office work />
                <Grounds work />
                {later::page(current.clone(), move |pages, _| (pages.elaboration)(state, work))}
                <Injury work />
                {(!variant.describes_treatment()).then(|| view! { <ToNav work variant /> })}
                <RuleLine state work />
                <ErrorSummary heading=form::errors_heading() errors=work.all_errors() />
                <Buttons current work />
            </div>
        </form>
    };
    if continues {
        // The last day is all that most notes of this kind still need.
        focus::to(felt_id(Felt::Tom(0)));
    }
    page
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
