//! Links.

use leptos::prelude::*;

use crate::app::navigate;
use crate::browser::history::Step;
use crate::route::Route;
use crate::texts::receipt;

/// A link to another page of the app. With Ctrl, Shift or the middle button it is an ordinary link.
#[component]
pub fn PageLink(
    to: Route,
    #[prop(optional, into)] name: Option<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <a
            class="aksel-link"
            href=to.path()
            aria-label=name
            on:click=move |event| {
                if !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key()) {
                    event.prevent_default();
                    navigate(Step::Push, to.clone());
                }
            }
        >
            {children()}
        </a>
    }
}

/// A link to a document, in a new tab, which is said.
#[component]
pub fn NewTabLink(href: String, children: Children) -> impl IntoView {
    view! {
        <a class="aksel-link" href=href target="_blank" rel="noopener">
            {children()}
            " "
            {receipt::new_tab()}
        </a>
    }
}
