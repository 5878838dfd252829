//! What every field has around it: label, help, error.

use leptos::prelude::*;

use super::dynamic::{dynamic, optional};

/// Ids of the help and the error of a field, for `aria-describedby`.
pub fn described_by(
    id: &str,
    has_help: bool,
    error: Signal<Option<String>>,
) -> Signal<Option<String>> {
    let help = has_help.then(|| format!("{id}-hjelp"));
    let problem = format!("{id}-feil");
    Signal::derive(move || {
        let problem = error.with(Option::is_some).then(|| problem.clone());
        match (help.clone(), problem) {
            (Some(help), Some(problem)) => Some(format!("{help} {problem}")),
            (help, problem) => help.or(problem),
        }
    })
}

/// Label above, help under the label, error below.
#[component]
pub fn FormField(
    /// Id of the input inside.
    id: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    error: Signal<Option<String>>,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    children: Children,
) -> impl IntoView {
    view! {
        <div
            class=format!("aksel-form-field aksel-form-field--medium {class}")
            class=("aksel-text-field--error", move || error.with(Option::is_some))
            class=("aksel-select--error", move || error.with(Option::is_some))
        >
            <label class="aksel-form-field__label aksel-label" for=id.clone()>
                {label}
            </label>
            {help
                .map(|help| {
                    view! {
                        <div
                            id=format!("{id}-hjelp")
                            class="aksel-form-field__description aksel-body-short aksel-body-short--small"
                        >
                            {help}
                        </div>
                    }
                })}
            {children()}
            <div
                id=format!("{id}-feil")
                class="aksel-form-field__error"
                aria-relevant="additions removals"
                aria-live="polite"
            >
                {dynamic(move || {
                    let text = error.get();
                    optional(text.map(|text| view! { <p class="aksel-error-message aksel-label">{text}</p> }))
                })}
            </div>
        </div>
    }
}
