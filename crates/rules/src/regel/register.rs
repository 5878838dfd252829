//! Questions that need registers: SUSPENSJON, VALIDERING, HPR, UNDER_13 (`sykmelding.md` 3.3, 3.4, 3.6, 3.8).
//! Where the registers are not known there is no answer.

use chrono::Months;

use crate::earlier;
use crate::input::Mode;
use crate::registre::{Behandler, Registre};
use crate::{Input, Regelperiode};

fn registre<'a>(input: &'a Input<'_>) -> Option<&'a Registre> {
    input.registre.as_ref()
}

/// The practitioner, when found in HPR: the later questions are asked of nobody else.
fn behandler(input: &Input<'_>, ask: impl FnOnce(&Behandler) -> bool) -> Option<bool> {
    Some(registre(input)?.behandler.as_ref().is_some_and(ask))
}

pub(super) fn suspendert(input: &Input<'_>) -> Option<bool> {
    behandler(input, |behandler| behandler.suspendert)
}

pub(super) fn ugyldig_orgnr_lengde(input: &Input<'_>) -> Option<bool> {
    let orgnummer = registre(input)?.orgnummer.as_ref();
    Some(orgnummer.is_some_and(|orgnummer| orgnummer.chars().count() != 9))
}

pub(super) fn papirsykmelding(input: &Input<'_>) -> bool {
    input.mode == Mode::Papir
}

pub(super) fn ugyldig_regelsettversjon(input: &Input<'_>) -> bool {
    !["", "1", "2", "3"].contains(&input.regelsett.as_deref().unwrap_or_default())
}

/// Never with version 3, the one of digital notes.
pub(super) fn manglende_dynamiske_sporsmal(input: &Input<'_>) -> bool {
    let long = |periode: &Regelperiode| (periode.tom - periode.fom).num_days() > 273;
    let answered = |key: &&str| input.besvarte.iter().any(|own| own == key);
    input.regelsett.as_deref() == Some("2")
        && input.perioder.iter().any(long)
        && !["6.5.1", "6.5.2", "6.5.3", "6.5.4"].iter().all(answered)
}

pub(super) fn avsender_er_pasient(input: &Input<'_>) -> Option<bool> {
    let registre = registre(input)?;
    Some(registre.avsender.as_ref() == Some(&registre.pasient))
}

pub(super) fn behandler_er_pasient(input: &Input<'_>) -> Option<bool> {
    let pasient = &registre(input)?.pasient;
    behandler(input, |behandler| behandler.fnr.as_ref() == Some(pasient))
}

pub(super) fn finnes_i_hpr(input: &Input<'_>) -> Option<bool> {
    behandler(input, |behandler| behandler.godkjenninger.is_some())
}

pub(super) fn gyldig_i_hpr(input: &Input<'_>) -> Option<bool> {
    behandler(input, Behandler::is_gyldig)
}

pub(super) fn har_autorisasjon(input: &Input<'_>) -> Option<bool> {
    behandler(input, Behandler::has_autorisasjon)
}

pub(super) fn er_lege(input: &Input<'_>) -> Option<bool> {
    behandler(input, |behandler| behandler.is_kategori("LE"))
}

pub(super) fn er_tannlege(input: &Input<'_>) -> Option<bool> {
    behandler(input, |behandler| behandler.is_kategori("TL"))
}

pub(super) fn er_manuellterapeut(input: &Input<'_>) -> Option<bool> {
    behandler(input, |behandler| behandler.is_kategori("MT"))
}

pub(super) fn er_fysioterapeut_med_tillegg(input: &Input<'_>) -> Option<bool> {
    let day = input.signert.date();
    behandler(input, |behandler| behandler.has_tillegg("FT", day))
}

pub(super) fn er_kiropraktor_med_tillegg(input: &Input<'_>) -> Option<bool> {
    let day = input.signert.date();
    behandler(input, |behandler| behandler.has_tillegg("KI", day))
}

/// As the rule is written: 85 calendar days pass.
pub(super) fn over_12_uker(input: &Input<'_>) -> Option<bool> {
    let (Some(fom), Some(tom)) = (input.fom(), input.tom()) else {
        return Some(false);
    };
    let startdato = earlier::startdato(input)?;
    Some((tom - fom).num_days() > 84 || (tom - startdato).num_days() > 84)
}

/// Without a date of birth nobody is too young.
pub(super) fn under_13(input: &Input<'_>) -> Option<bool> {
    let born = registre(input)?.fodselsdato;
    let thirteen = born.and_then(|born| born.checked_add_months(Months::new(13 * 12)));
    Some(matches!((input.tom(), thirteen), (Some(tom), Some(day)) if tom < day))
}
