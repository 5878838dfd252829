//! Why the note is backdated.

use domain::tilbakedatering::n_words;
use domain::{Draft, Felt, MAX_TEXT_CHARS, Tilbakedateringsgrunn, asks_tilbakedatering};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::browser::clock;
use crate::texts::{form, sprak};
use crate::ui::{DateField, Field, Heading, Select, TextArea, changing, options, shown};

/// When the patient made contact and why it is late; there as soon as the first day lies back far enough.
#[component]
pub fn Late(work: Work) -> impl IntoView {
    shown(
        move || {
            work.draft
                .with(|draft| asks_tilbakedatering(draft, clock::today()))
        },
        move || view! { <Questions work /> }.into_any(),
    )
}

#[component]
fn Questions(work: Work) -> impl IntoView {
    let contact = Field::part(
        work.draft,
        |draft: &Draft| draft.kontaktdato.clone(),
        |draft, typed| draft.kontaktdato = typed,
    );
    let reason = Field::part(
        work.draft,
        |draft: &Draft| {
            let reason = draft.tilbakedateringsgrunn;
            reason.map_or_else(String::new, |reason| reason.key().to_owned())
        },
        |draft, key| {
            draft.tilbakedateringsgrunn = Tilbakedateringsgrunn::ALL
                .into_iter()
                .find(|reason| reason.key() == key);
        },
    );
    let words = Field::part(
        work.draft,
        |draft: &Draft| draft.annen_tilbakedateringsgrunn.clone(),
        |draft, typed| draft.annen_tilbakedateringsgrunn = typed,
    );
    let none = [("", form::choose())].into_iter();
    let all = Tilbakedateringsgrunn::ALL.map(|reason| (reason.key(), reason.text(sprak())));
    let reasons = options(none.chain(all));
    let other = move || {
        work.draft
            .with(|draft| draft.tilbakedateringsgrunn == Some(Tilbakedateringsgrunn::Annet))
    };
    view! {
        <section class="boks">
            <Heading>{form::late()}</Heading>
            <p class="aksel-body-long">{form::late_help()}</p>
            <DateField
                id=felt_id(Felt::Kontaktdato)
                label=form::contact_date()
                value=contact
                error=work.error(Felt::Kontaktdato)
                on_leave=work.leaves(Felt::Kontaktdato)
            />
            <Select
                id=felt_id(Felt::Tilbakedateringsgrunn)
                label=form::late_reason()
                options=reasons
                value=reason
                error=work.error(Felt::Tilbakedateringsgrunn)
                on_leave=work.leaves(Felt::Tilbakedateringsgrunn)
            />
            {shown(
                other,
                move || {
                    view! {
                        <TextArea
                            id=felt_id(Felt::AnnenTilbakedateringsgrunn)
                            label=form::late_words()
                            value=words
                            error=work.error(Felt::AnnenTilbakedateringsgrunn)
                            most=MAX_TEXT_CHARS
                            on_leave=work.leaves(Felt::AnnenTilbakedateringsgrunn)
                        />
                        <p class="aksel-detail dempet" aria-live="polite">
                            {changing(move || {
                                let few = words.get.with(|typed| !typed.trim().is_empty() && n_words(typed) < 3);
                                if few { form::few_words().to_owned() } else { String::new() }
                            })}
                        </p>
                    }
                    .into_any()
                },
            )}
        </section>
    }
}
