//! Norwegian words that leave the house: titles, descriptions and the labels of the document.

use chrono::{DateTime, FixedOffset, Timelike};
use contract::{Contact, UtfallStatus};
use domain::dato::{lang, spenn};
use domain::{Aktivitet, Sprak, Sykmelding};

/// What an EPJ's list of documents shows: `60% sykmelding, 5. - 12. juni 2025`. Of several periods the whole span.
/// Nothing medical, no name, no number; below 256 characters.
pub(crate) fn description(sykmelding: &Sykmelding, sprak: Sprak) -> String {
    let word = sprak.pick("sykmelding", "sjukmelding");
    let span = spenn(sykmelding.fom(), sykmelding.tom());
    match sykmelding.aktivitet() {
        [one] => format!("{}% {word}, {span}", percent(one)),
        _ => {
            let several = sprak.pick("flere perioder", "fleire periodar");
            format!("{}, {span} ({several})", capital(word))
        }
    }
}

/// Heading of the document.
pub(crate) fn title(sykmelding: &Sykmelding, sprak: Sprak) -> String {
    capital(&description(sykmelding, sprak))
}

/// Percent sick.
pub(crate) fn percent(aktivitet: &Aktivitet) -> u8 {
    aktivitet.grad().map_or(100, |grad| grad.percent())
}

/// `5. juni 2025 kl. 12.34`, local time as given.
pub(crate) fn moment(at: DateTime<FixedOffset>) -> String {
    format!(
        "{} kl. {:02}.{:02}",
        lang(at.date_naive()),
        at.hour(),
        at.minute()
    )
}

/// How patient and clinician met.
pub(crate) fn contact(contact: Contact, sprak: Sprak) -> &'static str {
    match contact {
        Contact::Examination => sprak.pick("Undersøkelse", "Undersøking"),
        Contact::Video => "Videokonsultasjon",
        Contact::Telephone => "Telefonkonsultasjon",
    }
}

/// What an outcome means.
pub(crate) fn outcome(status: UtfallStatus, sprak: Sprak) -> &'static str {
    match status {
        UtfallStatus::Ok => sprak.pick("Godkjent", "Godkjend"),
        UtfallStatus::Pending => sprak.pick("Til manuell vurdering", "Til manuell vurdering"),
        UtfallStatus::Invalid => sprak.pick("Ikke godkjent", "Ikkje godkjend"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
