//! Shortcuts with Alt (Option on a Mac), by the physical key (`sykmelding.md` 2.2).

use leptos::prelude::*;

use super::{dialog, page};

/// A key that does something together with Alt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// Next step, new note, send.
    N,
    /// New note of travel paid.
    M,
    /// New note of treatment days.
    B,
    /// Continue the newest note.
    F,
    /// Save.
    S,
    /// Discard.
    D,
    /// Back.
    Left,
}

impl Key {
    /// The code of the physical key (UI Events, `KeyboardEvent.code`).
    fn code(self) -> &'static str {
        match self {
            Key::N => "KeyN",
            Key::M => "KeyM",
            Key::B => "KeyB",
            Key::F => "KeyF",
            Key::S => "KeyS",
            Key::D => "KeyD",
            Key::Left => "ArrowLeft",
        }
    }

    /// For `aria-keyshortcuts`.
    pub fn aria(self) -> &'static str {
        match self {
            Key::N => "Alt+N",
            Key::M => "Alt+M",
            Key::B => "Alt+B",
            Key::F => "Alt+F",
            Key::S => "Alt+S",
            Key::D => "Alt+D",
            Key::Left => "Alt+ArrowLeft",
        }
    }

    /// For the eye, while Alt is held.
    pub fn cap(self) -> &'static str {
        match self {
            Key::N => "N",
            Key::M => "M",
            Key::B => "B",
            Key::F => "F",
            Key::S => "S",
            Key::D => "D",
            Key::Left => "←",
        }
    }
}

/// Where a shortcut works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the page, unless a modal dialog lies over it.
    Page,
    /// In a modal dialog.
    Dialog,
}

/// Calls while the component that asked is on the screen.
pub fn on(key: Key, place: Place, then: Callback<()>) {
    let handle = window_event_listener(leptos::ev::keydown, move |event| {
        let ours =
            event.alt_key() && !event.ctrl_key() && !event.meta_key() && event.code() == key.code();
        let here = match place {
            Place::Page => !dialog::is_open(),
            Place::Dialog => dialog::is_open(),
        };
        if ours && here {
            event.prevent_default();
            if !event.repeat() {
                then.run(());
            }
        }
    });
    on_cleanup(move || handle.remove());
}

/// Shows the keys on the buttons while Alt is held down.
pub fn show_keys_while_alt_is_held() {
    let down = window_event_listener(leptos::ev::keydown, |event| {
        if event.key() == "Alt" {
            page::mark("alt-held", page::Mark::On);
        }
    });
    let up = window_event_listener(leptos::ev::keyup, |event| {
        if event.key() == "Alt" {
            page::mark("alt-held", page::Mark::Off);
        }
    });
    // The key comes up outside when the person switches windows.
    let blur = window_event_listener(leptos::ev::blur, |_| {
        page::mark("alt-held", page::Mark::Off)
    });
    on_cleanup(move || {
        down.remove();
        up.remove();
        blur.remove();
    });
}
