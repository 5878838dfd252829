//! Modal.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::field::unique_id;
use crate::browser::dialog;

/// A dialog over the page. It is open as long as it is there; Escape calls `on_close`.
#[component]
pub fn Modal(
    #[prop(into)] heading: String,
    #[prop(into)] on_close: Callback<()>,
    /// Buttons, the most important first.
    footer: AnyView,
    children: Children,
) -> impl IntoView {
    let node: NodeRef<Dialog> = NodeRef::new();
    let title = unique_id("dialog");
    let label = title.clone();
    dialog::open_when_shown(node);
    view! {
        <dialog
            node_ref=node
            class="aksel-modal aksel-modal--medium aksel-modal--width-small"
            aria-labelledby=label
            on:cancel=move |event: leptos::ev::Event| {
                event.prevent_default();
                on_close.run(());
            }
        >
            <div class="aksel-modal__header">
                <h1 id=title class="aksel-heading aksel-heading--medium">
                    {heading}
                </h1>
            </div>
            <div class="aksel-modal__body">{children()}</div>
            <div class="aksel-modal__footer">{footer}</div>
        </dialog>
    }
}
