//! Questions about the periods (`sykmelding.md` 3.5).

use chrono::{Days, NaiveDate};
use domain::periode::working_day_between;

use crate::{Input, Regelperiode, Slag};

/// 1.
pub(super) fn perioder_mangler(input: &Input<'_>) -> bool {
    input.perioder.is_empty()
}

/// 2.
pub(super) fn fradato_etter_tildato(input: &Input<'_>) -> bool {
    input.perioder.iter().any(|p| p.fom > p.tom)
}

/// 3. Two periods that are equal in every value count as one.
pub(super) fn overlappende_perioder(input: &Input<'_>) -> bool {
    let within = |day: NaiveDate, p: &Regelperiode| p.fom <= day && day <= p.tom;
    input.perioder.iter().enumerate().any(|(i, a)| {
        input
            .perioder
            .iter()
            .skip(i + 1)
            .filter(|b| *b != a)
            .any(|b| within(a.fom, b) || within(a.tom, b) || within(b.fom, a) || within(b.tom, a))
    })
}

/// 4. A gap of only Saturday and Sunday is none.
pub(super) fn opphold_mellom_perioder(input: &Input<'_>) -> bool {
    // By insertion: a note has few periods, and the library's sort adds three kilobytes to what a browser loads.
    let mut sorted: Vec<&Regelperiode> = Vec::with_capacity(input.perioder.len());
    for periode in &input.perioder {
        let place = sorted.partition_point(|earlier| earlier.fom <= periode.fom);
        sorted.insert(place, periode);
    }
    sorted
        .iter()
        .zip(sorted.iter().skip(1))
        .any(|(a, b)| working_day_between(a.tom, b.fom))
}

/// 5.
pub(super) fn ikke_definert_periode(input: &Input<'_>) -> bool {
    input.perioder.iter().any(|p| p.slag == Slag::Ugyldig)
}

/// 6. One day of difference is let through.
pub(super) fn behandlingsdato_etter_mottattdato(input: &Input<'_>) -> bool {
    input
        .mottatt
        .checked_add_days(Days::new(1))
        .is_some_and(|limit| input.behandlet > limit)
}

/// 7.
pub(super) fn avventende_kombinert(input: &Input<'_>) -> bool {
    input.perioder.len() > 1
        && input
            .perioder
            .iter()
            .any(|p| matches!(p.slag, Slag::Avventende(_)))
}

/// 8.
pub(super) fn manglende_innspill(input: &Input<'_>) -> bool {
    input.perioder.iter().any(|p| match &p.slag {
        Slag::Avventende(text) => text.as_deref().unwrap_or_default().trim().is_empty(),
        _ => false,
    })
}

/// 9. As the rule is written: 17 calendar days pass.
pub(super) fn avventende_over_16_dager(input: &Input<'_>) -> bool {
    input
        .perioder
        .iter()
        .any(|p| matches!(p.slag, Slag::Avventende(_)) && days(p) > 16)
}

/// 10. One for each started week.
pub(super) fn for_mange_behandlingsdager(input: &Input<'_>) -> bool {
    input.perioder.iter().any(|p| match p.slag {
        Slag::Behandlingsdager(n) => n > days(p).div_euclid(7) + 1,
        _ => false,
    })
}

/// 11.
pub(super) fn gradert_over_99(input: &Input<'_>) -> bool {
    input
        .perioder
        .iter()
        .any(|p| matches!(p.slag, Slag::Gradert(grad) if grad > 99))
}

/// 12.
pub(super) fn gradert_0(input: &Input<'_>) -> bool {
    input.perioder.iter().any(|p| p.slag == Slag::Gradert(0))
}

/// 13.
pub(super) fn med_behandlingsdager(input: &Input<'_>) -> bool {
    input
        .perioder
        .iter()
        .any(|p| matches!(p.slag, Slag::Behandlingsdager(_)))
}

/// Midnights from the first day to the last.
fn days(p: &Regelperiode) -> i64 {
    (p.tom - p.fom).num_days()
}
