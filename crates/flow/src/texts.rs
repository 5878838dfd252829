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
        [one] => match kind(one, sprak) {
            Kind::Before(what) => format!("{what} {word}, {span}"),
            Kind::Alone(what) => format!("{what}, {span}"),
        },
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

/// What a period is called, before the word for the note or instead of it.
enum Kind {
    Before(String),
    Alone(String),
}

fn kind(aktivitet: &Aktivitet, sprak: Sprak) -> Kind {
    match aktivitet {
        Aktivitet::AktivitetIkkeMulig { .. } => Kind::Before("100%".to_owned()),
        Aktivitet::Gradert { grad, .. } => Kind::Before(format!("{}%", grad.percent())),
        Aktivitet::Avventende { .. } => {
            Kind::Before(sprak.pick("Avventende", "Avventande").to_owned())
        }
        Aktivitet::Behandlingsdager { antall, .. } => Kind::Alone(format!(
            "{}, {antall} {}",
            sprak.pick("Sykmelding", "Sjukmelding"),
            treatment_days(*antall, sprak)
        )),
        Aktivitet::Reisetilskudd { .. } => Kind::Alone(format!(
            "{}, {}",
            sprak.pick("Sykmelding", "Sjukmelding"),
            sprak.pick("reisetilskudd", "reisetilskot")
        )),
    }
}

/// `behandlingsdag` or `behandlingsdager`.
pub(crate) fn treatment_days(antall: u32, sprak: Sprak) -> &'static str {
    match antall {
        1 => "behandlingsdag",
        _ => sprak.pick("behandlingsdager", "behandlingsdagar"),
    }
}

/// `Ja` or `Nei`.
pub(crate) fn yes_or_no(yes: bool) -> &'static str {
    match yes {
        true => "Ja",
        false => "Nei",
    }
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
