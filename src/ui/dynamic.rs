//! Parts of a page that change.
//!
//! Each bare `{move || …}`, `<Show>` and `<For>` in a view brings its own copy of Leptos' machinery into the program,
//! some two kilobytes; through these functions all of them share one.

use std::sync::Arc;

use leptos::prelude::*;

/// A part that is drawn anew when what it reads has changed.
pub fn dynamic(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let draw: Box<dyn Fn() -> AnyView + Send> = Box::new(draw);
    draw.into_any()
}

/// A text that changes.
pub fn changing(text: impl Fn() -> String + Send + 'static) -> AnyView {
    let text: Box<dyn Fn() -> String + Send> = Box::new(text);
    text.into_any()
}

/// Something or nothing.
pub fn optional<V: IntoView + 'static>(view: Option<V>) -> AnyView {
    view.map_or_else(|| ().into_any(), |view| view.into_any())
}

/// A part that is there while a question is answered with yes, and drawn anew only when the answer changes.
pub fn shown(
    when: impl Fn() -> bool + Send + Sync + 'static,
    draw: impl Fn() -> AnyView + Send + 'static,
) -> AnyView {
    let when = yes_or_no(Box::new(when));
    dynamic(move || if when.get() { draw() } else { ().into_any() })
}

/// Rows by number. A row keeps its fields and its focus when rows come and go after it.
pub fn rows(
    n_rows: impl Fn() -> usize + Send + Sync + 'static,
    row: impl Fn(usize) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    type Count = Box<dyn Fn() -> usize + Send + Sync>;
    type Row = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;
    let (n_rows, row): (Count, Row) = (Box::new(n_rows), Arc::new(row));
    view! { <For each=move || 0..n_rows() key=|row| *row children=move |number| row(number) /> }.into_any()
}

fn yes_or_no(question: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| question())
}
