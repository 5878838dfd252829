//! The frame around every page: which page, which language.

use std::cell::Cell;

use contract::{ProblemKind, SessionView};
use domain::Sprak;
use leptos::prelude::*;

use crate::browser::history::{self, Step};
use crate::browser::{focus, keyboard, language, page};
use crate::context::SessionPages;
use crate::feil::ErrorPage;
use crate::launch::{CallbackPage, LaunchPage};
use crate::route::{Page, Route};
use crate::texts;
use crate::texts::common;
use crate::ui::{changing, dynamic};

/// What the whole app shares. There is one of it.
#[derive(Clone, Copy)]
struct Shared {
    route: RwSignal<Route>,
    sprak: RwSignal<Sprak>,
    /// A session that a launch of this page has just opened, on its way to its pages.
    handed_over: StoredValue<Option<SessionView>>,
}

thread_local! {
    static SHARED: Cell<Option<Shared>> = const { Cell::new(None) };
}

/// Shows another page.
pub fn navigate(step: Step, route: Route) {
    history::go(step, &route);
    focus::top();
    if let Some(shared) = SHARED.get() {
        shared.route.set(route);
    }
}

/// Hands a session from the launch to its pages, which then need not ask for it.
pub fn hand_over(view: SessionView) {
    if let Some(shared) = SHARED.get() {
        shared.handed_over.set_value(Some(view));
    }
}

/// Takes the session that was handed over, if it is this one.
pub fn take_over(sid: &str) -> Option<SessionView> {
    let shared = SHARED.get()?;
    let mut taken = None;
    shared
        .handed_over
        .update_value(|view| taken = view.take_if(|view| view.id == sid));
    taken
}

/// The language, for what has to be built anew when it changes.
pub fn track_language() {
    if let Some(shared) = SHARED.get() {
        shared.sprak.track();
    }
}

/// What stands on the screen, without the page inside a session: going from page to page keeps the session.
#[derive(Clone, PartialEq)]
enum Screen {
    Launch,
    Callback(String),
    Session(String),
    Feil(ProblemKind, Option<String>),
}

impl Screen {
    fn of(route: &Route) -> Screen {
        match route {
            Route::Launch => Screen::Launch,
            Route::Callback(key) => Screen::Callback(key.clone()),
            Route::Session(sid, _) => Screen::Session(sid.clone()),
            Route::Feil(kind, reference) => Screen::Feil(*kind, reference.clone()),
        }
    }
}

/// The app.
#[component]
pub fn App() -> impl IntoView {
    let sprak = language::preferred();
    texts::set_sprak(sprak);
    page::set_language(sprak);
    page::set_title("Attest");
    let (route, query) = history::arrive();
    let shared = Shared {
        route: RwSignal::new(if page::is_secure() {
            route
        } else {
            Route::Feil(ProblemKind::InsecureContext, None)
        }),
        sprak: RwSignal::new(sprak),
        handed_over: StoredValue::new(None),
    };
    SHARED.set(Some(shared));
    history::on_back_or_forward(move |route| shared.route.set(route));
    keyboard::show_keys_while_alt_is_held();
    let screen = Memo::new(move |_| shared.route.with(Screen::of));
    let body = dynamic(move || match screen.get() {
        // A launch that is under way goes on when the language changes, so these do not follow it.
        Screen::Launch => view! { <LaunchPage query=query.clone() /> }.into_any(),
        Screen::Callback(key) => view! { <CallbackPage key query=query.clone() /> }.into_any(),
        Screen::Session(sid) => {
            let page = Signal::derive(move || {
                shared.route.with(|route| match route {
                    Route::Session(_, page) => page.clone(),
                    _ => Page::Overview,
                })
            });
            view! { <SessionPages sid page /> }.into_any()
        }
        Screen::Feil(kind, reference) => {
            track_language();
            view! { <main id="innhold" class="side"><ErrorPage kind reference /></main> }.into_any()
        }
    });
    view! {
        <a class="hopp" href="#innhold">{changing(|| { track_language(); common::skip_to_content().to_owned() })}</a>
        <header class="aksel-internalheader topp">
            <span class="aksel-internalheader__title">"Attest"</span>
            <LanguageSwitch sprak=shared.sprak />
        </header>
        {body}
    }
}

/// Bokmål or nynorsk.
#[component]
fn LanguageSwitch(sprak: RwSignal<Sprak>) -> impl IntoView {
    let choose = move |chosen: Sprak| {
        texts::set_sprak(chosen);
        language::choose(chosen);
        sprak.set(chosen);
    };
    let button = move |own: Sprak, name: &'static str| {
        view! {
            <button
                type="button"
                class="aksel-internalheader__button"
                lang=own.tag()
                aria-pressed=move || if sprak.get() == own { "true" } else { "false" }
                data-active=move || (sprak.get() == own).then_some("true")
                on:click=move |_| choose(own)
            >
                {name}
            </button>
        }
    };
    view! {
        <div class="sprak" role="group" aria-label=move || { sprak.track(); common::language() }>
            {button(Sprak::Nb, "Bokmål")}
            {button(Sprak::Nn, "Nynorsk")}
        </div>
    }
}
