//! The way back from a page of the session.

use leptos::prelude::*;

use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::route::{Page, Route};
use crate::texts::common;
use crate::ui::{Button, Looks};

/// A button to the overview of the patient, also by Alt and the left arrow.
#[component]
pub fn BackButton(current: Current) -> impl IntoView {
    let overview = Route::Session(current.sid().to_owned(), Page::Overview);
    view! {
        <Button
            on_press=move |()| navigate(Step::Push, overview.clone())
            looks=Looks::Secondary
            key=(Key::Left, Place::Page)
        >
            {common::back_to_overview()}
        </Button>
    }
}
