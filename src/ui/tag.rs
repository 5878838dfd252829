//! Tag.

use leptos::prelude::*;

/// A short state in colour and words. `color` is one of Aksel's: `success`, `warning`, `danger`, `neutral`, `info`.
#[component]
pub fn Tag(color: &'static str, children: Children) -> impl IntoView {
    view! {
        <span
            class="aksel-tag aksel-tag--small aksel-body-short aksel-body-short--small"
            data-color=color
            data-variant="moderate"
        >
            {children()}
        </span>
    }
}
