//! What the form says about the journal.

use domain::{Diagnose, Diagnosevalg, Draft};
use flow::prefill::PrefillStatus;
use leptos::prelude::*;

use super::Journal;
use crate::context::Current;
use crate::form::Work;
use crate::texts::form;
use crate::ui::{Alert, Button, Looks, Size, Tone, dynamic, shown};

/// How the look into the journal went, when there is something to say about it.
#[component]
pub fn PrefillLine(current: Current) -> impl IntoView {
    let journal = current.state.journal;
    dynamic(move || match journal.get() {
        None => line(form::prefill_loading().to_owned()),
        Some(Journal::TokenGone) => line(form::prefill_no_token().to_owned()),
        Some(Journal::Answered(prefill)) => match prefill.status {
            PrefillStatus::Failed => {
                view! { <Alert tone=Tone::Warning><p>{form::prefill_failed()}</p></Alert> }
                    .into_any()
            }
            PrefillStatus::SomeUnknown => line(format!(
                "{} {}",
                form::prefill_unknown(),
                prefill.unknown.join(", ")
            )),
            PrefillStatus::Ok | PrefillStatus::None => ().into_any(),
        },
    })
}

fn line(text: String) -> AnyView {
    view! { <p class="aksel-body-short aksel-body-short--small dempet" role="status">{text}</p> }
        .into_any()
}

/// The diagnoses are others than in the journal, with a way back to those (`sykmelding.md` 2.4).
#[component]
pub fn JournalDiffers(current: Current, work: Work) -> impl IntoView {
    let journal = current.state.journal;
    let found = move || {
        journal.with(|journal| match journal {
            Some(Journal::Answered(prefill)) => prefill.diagnoser.clone(),
            _ => Vec::new(),
        })
    };
    shown(
        move || {
            let found = found();
            !found.is_empty() && work.draft.with(|draft| differs(draft, &found))
        },
        move || {
            let found = found();
            let names = found
                .iter()
                .map(|valg| format!("{} {}", valg.code, valg.text))
                .collect::<Vec<_>>();
            let reset = move |()| {
                let found = found.clone();
                work.draft.update(move |draft| {
                    let mut found = found.into_iter();
                    draft.hoveddiagnose = found.next();
                    draft.bidiagnoser = found.map(Some).collect();
                });
            };
            view! {
                <Alert tone=Tone::Info>
                    <p class="aksel-label">{form::epj_differs()}</p>
                    <p>{form::in_journal(&names.join(", "))}</p>
                    <p>{form::epj_differs_help()}</p>
                    <Button on_press=reset looks=Looks::Secondary size=Size::Small>
                        {form::use_epj()}
                    </Button>
                </Alert>
            }
            .into_any()
        },
    )
}

/// Compared by code and system; the other diagnoses without regard to order. Nothing chosen yet is no difference.
fn differs(draft: &Draft, found: &[Diagnosevalg]) -> bool {
    let Some(main) = &draft.hoveddiagnose else {
        return false;
    };
    let Some((first, rest)) = found.split_first() else {
        return false;
    };
    let mut left: Vec<Diagnose> = rest.iter().map(Diagnosevalg::diagnose).collect();
    let same_others = draft.bidiagnoser.iter().flatten().all(|valg| {
        let place = left.iter().position(|other| *other == valg.diagnose());
        place.map(|place| left.swap_remove(place)).is_some()
    });
    main.diagnose() != first.diagnose() || !same_others || !left.is_empty()
}
