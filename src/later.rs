//! Code that the first form does not need: loaded in parts of its own, when asked for or when there is time.
//!
//! Each `wasm_split` names a part; whatever only that part reaches goes into its file. It gives plain functions, which
//! can then be called like any other. `cargo xtask size` prints the parts and what is loaded before the first form.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use codes::Codes;
use contract::{FormId, ProblemKind, SessionView};
use flow::prefill::Prefill;
use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::context::{CodeLists, Current};
use crate::fault::Fault;
use crate::journal::{self, Writing};
use crate::launch;
use crate::overview::NotePage;
use crate::prefill;
use crate::receipt::ReceiptPage;
use crate::submit::SummaryPage;

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

/// What is looked up while the form stands: the diagnoses of the journal, the code lists.
#[derive(Clone, Copy)]
pub struct Reading {
    /// Asks the EPJ, see [`prefill::read`].
    pub read: fn(Current) -> Task<Prefill>,
    /// Reads the file with the code lists; `None` when it is damaged.
    pub codes: fn(&[u8]) -> Option<Arc<dyn CodeLists>>,
}

/// What comes after the form.
#[derive(Clone, Copy)]
pub struct Pages {
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
        codes: |file| {
            let lists: Option<Arc<dyn CodeLists>> = match Codes::read(file) {
                Ok(codes) => Some(Arc::new(codes)),
                Err(_) => None,
            };
            lists
        },
    })
}

/// Loads the pages after the form.
///
/// # Errors
/// [`Fault`]: the part did not arrive. What was typed stays; asking again loads it again.
#[wasm_split(pages, fallible)]
pub fn pages() -> Result<Pages, Fault> {
    Ok(Pages {
        summary: |current, id| view! { <SummaryPage current id /> }.into_any(),
        receipt: |current, id| view! { <ReceiptPage current id /> }.into_any(),
        note: |current, id| view! { <NotePage current id /> }.into_any(),
    })
}

impl From<SplitLoaderError> for Fault {
    fn from(_: SplitLoaderError) -> Fault {
        Fault::of(ProblemKind::Offline)
    }
}
