//! The list of periods.

use chrono::{Days, NaiveDate};
use domain::dato::{felt, parse_dato};
use domain::{Draft, Felt, PeriodeDraft, Variant};
use leptos::prelude::*;

use super::period::Period;
use super::{Work, felt_id};
use crate::browser::{clock, focus};
use crate::texts::form;
use crate::ui::{Button, Heading, Looks, Size, rows};

/// All periods, and a way to add one where the form has several.
#[component]
pub fn Periods(work: Work, variant: Variant) -> impl IntoView {
    let several = variant.has_several_periods();
    let n_rows = move || {
        let rows = work.draft.with(|draft| draft.perioder.len());
        if several { rows } else { rows.min(1) }
    };
    let add = move |()| {
        work.draft
            .update(|draft| draft.perioder.push(following(draft)));
        focus::to(felt_id(Felt::Tom(untrack(n_rows).saturating_sub(1))));
    };
    view! {
        <section class="boks" id=felt_id(Felt::Perioder) tabindex="-1">
            <Heading>{if several { form::periods() } else { form::period() }}</Heading>
            {form::about_variant(variant).map(|text| view! { <p class="aksel-body-long">{text}</p> })}
            {rows(n_rows, move |row| view! { <Period work row variant /> }.into_any())}
            {several
                .then(|| {
                    view! {
                        <Button on_press=add looks=Looks::Secondary size=Size::Small id="legg-til-periode">
                            {form::add_period()}
                        </Button>
                    }
                })}
        </section>
    }
}

/// The period after the last one: it begins the day after, where that is known.
fn following(draft: &Draft) -> PeriodeDraft {
    let fom = day_after_previous(draft, draft.perioder.len());
    PeriodeDraft {
        fom: fom.map(felt).unwrap_or_default(),
        ..PeriodeDraft::new(draft.variant)
    }
}

/// The day after the period before this row, or after the note that is continued.
pub fn day_after_previous(draft: &Draft, row: usize) -> Option<NaiveDate> {
    let tom = match row.checked_sub(1) {
        Some(previous) => parse_dato(&draft.perioder.get(previous)?.tom),
        None => draft.forlenger.as_ref().map(|note| note.tom),
    };
    tom?.checked_add_days(Days::new(1))
}

/// The day that a shorthand in the first field counts from (`sykmelding.md` 2.1).
pub fn base_day(draft: &Draft, row: usize) -> NaiveDate {
    day_after_previous(draft, row).unwrap_or_else(clock::today)
}
