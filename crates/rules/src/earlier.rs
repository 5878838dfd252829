//! What follows from the patient's earlier notes (`sykmelding.md` 3.9 and 3.10). Three definitions of "the same absence"
//! stand side by side in the rules; this is the one of startdato and of the employer's period.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::input::{Regelperiode, Slag, Tidligere};
use crate::{Input, Status};

/// Earlier notes that ended before this many weeks do not count.
const WEEKS_BACK: u64 = 40;
/// Days that may lie between two sick days of one absence.
const MAX_GAP_DAYS: i64 = 16;
/// The employer pays so many calendar days (folketrygdloven § 8-19).
const ARBEIDSGIVERPERIODE_DAYS: i64 = 16;

const UNDER_BEHANDLING: &str = "UNDER_BEHANDLING";
const UGYLDIG_TILBAKEDATERING: &str = "UGYLDIG_TILBAKEDATERING";
const KREVER_FLERE_OPPLYSNINGER: &str = "TILBAKEDATERING_KREVER_FLERE_OPPLYSNINGER";

/// How far the employer's period has come with this note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arbeidsgiverperiode {
    /// Calendar days; counting ends once there are more than 16.
    pub days: i64,
    /// First day of the absence.
    pub startdato: NaiveDate,
}

impl Arbeidsgiverperiode {
    /// Whether the note lies within the employer's period.
    pub fn holds(self) -> bool {
        self.days <= ARBEIDSGIVERPERIODE_DAYS
    }
}

/// First day of the absence that the note belongs to; `None` without periods, or where earlier notes are not known.
pub fn startdato(input: &Input<'_>) -> Option<NaiveDate> {
    let fom = input.fom()?;
    Some(startdato_of(fom, &sick_days(input, fom)?))
}

/// Counts the employer's period; `None` without periods, or where earlier notes are not known.
pub fn arbeidsgiverperiode(input: &Input<'_>) -> Option<Arbeidsgiverperiode> {
    let (fom, tom) = (input.fom()?, input.tom()?);
    let days = sick_days(input, fom)?;
    let startdato = startdato_of(fom, &days);
    let mut count = (tom - fom).num_days() + 1;
    let mut after = fom;
    for day in days.iter().rev().filter(|day| **day >= startdato) {
        if count > ARBEIDSGIVERPERIODE_DAYS {
            break;
        }
        if no_working_day_between(*day, after) {
            count += (after - *day).num_days() - 1;
        }
        count += 1;
        after = *day;
    }
    Some(Arbeidsgiverperiode {
        days: count,
        startdato,
    })
}

/// The notes that this one continues, in the order given; `None` where earlier notes are not known.
pub fn forlengelse_av<'a>(input: &'a Input<'_>) -> Option<Vec<&'a Tidligere>> {
    let (fom, tom) = (input.fom(), input.tom());
    let notes = same_diagnosis(input)?.filter(|note| {
        let ([earlier], Some(fom), Some(tom)) = (&note.perioder[..], fom, tom) else {
            return false;
        };
        let kind = matches!(earlier.slag, Slag::AktivitetIkkeMulig | Slag::Gradert(_));
        let overlaps = earlier.fom <= fom && fom <= earlier.tom && tom >= earlier.tom;
        kind && (overlaps || no_working_day_between(earlier.tom, fom))
    });
    Some(notes.collect())
}

/// Whether the note has been sent before: one period, the same kind and days; `None` where earlier notes are not known.
pub fn is_ettersending(input: &Input<'_>) -> Option<bool> {
    let mut notes = same_diagnosis(input)?;
    let [own] = &input.perioder[..] else {
        return Some(false);
    };
    let same = |earlier: &Regelperiode| {
        let kind = match (&earlier.slag, &own.slag) {
            (Slag::Gradert(earlier), Slag::Gradert(own)) => earlier == own,
            (earlier, own) => std::mem::discriminant(earlier) == std::mem::discriminant(own),
        };
        kind && earlier.fom == own.fom && earlier.tom == own.tom
    };
    Some(notes.any(|note| note.perioder.iter().any(same)))
}

/// Earlier notes with the same diagnosis code that count; the code system is not compared (`sykmelding.md` 3.9).
pub fn same_diagnosis<'a>(input: &'a Input<'_>) -> Option<impl Iterator<Item = &'a Tidligere>> {
    let own = input.hoveddiagnose.as_ref().map(|kode| kode.kode.as_str());
    let notes = input.tidligere.as_ref()?.iter();
    Some(notes.filter(move |note| {
        let code = note.hoveddiagnose.as_ref().map(|kode| kode.kode.as_str());
        note.status != Status::Invalid
            && ![
                UGYLDIG_TILBAKEDATERING,
                KREVER_FLERE_OPPLYSNINGER,
                UNDER_BEHANDLING,
            ]
            .iter()
            .any(|merknad| note.has(merknad))
            && own.is_some()
            && code == own
    }))
}

/// The days before `fom` on which the patient was sick, over all earlier notes that count.
fn sick_days(input: &Input<'_>, fom: NaiveDate) -> Option<BTreeSet<NaiveDate>> {
    let limit = fom.checked_sub_days(Days::new(7 * WEEKS_BACK));
    let counts = |note: &&Tidligere| {
        let (first, last) = (
            note.perioder.iter().map(|periode| periode.fom).min(),
            note.perioder.iter().map(|periode| periode.tom).max(),
        );
        first.is_some_and(|first| first < fom)
            && last.is_some_and(|last| limit.is_none_or(|limit| last > limit))
            && note.status != Status::Invalid
            && note.user_action != "AVBRUTT"
            && !note.has(KREVER_FLERE_OPPLYSNINGER)
            && !note.has(UGYLDIG_TILBAKEDATERING)
    };
    let periods = input
        .tidligere
        .as_ref()?
        .iter()
        .filter(counts)
        .flat_map(|note| &note.perioder)
        .filter(|periode| !matches!(periode.slag, Slag::Avventende(_)));
    let mut days = BTreeSet::new();
    for periode in periods {
        // A note that other systems sent may end before it starts, or span centuries.
        let from = limit.map_or(periode.fom, |limit| periode.fom.max(limit - Days::new(366)));
        let all = from
            .iter_days()
            .take_while(|day| *day <= periode.tom && *day < fom);
        days.extend(all);
    }
    Some(days)
}

fn startdato_of(fom: NaiveDate, days: &BTreeSet<NaiveDate>) -> NaiveDate {
    let mut startdato = fom;
    for day in days.iter().rev() {
        if (startdato - *day).num_days() > MAX_GAP_DAYS {
            break;
        }
        startdato = *day;
    }
    startdato
}

/// Rule (a) of FORLENGELSE: at most a weekend lies between the end of one and the start of the other.
fn no_working_day_between(earlier: NaiveDate, later: NaiveDate) -> bool {
    let most = match later.weekday() {
        Weekday::Mon => 3,
        Weekday::Sun => 2,
        _ => 1,
    };
    (0..=most).contains(&(later - earlier).num_days())
}
