//! The draft at the gateway: saved a little after the last change, when the form is left, and on demand.

use domain::Draft;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde_json::Value;

use super::Work;
use crate::browser::{clock, http, lifecycle};
use crate::context::Current;
use crate::fault::Fault;
use crate::route;
use crate::texts::form;
use crate::ui::{FaultAlert, dynamic};

/// Rest after the last change (`sykmelding.md` 2.5).
const REST_MS: u32 = 2_500;

/// How saving goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing to tell yet.
    Quiet,
    /// A save is on its way.
    Saving,
    /// Saved at this hour and minute.
    Saved(u32, u32),
    /// It did not work; what was typed stands on the screen.
    Failed(Fault),
}

/// What the gateway has of the form.
#[derive(Clone, Copy)]
pub struct Saved {
    /// For the line under the buttons.
    pub state: RwSignal<SaveState>,
    last: StoredValue<Draft>,
    stored: StoredValue<bool>,
    closed: StoredValue<bool>,
    busy: StoredValue<bool>,
    changes: StoredValue<u32>,
}

impl Saved {
    /// A form that the gateway does not have.
    pub fn new(draft: Draft) -> Saved {
        Saved {
            state: RwSignal::new(SaveState::Quiet),
            last: StoredValue::new(draft),
            stored: StoredValue::new(false),
            closed: StoredValue::new(false),
            busy: StoredValue::new(false),
            changes: StoredValue::new(0),
        }
    }

    /// The gateway has it.
    pub fn is_stored(self) {
        self.stored.set_value(true);
    }

    /// Whether there is a draft at the gateway.
    pub fn at_gateway(self) -> bool {
        self.stored.get_value()
    }

    /// Whether nothing has changed since the last save.
    pub fn holds(self, draft: &Draft) -> bool {
        self.last.with_value(|last| last == draft)
    }

    /// What stands there now counts as unchanged.
    pub fn forget_changes(self, draft: Draft) {
        self.last.set_value(draft);
    }

    /// The form is sent or discarded: it must not come back as a draft.
    pub fn close(self) {
        self.closed.set_value(true);
    }
}

/// Whether a draft that has not changed is saved too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    /// Only what has changed.
    Changed,
    /// Also what has not: the person asked for it, and it is kept longer from now on.
    All,
}

/// Saves the form. Nothing is lost when it fails: what was typed stays on the screen.
///
/// # Errors
/// The fault, which the line under the buttons shows too.
pub async fn save(current: &Current, work: Work, what: Save) -> Result<(), Fault> {
    let (saved, mut what) = (work.saved, what);
    loop {
        let draft = work.draft.get_untracked();
        let known = saved.holds(&draft) && what == Save::Changed;
        if known || saved.closed.get_value() {
            return Ok(());
        }
        if saved.busy.get_value() {
            lifecycle::sleep_ms(50).await;
            continue;
        }
        saved.busy.set_value(true);
        saved.state.set(SaveState::Saving);
        let answer = http::put::<Value>(&route::draft(current.sid(), &work.id()), &draft).await;
        saved.busy.set_value(false);
        what = Save::Changed;
        if let Err(fault) = answer {
            current.notice(&fault);
            saved.state.set(SaveState::Failed(fault.clone()));
            return Err(fault);
        }
        use chrono::Timelike;
        let now = clock::now_in_oslo();
        saved.last.set_value(draft);
        saved.stored.set_value(true);
        saved.state.set(SaveState::Saved(now.hour(), now.minute()));
    }
}

/// Saves by itself while the form is on the screen, and when it goes.
pub fn save_by_itself(current: &Current, work: Work) {
    let later = current.clone();
    Effect::new(move |before: Option<()>| {
        work.draft.track();
        if before.is_none() {
            return;
        }
        let change = work.saved.changes.get_value().wrapping_add(1);
        work.saved.changes.set_value(change);
        let current = later.clone();
        spawn_local(async move {
            lifecycle::sleep_ms(REST_MS).await;
            if work.saved.changes.get_value() == change {
                // A failure shows in the line under the buttons.
                let _ = save(&current, work, Save::Changed).await;
            }
        });
    });
    let at_once = {
        let current = current.clone();
        move || {
            let current = current.clone();
            spawn_local(async move {
                let _ = save(&current, work, Save::Changed).await;
            });
        }
    };
    lifecycle::on_leave(at_once.clone());
    on_cleanup(at_once);
}

/// How saving goes, in a line.
#[component]
pub fn SaveLine(current: Current, work: Work) -> impl IntoView {
    dynamic(move || match work.saved.state.get() {
        SaveState::Quiet => ().into_any(),
        SaveState::Saving => line(form::saving().to_owned()),
        SaveState::Saved(hour, minute) => line(form::saved_at(hour, minute)),
        SaveState::Failed(fault) => {
            let current = current.clone();
            let retry = Callback::new(move |()| {
                let current = current.clone();
                spawn_local(async move {
                    let _ = save(&current, work, Save::All).await;
                });
            });
            view! { <FaultAlert fault lead=Some(form::not_saved()) retry /> }.into_any()
        }
    })
}

fn line(text: String) -> AnyView {
    view! { <p class="aksel-body-short aksel-body-short--small dempet" role="status">{text}</p> }
        .into_any()
}
