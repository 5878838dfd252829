//! Questions about a note that begins before it is signed (`sykmelding.md` 3.9). Without a period all answer no.

use chrono::{Days, Months};
use domain::Kodeverk;
use domain::tilbakedatering::n_words;

use crate::{Input, earlier};

/// Days from the first day to signing.
fn days_back(input: &Input<'_>) -> Option<i64> {
    Some((input.signert.date() - input.fom()?).num_days())
}

pub(super) fn tilbakedatering(input: &Input<'_>) -> bool {
    days_back(input).is_some_and(|days| days > 0)
}

pub(super) fn spesialisthelsetjenesten(input: &Input<'_>) -> bool {
    let main = input.hoveddiagnose.as_ref();
    main.and_then(crate::Kode::kodeverk) == Some(Kodeverk::Icd10)
}

pub(super) fn ettersending(input: &Input<'_>) -> Option<bool> {
    earlier::is_ettersending(input)
}

pub(super) fn inntil_4_dager(input: &Input<'_>) -> bool {
    days_back(input).is_some_and(|days| days <= 4)
}

pub(super) fn inntil_8_dager(input: &Input<'_>) -> bool {
    days_back(input).is_some_and(|days| days < 9)
}

pub(super) fn min_1_ord(input: &Input<'_>) -> bool {
    words(input) >= 1
}

pub(super) fn min_3_ord(input: &Input<'_>) -> bool {
    words(input) >= 3
}

pub(super) fn forlengelse(input: &Input<'_>) -> Option<bool> {
    Some(!earlier::forlengelse_av(input)?.is_empty())
}

/// The month clamps to its end: from 31 January, 28 February is within and 1 March is not.
pub(super) fn mindre_enn_1_maaned(input: &Input<'_>) -> bool {
    let limit = input
        .fom()
        .and_then(|fom| fom.checked_add_months(Months::new(1)))
        .and_then(|day| day.checked_add_days(Days::new(1)));
    limit.is_some_and(|limit| input.signert.date() < limit)
}

pub(super) fn arbeidsgiverperiode(input: &Input<'_>) -> Option<bool> {
    input.tidligere.as_ref()?;
    Some(earlier::arbeidsgiverperiode(input).is_some_and(|period| period.holds()))
}

fn words(input: &Input<'_>) -> usize {
    input.begrunnelse.as_deref().map_or(0, n_words)
}
