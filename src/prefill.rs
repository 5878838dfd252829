//! Step prefill: the diagnoses of the journal, for a new form and for comparison with what is chosen.

mod notice;

pub use notice::{JournalDiffers, PrefillLine};

use flow::exchange::{Answer, Round, Step};
use flow::prefill::{Prefill, PrefillFacts, PrefillReader, PrefillStatus, apply};
use leptos::prelude::*;

use crate::browser::http::{self, Call};
use crate::browser::lifecycle;
use crate::context::{Current, EpjAccess};
use crate::later;

/// What the look into the journal gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Journal {
    /// An answer, perhaps that there is nothing or that it failed.
    Answered(Prefill),
    /// This page cannot ask any more.
    TokenGone,
}

/// Which look into the journal it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// The first one of this page: it fills in a new form.
    First,
    /// A later one: it never changes what stands in the form.
    Again,
}

/// Looks into the journal and keeps what it finds in the session.
pub async fn look(current: &Current, when: When) {
    if current.epj_access() == EpjAccess::TokenGone {
        current.state.journal.try_set(Some(Journal::TokenGone));
        return;
    }
    let prefill = match later::reading().await {
        Ok(reading) => (reading.read)(current.clone()).await,
        Err(_) => failed(),
    };
    // A later look that fails must not take away what the first one found.
    if when == When::Again && prefill.status == PrefillStatus::Failed {
        return;
    }
    current
        .state
        .journal
        .try_set(Some(Journal::Answered(prefill)));
    if when == When::First
        && let Some(work) = current.any_work()
    {
        fill_in(current, work);
    }
}

/// Fills a new form with what the journal holds, once, if that is known already.
pub fn fill_in(current: &Current, work: crate::form::Work) {
    if let Some(Journal::Answered(prefill)) = current.state.journal.get_untracked()
        && work.takes_prefill()
    {
        work.fill(|draft| apply(draft, &prefill));
    }
}

/// Asks the EPJ. In a part of the app that loads after the form, see [`later::reading`].
pub async fn read(current: &Current) -> Prefill {
    let context = &current.view.context;
    let mut reader = PrefillReader::new(PrefillFacts {
        base: current.view.fhir_base.clone(),
        patient: context.patient.id.clone(),
        encounter: context.encounter.id.clone(),
        diagnoses: context.encounter.diagnoses.clone(),
    });
    let lists = current.state.lists.get_untracked();
    let text_of = |kodeverk, code: &str| lists.text(kodeverk, code);
    let mut step = reader.start(&text_of);
    loop {
        match step {
            Step::Fetch(round) => step = reader.answer(fetch(current.sid(), round).await, &text_of),
            Step::Done(prefill) => return prefill,
            Step::Failed(_) => return failed(),
        }
    }
}

fn failed() -> Prefill {
    Prefill {
        status: PrefillStatus::Failed,
        ..Prefill::default()
    }
}

/// One read after the other: there are three at most, and seldom more than one.
async fn fetch(sid: &str, round: Round) -> Vec<Answer> {
    lifecycle::sleep_ms(u32::try_from(round.wait_ms).unwrap_or(u32::MAX)).await;
    let mut answers = Vec::with_capacity(round.gets.len());
    for get in &round.gets {
        answers.push(http::call(sid, Call::Get(&get.path)).await);
    }
    answers
}
