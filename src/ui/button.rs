//! Button.

use leptos::prelude::*;

use super::dynamic::shown;
use super::loader::Loader;
use crate::browser::keyboard::{self, Key, Place};

/// How much a button stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Looks {
    /// The one action that the page is about.
    #[default]
    Primary,
    /// Another action.
    Secondary,
    /// A small action beside something.
    Tertiary,
    /// It destroys something.
    Danger,
}

impl Looks {
    fn variant(self) -> &'static str {
        match self {
            Looks::Primary => "primary",
            Looks::Secondary => "secondary",
            Looks::Tertiary | Looks::Danger => "tertiary",
        }
    }

    fn color(self) -> &'static str {
        match self {
            Looks::Danger => "danger",
            _ => "accent",
        }
    }
}

/// How large a button is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Size {
    /// As Aksel's.
    #[default]
    Medium,
    /// In rows.
    Small,
}

/// A button that does something on this page. With a `key` it is also pressed by Alt and that key.
#[component]
pub fn Button(
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] looks: Looks,
    #[prop(optional)] size: Size,
    /// The id, for focus.
    #[prop(optional, into)]
    id: Option<String>,
    /// What it is called, when its text alone does not say.
    #[prop(optional, into)]
    name: Option<String>,
    /// Alt and this key press it.
    #[prop(optional)]
    key: Option<(Key, Place)>,
    /// It cannot be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// What it does is going on: it shows so and cannot be pressed.
    #[prop(optional, into)]
    busy: Signal<bool>,
    children: Children,
) -> impl IntoView {
    let off = Signal::derive(move || disabled.get() || busy.get());
    if let Some((key, place)) = key {
        let press = Callback::new(move |()| {
            if !off.get_untracked() {
                on_press.run(());
            }
        });
        keyboard::on(key, place, press);
    }
    let class = match size {
        Size::Medium => "aksel-button aksel-button--medium",
        Size::Small => "aksel-button aksel-button--small",
    };
    let label = match size {
        Size::Medium => "aksel-label",
        Size::Small => "aksel-label aksel-label--small",
    };
    view! {
        <button
            type="button"
            id=id
            class=class
            class=("aksel-button--loading", move || busy.get())
            data-variant=looks.variant()
            data-color=looks.color()
            aria-label=name
            aria-keyshortcuts=key.map(|(key, _)| key.aria())
            aria-busy=move || busy.get().then_some("true")
            disabled=move || off.get()
            on:click=move |_| on_press.run(())
        >
            {shown(move || busy.get(), || view! { <Loader /> }.into_any())}
            <span class=label>{children()}</span>
            {key.map(|(key, _)| view! { <kbd class="tast" aria-hidden="true">{key.cap()}</kbd> })}
        </button>
    }
}
