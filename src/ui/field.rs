//! A value that a component shows and changes, wherever it is kept.

use std::cell::Cell;

use leptos::prelude::*;

/// Reads from and writes to one place of the form. Copied freely.
pub struct Field<T: Send + Sync + 'static> {
    /// The value now.
    pub get: Signal<T>,
    /// Takes a new value.
    pub set: Callback<T>,
}

impl<T: Send + Sync + 'static> Clone for Field<T> {
    fn clone(&self) -> Field<T> {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Field<T> {}

impl<T: Clone + Send + Sync + 'static> Field<T> {
    /// A part of a larger value.
    pub fn part<W: Send + Sync + 'static>(
        whole: RwSignal<W>,
        read: impl Fn(&W) -> T + Send + Sync + 'static,
        write: impl Fn(&mut W, T) + Send + Sync + 'static,
    ) -> Field<T> {
        Field {
            get: Signal::derive(move || whole.with(&read)),
            set: Callback::new(move |value| whole.update(|whole| write(whole, value))),
        }
    }
}

/// An id for an element of which there may be several on a page.
pub fn unique_id(name: &str) -> String {
    thread_local! {
        static NEXT: Cell<u32> = const { Cell::new(0) };
    }
    let number = NEXT.get();
    NEXT.set(number.wrapping_add(1));
    format!("{name}-{number}")
}
