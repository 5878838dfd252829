//! Step context: the session of this page, and the patient who is always on the screen.

mod banner;
mod codes;
mod pages;

pub use codes::{CodeLists, Icd10, Lists};
pub use pages::SessionPages;

use std::sync::Arc;

use contract::{FormId, FormStatus, Mode, ProblemKind, SessionView};
use domain::Sykefravaer;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use crate::browser::tokens;
use crate::fault::Fault;
use crate::form::Work;
use crate::later;
use crate::prefill::Journal;

/// The session that the pages work in. Everything typed for it lives here, so that a change of page loses nothing.
#[derive(Clone)]
pub struct Current {
    /// Who and where. What is shown here and what is sent come from the same value.
    pub view: Arc<SessionView>,
    /// What changes.
    pub state: State,
    owner: Owner,
}

/// What changes during a session. Copied freely.
#[derive(Clone, Copy)]
pub struct State {
    /// Why the session has ended, once it has: then nothing more is written.
    pub ended: RwSignal<Option<Fault>>,
    /// The code lists.
    pub lists: RwSignal<Lists>,
    /// Whether the clinician wants ICD-10 to be searched.
    pub icd10: RwSignal<Icd10>,
    /// The absence so far, as Nav's list tells it; none until it is known.
    pub sykefravaer: RwSignal<Sykefravaer>,
    /// The diagnoses of the journal, once they have been looked for.
    pub journal: RwSignal<Option<Journal>>,
    /// The search, the rules and the reader of the journal, once their code has come.
    pub reading: RwSignal<Option<later::Reading>>,
    /// The pages after the form, once their code has been asked for.
    pub pages: RwSignal<Option<Result<later::Pages, Fault>>>,
    work: StoredValue<Option<Work>>,
    sent: StoredValue<Option<FormStatus>>,
}

impl State {
    fn new() -> State {
        State {
            ended: RwSignal::new(None),
            lists: RwSignal::new(Lists::Loading),
            icd10: RwSignal::new(Icd10::default()),
            sykefravaer: RwSignal::new(Sykefravaer::default()),
            journal: RwSignal::new(None),
            reading: RwSignal::new(None),
            pages: RwSignal::new(None),
            work: StoredValue::new(None),
            sent: StoredValue::new(None),
        }
    }
}

/// Whether this page can talk to the EPJ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpjAccess {
    /// It can.
    Open,
    /// Mode B after a reload: the token was in memory only and is gone.
    TokenGone,
}

impl Current {
    /// The id that every address of this session carries.
    pub fn sid(&self) -> &str {
        &self.view.id
    }

    /// Whether this page can talk to the EPJ.
    pub fn epj_access(&self) -> EpjAccess {
        match self.view.mode {
            Mode::B if tokens::of(self.sid()).is_none() => EpjAccess::TokenGone,
            _ => EpjAccess::Open,
        }
    }

    /// The form that is being written, if it is this one.
    pub fn work(&self, id: &FormId) -> Option<Work> {
        self.state.work.get_value().filter(|work| work.is(id))
    }

    /// The form that is being written.
    pub fn any_work(&self) -> Option<Work> {
        self.state.work.get_value()
    }

    /// Begins to write a form. What it consists of lives as long as the session.
    pub fn begin(&self, make: impl FnOnce() -> Work) -> Work {
        let work = self.owner.with(make);
        self.state.work.set_value(Some(work));
        work
    }

    /// The form is sent or discarded.
    pub fn end_work(&self) {
        self.state.work.set_value(None);
    }

    /// Hands the gateway's answer from sending to the receipt.
    pub fn hand_over(&self, status: FormStatus) {
        self.state.sent.set_value(Some(status));
    }

    /// Takes the answer that was handed over, if it is about this form.
    pub fn take_over(&self, id: &FormId) -> Option<FormStatus> {
        let mut taken = None;
        self.state
            .sent
            .update_value(|status| taken = status.take_if(|status| status.form_id == *id));
        taken
    }

    /// Notes a fault that ends the session. Others are for the caller to show.
    pub fn notice(&self, fault: &Fault) {
        if fault.ends_session() && fault.kind != ProblemKind::EpjSessionEnded {
            self.state.ended.set(Some(fault.clone()));
        }
    }
}
