//! Select.

use leptos::prelude::*;

use super::field::Field;
use super::form_field::FormField;
use super::icon::{Glyph, Icon};

/// One of a few choices: value and text.
#[component]
pub fn Select(
    id: String,
    #[prop(into)] label: String,
    options: Vec<(&'static str, &'static str)>,
    value: Field<String>,
) -> impl IntoView {
    let no_error = Signal::derive(|| None);
    let options = options
        .into_iter()
        .map(|(key, text)| {
            view! {
                <option value=key prop:selected=move || value.get.with(|chosen| chosen == key)>
                    {text}
                </option>
            }
        })
        .collect_view();
    view! {
        <FormField id=id.clone() label error=no_error class="full">
            <div class="aksel-select__container">
                <select
                    id=id
                    class="aksel-select__input aksel-body-short aksel-body-short--medium"
                    on:change:target=move |event| value.set.run(event.target().value())
                >
                    {options}
                </select>
                <Icon glyph=Glyph::ChevronDown class="aksel-select__chevron" />
            </div>
        </FormField>
    }
}
