//! The overview.

use domain::Variant;
use leptos::prelude::*;

use crate::app::navigate;
use crate::browser::history::Step;
use crate::browser::keyboard::{Key, Place};
use crate::context::Current;
use crate::form::Work;
use crate::later;
use crate::prefill;
use crate::route::{Page, Route};
use crate::texts::{form, notice, overview};
use crate::ui::{Alert, Button, Checkbox, Field, Looks, PageHeading, Tone};

/// New note, notices, and the lists.
#[component]
pub fn OverviewPage(current: Current) -> impl IntoView {
    let starter = current.clone();
    let confirmed = RwSignal::new(true);
    let unsure = Signal::derive(move || !confirmed.get());
    let start = move |variant: Variant| {
        let (current, state) = (starter.clone(), starter.state);
        Callback::new(move |()| begin(&current, || Work::new(variant, state)))
    };
    let confirm = Field {
        get: confirmed.into(),
        set: Callback::new(move |yes| confirmed.set(yes)),
    };
    let notices = current
        .view
        .context
        .notices
        .iter()
        .map(notice::text)
        .map(|text| view! { <Alert tone=Tone::Warning><p>{text}</p></Alert> })
        .collect_view();
    view! {
        <PageHeading text=overview::heading() />
        {notices}
        <section class="boks ny">
            <Checkbox label=overview::identity_confirmed() value=confirm />
            <div class="rad">
                <Button on_press=start(Variant::Normal) key=(Key::N, Place::Page) disabled=unsure>
                    {overview::new_note()}
                </Button>
                <Button
                    on_press=start(Variant::Reisetilskudd)
                    looks=Looks::Secondary
                    key=(Key::M, Place::Page)
                    disabled=unsure
                >
                    {form::variant(Variant::Reisetilskudd)}
                </Button>
                <Button
                    on_press=start(Variant::Behandlingsdager)
                    looks=Looks::Secondary
                    key=(Key::B, Place::Page)
                    disabled=unsure
                >
                    {form::variant(Variant::Behandlingsdager)}
                </Button>
                <Button on_press=start(Variant::Avventende) looks=Looks::Secondary disabled=unsure>
                    {form::variant(Variant::Avventende)}
                </Button>
            </div>
            <p class="aksel-body-short dempet">{overview::new_note_help()}</p>
        </section>
        {later::page(current, |pages, current| (pages.lists)(current))}
    }
}

/// Opens a form that has just been made, filled in from the journal where it may be.
pub fn begin(current: &Current, make: impl FnOnce() -> Work) {
    let work = current.begin(make);
    prefill::fill_in(current, work);
    navigate(
        Step::Push,
        Route::Session(current.sid().to_owned(), Page::Skjema(work.id())),
    );
}
