//! Texts to Nav and to the employer, each behind a switch.

use domain::{Draft, Felt, MAX_TEXT_CHARS, Variant};
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
pub fn ToNav(work: Work, variant: Variant) -> impl IntoView {
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
    if variant.describes_treatment() {
        return view! {
            <section class="boks">
                {area(work, Felt::MeldingTilNav, form::treatment(), form::treatment_help(), text)}
            </section>
        }
        .into_any();
    }
    message(
        work,
        Felt::MeldingTilNav,
        form::to_nav(),
        form::to_nav_help(),
        switched,
        text,
    )
    .into_any()
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
    let shown_now = switched.get;
    view! {
        <section class="boks">
            <Switch id=switch label value=switched />
            {shown(
                move || shown_now.get(),
                move || area(work, felt, label, help, text),
            )}
        </section>
    }
}

fn area(
    work: Work,
    felt: Felt,
    label: &'static str,
    help: &'static str,
    text: Field<String>,
) -> AnyView {
    view! {
        <TextArea
            id=felt_id(felt)
            label
            help=Some(help)
            value=text
            error=work.error(felt)
            most=MAX_TEXT_CHARS
            on_leave=work.leaves(felt)
        />
    }
    .into_any()
}
