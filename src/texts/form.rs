//! The form.

use domain::{Aktivitetstype, Kildeslag, Kodeverk};

use super::{sprak, texts};

texts! {
    heading: "Sykmelding", "Sjukmelding";
    periods: "Perioder", "Periodar";
    type_label: "Mulighet for arbeid", "Høve til arbeid";
    fom: "Fra og med", "Frå og med";
    tom: "Til og med", "Til og med";
    date_help: "dd.mm.åååå", "dd.mm.åååå";
    grade: "Sykmeldingsgrad (%)", "Sjukmeldingsgrad (%)";
    grade_help: "1–99", "1–99";
    add_period: "Legg til periode", "Legg til periode";
    full_grade: "100 % sykmeldt", "100 % sjukmeld";
    diagnosis: "Diagnose", "Diagnose";
    main_diagnosis: "Hoveddiagnose", "Hovuddiagnose";
    other_diagnosis: "Bidiagnose", "Bidiagnose";
    add_other_diagnosis: "Legg til bidiagnose", "Legg til bidiagnose";
    diagnosis_help: "Søk med kode eller ord i ICPC-2.", "Søk med kode eller ord i ICPC-2.";
    diagnosis_help_2b: "Søk med kode eller ord i ICPC-2 og ICPC-2B.", "Søk med kode eller ord i ICPC-2 og ICPC-2B.";
    include_icd10: "Søk også i ICD-10", "Søk også i ICD-10";
    change: "Endre", "Endre";
    remove: "Fjern", "Fjern";
    no_hits: "Ingen treff", "Ingen treff";
    codes_loading: "Kodelistene lastes. Skriv gjerne i mellomtiden.", "Kodelistene blir lasta. Skriv gjerne i mellomtida.";
    codes_failed: "Kodelistene kunne ikke lastes, så søket virker ikke ennå.", "Kodelistene kunne ikkje lastast, så søket verkar ikkje enno.";
    to_nav: "Melding til Nav", "Melding til Nav";
    to_nav_help: "Behov for tiltak, dialogmøte eller annen oppfølging. Arbeidsgiveren ser den ikke.", "Behov for tiltak, dialogmøte eller anna oppfølging. Arbeidsgivaren ser ho ikkje.";
    to_employer: "Innspill til arbeidsgiver", "Innspel til arbeidsgivar";
    to_employer_help: "Arbeidsgiveren ser teksten, for eksempel om tilrettelegging.", "Arbeidsgivaren ser teksten, til dømes om tilrettelegging.";
    prefill_failed: "Diagnoser kunne ikke hentes fra journalsystemet. Velg dem selv.", "Diagnosar kunne ikkje hentast frå journalsystemet. Vel dei sjølv.";
    prefill_no_token: "Siden er lastet på nytt, så diagnoser kan ikke lenger hentes fra journalsystemet. Velg dem selv.", "Sida er lasta på nytt, så diagnosar kan ikkje lenger hentast frå journalsystemet. Vel dei sjølv.";
    prefill_loading: "Henter diagnoser fra journalsystemet …", "Hentar diagnosar frå journalsystemet …";
    prefill_unknown: "Journalsystemet har også diagnoser uten gyldig kode:", "Journalsystemet har òg diagnosar utan gyldig kode:";
    epj_differs: "Diagnosen er en annen enn i journalsystemet", "Diagnosen er ein annan enn i journalsystemet";
    epj_differs_help: "Det du velger her, endrer ikke diagnosene i journalen.", "Det du vel her, endrar ikkje diagnosane i journalen.";
    use_epj: "Bruk diagnosene fra journalen", "Bruk diagnosane frå journalen";
    discard: "Avbryt og forkast", "Avbryt og forkast";
    save: "Lagre utkast", "Lagre utkast";
    next: "Neste steg", "Neste steg";
    errors_heading: "Før du kan gå videre, må du rette dette:", "Før du kan gå vidare, må du rette dette:";
    saving: "Lagrer utkast …", "Lagrar utkast …";
    not_saved: "Utkastet er ikke lagret.", "Utkastet er ikkje lagra.";
    discard_question: "Forkaste sykmeldingen?", "Forkaste sjukmeldinga?";
    discard_consequence: "Det du har skrevet, blir slettet. Ingenting sendes til Nav.", "Det du har skrive, blir sletta. Ingenting blir sendt til Nav.";
    keep_writing: "Fortsett å skrive", "Hald fram å skrive";
    loading: "Henter utkastet …", "Hentar utkastet …";
    rules_ok: "Reglene har ingen merknader så langt.", "Reglane har ingen merknader så langt.";
}

/// The kinds of a period, in the order they are offered.
pub fn slag(slag: Aktivitetstype) -> &'static str {
    match slag {
        Aktivitetstype::Gradert => {
            sprak().pick("Kan være delvis i arbeid", "Kan vere delvis i arbeid")
        }
        Aktivitetstype::AktivitetIkkeMulig => {
            sprak().pick("Kan ikke være i arbeid", "Kan ikkje vere i arbeid")
        }
    }
}

/// Where a value was filled in from.
pub fn source(kilde: Kildeslag) -> &'static str {
    match kilde {
        Kildeslag::Konsultasjon => sprak().pick(
            "Hentet fra konsultasjonen i journalsystemet",
            "Henta frå konsultasjonen i journalsystemet",
        ),
        Kildeslag::Journal => {
            sprak().pick("Hentet fra journalsystemet", "Henta frå journalsystemet")
        }
    }
}

/// `Periode 2`.
pub fn period_number(number: usize) -> String {
    format!("Periode {number}")
}

/// Removes a period.
pub fn remove_period(number: usize) -> String {
    sprak().pick(
        format!("Fjern periode {number}"),
        format!("Fjern periode {number}"),
    )
}

/// Percent that is left for work.
pub fn at_work(percent: u8) -> String {
    sprak().pick(
        format!("{percent} % i arbeid"),
        format!("{percent} % i arbeid"),
    )
}

/// `L84 · ICPC-2`.
pub fn code_and_system(code: &str, system: Kodeverk) -> String {
    format!("{code} · {}", system.name())
}

/// For the ear, when the list of hits changes.
pub fn n_hits(hits: usize) -> String {
    match hits {
        0 => no_hits().to_owned(),
        1 => sprak().pick("1 treff".to_owned(), "1 treff".to_owned()),
        _ => format!("{hits} treff"),
    }
}

/// Under a text: how much of it is used.
pub fn characters(used: usize, most: usize) -> String {
    sprak().pick(
        format!("{used} av {most} tegn"),
        format!("{used} av {most} teikn"),
    )
}

/// `Utkast lagret kl. 12:03`.
pub fn saved_at(hour: u32, minute: u32) -> String {
    sprak().pick(
        format!("Utkast lagret kl. {hour:02}:{minute:02}"),
        format!("Utkast lagra kl. {hour:02}:{minute:02}"),
    )
}

/// Which hoveddiagnose the journal has.
pub fn in_journal(texts: &str) -> String {
    sprak().pick(
        format!("I journalen: {texts}"),
        format!("I journalen: {texts}"),
    )
}
