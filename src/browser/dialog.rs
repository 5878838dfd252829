//! Modal dialogs of the browser itself: focus stays inside, the rest of the page is inert.

use leptos::html::Dialog;
use leptos::prelude::*;

/// Opens the dialog as soon as it is on the page, as a modal one.
pub fn open_when_shown(dialog: NodeRef<Dialog>) {
    dialog.on_load(|dialog| {
        // Only a dialog that is already open or not on the page refuses.
        let _ = dialog.show_modal();
    });
}

/// Whether a modal dialog is open.
pub fn is_open() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.query_selector("dialog[open]").ok().flatten())
        .is_some()
}
