//! TextField.

use leptos::prelude::*;

use super::field::Field;
use super::form_field::{FormField, described_by};

/// How wide a field is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Width {
    /// As wide as its column.
    #[default]
    Full,
    /// For a number.
    Narrow,
}

/// What is typed into a field: decides the keyboard of a tablet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Digits, mostly.
    #[default]
    Digits,
    /// Words.
    Words,
}

impl Kind {
    fn mode(self) -> &'static str {
        match self {
            Kind::Digits => "numeric",
            Kind::Words => "text",
        }
    }
}

/// One line of text.
#[component]
pub fn TextField(
    id: String,
    #[prop(into)] label: String,
    value: Field<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    #[prop(optional)] width: Width,
    #[prop(optional)] kind: Kind,
    /// The field was left.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// Enter was pressed.
    #[prop(optional_no_strip)]
    on_enter: Option<Callback<()>>,
) -> impl IntoView {
    let described = described_by(&id, help.is_some(), error);
    let class = match width {
        Width::Full => "",
        Width::Narrow => "smal",
    };
    view! {
        <FormField id=id.clone() label help error class>
            <input
                id=id
                type="text"
                class="aksel-text-field__input aksel-body-short aksel-body-short--medium"
                inputmode=kind.mode()
                autocomplete="off"
                aria-describedby=move || described.get()
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                prop:value=move || value.get.get()
                on:input:target=move |event| value.set.run(event.target().value())
                on:keydown=move |event| {
                    if let Some(enter) = on_enter && event.key() == "Enter" {
                        enter.run(());
                    }
                }
                on:blur=move |_| {
                    if let Some(leave) = on_leave {
                        leave.try_run(());
                    }
                }
            />
        </FormField>
    }
}
