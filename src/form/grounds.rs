//! The boxes beside the diagnosis: pregnancy, another legal ground, injury at work.

use domain::{Draft, Felt, Fravarsgrunn};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::texts::{form, sprak};
use crate::ui::{Checkbox, DateField, Field, Heading, Select, options, shown};

/// Pregnancy and other legal grounds.
#[component]
pub fn Grounds(work: Work) -> impl IntoView {
    let pregnancy = Field::part(
        work.draft,
        |draft: &Draft| draft.svangerskapsrelatert,
        |draft, yes| draft.svangerskapsrelatert = yes,
    );
    let has_ground = Field::part(
        work.draft,
        |draft: &Draft| draft.har_annen_fravarsgrunn,
        |draft, yes| draft.har_annen_fravarsgrunn = yes,
    );
    let ground = Field::part(
        work.draft,
        |draft: &Draft| {
            let ground = draft.annen_fravarsgrunn;
            ground.map_or_else(String::new, |ground| ground.wire().to_owned())
        },
        |draft, wire| draft.annen_fravarsgrunn = Fravarsgrunn::from_wire(&wire),
    );
    let grounds = move || {
        let none = [("", form::choose())].into_iter();
        options(none.chain(Fravarsgrunn::ALL.map(|ground| (ground.wire(), ground.text(sprak())))))
    };
    view! {
        <section class="boks">
            <Heading>{form::grounds()}</Heading>
            <Checkbox label=form::pregnancy() value=pregnancy />
            <Checkbox label=form::has_ground() value=has_ground />
            {shown(
                move || has_ground.get.get(),
                move || {
                    view! {
                        <Select
                            id=felt_id(Felt::AnnenFravarsgrunn)
                            label=form::ground()
                            options=grounds()
                            value=ground
                            error=work.error(Felt::AnnenFravarsgrunn)
                            on_leave=work.leaves(Felt::AnnenFravarsgrunn)
                        />
                    }
                    .into_any()
                },
            )}
        </section>
    }
}

/// Injury or disease from work.
#[component]
pub fn Injury(work: Work) -> impl IntoView {
    let injury = Field::part(
        work.draft,
        |draft: &Draft| draft.yrkesskade,
        |draft, yes| draft.yrkesskade = yes,
    );
    let date = Field::part(
        work.draft,
        |draft: &Draft| draft.skadedato.clone(),
        |draft, typed| draft.skadedato = typed,
    );
    view! {
        <section class="boks">
            <Checkbox label=form::injury() value=injury />
            {shown(
                move || injury.get.get(),
                move || {
                    view! {
                        <p class="aksel-body-short dempet">{form::injury_help()}</p>
                        <DateField
                            id=felt_id(Felt::Skadedato)
                            label=form::injury_date()
                            value=date
                            error=work.error(Felt::Skadedato)
                            on_leave=work.leaves(Felt::Skadedato)
                        />
                    }
                    .into_any()
                },
            )}
        </section>
    }
}
