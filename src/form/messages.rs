//! Texts to Nav and to the employer, each behind a switch.

use domain::{Draft, Felt, MAX_TEXT_CHARS};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::texts::form;
use crate::ui::{Field, Switch, TextArea, shown};

/// The text that the employer sees.
#[component]
pub fn ToEmployer(work: Work) -> impl IntoView {
    let switched = Field::part(
        work.draft,
        |draft: &Draft| draft.har_melding_til_arbeidsgiver,
        |draft, shown| draft.har_melding_til_arbeidsgiver = shown,
    );
    let text = Field::part(
        work.draft,
        |draft: &Draft| draft.melding_til_arbeidsgiver.clone(),
        |draft, text| draft.melding_til_arbeidsgiver = text,
    );
    message(
        work,
        Felt::MeldingTilArbeidsgiver,
        form::to_employer(),
        form::to_employer_help(),
        switched,
        text,
    )
}

/// The text that makes a task at Nav.
#[component]
pub fn ToNav(work: Work) -> impl IntoView {
    let switched = Field::part(
        work.draft,
        |draft: &Draft| draft.har_melding_til_nav,
        |draft, shown| draft.har_melding_til_nav = shown,
    );
    let text = Field::part(
        work.draft,
        |draft: &Draft| draft.melding_til_nav.clone(),
        |draft, text| draft.melding_til_nav = text,
    );
    message(
        work,
        Felt::MeldingTilNav,
        form::to_nav(),
        form::to_nav_help(),
        switched,
        text,
    )
}

fn message(
    work: Work,
    felt: Felt,
    label: &'static str,
    help: &'static str,
    switched: Field<bool>,
    text: Field<String>,
) -> impl IntoView {
    let id = felt_id(felt);
    let switch = format!("{id}-bryter");
    let error = work.error(felt);
    let shown_now = switched.get;
    view! {
        <section class="boks">
            <Switch id=switch label value=switched />
            {shown(
                move || shown_now.get(),
                move || {
                    view! {
                        <TextArea
                            id=id.clone()
                            label
                            help=Some(help)
                            value=text
                            error=error
                            most=MAX_TEXT_CHARS
                            on_leave=work.leaves(felt)
                        />
                    }
                    .into_any()
                },
            )}
        </section>
    }
}
