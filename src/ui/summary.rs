//! FormSummary: what was answered.

use leptos::prelude::*;

/// A box of answers with a heading, and a way to change them.
#[component]
pub fn SummaryBox(
    #[prop(into)] heading: String,
    /// A link in the heading.
    #[prop(optional)]
    edit: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="aksel-form-summary">
            <div class="aksel-form-summary__header">
                <h2 class="aksel-heading aksel-heading--small">{heading}</h2>
                {edit.map(|edit| view! { <span class="aksel-form-summary__edit">{edit}</span> })}
            </div>
            <dl class="aksel-form-summary__answers">{children()}</dl>
        </section>
    }
}

/// One question with its answer, one paragraph for each line.
#[component]
pub fn SummaryAnswer(#[prop(into)] label: String, lines: Vec<String>) -> impl IntoView {
    view! {
        <div class="aksel-form-summary__answer">
            <dt class="aksel-label">{label}</dt>
            {lines
                .into_iter()
                .map(|line| view! { <dd class="aksel-form-summary__value aksel-body-long tekst">{line}</dd> })
                .collect_view()}
        </div>
    }
}
