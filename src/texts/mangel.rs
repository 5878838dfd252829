//! What is wrong with a field.

use domain::{Felt, MAX_TEXT_CHARS, Mangel};

use super::{form, sprak};

/// The sentence beside the field.
pub fn text(felt: Felt, mangel: Mangel) -> String {
    let (nb, nn) = match (mangel, felt) {
        (Mangel::Missing, Felt::Fom(_)) => ("Fra-dato må fylles ut.", "Frå-dato må fyllast ut."),
        (Mangel::Missing, Felt::Tom(_)) => ("Til-dato må fylles ut.", "Til-dato må fyllast ut."),
        (Mangel::Missing, Felt::Grad(_)) => ("Grad må fylles ut.", "Grad må fyllast ut."),
        (Mangel::Missing, Felt::Hoveddiagnose) => {
            ("Hoveddiagnose må velges.", "Hovuddiagnose må veljast.")
        }
        (Mangel::Missing, Felt::Arbeidsgiver) => (
            "Arbeidsgiveren må fylles ut.",
            "Arbeidsgivaren må fyllast ut.",
        ),
        (Mangel::Missing, Felt::Arsaker(_)) => ("Velg minst én årsak.", "Vel minst éi årsak."),
        (Mangel::Missing, Felt::Innspill(_)) => (
            "Innspill til arbeidsgiver må fylles ut.",
            "Innspel til arbeidsgivar må fyllast ut.",
        ),
        (Mangel::Missing, Felt::Kontaktdato) => (
            "Datoen for første kontakt må fylles ut.",
            "Datoen for første kontakt må fyllast ut.",
        ),
        (Mangel::Missing, Felt::Tilbakedateringsgrunn) => (
            "Grunnen til tilbakedateringen må velges.",
            "Grunnen til tilbakedateringa må veljast.",
        ),
        (Mangel::Missing, Felt::AnnenFravarsgrunn) => {
            ("Fraværsgrunn må velges.", "Fråværsgrunn må veljast.")
        }
        (Mangel::Missing, Felt::Utdypende(_)) => {
            ("Spørsmålet må besvares.", "Spørsmålet må svarast på.")
        }
        (Mangel::Missing, Felt::Bidiagnose(_)) => (
            "Velg en bidiagnose eller fjern den.",
            "Vel ein bidiagnose eller fjern han.",
        ),
        (Mangel::Missing, _) => ("Må fylles ut.", "Må fyllast ut."),
        (Mangel::NotADate, _) => (
            "Skriv en gyldig dato, for eksempel 05.06.2025.",
            "Skriv ein gyldig dato, til dømes 05.06.2025.",
        ),
        (Mangel::EndBeforeStart, _) => (
            "Til-dato kan ikke være før fra-dato.",
            "Til-dato kan ikkje vere før frå-dato.",
        ),
        (Mangel::Overlap, _) => (
            "Perioden overlapper den forrige.",
            "Perioden overlappar den førre.",
        ),
        (Mangel::Gap, _) => (
            "Det er en arbeidsdag mellom denne og forrige periode. Skriv heller to sykmeldinger.",
            "Det er ein arbeidsdag mellom denne og førre periode. Skriv heller to sjukmeldingar.",
        ),
        (Mangel::TooFarAhead, _) => (
            "Første dag kan ikke være mer enn 30 dager fram i tid.",
            "Første dag kan ikkje vere meir enn 30 dagar fram i tid.",
        ),
        (Mangel::TooFarBack, _) => (
            "Første dag kan ikke være mer enn tre år tilbake.",
            "Første dag kan ikkje vere meir enn tre år tilbake.",
        ),
        (Mangel::TooLong, _) => (
            "Sykmeldingen varer lenger enn reglene tillater: ett år, avventende sykmelding 17 dager.",
            "Sjukmeldinga varer lenger enn reglane tillèt: eitt år, avventande sjukmelding 17 dagar.",
        ),
        (Mangel::NotOffered, _) => ("Velg et av svarene i lista.", "Vel eit av svara i lista."),
        (Mangel::GradOutOfRange, _) => (
            "Grad må være et helt tall fra 1 til 99.",
            "Grad må vere eit heilt tal frå 1 til 99.",
        ),
        (Mangel::TextTooLong, _) => {
            return sprak().pick(
                format!("Teksten kan ha høyst {MAX_TEXT_CHARS} tegn."),
                format!("Teksten kan ha høgst {MAX_TEXT_CHARS} teikn."),
            );
        }
    };
    sprak().pick(nb, nn).to_owned()
}

/// The sentence in the list at the end of the form: rows say which one they are.
pub fn in_summary(felt: Felt, mangel: Mangel) -> String {
    let text = text(felt, mangel);
    match felt {
        Felt::Fom(row)
        | Felt::Tom(row)
        | Felt::Grad(row)
        | Felt::Arsaker(row)
        | Felt::AnnenArsak(row)
        | Felt::Innspill(row) => format!("{}: {text}", form::period_number(row + 1)),
        Felt::Utdypende(sporsmal) => format!("{text} ({})", sporsmal.label()),
        Felt::Skadedato => format!("{}: {text}", form::injury_date()),
        Felt::MeldingTilNav => format!("{}: {text}", form::to_nav()),
        Felt::MeldingTilArbeidsgiver => format!("{}: {text}", form::to_employer()),
        _ => text,
    }
}
