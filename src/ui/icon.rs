//! The few icons that the app uses, drawn as in `@navikt/aksel-icons`: 24 × 24, current colour.

use leptos::prelude::*;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glyph {
    /// Information: i in a circle.
    Info,
    /// Success: tick in a circle.
    Success,
    /// Warning: exclamation mark in a triangle.
    Warning,
    /// Error: cross in an octagon.
    Error,
    /// Opens downwards.
    ChevronDown,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Glyph::Info => {
                "M12 2.25a9.75 9.75 0 1 0 0 19.5 9.75 9.75 0 0 0 0-19.5Zm0 4.25a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2Zm-1.75 4h2.5v5.75h1.5v1.5h-4.5v-1.5H11V12h-.75v-1.5Z"
            }
            Glyph::Success => {
                "M12 2.25a9.75 9.75 0 1 0 0 19.5 9.75 9.75 0 0 0 0-19.5Zm5.05 6.86-6.4 7.3-3.7-3.35 1.1-1.2 2.5 2.25 5.3-6.05 1.2 1.05Z"
            }
            Glyph::Warning => {
                "M12 2.5 1.75 21h20.5L12 2.5ZM11.25 9h1.5v6h-1.5V9ZM12 16.5a1.1 1.1 0 1 1 0 2.2 1.1 1.1 0 0 1 0-2.2Z"
            }
            Glyph::Error => {
                "M7.75 2.25h8.5l5.5 5.5v8.5l-5.5 5.5h-8.5l-5.5-5.5v-8.5l5.5-5.5Zm1.7 6.1-1.1 1.1L10.9 12l-2.55 2.55 1.1 1.1L12 13.1l2.55 2.55 1.1-1.1L13.1 12l2.55-2.55-1.1-1.1L12 10.9 9.45 8.35Z"
            }
            Glyph::ChevronDown => {
                "m5.97 8.47 1.06-1.06L12 12.94l4.97-5.53 1.06 1.06L12 15.06 5.97 8.47Z"
            }
        }
    }
}

/// An icon. With a name it is read out, without one it is decoration.
#[component]
pub fn Icon(
    glyph: Glyph,
    #[prop(optional)] class: &'static str,
    #[prop(optional_no_strip)] name: Option<&'static str>,
) -> impl IntoView {
    view! {
        <svg
            class=class
            width="1em"
            height="1em"
            viewBox="0 0 24 24"
            fill="none"
            focusable="false"
            role=name.map(|_| "img")
            aria-label=name
            aria-hidden=name.is_none().then_some("true")
        >
            <path fill="currentColor" fill-rule="evenodd" clip-rule="evenodd" d=glyph.path() />
        </svg>
    }
}
