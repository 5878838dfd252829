//! Which of several employers the note is for.

use domain::{Draft, Felt};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::texts::form;
use crate::ui::{Checkbox, Field, Heading, Kind, TextField, shown};

/// Asked where the patient has several employers: one note for each.
#[component]
pub fn Employment(work: Work) -> impl IntoView {
    let several = Field::part(
        work.draft,
        |draft: &Draft| draft.har_flere_arbeidsforhold,
        |draft, yes| draft.har_flere_arbeidsforhold = yes,
    );
    let name = Field::part(
        work.draft,
        |draft: &Draft| draft.arbeidsgiver.clone(),
        |draft, typed| draft.arbeidsgiver = typed,
    );
    view! {
        <section class="boks">
            <Heading>{form::employment()}</Heading>
            <Checkbox label=form::several_employers() value=several />
            {shown(
                move || several.get.get(),
                move || {
                    view! {
                        <TextField
                            id=felt_id(Felt::Arbeidsgiver)
                            label=form::employer()
                            help=Some(form::employer_help())
                            value=name
                            kind=Kind::Words
                            error=work.error(Felt::Arbeidsgiver)
                            on_leave=work.leaves(Felt::Arbeidsgiver)
                        />
                    }
                    .into_any()
                },
            )}
        </section>
    }
}
