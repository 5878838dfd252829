//! Sending a form once.

use contract::{FormStatus, ProblemKind, SubmitForm, Utfall};
use domain::shown;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::{clock, focus, http, lifecycle};
use crate::context::Current;
use crate::fault::Fault;
use crate::form::Work;
use crate::route::{self, Page, Route};
use crate::texts::sprak;

/// A press counts only when the button has been seen for so long: no click that was meant for something else, or that
/// another page has lured out, signs a note (`smart-fhir.md` 4.2, clickjacking).
const SEEN_MS: u32 = 500;

/// How sending goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SendState {
    /// Nothing has been sent.
    Idle,
    /// The gateway is at work.
    Sending,
    /// A rule lets it be sent after a second look.
    Soft(Utfall),
    /// The second look ended without sending.
    SoftClosed,
    /// A rule stops it.
    Hard(Utfall),
    /// It did not work.
    Failed(Fault),
}

/// The button and what came of it. Copied freely.
#[derive(Clone, Copy)]
pub struct Sending {
    /// How it goes.
    pub state: RwSignal<SendState>,
    seen: RwSignal<bool>,
}

impl Sending {
    /// Nothing sent yet; the button has just come up.
    pub fn new() -> Sending {
        let seen = RwSignal::new(false);
        spawn_local(async move {
            lifecycle::sleep_ms(SEEN_MS).await;
            seen.try_set(true);
        });
        Sending {
            state: RwSignal::new(SendState::Idle),
            seen,
        }
    }

    /// The button cannot be pressed yet.
    pub fn too_early(self) -> bool {
        !self.seen.get()
    }

    /// The gateway is at work.
    pub fn busy(self) -> bool {
        self.state.with(|state| *state == SendState::Sending)
    }

    /// Sends, unless a sending is under way. `despite_rule` names the rule that the clinician has seen.
    pub fn send(self, current: &Current, work: Work, despite_rule: Option<String>) {
        let idle = self
            .state
            .with_untracked(|state| *state != SendState::Sending);
        if !idle || !self.seen.get_untracked() {
            return;
        }
        self.state.set(SendState::Sending);
        let context = &current.view.context;
        let body = SubmitForm {
            // What is hidden stays here.
            form: shown(
                &work.draft.read_untracked(),
                clock::today(),
                &current.state.sykefravaer.read_untracked(),
            ),
            patient: context.patient.id.clone(),
            encounter: context.encounter.id.clone(),
            despite_rule,
            sprak: sprak(),
        };
        let current = current.clone();
        spawn_local(async move {
            let id = work.id();
            match http::put::<FormStatus>(&route::form(current.sid(), &id), &body).await {
                Ok(status) => {
                    work.saved.close();
                    current.end_work();
                    current.hand_over(status);
                    let page = Page::Kvittering(id);
                    navigate(
                        Step::Replace,
                        Route::Session(current.sid().to_owned(), page),
                    );
                }
                Err(fault) => {
                    current.notice(&fault);
                    if fault.kind == ProblemKind::FormIncomplete
                        && let Some(Ok(pages)) = current.state.pages.get_untracked()
                    {
                        // The gateway knows of an absence that this page did not: the form now asks what it asks.
                        (pages.look_back)(current.clone()).await;
                    }
                    self.state.try_set(SendState::after(fault));
                    focus::to("feil");
                }
            }
        });
    }
}

impl SendState {
    fn after(fault: Fault) -> SendState {
        match (fault.kind, fault.utfall.clone()) {
            (ProblemKind::RuleSoft, Some(utfall)) => SendState::Soft(utfall),
            (ProblemKind::RuleHard, Some(utfall)) => SendState::Hard(utfall),
            _ => SendState::Failed(fault),
        }
    }
}
