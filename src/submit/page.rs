//! The summary: everything that is sent, about whom and by whom.

use contract::FormId;
use domain::{Draft, shown};
use leptos::prelude::*;

use super::rule_dialog::RuleDialog;
use super::send::{SendState, Sending};
use super::signer::{PatientBox, SignerBox, complete};
use super::values;
use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::keyboard::{Key, Place};
use crate::browser::{clock, focus};
use crate::context::Current;
use crate::form::{Work, page_of};
use crate::route::{Page, Route};
use crate::rules::rule_text;
use crate::texts::{common, submit};
use crate::ui::{
    Alert, Button, Checkbox, FaultAlert, Field, Looks, PageHeading, PageLink, SummaryAnswer,
    SummaryBox, Tone, dynamic,
};

/// Opens the form of the address and shows its summary. A reload comes here too.
#[component]
pub fn SummaryPage(current: Current, id: FormId) -> impl IntoView {
    page_of(
        current,
        id,
        |_, _| None,
        |current, work| match work {
            Some(work) => view! { <Summary current work /> }.into_any(),
            None => view! { <DraftGone current /> }.into_any(),
        },
    )
}

#[component]
fn DraftGone(current: Current) -> impl IntoView {
    let overview = Route::Session(current.sid().to_owned(), Page::Overview);
    view! {
        <PageHeading text=submit::heading() />
        <Alert tone=Tone::Warning>
            <p class="aksel-label">{submit::draft_gone()}</p>
            <p>{submit::draft_gone_help()}</p>
            <PageLink to=overview>{common::back_to_overview()}</PageLink>
        </Alert>
    }
}

#[component]
fn Summary(current: Current, work: Work) -> impl IntoView {
    let sending = Sending::new();
    let edit = Route::Session(current.sid().to_owned(), Page::Skjema(work.id()));
    let edit_link = view! { <PageLink to=edit.clone()>{submit::edit()}</PageLink> }.into_any();
    let state = current.state;
    let answers = dynamic(move || {
        let earlier = state.sykefravaer.get();
        let visible = work
            .draft
            .with(|draft| shown(draft, clock::today(), &earlier));
        let answers = values(&visible).into_iter();
        answers
            .map(|(label, lines)| view! { <SummaryAnswer label lines /> })
            .collect_view()
            .into_any()
    });
    let hidden = Field::part(
        work.draft,
        |draft: &Draft| draft.pasienten_skal_skjermes,
        |draft, yes| draft.pasienten_skal_skjermes = yes,
    );
    let sender = current.clone();
    let send = Callback::new(move |despite: Option<String>| sending.send(&sender, work, despite));
    let back = Callback::new(move |()| navigate(Step::Push, edit.clone()));
    let incomplete = !work.mangler.read_untracked().is_empty();
    let blocked = incomplete || !complete(&current);
    let (patient, signer) = (current.clone(), current);
    view! {
        <PageHeading text=submit::heading() />
        <p class="aksel-body-long">{submit::intro()}</p>
        <div class="oppsummering">
            <div class="spalte">
                <PatientBox current=patient />
                <SignerBox current=signer />
            </div>
            <div class="spalte">
                <SummaryBox heading=submit::note() edit=edit_link>
                    {answers}
                </SummaryBox>
                <Checkbox label=submit::hide_from_patient() value=hidden />
                {incomplete
                    .then(|| {
                        view! { <Alert tone=Tone::Warning><p>{submit::not_complete()}</p></Alert> }
                    })}
                <Outcome sending send back />
                <div class="knapper">
                    <Button
                        on_press=move |()| send.run(None)
                        key=(Key::N, Place::Page)
                        disabled=Signal::derive(move || blocked || sending.too_early())
                        busy=Signal::derive(move || sending.busy())
                    >
                        {submit::send()}
                    </Button>
                    <Button on_press=back looks=Looks::Secondary key=(Key::Left, Place::Page)>
                        {submit::previous()}
                    </Button>
                </div>
            </div>
        </div>
    }
}

/// What came of sending.
#[component]
fn Outcome(sending: Sending, send: Callback<Option<String>>, back: Callback<()>) -> impl IntoView {
    let close = Callback::new(move |()| {
        sending.state.set(SendState::SoftClosed);
        focus::to("feil");
    });
    dynamic(move || {
        match sending.state.get() {
        SendState::Idle => ().into_any(),
        SendState::Sending => {
            view! { <p class="aksel-sr-only" role="status">{submit::sending()}</p> }.into_any()
        }
        SendState::Soft(utfall) => {
            let rule = utfall.rule.clone();
            let on_send = Callback::new(move |()| send.run(rule.clone()));
            view! { <RuleDialog utfall on_send on_change=back on_close=close /> }.into_any()
        }
        SendState::SoftClosed => {
            view! { <Alert tone=Tone::Warning id=Some("feil")><p>{submit::soft_closed()}</p></Alert> }
                .into_any()
        }
        SendState::Hard(utfall) => {
            let text = utfall.rule.as_deref().map(rule_text);
            view! {
                <Alert tone=Tone::Error id=Some("feil")>
                    <p class="aksel-label">{submit::stopped_by_rule()}</p>
                    {text.map(|text| view! { <p>{text}</p> })}
                    <Button on_press=back looks=Looks::Secondary>
                        {submit::change()}
                    </Button>
                </Alert>
            }
            .into_any()
        }
        SendState::Failed(fault) => view! {
            <FaultAlert
                fault
                id=Some("feil")
                lead=Some(submit::not_sent())
                retry=Callback::new(move |()| send.run(None))
            />
        }
        .into_any(),
    }
    })
}
