//! A date, typed in any of the ways that `domain::dato` reads; written out in full when the field is left.

use domain::dato::{felt, parse_dato};
use leptos::prelude::*;

use super::field::Field;
use super::text_field::TextField;

/// A date as text.
#[component]
pub fn DateField(
    id: String,
    #[prop(into)] label: String,
    value: Field<String>,
    #[prop(into)] error: Signal<Option<String>>,
    #[prop(into)] on_leave: Callback<()>,
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
    view! { <TextField id label value error help=Some(crate::texts::form::date_help()) on_leave=leave /> }
}
