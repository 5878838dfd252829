//! Alert.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use crate::texts::common;

/// What kind of message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// It went well.
    Success,
    /// Look twice.
    Warning,
    /// It did not work.
    Error,
}

impl Tone {
    fn parts(self) -> (&'static str, Glyph, &'static str) {
        match self {
            Tone::Info => ("info", Glyph::Info, common::info()),
            Tone::Success => ("success", Glyph::Success, common::success()),
            Tone::Warning => ("warning", Glyph::Warning, common::warning()),
            Tone::Error => ("danger", Glyph::Error, common::error()),
        }
    }
}

/// A message in a box. Errors are read out at once, the rest when there is a pause.
#[component]
pub fn Alert(
    tone: Tone,
    #[prop(optional_no_strip)] id: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let (color, glyph, name) = tone.parts();
    let role = if tone == Tone::Error {
        "alert"
    } else {
        "status"
    };
    view! {
        <div id=id class="aksel-alert aksel-alert--medium" data-color=color role=role tabindex="-1">
            <Icon glyph class="aksel-alert__icon" name=Some(name) />
            <div class="aksel-alert__wrapper aksel-body-long">{children()}</div>
        </div>
    }
}
