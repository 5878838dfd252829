//! Parts of a page that change.
//!
//! Each bare `{move || …}`, `<Show>`, `<For>` and memo brings its own copy of Leptos' machinery into the program,
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
    from(0, Arc::new(n_rows), Arc::new(row))
}

type Count = Arc<dyn Fn() -> usize + Send + Sync>;
type Row = Arc<dyn Fn(usize) -> AnyView + Send + Sync>;

/// The row of this number, if there is one, and those after it.
fn from(number: usize, n_rows: Count, row: Row) -> AnyView {
    let count = Arc::clone(&n_rows);
    shown(
        move || count() > number,
        move || {
            let after = from(number + 1, Arc::clone(&n_rows), Arc::clone(&row));
            (row(number), after).into_any()
        },
    )
}

/// A question whose askers are told only when the answer changes.
pub fn yes_or_no(question: Box<dyn Fn() -> bool + Send + Sync>) -> Memo<bool> {
    Memo::new(move |_| question())
}
