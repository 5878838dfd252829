//! Asks the gateway until both ways have come to an end, and does the browser's part of the journal in mode B.

use contract::{FormId, FormStatus, JournalReport, JournalStatus, NavStatus};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{http, lifecycle};
use crate::context::{Current, EpjAccess};
use crate::fault::Fault;
use crate::journal::Writing;
use crate::later;
use crate::route;

/// Rests between questions: Nav answers within seconds, or not for a long time.
const RESTS_MS: [u32; 8] = [600, 1_000, 1_000, 2_000, 3_000, 5_000, 10_000, 30_000];

/// What is known of a note. Copied freely.
#[derive(Clone, Copy)]
pub struct Follow {
    /// The last answer.
    pub status: RwSignal<Option<FormStatus>>,
    /// The last question failed. What is known stays.
    pub fault: RwSignal<Option<Fault>>,
    /// Mode B, and this page cannot write any more.
    pub token_gone: RwSignal<bool>,
    /// A write to the journal that the person asked for is under way.
    pub busy: RwSignal<bool>,
    writing: StoredValue<bool>,
    alive: StoredValue<bool>,
}

impl Follow {
    /// Begins to ask, until the page is left.
    pub fn start(current: &Current, id: &FormId) -> Follow {
        let follow = Follow {
            status: RwSignal::new(current.take_over(id)),
            fault: RwSignal::new(None),
            token_gone: RwSignal::new(current.epj_access() == EpjAccess::TokenGone),
            busy: RwSignal::new(false),
            writing: StoredValue::new(false),
            alive: StoredValue::new(true),
        };
        follow.ask(current, id);
        follow
    }

    /// Asks from the start.
    pub fn ask(self, current: &Current, id: &FormId) {
        let (current, id) = (current.clone(), id.clone());
        spawn_local(async move {
            let mut rests = RESTS_MS.into_iter();
            let mut rest = 0;
            while self.is_alive() {
                let known = self.status.try_get_untracked().flatten();
                if known.is_none() || rest > 0 {
                    let answer = http::get::<FormStatus>(&route::form(current.sid(), &id)).await;
                    let stop = answer.as_ref().err().is_some_and(|fault| {
                        current.notice(fault);
                        fault.ends_session() || fault.kind == contract::ProblemKind::FormNotFound
                    });
                    self.take(answer);
                    if stop {
                        return;
                    }
                }
                self.write_if_ours(&current, &id).await;
                if self
                    .status
                    .try_get_untracked()
                    .flatten()
                    .is_some_and(|status| settled(&status))
                {
                    return;
                }
                rest = rests.next().unwrap_or(30_000);
                lifecycle::sleep_ms(rest).await;
            }
        });
    }

    /// The person wants the journal tried again.
    pub fn retry_journal(self, current: &Current, id: &FormId) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let (current, id) = (current.clone(), id.clone());
        spawn_local(async move {
            if current.view.mode == contract::Mode::B {
                self.write(&current, &id).await;
            } else {
                let address = route::journal(current.sid(), &id);
                self.take(http::post(&address, &JournalReport::default()).await);
            }
            self.busy.try_set(false);
            self.ask(&current, &id);
        });
    }

    async fn write_if_ours(self, current: &Current, id: &FormId) {
        let wanted = self
            .status
            .try_get_untracked()
            .flatten()
            .is_some_and(|status| status.journal == JournalStatus::Browser);
        if wanted && !self.token_gone.try_get_untracked().unwrap_or(true) {
            self.write(current, id).await;
        }
    }

    async fn write(self, current: &Current, id: &FormId) {
        if self.writing.try_get_value().unwrap_or(true) {
            return;
        }
        self.writing.try_set_value(true);
        let written = match later::journal().await {
            Ok(journal) => (journal.write)(current.clone(), id.clone()).await,
            Err(fault) => Err(fault),
        };
        match written {
            Ok(Writing::Told(status)) => self.take(Ok(*status)),
            Ok(Writing::TokenGone) => _ = self.token_gone.try_set(true),
            Err(fault) => self.take(Err(fault)),
        }
        self.writing.try_set_value(false);
    }

    fn take(self, answer: Result<FormStatus, Fault>) {
        match answer {
            Ok(status) => {
                // What has not changed is not drawn anew, and not read out again.
                if self.fault.try_with_untracked(Option::is_some) == Some(true) {
                    self.fault.set(None);
                }
                let known = self
                    .status
                    .try_with_untracked(|known| known.as_ref() == Some(&status));
                if known == Some(false) {
                    self.status.set(Some(status));
                }
            }
            Err(fault) => _ = self.fault.try_set(Some(fault)),
        }
    }

    /// The page is still there: its values are gone with it.
    fn is_alive(self) -> bool {
        self.alive.try_get_value().unwrap_or(false)
    }
}

/// Nothing more will come by itself.
fn settled(status: &FormStatus) -> bool {
    let nav = !matches!(status.nav, NavStatus::Queued { .. });
    let journal = matches!(
        status.journal,
        JournalStatus::Stored { .. } | JournalStatus::Stopped { .. }
    );
    nav && journal
}
