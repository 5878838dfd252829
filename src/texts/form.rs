//! The form.

use chrono::NaiveDate;
use domain::{Aktivitetstype, Kildeslag, Kodeverk, Sporsmal, Variant, dato};

use super::{sprak, texts};

texts! {
    periods: "Perioder", "Periodar";
    period: "Periode", "Periode";
    choose: "Velg", "Vel";
    employment: "Arbeidsforhold", "Arbeidsforhold";
    several_employers: "Pasienten har flere arbeidsgivere", "Pasienten har fleire arbeidsgivarar";
    employer: "Arbeidsgiver som sykmeldingen gjelder", "Arbeidsgivar som sjukmeldinga gjeld";
    employer_name: "Navn på arbeidsgiveren", "Namn på arbeidsgivaren";
    another_employer: "En annen arbeidsgiver", "Ein annan arbeidsgivar";
    employers_loading: "Henter arbeidsgivere …", "Hentar arbeidsgivarar …";
    no_employers: "Registeret har ingen arbeidsgivere for pasienten. Skriv navnet, og be pasienten få arbeidsgiveren til å melde arbeidsforholdet.", "Registeret har ingen arbeidsgivarar for pasienten. Skriv namnet, og be pasienten få arbeidsgivaren til å melde arbeidsforholdet.";
    employer_help: "Skriv én sykmelding for hver arbeidsgiver.", "Skriv éi sjukmelding for kvar arbeidsgivar.";
    work_related: "Årsaken er arbeidsrelatert", "Årsaka er arbeidsrelatert";
    work_causes: "Hva ved arbeidet er årsak?", "Kva ved arbeidet er årsak?";
    cause_adaptation: "Manglende tilrettelegging på arbeidsplassen", "Manglande tilrettelegging på arbeidsplassen";
    cause_other: "Annet", "Anna";
    cause_words: "Annen årsak ved arbeidet", "Annan årsak ved arbeidet";
    suggestion: "Innspill til arbeidsgiver", "Innspel til arbeidsgivar";
    suggestion_help: "Hva kan arbeidsgiveren gjøre for at pasienten kan være i arbeid? Arbeidsgiveren ser teksten.", "Kva kan arbeidsgivaren gjere for at pasienten kan vere i arbeid? Arbeidsgivaren ser teksten.";
    late: "Tilbakedatering", "Tilbakedatering";
    late_help: "Sykmeldingen begynner mer enn fire dager tilbake. Nav trenger å vite hvorfor.", "Sjukmeldinga byrjar meir enn fire dagar tilbake. Nav treng å vite kvifor.";
    contact_date: "Når tok pasienten første gang kontakt?", "Når tok pasienten første gong kontakt?";
    late_reason: "Grunn til tilbakedateringen", "Grunn til tilbakedateringa";
    late_words: "Begrunnelse", "Grunngiving";
    few_words: "Nav regner bare ord med bokstavene a–z. Med færre enn tre ord blir en lang tilbakedatering avvist.", "Nav reknar berre ord med bokstavane a–z. Med færre enn tre ord blir ei lang tilbakedatering avvist.";
    grounds: "Mer om fraværet", "Meir om fråværet";
    pregnancy: "Sykefraværet er svangerskapsrelatert", "Sjukefråværet er svangerskapsrelatert";
    has_ground: "Annen lovfestet fraværsgrunn", "Annan lovfesta fråværsgrunn";
    ground: "Fraværsgrunn", "Fråværsgrunn";
    injury: "Kan skyldes yrkesskade eller yrkessykdom", "Kan kome av yrkesskade eller yrkessjukdom";
    injury_help: "Også en tidligere skade, godkjent eller ikke. For en sykdom: datoen den ble påvist.", "Òg ein tidlegare skade, godkjend eller ikkje. For ein sjukdom: datoen han vart påvist.";
    injury_date: "Skadedato (ikke obligatorisk)", "Skadedato (ikkje obligatorisk)";
    elaboration_help: "Svarene er helseopplysninger som Nav bruker i vurderingen av aktivitetskravet og i oppfølgingen. Arbeidsgiveren ser dem ikke.", "Svara er helseopplysningar som Nav bruker i vurderinga av aktivitetskravet og i oppfølginga. Arbeidsgivaren ser dei ikkje.";
    treatment: "Om behandlingen", "Om behandlinga";
    treatment_help: "Beskriv gjerne behandlingen og hvorfor en hel dag borte er nødvendig (ikke obligatorisk). Nav ser teksten.", "Beskriv gjerne behandlinga og kvifor ein heil dag borte er naudsynt (ikkje obligatorisk). Nav ser teksten.";
    boxes: "Annet", "Anna";
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
        Aktivitetstype::Avventende => sprak().pick(
            "Kan være i arbeid med tilrettelegging",
            "Kan vere i arbeid med tilrettelegging",
        ),
        Aktivitetstype::Behandlingsdager => sprak().pick(
            "Enkeltstående behandlingsdager",
            "Enkeltståande behandlingsdagar",
        ),
        Aktivitetstype::Reisetilskudd => sprak().pick(
            "Kan være helt i arbeid med reisetilskudd",
            "Kan vere heilt i arbeid med reisetilskot",
        ),
    }
}

/// The kind of a period in a word.
pub fn slag_short(slag: Aktivitetstype) -> &'static str {
    match slag {
        Aktivitetstype::Gradert => sprak().pick("Gradert", "Gradert"),
        Aktivitetstype::AktivitetIkkeMulig => "100 %",
        Aktivitetstype::Avventende => variant(Variant::Avventende),
        Aktivitetstype::Behandlingsdager => variant(Variant::Behandlingsdager),
        Aktivitetstype::Reisetilskudd => variant(Variant::Reisetilskudd),
    }
}

/// What a form is called.
pub fn variant(variant: Variant) -> &'static str {
    match variant {
        Variant::Normal => sprak().pick("Sykmelding", "Sjukmelding"),
        Variant::Reisetilskudd => sprak().pick("Reisetilskudd", "Reisetilskot"),
        Variant::Behandlingsdager => sprak().pick("Behandlingsdager", "Behandlingsdagar"),
        Variant::Avventende => sprak().pick("Avventende sykmelding", "Avventande sjukmelding"),
    }
}

/// What a form is for, above its period; nothing for the usual one.
pub fn about_variant(variant: Variant) -> Option<&'static str> {
    match variant {
        Variant::Normal => None,
        Variant::Reisetilskudd => Some(sprak().pick(
            "Reisetilskudd kommer i stedet for sykepenger når pasienten kan arbeide, men ikke reise til arbeidet på vanlig måte. Det dekker nødvendige ekstra reiseutgifter og kan gis fra den 17. sykedagen.",
            "Reisetilskot kjem i staden for sjukepengar når pasienten kan arbeide, men ikkje reise til arbeidet på vanleg måte. Det dekkjer naudsynte ekstra reiseutgifter og kan bli gitt frå den 17. sjukedagen.",
        )),
        Variant::Behandlingsdager => Some(sprak().pick(
            "For behandling som gjør at pasienten må være borte hele dagen, høyst én dag i uka. Nav vurderer hver slik sykmelding.",
            "For behandling som gjer at pasienten må vere borte heile dagen, høgst éin dag i veka. Nav vurderer kvar slik sjukmelding.",
        )),
        Variant::Avventende => Some(sprak().pick(
            "Når pasienten kan være i arbeid hvis arbeidsgiveren legger til rette. Bare i arbeidsgiverperioden, høyst 16 dager.",
            "Når pasienten kan vere i arbeid dersom arbeidsgivaren legg til rette. Berre i arbeidsgivarperioden, høgst 16 dagar.",
        )),
    }
}

/// `Utdypende spørsmål, uke 7`.
pub fn elaboration(week: u8) -> String {
    sprak().pick(
        format!("Utdypende spørsmål for uke {week}"),
        format!("Utdjupande spørsmål for veke {week}"),
    )
}

/// What to think of when answering an extra question; nothing for most.
pub fn elaboration_hint(sporsmal: Sporsmal) -> Option<&'static str> {
    match sporsmal {
        Sporsmal::HensynPaArbeidsplassen => Some(sprak().pick(
            "Hva bør unngås, eller hvilke rammer må gjelde? Belastning, tempo, varighet, pauser, skjerming, utløsende forhold, og hva som gjør aktivitet medisinsk utrygg.",
            "Kva bør ein unngå, eller kva rammer må gjelde? Belasting, tempo, lengd, pausar, skjerming, utløysande forhold, og kva som gjer aktivitet medisinsk utrygg.",
        )),
        Sporsmal::ArbeidsrelaterteUtfordringer => Some(sprak().pick(
            "Tenk på belastning, utholdenhet, tempo, konsentrasjon, samarbeid, stresstoleranse og behov for pauser.",
            "Tenk på belasting, uthald, tempo, konsentrasjon, samarbeid, stresstoleranse og behov for pausar.",
        )),
        Sporsmal::RealistiskMestringArbeid => Some(sprak().pick(
            "Ved kroppslig sykdom: belastning, utholdenhet, tempo, smerte, pauser, skifte av stilling, skjerming. Ved psykisk sykdom, utmattelse og senfølger av covid: konsentrasjon, oppmerksomhet, stresstoleranse, samarbeid, struktur, beslutninger, skjerming.",
            "Ved kroppsleg sjukdom: belasting, uthald, tempo, smerte, pausar, skifte av stilling, skjerming. Ved psykisk sjukdom, utmatting og seinfølgjer av covid: konsentrasjon, merksemd, stresstoleranse, samarbeid, struktur, avgjerder, skjerming.",
        )),
        _ => None,
    }
}

/// `2 behandlingsdager`.
pub fn treatment_days(days: u32) -> String {
    match days {
        1 => "1 behandlingsdag".to_owned(),
        _ => sprak().pick(
            format!("{days} behandlingsdager"),
            format!("{days} behandlingsdagar"),
        ),
    }
}

/// Under a date field that holds a shorthand.
pub fn press_enter(fom: NaiveDate, tom: NaiveDate) -> String {
    let span = dato::spenn(fom, tom);
    sprak().pick(
        format!("Trykk Enter: {span}"),
        format!("Trykk Enter: {span}"),
    )
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
        Kildeslag::Sykmelding => sprak().pick(
            "Hentet fra en tidligere sykmelding",
            "Henta frå ei tidlegare sjukmelding",
        ),
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
