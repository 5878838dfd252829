//! The extra questions of a long absence.

use domain::utdypende::UTVIKLING;
use domain::{Draft, Felt, MAX_TEXT_CHARS, Sporsmal, Svar, asks_utdypende};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::context::State;
use crate::texts::form;
use crate::ui::{Field, Heading, Select, TextArea, dynamic, options};

/// The questions that the periods and the absence so far bring up; nothing when there are none.
#[component]
pub fn Elaboration(state: State, work: Work) -> impl IntoView {
    let asked = Memo::new(move |_| {
        work.draft.with(|draft| {
            state
                .sykefravaer
                .with(|earlier| asks_utdypende(draft, earlier))
        })
    });
    dynamic(move || {
        let asked = asked.get();
        let Some(week) = asked.iter().map(|sporsmal| sporsmal.uke()).max() else {
            return ().into_any();
        };
        let questions = asked
            .into_iter()
            .map(|sporsmal| question(work, sporsmal))
            .collect_view();
        view! {
            <section class="boks">
                <Heading>{form::elaboration(week)}</Heading>
                <p class="aksel-body-long">{form::elaboration_help()}</p>
                {questions}
            </section>
        }
        .into_any()
    })
}

fn question(work: Work, sporsmal: Sporsmal) -> AnyView {
    let felt = Felt::Utdypende(sporsmal);
    let value = Field::part(
        work.draft,
        move |draft: &Draft| {
            let given = draft
                .utdypende
                .iter()
                .find(|svar| svar.sporsmal == sporsmal);
            given.map(|svar| svar.svar.clone()).unwrap_or_default()
        },
        move |draft, svar| match draft
            .utdypende
            .iter_mut()
            .find(|one| one.sporsmal == sporsmal)
        {
            Some(given) => given.svar = svar,
            None => draft.utdypende.push(Svar { sporsmal, svar }),
        },
    );
    if sporsmal == Sporsmal::ForventetHelsetilstandUtvikling {
        let none = [("", form::choose())].into_iter();
        let options = options(none.chain(UTVIKLING.map(|answer| (answer, answer))));
        return view! {
            <Select
                id=felt_id(felt)
                label=sporsmal.label()
                options
                value
                error=work.error(felt)
                on_leave=work.leaves(felt)
            />
        }
        .into_any();
    }
    view! {
        <TextArea
            id=felt_id(felt)
            label=sporsmal.label()
            help=form::elaboration_hint(sporsmal)
            value
            error=work.error(felt)
            most=MAX_TEXT_CHARS
            on_leave=work.leaves(felt)
        />
    }
    .into_any()
}
