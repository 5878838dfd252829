//! One period.

use domain::dato::parse_dato;
use domain::{Aktivitetstype, Draft, Felt, Grad, Periode, PeriodeDraft};
use leptos::prelude::*;

use super::{Work, felt_id};
use crate::browser::focus;
use crate::texts::{common, form};
use crate::ui::{
    Button, DateField, Field, Looks, Select, Size, TextField, Width, changing, dynamic, yes_or_no,
};

/// A row: kind, days, percent, and what they come to.
#[component]
pub fn Period(work: Work, row: usize) -> impl IntoView {
    let fom = part(
        work,
        row,
        |periode| periode.fom.clone(),
        |periode, typed| periode.fom = typed,
    );
    let tom = part(
        work,
        row,
        |periode| periode.tom.clone(),
        |periode, typed| periode.tom = typed,
    );
    let grad = part(
        work,
        row,
        |periode| periode.grad.clone(),
        |periode, typed| periode.grad = typed,
    );
    let slag = part(
        work,
        row,
        |periode| periode.slag.wire().to_owned(),
        |periode, chosen| {
            periode.slag = if chosen == Aktivitetstype::AktivitetIkkeMulig.wire() {
                Aktivitetstype::AktivitetIkkeMulig
            } else {
                Aktivitetstype::Gradert
            }
        },
    );
    let graded = yes_or_no(Box::new(move || {
        slag.get.with(|slag| slag == Aktivitetstype::Gradert.wire())
    }));
    let kinds = [Aktivitetstype::Gradert, Aktivitetstype::AktivitetIkkeMulig]
        .map(|slag| (slag.wire(), form::slag(slag)))
        .to_vec();
    let number = row + 1;
    let remove = move |()| {
        work.draft.update(|draft| {
            if row < draft.perioder.len() {
                draft.perioder.remove(row);
            }
        });
        work.forget_rows();
        focus::to("legg-til-periode");
    };
    view! {
        <fieldset class="aksel-fieldset periode">
            <legend class="aksel-fieldset__legend aksel-label">{form::period_number(number)}</legend>
            <div class="periode__felter">
                <div class="periode__slag">
                    <Select id=format!("type-{row}") label=form::type_label() options=kinds value=slag />
                </div>
                <DateField
                    id=felt_id(Felt::Fom(row))
                    label=form::fom()
                    value=fom
                    error=work.error(Felt::Fom(row))
                    on_leave=work.leaves(Felt::Fom(row))
                />
                <DateField
                    id=felt_id(Felt::Tom(row))
                    label=form::tom()
                    value=tom
                    error=work.error(Felt::Tom(row))
                    on_leave=work.leaves(Felt::Tom(row))
                />
                {dynamic(move || match graded.get() {
                    true => view! {
                        <TextField
                            id=felt_id(Felt::Grad(row))
                            label=form::grade()
                            help=Some(form::grade_help())
                            value=grad
                            error=work.error(Felt::Grad(row))
                            width=Width::Narrow
                            on_leave=work.leaves(Felt::Grad(row))
                        />
                    }
                    .into_any(),
                    false => {
                        view! { <p class="periode__full aksel-body-short">{form::full_grade()}</p> }
                            .into_any()
                    }
                })}
            </div>
            <p class="periode__sum aksel-body-short aksel-body-short--small" aria-live="polite">
                {changing(move || work.draft.with(|draft| draft.perioder.get(row).map(sum).unwrap_or_default()))}
            </p>
            {(row > 0)
                .then(|| {
                    view! {
                        <Button
                            on_press=remove
                            looks=Looks::Tertiary
                            size=Size::Small
                            name=form::remove_period(number)
                        >
                            {form::remove()}
                        </Button>
                    }
                })}
        </fieldset>
    }
}

/// `14 dager · 5. - 18. juni 2025 · 40 % i arbeid`, as far as it can be told.
fn sum(periode: &PeriodeDraft) -> String {
    let days = parse_dato(&periode.fom)
        .zip(parse_dato(&periode.tom))
        .and_then(|(fom, tom)| Periode::new(fom, tom).ok());
    let grad = (periode.slag == Aktivitetstype::Gradert)
        .then(|| {
            periode
                .grad
                .trim()
                .trim_end_matches('%')
                .trim_end()
                .parse()
                .ok()
                .and_then(Grad::new)
        })
        .flatten();
    let parts = [
        days.map(|days| common::n_days(days.n_days())),
        days.map(|days| common::span(days.fom(), days.tom())),
        grad.map(|grad| form::at_work(100 - grad.percent())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn part(
    work: Work,
    row: usize,
    read: impl Fn(&PeriodeDraft) -> String + Send + Sync + 'static,
    write: impl Fn(&mut PeriodeDraft, String) + Send + Sync + 'static,
) -> Field<String> {
    Field::part(
        work.draft,
        move |draft: &Draft| draft.perioder.get(row).map(&read).unwrap_or_default(),
        move |draft, typed| {
            if let Some(periode) = draft.perioder.get_mut(row) {
                write(periode, typed);
            }
        },
    )
}
