//! Checkbox.

use leptos::prelude::*;

use super::field::{Field, unique_id};

/// Yes or no.
#[component]
pub fn Checkbox(label: &'static str, value: Field<bool>) -> impl IntoView {
    let id = unique_id("avkryssing");
    view! {
        <div class="aksel-checkbox aksel-checkbox--small">
            <div class="aksel-checkbox__input-wrapper">
                <input
                    id=id.clone()
                    type="checkbox"
                    class="aksel-checkbox__input"
                    prop:checked=move || value.get.get()
                    on:change:target=move |event| value.set.run(event.target().checked())
                />
                <svg
                    class="aksel-checkbox__icon"
                    viewBox="0 0 13 10"
                    fill="none"
                    focusable="false"
                    aria-hidden="true"
                >
                    <path
                        d="M4.03524 6.41478L10.4752 0.404669C11.0792 -0.160351 12.029 -0.130672 12.5955 0.47478C13.162 1.08027 13.1296 2.03007 12.5245 2.59621L5.02111 9.59934C4.74099 9.85904 4.37559 10 4.00025 10C3.60651 10 3.22717 9.84621 2.93914 9.56111L0.439143 7.06111C-0.146381 6.47558 -0.146381 5.52542 0.439143 4.93989C1.02467 4.35437 1.97483 4.35437 2.56036 4.93989L4.03524 6.41478Z"
                        fill="currentColor"
                    />
                </svg>
            </div>
            <label class="aksel-checkbox__label aksel-body-short aksel-body-short--small" for=id>
                {label}
            </label>
        </div>
    }
}
