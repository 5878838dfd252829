//! Switch.

use leptos::prelude::*;

use super::field::Field;

/// On or off, at once.
#[component]
pub fn Switch(id: String, label: &'static str, value: Field<bool>) -> impl IntoView {
    view! {
        <div class="aksel-switch aksel-switch--medium aksel-switch--left">
            <input
                id=id.clone()
                type="checkbox"
                class="aksel-switch__input"
                prop:checked=move || value.get.get()
                on:change:target=move |event| value.set.run(event.target().checked())
            />
            <span class="aksel-switch__track">
                <span class="aksel-switch__thumb"></span>
            </span>
            <label class="aksel-switch__label-wrapper" for=id>
                <span class="aksel-switch__content">
                    <span class="aksel-switch__label aksel-body-short aksel-body-short--medium">{label}</span>
                </span>
            </label>
        </div>
    }
}
