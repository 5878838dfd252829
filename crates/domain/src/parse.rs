//! From what was typed to a note.

mod perioder;

use chrono::NaiveDate;

use crate::dato::parse_dato;
use crate::sykmelding::{Details, Yrkesskade, span};
use crate::tilbakedatering::{Tilbakedatering, is_backdated};
use crate::utdypende::{self, Sporsmal, Svar, Sykefravaer, UTVIKLING};
use crate::{Draft, Felt, Mangel, Mangler, Meldinger, Sykmelding};

/// The most characters in a text: well above normal use, shown as a counter, never cut.
pub const MAX_TEXT_CHARS: usize = 5_000;

/// Checks the whole form: a [`Sykmelding`], or field by field what is wrong.
///
/// `today` is the calendar date in Oslo, `earlier` the absence so far, which decides the extra questions.
/// The limits are those of the rules (`sykmelding.md` 1.3 with DO, 3.5, 3.8). What is not visible on the form is left
/// out of the note.
pub fn parse(
    draft: &Draft,
    today: NaiveDate,
    earlier: &Sykefravaer,
) -> Result<Sykmelding, Mangler> {
    let mut mangler = Mangler::new();
    let aktivitet = perioder::parse(draft, today, &mut mangler);
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
    let nav = draft.har_melding_til_nav || draft.variant.describes_treatment();
    let employer =
        draft.har_melding_til_arbeidsgiver && draft.variant.has_melding_til_arbeidsgiver();
    let mut optional = |shown: bool, typed: &str, felt| match shown && !typed.trim().is_empty() {
        true => text(typed, felt, &mut mangler),
        false => None,
    };
    let meldinger = Meldinger {
        til_nav: optional(nav, &draft.melding_til_nav, Felt::MeldingTilNav),
        til_arbeidsgiver: optional(
            employer,
            &draft.melding_til_arbeidsgiver,
            Felt::MeldingTilArbeidsgiver,
        ),
    };
    let details = Details {
        arbeidsgiver: has_arbeidsgiver(draft)
            .then(|| text(&draft.arbeidsgiver, Felt::Arbeidsgiver, &mut mangler))
            .flatten(),
        tilbakedatering: tilbakedatering(draft, today, &mut mangler),
        svangerskapsrelatert: draft.svangerskapsrelatert,
        annen_fravarsgrunn: draft
            .har_annen_fravarsgrunn
            .then(|| {
                chosen(
                    draft.annen_fravarsgrunn,
                    Felt::AnnenFravarsgrunn,
                    &mut mangler,
                )
            })
            .flatten(),
        yrkesskade: draft.yrkesskade.then(|| Yrkesskade {
            skadedato: match draft.skadedato.trim() {
                "" => None,
                typed => dato(typed, Felt::Skadedato, &mut mangler),
            },
        }),
        utdypende: answers(draft, earlier, &mut mangler),
        pasienten_skal_skjermes: draft.pasienten_skal_skjermes,
    };
    match hoveddiagnose {
        Some(hoveddiagnose) if mangler.is_empty() => Ok(Sykmelding {
            aktivitet,
            hoveddiagnose,
            bidiagnoser,
            meldinger,
            details,
        }),
        _ => Err(mangler),
    }
}

/// Whether the employer of the note is asked for.
pub fn has_arbeidsgiver(draft: &Draft) -> bool {
    draft.variant.has_arbeidsforhold() && draft.har_flere_arbeidsforhold
}

/// Whether the form asks why it is backdated: as soon as one first day is known to lie back far enough.
pub fn asks_tilbakedatering(draft: &Draft, today: NaiveDate) -> bool {
    let foms = perioder::visible(draft).iter();
    let earliest = foms.filter_map(|row| parse_dato(&row.fom)).min();
    earliest.is_some_and(|fom| is_backdated(fom, today))
}

/// The extra questions that the form asks, in order, as soon as its periods are known.
pub fn asks_utdypende(draft: &Draft, earlier: &Sykefravaer) -> Vec<Sporsmal> {
    if !draft.variant.is_normal() {
        return Vec::new();
    }
    match span(&perioder::known(draft)) {
        Some((fom, tom, last)) => utdypende::sporsmal(fom, tom, last, earlier),
        None => Vec::new(),
    }
}

fn tilbakedatering(
    draft: &Draft,
    today: NaiveDate,
    mangler: &mut Mangler,
) -> Option<Tilbakedatering> {
    if !asks_tilbakedatering(draft, today) {
        return None;
    }
    let startdato = dato(&draft.kontaktdato, Felt::Kontaktdato, mangler);
    let grunn = chosen(
        draft.tilbakedateringsgrunn,
        Felt::Tilbakedateringsgrunn,
        mangler,
    )?;
    let begrunnelse = match grunn.begrunnelse() {
        Some(fixed) => fixed.to_owned(),
        None => text(
            &draft.annen_tilbakedateringsgrunn,
            Felt::AnnenTilbakedateringsgrunn,
            mangler,
        )?,
    };
    Some(Tilbakedatering {
        startdato: startdato?,
        begrunnelse,
    })
}

fn answers(draft: &Draft, earlier: &Sykefravaer, mangler: &mut Mangler) -> Vec<Svar> {
    let mut answers = Vec::new();
    for sporsmal in asks_utdypende(draft, earlier) {
        let felt = Felt::Utdypende(sporsmal);
        let given = draft
            .utdypende
            .iter()
            .find(|svar| svar.sporsmal == sporsmal);
        let given = given.map_or("", |svar| svar.svar.trim());
        if given.is_empty() {
            if sporsmal.is_required() {
                mangler.insert(felt, Mangel::Missing);
            }
            continue;
        }
        if sporsmal == Sporsmal::ForventetHelsetilstandUtvikling && !UTVIKLING.contains(&given) {
            mangler.insert(felt, Mangel::NotOffered);
        }
        let svar = text(given, felt, mangler);
        answers.extend(svar.map(|svar| Svar { sporsmal, svar }));
    }
    answers
}

/// A text that must be there: trimmed, neither blank nor too long.
fn text(typed: &str, felt: Felt, mangler: &mut Mangler) -> Option<String> {
    let typed = typed.trim();
    let mangel = if typed.is_empty() {
        Mangel::Missing
    } else if typed.chars().count() > MAX_TEXT_CHARS {
        Mangel::TextTooLong
    } else {
        return Some(typed.to_owned());
    };
    mangler.insert(felt, mangel);
    None
}

fn chosen<T>(choice: Option<T>, felt: Felt, mangler: &mut Mangler) -> Option<T> {
    if choice.is_none() {
        mangler.insert(felt, Mangel::Missing);
    }
    choice
}

fn dato(typed: &str, felt: Felt, mangler: &mut Mangler) -> Option<NaiveDate> {
    let date = parse_dato(typed);
    if date.is_none() {
        let mangel = match typed.trim() {
            "" => Mangel::Missing,
            _ => Mangel::NotADate,
        };
        mangler.insert(felt, mangel);
    }
    date
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
