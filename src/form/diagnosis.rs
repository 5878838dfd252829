//! Main diagnosis and the others.

use domain::{Draft, Felt};
use leptos::prelude::*;

use super::diagnosis_choice::{DiagnosisChoice, Searched};
use super::{Work, felt_id};
use crate::browser::focus;
use crate::context::Current;
use crate::prefill::{JournalDiffers, PrefillLine};
use crate::texts::form;
use crate::ui::{Button, Checkbox, Field, Heading, Looks, Size, rows};

/// Id of the button that adds a row.
const ADD: &str = "legg-til-bidiagnose";

/// The block of diagnoses, with what the journal has to say.
#[component]
pub fn Diagnoses(current: Current, work: Work) -> impl IntoView {
    let searched = Searched::of(current.state);
    let n_rows = move || work.draft.with(|draft| draft.bidiagnoser.len());
    let main = Field::part(
        work.draft,
        |draft: &Draft| draft.hoveddiagnose.clone(),
        |draft, chosen| draft.hoveddiagnose = chosen,
    );
    let add = move |()| {
        work.draft.update(|draft| draft.bidiagnoser.push(None));
        focus::to(felt_id(Felt::Bidiagnose(untrack(n_rows).saturating_sub(1))));
    };
    let journal = current.clone();
    view! {
        <section class="boks">
            <Heading>{form::diagnosis()}</Heading>
            <DiagnosisChoice
                work
                felt=Felt::Hoveddiagnose
                label=form::main_diagnosis()
                value=main
                searched
                after_choice=format!("{}-endre", felt_id(Felt::Hoveddiagnose))
            />
            <PrefillLine current=journal />
            {rows(
                n_rows,
                move |row| view! { <OtherDiagnosis work row searched /> }.into_any(),
            )}
            <div class="rad">
                <Button on_press=add looks=Looks::Secondary size=Size::Small id=ADD>
                    {form::add_other_diagnosis()}
                </Button>
                <Checkbox
                    label=form::include_icd10()
                    value=searched.switch()
                />
            </div>
            <JournalDiffers current work />
        </section>
    }
}

#[component]
fn OtherDiagnosis(work: Work, row: usize, searched: Searched) -> impl IntoView {
    let felt = Felt::Bidiagnose(row);
    let value = Field::part(
        work.draft,
        move |draft: &Draft| draft.bidiagnoser.get(row).cloned().flatten(),
        move |draft, chosen| {
            if let Some(place) = draft.bidiagnoser.get_mut(row) {
                *place = chosen;
            }
        },
    );
    let remove = move |()| {
        work.draft.update(|draft| {
            if row < draft.bidiagnoser.len() {
                draft.bidiagnoser.remove(row);
            }
        });
        work.forget_rows();
        focus::to(ADD);
    };
    view! {
        <div class="bidiagnose">
            <DiagnosisChoice work felt label=form::other_diagnosis() value searched after_choice=ADD />
            <Button
                on_press=remove
                looks=Looks::Tertiary
                size=Size::Small
                name=format!("{} {} {}", form::remove(), form::other_diagnosis(), row + 1)
            >
                {form::remove()}
            </Button>
        </div>
    }
}
