//! The list of periods.

use chrono::Days;
use domain::dato::{felt, parse_dato};
use domain::{Draft, Felt, PeriodeDraft};
use leptos::prelude::*;

use super::period::Period;
use super::{Work, felt_id};
use crate::browser::focus;
use crate::texts::form;
use crate::ui::{Button, Heading, Looks, Size, rows};

/// All periods, and a way to add one.
#[component]
pub fn Periods(work: Work) -> impl IntoView {
    let n_rows = move || work.draft.with(|draft| draft.perioder.len());
    let add = move |()| {
        work.draft
            .update(|draft| draft.perioder.push(following(draft)));
        focus::to(felt_id(Felt::Tom(untrack(n_rows).saturating_sub(1))));
    };
    view! {
        <section class="boks" id=felt_id(Felt::Perioder) tabindex="-1">
            <Heading>{form::periods()}</Heading>
            {rows(n_rows, move |row| view! { <Period work row /> }.into_any())}
            <Button on_press=add looks=Looks::Secondary size=Size::Small id="legg-til-periode">
                {form::add_period()}
            </Button>
        </section>
    }
}

/// The period after the last one: it begins the day after, where that is known.
fn following(draft: &Draft) -> PeriodeDraft {
    let last = draft.perioder.last().and_then(|last| parse_dato(&last.tom));
    let fom = last.and_then(|last| last.checked_add_days(Days::new(1)));
    PeriodeDraft {
        fom: fom.map(felt).unwrap_or_default(),
        ..PeriodeDraft::default()
    }
}
