//! What an outcome means for the person who writes the note, bokmål and nynorsk. Our own words.

use domain::Sprak;

/// The sentence for an outcome of section 3; `None` for a name that this version does not know: show the name then.
pub fn text(rule: &str, sprak: Sprak) -> Option<&'static str> {
    let (nb, nn) = match rule {
        "BEHANDLER_SUSPENDERT" => (
            "Du har for tiden ikke rett til å skrive sykmelding.",
            "Du har for tida ikkje rett til å skrive sjukmelding.",
        ),
        "UGYLDIG_ORGNR_LENGDE" => (
            "Legekontorets organisasjonsnummer har ikke ni sifre. Det må rettes i journalsystemet.",
            "Organisasjonsnummeret til legekontoret har ikkje ni siffer. Det må rettast i journalsystemet.",
        ),
        "UGYLDIG_REGELSETTVERSJON" => (
            "Sykmeldingen viser til en regelversjon som ikke finnes. Det er en feil hos oss, ikke hos deg.",
            "Sjukmeldinga viser til ein regelversjon som ikkje finst. Det er ein feil hos oss, ikkje hos deg.",
        ),
        "MANGLENDE_DYNAMISKE_SPOERSMAL_VERSJON2_UKE_39" => (
            "Svar på spørsmålene for uke 39 mangler.",
            "Svar på spørsmåla for veke 39 manglar.",
        ),
        "AVSENDER_FNR_ER_SAMME_SOM_PASIENT_FNR" | "BEHANDLER_FNR_ER_SAMME_SOM_PASIENT_FNR" => (
            "Du kan ikke sykmelde deg selv.",
            "Du kan ikkje sjukmelde deg sjølv.",
        ),
        "BEHANDLER_IKKE_I_HPR" => (
            "Vi finner deg ikke i Helsepersonellregisteret. Sjekk HPR-nummeret i journalsystemet.",
            "Vi finn deg ikkje i Helsepersonellregisteret. Sjekk HPR-nummeret i journalsystemet.",
        ),
        "BEHANDLER_IKKE_GYLDIG_I_HPR" => (
            "HPR-nummeret ditt er ikke gyldig nå.",
            "HPR-nummeret ditt er ikkje gyldig no.",
        ),
        "BEHANDLER_MANGLER_AUTORISASJON_I_HPR" => (
            "Du mangler gyldig autorisasjon i Helsepersonellregisteret.",
            "Du manglar gyldig autorisasjon i Helsepersonellregisteret.",
        ),
        "BEHANDLER_IKKE_LE_KI_MT_TL_FT_I_HPR" => (
            "Bare lege, tannlege, manuellterapeut, og kiropraktor eller fysioterapeut med tilleggskompetanse kan sykmelde.",
            "Berre lege, tannlege, manuellterapeut, og kiropraktor eller fysioterapeut med tilleggskompetanse kan sjukmelde.",
        ),
        "BEHANDLER_MT_FT_KI_OVER_12_UKER" => (
            "Fraværet er over 12 uker. Manuellterapeut, fysioterapeut og kiropraktor kan ikke sykmelde lenger enn det.",
            "Fråværet er over 12 veker. Manuellterapeut, fysioterapeut og kiropraktor kan ikkje sjukmelde lenger enn det.",
        ),
        "PASIENT_YNGRE_ENN_13" => (
            "Pasienten er under 13 år. Bruk legeerklæring i stedet.",
            "Pasienten er under 13 år. Bruk legeerklæring i staden.",
        ),
        "INNTIL_8_DAGER" | "MINDRE_ENN_1_MAANED" => (
            "Begrunnelsen for tilbakedateringen mangler eller har ingen ord.",
            "Grunngivinga for tilbakedateringa manglar eller har ingen ord.",
        ),
        "MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE" => (
            "Sykmeldingen er tilbakedatert mindre enn en måned. Nav vurderer begrunnelsen.",
            "Sjukmeldinga er tilbakedatert mindre enn ein månad. Nav vurderer grunngivinga.",
        ),
        "OVER_1_MND" => (
            "Sykmeldingen er tilbakedatert mer enn en måned uten god nok begrunnelse: den må ha minst tre ord.",
            "Sjukmeldinga er tilbakedatert meir enn ein månad utan god nok grunngiving: ho må ha minst tre ord.",
        ),
        "OVER_1_MND_MED_BEGRUNNELSE" => (
            "Sykmeldingen er tilbakedatert mer enn en måned. Nav vurderer begrunnelsen.",
            "Sjukmeldinga er tilbakedatert meir enn ein månad. Nav vurderer grunngivinga.",
        ),
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
