//! ErrorSummary.

use leptos::prelude::*;

use super::dynamic::{dynamic, shown};
use crate::browser::focus;

/// Everything that stands in the way, each with a link to its field. Shown only when there is something.
#[component]
pub fn ErrorSummary(
    #[prop(into)] heading: String,
    /// Id of the field, and the sentence.
    errors: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let list = move || {
        errors
            .get()
            .into_iter()
            .map(|(id, text)| {
                let target = id.clone();
                view! {
                    <li>
                        <a
                            class="aksel-link"
                            href=format!("#{id}")
                            on:click=move |event| {
                                event.prevent_default();
                                focus::to(target.clone());
                            }
                        >
                            {text}
                        </a>
                    </li>
                }
            })
            .collect_view()
            .into_any()
    };
    shown(
        move || !errors.with(Vec::is_empty),
        move || {
            view! {
                <section class="aksel-error-summary aksel-error-summary--medium" aria-labelledby="feilliste">
                    <h2
                        id="feilliste"
                        class="aksel-error-summary__heading aksel-heading aksel-heading--small"
                        tabindex="-1"
                    >
                        {heading.clone()}
                    </h2>
                    <ul class="aksel-error-summary__list aksel-body-long">{dynamic(list)}</ul>
                </section>
            }
            .into_any()
        },
    )
}
