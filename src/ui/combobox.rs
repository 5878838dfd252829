//! Combobox: a field with a list of suggestions (ARIA Authoring Practices, "combobox with list autocomplete").

use leptos::prelude::*;

use super::dynamic::{changing, dynamic};
use super::field::Field;
use super::form_field::{FormField, described_by};
use crate::browser::{focus, lifecycle};
use crate::texts::form;

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What it is.
    pub text: String,
    /// What tells it from others of the same text.
    pub detail: String,
}

/// Lines that are drawn at first: what a doctor looks at. The others come when they are scrolled or stepped to, so
/// that a key press is painted in time.
const DRAWN: usize = 20;
/// A click takes no longer.
const CLICK_MS: u32 = 250;

/// A field that searches while one types. The first suggestion is marked, so Enter takes it.
#[component]
pub fn Combobox(
    id: String,
    #[prop(into)] label: String,
    #[prop(optional_no_strip)] help: Option<&'static str>,
    #[prop(into)] error: Signal<Option<String>>,
    /// What is typed.
    query: Field<String>,
    /// What fits it, best first.
    suggestions: Signal<Vec<Suggestion>>,
    /// Takes the suggestion at this place.
    #[prop(into)]
    on_choose: Callback<usize>,
    /// The field was left.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let described = described_by(&id, help.is_some(), error);
    // A field that comes with a query is a choice to be changed: its hits are shown at once.
    let empty = query.get.with_untracked(|query| query.is_empty());
    let state = State {
        closed: RwSignal::new(empty),
        active: RwSignal::new(0),
        drawn: RwSignal::new(DRAWN),
        suggestions,
    };
    let list_id = format!("{id}-liste");
    let option_id = {
        let id = id.clone();
        move |place: usize| format!("{id}-valg-{place}")
    };
    let active_id = option_id.clone();
    let shown_id = option_id.clone();
    let choose = Callback::new(move |place| {
        state.close();
        on_choose.run(place);
    });
    let options = dynamic(move || {
        let option_id = option_id.clone();
        suggestions
            .get()
            .into_iter()
            .take(state.drawn.get())
            .enumerate()
            .map(move |(place, suggestion)| {
                option(option_id(place), place, suggestion, state, choose)
            })
            .collect_view()
            .into_any()
    });
    view! {
        <FormField id=id.clone() label help error class="full">
            <div class="aksel-combobox__wrapper">
                <div class="aksel-combobox__wrapper-inner aksel-text-field__input">
                    <input
                        id=id
                        type="text"
                        role="combobox"
                        class="aksel-combobox__input aksel-body-short aksel-body-short--medium"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-autocomplete="list"
                        aria-controls=list_id.clone()
                        aria-expanded=move || if state.is_open() { "true" } else { "false" }
                        aria-activedescendant=move || state.is_open().then(|| active_id(state.active.get()))
                        aria-describedby=move || described.get()
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                        prop:value=move || query.get.get()
                        on:input:target=move |event| {
                            query.set.run(event.target().value());
                            state.open();
                        }
                        on:click=move |_| state.open()
                        on:blur=move |_| {
                            // A field that a choice has taken away is left, too, when all of it is gone.
                            if state.closed.try_set(true).is_none() {
                                leave_after_click(on_leave);
                            }
                        }
                        on:keydown=move |event| {
                            if state.key(&event.key(), choose) {
                                event.prevent_default();
                                // Gone when the key chose a suggestion.
                                if let Some(place) = state.active.try_get_untracked() {
                                    focus::show(&shown_id(place));
                                }
                            }
                        }
                    />
                </div>
                <div
                    class="aksel-combobox__list aksel-combobox__list--with-hover"
                    class=("aksel-combobox__list--closed", move || !state.is_open())
                >
                    <ul
                        id=list_id
                        role="listbox"
                        aria-label=form::diagnosis()
                        class="aksel-combobox__list-options"
                        on:scroll=move |_| state.draw_all()
                    >
                        {options}
                    </ul>
                </div>
                <p class="aksel-sr-only" role="status">
                    {changing(move || {
                        let searched = !state.closed.get() && !query.get.with(|query| query.trim().is_empty());
                        if searched { form::n_hits(suggestions.with(Vec::len)) } else { String::new() }
                    })}
                </p>
            </div>
        </FormField>
    }
}

/// Tells that the field was left once the click that may have left it is over: an error that shows between press and
/// release would push the button away from under the pointer.
fn leave_after_click(on_leave: Callback<()>) {
    leptos::task::spawn_local(async move {
        lifecycle::sleep_ms(CLICK_MS).await;
        on_leave.try_run(());
    });
}

fn option(
    id: String,
    place: usize,
    suggestion: Suggestion,
    state: State,
    choose: Callback<usize>,
) -> impl IntoView {
    view! {
        <li
            id=id
            role="option"
            class="aksel-combobox__list-item"
            class=("aksel-combobox__list-item--focus", move || state.active.get() == place)
            aria-selected=move || if state.active.get() == place { "true" } else { "false" }
            on:mousedown=move |event| {
                // The field keeps the focus, else the list would close before the click arrives.
                event.prevent_default();
            }
            on:click=move |_| choose.run(place)
        >
            <span class="forslag">
                <span class="aksel-body-short">{suggestion.text}</span>
                <span class="aksel-detail forslag__detalj">{suggestion.detail}</span>
            </span>
        </li>
    }
}

/// The list: whether it is closed by hand, and which line is marked.
#[derive(Clone, Copy)]
struct State {
    closed: RwSignal<bool>,
    active: RwSignal<usize>,
    drawn: RwSignal<usize>,
    suggestions: Signal<Vec<Suggestion>>,
}

impl State {
    fn is_open(self) -> bool {
        !self.closed.get() && !self.suggestions.with(Vec::is_empty)
    }

    fn open(self) {
        self.active.set(0);
        if self.drawn.get_untracked() != DRAWN {
            self.drawn.set(DRAWN);
        }
        self.closed.set(false);
    }

    fn close(self) {
        self.closed.set(true);
    }

    fn draw_all(self) {
        if self.drawn.get_untracked() == DRAWN {
            self.drawn.set(usize::MAX);
        }
    }

    /// Whether the key was ours.
    fn key(self, key: &str, choose: Callback<usize>) -> bool {
        let n_lines = self.suggestions.with_untracked(Vec::len);
        let n_lines = n_lines.min(self.drawn.get_untracked());
        let open = !self.closed.get_untracked() && n_lines > 0;
        let active = self.active.get_untracked();
        match key {
            "ArrowDown" if open => {
                // Well before the end, so that the next line is there when it is stepped to.
                if active + DRAWN / 2 > n_lines {
                    self.draw_all();
                }
                self.active.set((active + 1) % n_lines);
            }
            "ArrowUp" if open => self
                .active
                .set(active.checked_sub(1).unwrap_or(n_lines - 1)),
            "ArrowDown" if n_lines > 0 => self.open(),
            "Enter" if open => choose.run(active),
            "Escape" if open => self.close(),
            _ => return false,
        }
        true
    }
}
