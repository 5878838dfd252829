//! The rules' voice in the form.

use domain::Felt;
use leptos::prelude::*;

use super::hint::{Hint, Weight};
use crate::context::State;
use crate::form::Work;
use crate::texts::form;
use crate::ui::{Alert, Tone, dynamic, optional};

/// What the rules say of one field, if anything.
#[component]
pub fn FieldHint(work: Work, felt: Felt) -> impl IntoView {
    dynamic(move || {
        let hint = work
            .hints
            .with(|hints| hints.iter().find(|hint| hint.felt == felt).cloned());
        optional(hint.map(|hint| view! { <HintAlert hint /> }))
    })
}

/// What the rules say of everything else, or that they have nothing to say of a form that is filled in.
#[component]
pub fn RuleLine(state: State, work: Work) -> impl IntoView {
    let elsewhere = dynamic(move || {
        work.hints.with(|hints| {
            hints
                .iter()
                .filter(|hint| !matches!(hint.felt, Felt::Hoveddiagnose | Felt::Bidiagnose(_)))
                .cloned()
                .map(|hint| view! { <HintAlert hint /> })
                .collect_view()
                .into_any()
        })
    });
    let fine = dynamic(move || {
        let complete = work.mangler.with(domain::Mangler::is_empty)
            && work.hints.with(Vec::is_empty)
            // Rules that are still on their way have said nothing.
            && state.reading.with(Option::is_some);
        optional(
            complete.then(|| view! { <p class="aksel-body-short dempet">{form::rules_ok()}</p> }),
        )
    });
    view! { <div class="regler" role="status">{elsewhere} {fine}</div> }
}

#[component]
fn HintAlert(hint: Hint) -> impl IntoView {
    let tone = match hint.weight {
        Weight::Soft => Tone::Warning,
        Weight::Hard => Tone::Error,
    };
    view! { <Alert tone><p>{hint.text}</p></Alert> }
}
