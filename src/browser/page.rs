//! The page as a whole: title, language, marks for the style sheet, and the plain message when all else fails.

use domain::Sprak;

/// Whether a mark is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// It is.
    On,
    /// It is not.
    Off,
}

/// Sets the title of the tab. Never an identity number: titles stand in histories and screenshots.
pub fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Tells browser and screen reader the language.
pub fn set_language(sprak: Sprak) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute("lang", sprak.tag());
    }
}

/// Puts a class on the root, for the style sheet, or takes it off.
pub fn mark(class: &str, mark: Mark) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = match mark {
            Mark::On => root.set_attribute("data-mark", class),
            Mark::Off => root.remove_attribute("data-mark"),
        };
    }
}

/// Whether the browser lets us keep secrets here: https, or the own machine.
pub fn is_secure() -> bool {
    web_sys::window().is_some_and(|window| window.is_secure_context())
}

/// Takes away what `index.html` shows while the program is on its way.
pub fn remove_waiting_text() {
    if let Some(element) = document().and_then(|document| document.get_element_by_id("vent")) {
        element.remove();
    }
}

/// A panic ends the program. The plain message of `index.html` comes forward; nothing of the panic is shown or logged,
/// because its text could hold what was typed.
pub fn show_fallback_on_panic() {
    std::panic::set_hook(Box::new(|_panic| {
        // Where, not what: the place in the source holds nothing of the patient.
        #[cfg(debug_assertions)]
        leptos::logging::error!("stopped at {:?}", _panic.location());
        if let Some(element) = document().and_then(|document| document.get_element_by_id("stans")) {
            let _ = element.remove_attribute("hidden");
        }
    }));
}

fn document() -> Option<web_sys::Document> {
    web_sys::window()?.document()
}
