//! The rows of the list of periods.

use chrono::{Days, Months, NaiveDate};

use super::{dato, text};
use crate::aktivitet::{Arbeidsrelatert, behandlingsdager};
use crate::dato::parse_dato;
use crate::periode::working_day_between;
use crate::{
    Aktivitet, Aktivitetstype, Draft, Felt, Grad, Mangel, Mangler, Periode, PeriodeDraft, Variant,
};

/// Days that may lie between today and the first day (rule FREMDATERT).
const MAX_DAYS_AHEAD: u64 = 30;
/// `days(first fom, last tom)` that may not be passed, so 366 calendar days are the most (rule TOTAL_VARIGHET_OVER_ETT_AAR).
const MAX_DAYS_BETWEEN: i64 = 365;
/// The same of an avventende sykmelding: 17 calendar days are the most (rule AVVENTENDE_SYKMELDING_OVER_16_DAGER).
const MAX_DAYS_BETWEEN_AVVENTENDE: i64 = 16;

/// The periods of the form; what is wrong goes into `mangler`.
pub(super) fn parse(draft: &Draft, today: NaiveDate, mangler: &mut Mangler) -> Vec<Aktivitet> {
    let rows = visible(draft);
    if rows.is_empty() {
        mangler.insert(Felt::Perioder, Mangel::Missing);
    }
    let mut aktivitet = Vec::new();
    let mut first_fom = None;
    let mut previous_tom: Option<NaiveDate> = draft.forlenger.as_ref().map(|note| note.tom);
    for (row, typed) in rows.iter().enumerate() {
        let fom = dato(&typed.fom, Felt::Fom(row), mangler);
        let tom = dato(&typed.tom, Felt::Tom(row), mangler);
        if let Some(fom) = fom {
            let mangel = match previous_tom {
                Some(previous) if fom <= previous => Some(Mangel::Overlap),
                Some(previous) if working_day_between(previous, fom) => Some(Mangel::Gap),
                _ if row == 0 => too_far(fom, today),
                _ => None,
            };
            mangler.extend(mangel.map(|mangel| (Felt::Fom(row), mangel)));
        }
        if row == 0 {
            first_fom = fom;
        }
        previous_tom = tom.or(previous_tom);
        if let (Some(fom), Some(tom)) = (fom, tom) {
            match Periode::new(fom, tom) {
                Ok(periode) => aktivitet.extend(of_slag(draft, row, typed, periode, mangler)),
                Err(_) => _ = mangler.insert(Felt::Tom(row), Mangel::EndBeforeStart),
            }
        } else {
            // What belongs to the kind is checked all the same, on a day of its own.
            let day = Periode::new(today, today);
            _ = day.map(|day| of_slag(draft, row, typed, day, mangler));
        }
    }
    if let (Some(first), Some(last), Some(row)) =
        (first_fom, previous_tom, rows.len().checked_sub(1))
        && (last - first).num_days() > longest(draft.variant)
    {
        mangler.entry(Felt::Tom(row)).or_insert(Mangel::TooLong);
    }
    aktivitet
}

/// The periods whose dates are known so far, whatever else is missing. For questions that depend on dates alone.
pub(super) fn known(draft: &Draft) -> Vec<Aktivitet> {
    let rows = visible(draft).iter();
    rows.filter_map(|row| {
        let periode = Periode::new(parse_dato(&row.fom)?, parse_dato(&row.tom)?).ok()?;
        Some(match row.slag {
            Aktivitetstype::AktivitetIkkeMulig => Aktivitet::AktivitetIkkeMulig {
                periode,
                arbeidsrelatert: None,
            },
            _ => Aktivitet::Reisetilskudd { periode },
        })
    })
    .collect()
}

/// The rows that the form shows: a form with one period shows the first.
pub(super) fn visible(draft: &Draft) -> &[PeriodeDraft] {
    match draft.variant.has_several_periods() {
        true => &draft.perioder,
        false => draft.perioder.get(..1).unwrap_or_default(),
    }
}

fn longest(variant: Variant) -> i64 {
    match variant {
        Variant::Avventende => MAX_DAYS_BETWEEN_AVVENTENDE,
        _ => MAX_DAYS_BETWEEN,
    }
}

/// The period with what belongs to its kind; `None` where something of that is missing.
fn of_slag(
    draft: &Draft,
    row: usize,
    typed: &PeriodeDraft,
    periode: Periode,
    mangler: &mut Mangler,
) -> Option<Aktivitet> {
    if !draft.variant.slag().contains(&typed.slag) {
        mangler.insert(Felt::Perioder, Mangel::NotOffered);
        return None;
    }
    match typed.slag {
        Aktivitetstype::AktivitetIkkeMulig => Some(Aktivitet::AktivitetIkkeMulig {
            periode,
            arbeidsrelatert: match typed.arbeidsrelatert {
                true => Some(arsaker(row, typed, mangler)?),
                false => None,
            },
        }),
        Aktivitetstype::Gradert => Some(Aktivitet::Gradert {
            periode,
            grad: grad(row, &typed.grad, mangler)?,
            reisetilskudd: draft.variant.grades_with_reisetilskudd(),
        }),
        Aktivitetstype::Avventende => Some(Aktivitet::Avventende {
            periode,
            innspill: text(&typed.innspill, Felt::Innspill(row), mangler)?,
        }),
        Aktivitetstype::Behandlingsdager => Some(Aktivitet::Behandlingsdager {
            periode,
            antall: behandlingsdager(periode),
        }),
        Aktivitetstype::Reisetilskudd => Some(Aktivitet::Reisetilskudd { periode }),
    }
}

fn arsaker(row: usize, typed: &PeriodeDraft, mangler: &mut Mangler) -> Option<Arbeidsrelatert> {
    if !typed.manglende_tilrettelegging && !typed.annen_arsak {
        mangler.insert(Felt::Arsaker(row), Mangel::Missing);
        return None;
    }
    let annet = match typed.annen_arsak {
        true => Some(text(
            &typed.annen_arsak_tekst,
            Felt::AnnenArsak(row),
            mangler,
        )?),
        false => None,
    };
    Some(Arbeidsrelatert {
        manglende_tilrettelegging: typed.manglende_tilrettelegging,
        annet,
    })
}

fn grad(row: usize, typed: &str, mangler: &mut Mangler) -> Option<Grad> {
    let digits = typed.trim().trim_end_matches('%').trim_end();
    let grad = (digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
        .and_then(Grad::new);
    if grad.is_none() {
        let mangel = match digits.is_empty() {
            true => Mangel::Missing,
            false => Mangel::GradOutOfRange,
        };
        mangler.insert(Felt::Grad(row), mangel);
    }
    grad
}

fn too_far(fom: NaiveDate, today: NaiveDate) -> Option<Mangel> {
    let last = today.checked_add_days(Days::new(MAX_DAYS_AHEAD))?;
    let first = today.checked_sub_months(Months::new(36))?;
    if fom > last {
        Some(Mangel::TooFarAhead)
    } else if fom < first {
        Some(Mangel::TooFarBack)
    } else {
        None
    }
}
