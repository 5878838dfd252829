//! One period.

use domain::dato::{felt, parse_dato};
use domain::{
    Aktivitetstype, Draft, Felt, Grad, MAX_TEXT_CHARS, Periode, PeriodeDraft, Variant,
    behandlingsdager,
};
use leptos::prelude::*;

use super::periods::base_day;
use super::{Work, felt_id};
use crate::browser::focus;
use crate::texts::{common, form};
use crate::ui::{
    Button, Checkbox, Checks, DateField, Field, Kind, Looks, Select, Shorthand, Size, TextArea,
    TextField, Width, changing, dynamic, options, shown,
};

/// A row: kind, days, what belongs to the kind, and what they come to.
#[component]
pub fn Period(work: Work, row: usize, variant: Variant) -> impl IntoView {
    let slag = text(
        work,
        row,
        |periode| periode.slag.wire().to_owned(),
        |periode, chosen| periode.slag = Aktivitetstype::from_wire(&chosen).unwrap_or_default(),
    );
    let kind_now = Memo::new(move |_| slag.get.with(|wire| Aktivitetstype::from_wire(wire)));
    let kinds = variant.slag().iter();
    let kinds = options(kinds.map(|slag| (slag.wire(), form::slag(*slag))));
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
            <legend class=match variant.has_several_periods() {
                true => "aksel-fieldset__legend aksel-label",
                false => "aksel-sr-only",
            }>{form::period_number(number)}</legend>
            <div class="periode__felter">
                {(kinds.len() > 1)
                    .then(|| {
                        view! {
                            <div class="periode__slag">
                                <Select
                                    id=format!("type-{row}")
                                    label=form::type_label()
                                    options=kinds
                                    value=slag
                                />
                            </div>
                        }
                    })}
                <Days work row />
                {dynamic(move || match kind_now.get() {
                    Some(Aktivitetstype::Gradert) => grade(work, row),
                    Some(Aktivitetstype::AktivitetIkkeMulig) => {
                        view! { <p class="periode__full aksel-body-short">{form::full_grade()}</p> }
                            .into_any()
                    }
                    _ => ().into_any(),
                })}
            </div>
            <p class="periode__sum aksel-body-short aksel-body-short--small" aria-live="polite">
                {changing(move || work.draft.with(|draft| draft.perioder.get(row).map(sum).unwrap_or_default()))}
            </p>
            {dynamic(move || match kind_now.get() {
                Some(Aktivitetstype::AktivitetIkkeMulig) => causes(work, row),
                Some(Aktivitetstype::Avventende) => suggestion(work, row),
                _ => ().into_any(),
            })}
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

/// First and last day. A shorthand in either sets both.
#[component]
fn Days(work: Work, row: usize) -> impl IntoView {
    let fom = text(
        work,
        row,
        |periode| periode.fom.clone(),
        |periode, typed| periode.fom = typed,
    );
    let tom = text(
        work,
        row,
        |periode| periode.tom.clone(),
        |periode, typed| periode.tom = typed,
    );
    let take = Callback::new(move |span: Periode| {
        fom.set.run(felt(span.fom()));
        tom.set.run(felt(span.tom()));
    });
    let from = |from: fn(&Draft, usize) -> _| Shorthand {
        base: Signal::derive(move || work.draft.with(|draft| from(draft, row))),
        take,
    };
    view! {
        <DateField
            id=felt_id(Felt::Fom(row))
            label=form::fom()
            value=fom
            error=work.error(Felt::Fom(row))
            on_leave=work.leaves(Felt::Fom(row))
            short=from(base_day)
        />
        <DateField
            id=felt_id(Felt::Tom(row))
            label=form::tom()
            value=tom
            error=work.error(Felt::Tom(row))
            on_leave=work.leaves(Felt::Tom(row))
            short=from(|draft, row| {
                let typed = draft.perioder.get(row).and_then(|own| parse_dato(&own.fom));
                match super::periods::day_after_previous(draft, row) {
                    Some(after) => after,
                    None => typed.unwrap_or_else(|| base_day(draft, row)),
                }
            })
        />
    }
}

fn grade(work: Work, row: usize) -> AnyView {
    let grad = text(
        work,
        row,
        |periode| periode.grad.clone(),
        |periode, typed| periode.grad = typed,
    );
    view! {
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
    .into_any()
}

/// Whether the work is a cause, and which.
fn causes(work: Work, row: usize) -> AnyView {
    let related = flag(
        work,
        row,
        |periode| periode.arbeidsrelatert,
        |periode, yes| periode.arbeidsrelatert = yes,
    );
    let adaptation = flag(
        work,
        row,
        |periode| periode.manglende_tilrettelegging,
        |periode, yes| periode.manglende_tilrettelegging = yes,
    );
    let other = flag(
        work,
        row,
        |periode| periode.annen_arsak,
        |periode, yes| periode.annen_arsak = yes,
    );
    let words = text(
        work,
        row,
        |periode| periode.annen_arsak_tekst.clone(),
        |periode, typed| periode.annen_arsak_tekst = typed,
    );
    view! {
        <Checkbox label=form::work_related() value=related />
        {shown(
            move || related.get.get(),
            move || {
                view! {
                    <Checks
                        id=felt_id(Felt::Arsaker(row))
                        legend=form::work_causes()
                        error=work.error(Felt::Arsaker(row))
                    >
                        <Checkbox label=form::cause_adaptation() value=adaptation />
                        <Checkbox label=form::cause_other() value=other />
                    </Checks>
                    {shown(
                        move || other.get.get(),
                        move || {
                            view! {
                                <TextField
                                    id=felt_id(Felt::AnnenArsak(row))
                                    label=form::cause_words()
                                    value=words
                                    kind=Kind::Words
                                    error=work.error(Felt::AnnenArsak(row))
                                    on_leave=work.leaves(Felt::AnnenArsak(row))
                                />
                            }
                            .into_any()
                        },
                    )}
                }
                .into_any()
            },
        )}
    }
    .into_any()
}

/// What the employer is asked to do.
fn suggestion(work: Work, row: usize) -> AnyView {
    let value = text(
        work,
        row,
        |periode| periode.innspill.clone(),
        |periode, typed| periode.innspill = typed,
    );
    view! {
        <TextArea
            id=felt_id(Felt::Innspill(row))
            label=form::suggestion()
            help=Some(form::suggestion_help())
            value
            error=work.error(Felt::Innspill(row))
            most=MAX_TEXT_CHARS
            on_leave=work.leaves(Felt::Innspill(row))
        />
    }
    .into_any()
}

/// `14 dager · 5. - 18. juni 2025 · 40 % i arbeid`, as far as it can be told.
fn sum(periode: &PeriodeDraft) -> String {
    let days = parse_dato(&periode.fom)
        .zip(parse_dato(&periode.tom))
        .and_then(|(fom, tom)| Periode::new(fom, tom).ok());
    let grad = (periode.slag == Aktivitetstype::Gradert)
        .then(|| {
            let digits = periode.grad.trim().trim_end_matches('%').trim_end();
            digits.parse().ok().and_then(Grad::new)
        })
        .flatten();
    let treatment = days.filter(|_| periode.slag == Aktivitetstype::Behandlingsdager);
    let parts = [
        treatment.map(|days| form::treatment_days(behandlingsdager(days))),
        days.map(|days| common::n_days(days.n_days())),
        days.map(|days| common::span(days.fom(), days.tom())),
        grad.map(|grad| form::at_work(100 - grad.percent())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn text(
    work: Work,
    row: usize,
    read: fn(&PeriodeDraft) -> String,
    write: fn(&mut PeriodeDraft, String),
) -> Field<String> {
    part(work, row, read, write)
}

fn flag(
    work: Work,
    row: usize,
    read: fn(&PeriodeDraft) -> bool,
    write: fn(&mut PeriodeDraft, bool),
) -> Field<bool> {
    part(work, row, read, write)
}

fn part<T: Clone + Default + Send + Sync + 'static>(
    work: Work,
    row: usize,
    read: fn(&PeriodeDraft) -> T,
    write: fn(&mut PeriodeDraft, T),
) -> Field<T> {
    Field::part(
        work.draft,
        move |draft: &Draft| draft.perioder.get(row).map(read).unwrap_or_default(),
        move |draft, typed| {
            if let Some(periode) = draft.perioder.get_mut(row) {
                write(periode, typed);
            }
        },
    )
}
