//! What an outcome means for the person who writes the note, bokmål and nynorsk. Our own words.

use domain::Sprak;

/// The sentence for an outcome of section 3; `None` for a name that this version does not know: show the name then.
pub fn text(rule: &str, sprak: Sprak) -> Option<&'static str> {
    let (nb, nn) = match rule {
        "PERIODER_MANGLER" => (
            "Ingen sykmeldingsperiode er oppgitt.",
            "Ingen sjukmeldingsperiode er oppgitt.",
        ),
        "FRADATO_ETTER_TILDATO" => (
            "Til-datoen ligger før fra-datoen.",
            "Til-datoen ligg før frå-datoen.",
        ),
        "OVERLAPPENDE_PERIODER" => (
            "Periodene overlapper hverandre.",
            "Periodane overlappar kvarandre.",
        ),
        "OPPHOLD_MELLOM_PERIODER" => (
            "Det er opphold med arbeidsdager mellom periodene. Skriv heller to sykmeldinger.",
            "Det er opphald med arbeidsdagar mellom periodane. Skriv heller to sjukmeldingar.",
        ),
        "IKKE_DEFINERT_PERIODE" => (
            "Type sykmelding mangler for en periode.",
            "Type sjukmelding manglar for ein periode.",
        ),
        "BEHANDLINGSDATO_ETTER_MOTTATTDATO" => (
            "Behandlingstidspunktet er etter at sykmeldingen ble mottatt.",
            "Behandlingstidspunktet er etter at sjukmeldinga vart motteken.",
        ),
        "AVVENTENDE_SYKMELDING_KOMBINERT" => (
            "En avventende sykmelding kan bare ha én periode.",
            "Ei avventande sjukmelding kan berre ha éin periode.",
        ),
        "MANGLENDE_INNSPILL_TIL_ARBEIDSGIVER" => (
            "Innspill til arbeidsgiver må fylles ut ved avventende sykmelding.",
            "Innspel til arbeidsgivar må fyllast ut ved avventande sjukmelding.",
        ),
        "AVVENTENDE_SYKMELDING_OVER_16_DAGER" => (
            "En avventende sykmelding kan ikke vare lenger enn arbeidsgiverperioden.",
            "Ei avventande sjukmelding kan ikkje vare lenger enn arbeidsgivarperioden.",
        ),
        "FOR_MANGE_BEHANDLINGSDAGER_PER_UKE" => (
            "Det er oppgitt mer enn én behandlingsdag per uke.",
            "Det er oppgitt meir enn éin behandlingsdag per veke.",
        ),
        "GRADERT_SYKMELDING_OVER_99_PROSENT" => (
            "En gradert sykmelding må være under 100 %. Velg «Kan ikke være i arbeid» for 100 %.",
            "Ei gradert sjukmelding må vere under 100 %. Vel «Kan ikkje vere i arbeid» for 100 %.",
        ),
        "GRADERT_SYKMELDING_0_PROSENT" => (
            "En gradert sykmelding kan ikke være 0 %.",
            "Ei gradert sjukmelding kan ikkje vere 0 %.",
        ),
        "SYKMELDING_MED_BEHANDLINGSDAGER" => (
            "Sykmelding med behandlingsdager vurderes manuelt av Nav.",
            "Sjukmelding med behandlingsdagar blir vurdert manuelt av Nav.",
        ),
        "FRAVAERSGRUNN_MANGLER" => (
            "Verken hoveddiagnose eller annen lovfestet fraværsgrunn er oppgitt.",
            "Verken hovuddiagnose eller annan lovfesta fråværsgrunn er oppgitt.",
        ),
        "UGYLDIG_KODEVERK_FOR_HOVEDDIAGNOSE" => (
            "Hoveddiagnosen hører ikke til et kjent kodeverk. Velg diagnosen på nytt.",
            "Hovuddiagnosen høyrer ikkje til eit kjent kodeverk. Vel diagnosen på nytt.",
        ),
        "UGYLDIG_KODEVERK_FOR_BIDIAGNOSE" => (
            "En bidiagnose hører ikke til et kjent kodeverk. Velg den på nytt.",
            "Ein bidiagnose høyrer ikkje til eit kjent kodeverk. Vel han på nytt.",
        ),
        "ICPC_2_Z_DIAGNOSE" => (
            "Z-diagnoser i ICPC-2 (sosiale problemer) gir ikke rett til sykepenger. Velg en medisinsk hoveddiagnose.",
            "Z-diagnosar i ICPC-2 (sosiale problem) gir ikkje rett til sjukepengar. Vel ein medisinsk hovuddiagnose.",
        ),
        "FREMDATERT" => (
            "Sykmeldingen starter mer enn 30 dager frem i tid.",
            "Sjukmeldinga startar meir enn 30 dagar fram i tid.",
        ),
        "TILBAKEDATERT_MER_ENN_3_AR" => (
            "Sykmeldingen starter mer enn tre år tilbake i tid.",
            "Sjukmeldinga startar meir enn tre år tilbake i tid.",
        ),
        "TOTAL_VARIGHET_OVER_ETT_AAR" => (
            "Sykmeldingen varer mer enn ett år.",
            "Sjukmeldinga varer meir enn eitt år.",
        ),
        _ => return None,
    };
    Some(sprak.pick(nb, nn))
}
