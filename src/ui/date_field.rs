//! A date, typed in any of the ways that `domain::dato` reads; written out in full when the field is left.

use chrono::NaiveDate;
use domain::dato::{felt, parse_dato};
use domain::{Kortform, Periode};
use leptos::prelude::*;

use super::dynamic::changing;
use super::field::Field;
use super::text_field::TextField;
use crate::texts::form;

/// A date as text.
#[component]
pub fn DateField(
    id: String,
    #[prop(into)] label: String,
    value: Field<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_leave: Callback<()>,
    /// Takes a span when a shorthand and Enter were typed.
    #[prop(optional)]
    short: Option<Shorthand>,
) -> impl IntoView {
    let leave = Callback::new(move |()| {
        let Some(typed) = value.get.try_get_untracked() else {
            return;
        };
        if let Some(full) = parse_dato(&typed).map(felt).filter(|full| *full != typed) {
            value.set.run(full);
        }
        on_leave.try_run(());
    });
    let enter = short.map(|short| {
        Callback::new(move |()| {
            let typed = value.get.get_untracked();
            if let Some(periode) = untrack(|| short.span(&typed)) {
                short.take.run(periode);
            }
        })
    });
    let offer = short.map(|short| {
        view! {
            <p class="kortform aksel-detail" aria-live="polite">
                {changing(move || {
                    let span = value.get.with(|typed| short.span(typed));
                    span.map(|span| form::press_enter(span.fom(), span.tom())).unwrap_or_default()
                })}
            </p>
        }
    });
    view! {
        <div class="dato">
            <TextField
                id
                label
                value
                error
                help=Some(form::date_help())
                on_leave=leave
                on_enter=enter
            />
            {offer}
        </div>
    }
}

/// What a shorthand counts from and where its span goes (`sykmelding.md` 2.1).
#[derive(Clone, Copy)]
pub struct Shorthand {
    /// The day that it counts from.
    pub base: Signal<NaiveDate>,
    /// Takes the span.
    pub take: Callback<Periode>,
}

impl Shorthand {
    fn span(self, typed: &str) -> Option<Periode> {
        Kortform::read(typed)?.span(self.base.get())
    }
}
