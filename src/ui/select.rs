//! Select.

use leptos::prelude::*;

use super::field::Field;
use super::form_field::{FormField, described_by};
use super::icon::{Glyph, Icon};

/// Choices whose values and texts are known beforehand.
pub fn options<'a>(choices: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<(String, String)> {
    let choices = choices.into_iter();
    choices
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .collect()
}

/// One of a few choices: value and text.
#[component]
pub fn Select(
    id: String,
    #[prop(into)] label: String,
    options: Vec<(String, String)>,
    value: Field<String>,
    #[prop(optional, into)] error: Option<Signal<Option<String>>>,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    /// The field was left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
) -> impl IntoView {
    let error = error.unwrap_or_else(|| Signal::derive(|| None));
    let described = described_by(&id, help.is_some(), error);
    let options = options
        .into_iter()
        .map(|(key, text)| {
            let own = key.clone();
            view! {
                <option value=key prop:selected=move || value.get.with(|chosen| *chosen == own)>
                    {text}
                </option>
            }
        })
        .collect_view();
    view! {
        <FormField id=id.clone() label help error class="full">
            <div class="aksel-select__container">
                <select
                    id=id
                    class="aksel-select__input aksel-body-short aksel-body-short--medium"
                    aria-describedby=move || described.get()
                    aria-invalid=move || error.with(Option::is_some).then_some("true")
                    on:change:target=move |event| value.set.run(event.target().value())
                    on:blur=move |_| {
                        if let Some(leave) = on_leave {
                            leave.try_run(());
                        }
                    }
                >
                    {options}
                </select>
                <Icon glyph=Glyph::ChevronDown class="aksel-select__chevron" />
            </div>
        </FormField>
    }
}
