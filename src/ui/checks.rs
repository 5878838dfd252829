//! A group of checkboxes with one question above and one error below.

use leptos::prelude::*;

use super::dynamic::{dynamic, optional};

/// The group; `id` takes the focus from the list of errors.
#[component]
pub fn Checks(
    id: String,
    legend: &'static str,
    #[prop(into)] error: Signal<Option<String>>,
    children: Children,
) -> impl IntoView {
    view! {
        <fieldset class="aksel-fieldset gruppe" id=id tabindex="-1">
            <legend class="aksel-fieldset__legend aksel-label">{legend}</legend>
            {children()}
            <div class="aksel-form-field__error" aria-live="polite">
                {dynamic(move || {
                    let text = error.get();
                    optional(text.map(|text| view! { <p class="aksel-error-message aksel-label">{text}</p> }))
                })}
            </div>
        </fieldset>
    }
}
