//! Textarea with a counter. Nothing is ever cut off.

use leptos::prelude::*;

use super::dynamic::changing;
use super::field::Field;
use super::form_field::{FormField, described_by};
use crate::texts::form;

/// Several lines of text.
#[component]
pub fn TextArea(
    id: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    value: Field<String>,
    #[prop(into)] error: Signal<Option<String>>,
    /// The most characters that are accepted.
    most: usize,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let described = described_by(&id, help.is_some(), error);
    let used = move || value.get.with(|text| text.trim().chars().count());
    view! {
        <FormField id=id.clone() label help error class="full">
            <textarea
                id=id
                rows="4"
                class="aksel-textarea__input aksel-body-short aksel-body-short--medium"
                aria-describedby=move || described.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get.get()
                on:input:target=move |event| value.set.run(event.target().value())
                on:blur=move |_| _ = on_leave.try_run(())
            ></textarea>
            <p
                class="aksel-textarea__counter aksel-body-short aksel-body-short--small"
                class=("aksel-textarea__counter--error", move || { used() > most })
            >
                {changing(move || form::characters(used(), most))}
            </p>
        </FormField>
    }
}
