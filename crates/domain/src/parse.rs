//! From what was typed to a note.

use chrono::{Days, Months, NaiveDate};

use crate::dato::parse_dato;
use crate::periode::working_day_between;
use crate::{
    Aktivitet, Aktivitetstype, Draft, Felt, Grad, Mangel, Mangler, Meldinger, Periode,
    PeriodeDraft, Sykmelding,
};

/// The most characters in a text to Nav or the employer: well above normal use, shown as a counter, never cut.
pub const MAX_TEXT_CHARS: usize = 5_000;

/// Days that may lie between today and the first day (rule FREMDATERT).
const MAX_DAYS_AHEAD: u64 = 30;
/// `days(first fom, last tom)` that may not be passed, so 366 calendar days are the most (rule TOTAL_VARIGHET_OVER_ETT_AAR).
const MAX_DAYS_BETWEEN: i64 = 365;

/// Checks the whole form: a [`Sykmelding`], or field by field what is wrong. `today` is the calendar date in Oslo.
///
/// The limits are those of the rules (`sykmelding.md` 1.3 with DO, 3.5, 3.8). What is not visible on the form is left
/// out of the note.
pub fn parse(draft: &Draft, today: NaiveDate) -> Result<Sykmelding, Mangler> {
    let mut mangler = Mangler::new();
    let aktivitet = perioder(&draft.perioder, today, &mut mangler);
    let hoveddiagnose = draft.hoveddiagnose.as_ref().map(|valg| valg.diagnose());
    if hoveddiagnose.is_none() {
        mangler.insert(Felt::Hoveddiagnose, Mangel::Missing);
    }
    let mut bidiagnoser = Vec::new();
    for (row, valg) in draft.bidiagnoser.iter().enumerate() {
        match valg {
            Some(valg) => bidiagnoser.push(valg.diagnose()),
            None => _ = mangler.insert(Felt::Bidiagnose(row), Mangel::Missing),
        }
    }
    let meldinger = Meldinger {
        til_nav: text(
            draft.har_melding_til_nav,
            &draft.melding_til_nav,
            Felt::MeldingTilNav,
            &mut mangler,
        ),
        til_arbeidsgiver: text(
            draft.har_melding_til_arbeidsgiver,
            &draft.melding_til_arbeidsgiver,
            Felt::MeldingTilArbeidsgiver,
            &mut mangler,
        ),
    };
    match hoveddiagnose {
        Some(hoveddiagnose) if mangler.is_empty() => Ok(Sykmelding {
            aktivitet,
            hoveddiagnose,
            bidiagnoser,
            meldinger,
        }),
        _ => Err(mangler),
    }
}

/// A text that is sent: switched on and not blank.
fn text(shown: bool, typed: &str, felt: Felt, mangler: &mut Mangler) -> Option<String> {
    let typed = typed.trim();
    if !shown || typed.is_empty() {
        return None;
    }
    if typed.chars().count() > MAX_TEXT_CHARS {
        mangler.insert(felt, Mangel::TextTooLong);
    }
    Some(typed.to_owned())
}

fn perioder(rows: &[PeriodeDraft], today: NaiveDate, mangler: &mut Mangler) -> Vec<Aktivitet> {
    if rows.is_empty() {
        mangler.insert(Felt::Perioder, Mangel::Missing);
    }
    let mut aktivitet = Vec::new();
    let mut first_fom = None;
    let mut previous_tom: Option<NaiveDate> = None;
    for (row, typed) in rows.iter().enumerate() {
        let fom = dato(&typed.fom, Felt::Fom(row), mangler);
        let tom = dato(&typed.tom, Felt::Tom(row), mangler);
        if let Some(fom) = fom {
            let mangel = match previous_tom {
                Some(previous) if fom <= previous => Some(Mangel::Overlap),
                Some(previous) if working_day_between(previous, fom) => Some(Mangel::Gap),
                None if row == 0 => too_far(fom, today),
                _ => None,
            };
            mangler.extend(mangel.map(|mangel| (Felt::Fom(row), mangel)));
        }
        if row == 0 {
            first_fom = fom;
        }
        previous_tom = tom.or(previous_tom);
        let slag = slag(row, typed, mangler);
        if let (Some(fom), Some(tom)) = (fom, tom) {
            match (Periode::new(fom, tom), slag) {
                (Ok(periode), Some(slag)) => aktivitet.push(slag(periode)),
                (Ok(_), None) => {}
                (Err(_), _) => _ = mangler.insert(Felt::Tom(row), Mangel::EndBeforeStart),
            }
        }
    }
    if let (Some(first), Some(last), Some(row)) =
        (first_fom, previous_tom, rows.len().checked_sub(1))
        && (last - first).num_days() > MAX_DAYS_BETWEEN
    {
        mangler.entry(Felt::Tom(row)).or_insert(Mangel::TooLong);
    }
    aktivitet
}

fn slag(
    row: usize,
    typed: &PeriodeDraft,
    mangler: &mut Mangler,
) -> Option<Box<dyn Fn(Periode) -> Aktivitet>> {
    match typed.slag {
        Aktivitetstype::AktivitetIkkeMulig => Some(Box::new(|periode| {
            Aktivitet::AktivitetIkkeMulig { periode }
        })),
        Aktivitetstype::Gradert => {
            let digits = typed.grad.trim().trim_end_matches('%').trim_end();
            let grad = (digits.len() <= 3 && digits.bytes().all(|b| b.is_ascii_digit()))
                .then(|| digits.parse().ok())
                .flatten()
                .and_then(Grad::new);
            match grad {
                Some(grad) => Some(Box::new(move |periode| Aktivitet::Gradert {
                    periode,
                    grad,
                })),
                None => {
                    let mangel = if digits.is_empty() {
                        Mangel::Missing
                    } else {
                        Mangel::GradOutOfRange
                    };
                    mangler.insert(Felt::Grad(row), mangel);
                    None
                }
            }
        }
    }
}

fn dato(typed: &str, felt: Felt, mangler: &mut Mangler) -> Option<NaiveDate> {
    let date = parse_dato(typed);
    if date.is_none() {
        mangler.insert(
            felt,
            if typed.trim().is_empty() {
                Mangel::Missing
            } else {
                Mangel::NotADate
            },
        );
    }
    date
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

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
