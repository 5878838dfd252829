//! Code that the first form does not need: loaded in parts of its own, when asked for or when there is time.
//!
//! Each `wasm_split` names a part; whatever only that part reaches goes into its file. It gives plain functions, which
//! can then be called like any other. `cargo xtask size` prints the parts and what is loaded before the first form.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::NaiveDateTime;
use codes::Codes;
use contract::{FormId, ProblemKind, SessionView};
use domain::{Draft, Sykefravaer};
use flow::prefill::Prefill;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::context::{CodeLists, Current, Lists, State};
use crate::fault::Fault;
use crate::form::{Elaboration, Employment, Late, Work};
use crate::journal::{self, Writing};
use crate::launch;
use crate::overview::{self, NotePage, OverviewLists, TermsPage};
use crate::prefill;
use crate::receipt::ReceiptPage;
use crate::rules::{self, Hint};
use crate::submit::SummaryPage;
use crate::texts::common;
use crate::ui::{FaultAlert, Waiting, dynamic};

/// Work of the browser, which has one thread.
pub type Task<T> = Pin<Box<dyn Future<Output = T>>>;

/// The session that a login opened; `None` when the browser is on its way to the EPJ once more.
pub type Opened = Result<Option<SessionView>, Fault>;

/// Mode B: the way from the EPJ's call to a session.
#[derive(Clone, Copy)]
pub struct Login {
    /// `/launch` with its query; returns only when there is no way on.
    pub start: fn(String) -> Task<Result<(), Fault>>,
    /// `/callback/{key}` with its query.
    pub finish: fn(String, String) -> Task<Opened>,
}

/// Mode B: what this page writes to the journal itself.
#[derive(Clone, Copy)]
pub struct Journal {
    /// Writes the document of a form, see [`journal::write`].
    pub write: fn(Current, FormId) -> Task<Result<Writing, Fault>>,
}

/// What is looked up while the form stands: the diagnoses of the journal, the code lists, what the rules say.
#[derive(Clone, Copy)]
pub struct Reading {
    /// Asks the EPJ, see [`prefill::read`].
    pub read: fn(Current) -> Task<Prefill>,
    /// What the rules say so far, see [`rules::hints`].
    pub hints: fn(&Draft, NaiveDateTime, &Lists, &Sykefravaer) -> Vec<Hint>,
    /// Reads the file with the code lists; `None` when it is damaged.
    pub codes: fn(&[u8]) -> Option<Arc<dyn CodeLists>>,
}

/// What stands around the form, and the questions that few notes ask.
#[derive(Clone, Copy)]
pub struct Pages {
    /// The lists of the overview.
    pub lists: fn(Current) -> AnyView,
    /// Learns how long the absence has lasted, for a form that was opened past the overview.
    pub look_back: fn(Current) -> Task<()>,
    /// The employer that the note is for.
    pub employment: fn(Current, Work) -> AnyView,
    /// The conditions of use.
    pub terms: fn(Current) -> AnyView,
    /// The questions of a backdated note.
    pub late: fn(Work) -> AnyView,
    /// The questions of a long absence.
    pub elaboration: fn(State, Work) -> AnyView,
    /// The summary.
    pub summary: fn(Current, FormId) -> AnyView,
    /// The receipt.
    pub receipt: fn(Current, FormId) -> AnyView,
    /// An earlier note.
    pub note: fn(Current, FormId) -> AnyView,
}

/// Loads the login of mode B.
///
/// # Errors
/// [`Fault`]: the part did not arrive. Nothing has been sent to an EPJ; asking again loads it again.
#[wasm_split(login, fallible)]
pub fn login() -> Result<Login, Fault> {
    Ok(Login {
        start: |query| Box::pin(async move { launch::start(&query).await }),
        finish: |key, query| Box::pin(async move { launch::finish(&key, &query).await }),
    })
}

/// Loads the journal writer of mode B.
///
/// # Errors
/// [`Fault`]: the part did not arrive. Nothing has been written; asking again loads it again.
#[wasm_split(journal, fallible)]
pub fn journal() -> Result<Journal, Fault> {
    Ok(Journal {
        write: |current, id| Box::pin(async move { journal::write(&current, &id).await }),
    })
}

/// Loads what is looked up while the form stands.
///
/// # Errors
/// [`Fault`]: the part did not arrive. The form can be filled in without it; asking again loads it again.
#[wasm_split(reading, fallible)]
pub fn reading() -> Result<Reading, Fault> {
    Ok(Reading {
        read: |current| Box::pin(async move { prefill::read(&current).await }),
        hints: rules::hints,
        codes: |file| {
            let lists: Option<Arc<dyn CodeLists>> = match Codes::read(file) {
                Ok(codes) => Some(Arc::new(codes)),
                Err(_) => None,
            };
            lists
        },
    })
}

/// Loads what stands around the form.
///
/// # Errors
/// [`Fault`]: the part did not arrive. What was typed stays; asking again loads it again.
#[wasm_split(pages, fallible)]
pub fn pages() -> Result<Pages, Fault> {
    Ok(Pages {
        lists: |current| view! { <OverviewLists current /> }.into_any(),
        look_back: |current| {
            Box::pin(async move {
                // Without an answer nothing extra is asked here, and the gateway looks again.
                let _ = overview::ask(&current).await;
            })
        },
        employment: |current, work| view! { <Employment current work /> }.into_any(),
        terms: |current| view! { <TermsPage current /> }.into_any(),
        late: |work| view! { <Late work /> }.into_any(),
        elaboration: |state, work| view! { <Elaboration state work /> }.into_any(),
        summary: |current, id| view! { <SummaryPage current id /> }.into_any(),
        receipt: |current, id| view! { <ReceiptPage current id /> }.into_any(),
        note: |current, id| view! { <NotePage current id /> }.into_any(),
    })
}

/// A page whose code comes in a part of its own: waited for, shown, or asked for again.
pub fn page(
    current: Current,
    draw: impl Fn(Pages, Current) -> AnyView + Send + 'static,
) -> AnyView {
    let state = current.state;
    fetch(state);
    dynamic(move || match state.pages.get() {
        None => view! { <Waiting text=common::loading() /> }.into_any(),
        Some(Ok(pages)) => draw(pages, current.clone()),
        Some(Err(fault)) => {
            let retry = Callback::new(move |()| {
                state.pages.set(None);
                fetch(state);
            });
            view! { <FaultAlert fault retry /> }.into_any()
        }
    })
}

/// Loads what stands around the form, unless it is here.
pub fn fetch(state: State) {
    if matches!(state.pages.get_untracked(), Some(Ok(_))) {
        return;
    }
    spawn_local(async move {
        let pages = pages().await;
        let known = state
            .pages
            .try_with_untracked(|known| matches!(known, Some(Ok(_))));
        if known == Some(false) {
            state.pages.set(Some(pages));
        }
    });
}

impl From<SplitLoaderError> for Fault {
    fn from(_: SplitLoaderError) -> Fault {
        Fault::of(ProblemKind::Offline)
    }
}
