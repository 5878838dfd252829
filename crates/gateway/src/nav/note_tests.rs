use super::*;

fn note(text: &str) -> Note {
    serde_json::from_str(text).unwrap()
}

fn d(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const FULL: &str = r#"{"sykmeldingId":"1","isFull":true,
    "meta":{"mottatt":"2026-03-02T08:00:00Z","sykmelder":{"hpr":"009144889","navn":"Oppdiktet Lege"}},
    "values":{"hoveddiagnose":{"system":"ICPC2","code":"L84","text":"Ryggsyndrom"},
        "bidiagnoser":[{"system":"SNOMED","code":"1"},{"system":"ICD10","code":"M545"}],
        "aktivitet":[{"type":"AKTIVITET_IKKE_MULIG","fom":"2026-03-02","tom":"2026-03-08",
                      "arbeidsrelatertArsak":{"isArbeidsrelatertArsak":true,
                        "arbeidsrelaterteArsaker":["ANNET","NYTT"],"annenArbeidsrelatertArsak":"Støy"}},
                     {"type":"GRADERT","fom":"2026-03-09","tom":"2026-03-15","grad":40,"reisetilskudd":false},
                     {"type":"NOE_NYTT","fom":"2026-03-16","tom":"2026-03-17"}],
        "meldinger":{"tilNav":null,"tilArbeidsgiver":"Hvile"},
        "yrkesskade":{"yrkesskade":true,"skadedato":"2026-02-01"},
        "arbeidsgiver":{"harFlere":true,"arbeidsgivernavn":"Hytta AS"},
        "tilbakedatering":{"startdato":"2026-03-01","begrunnelse":"Ventetid på legetime"},
        "utdypendeSporsmal":{"medisinskOppsummering":{"sporsmalstekst":"x","svar":"y"},"nytt":{"svar":"z"},
            "utfordringerMedArbeid":null},
        "annenFravarsgrunn":"FERIE"},
    "utfall":{"result":"PENDING","cause":"x"}}"#;

const REDACTED: &str = r#"{"sykmeldingId":"2","isFull":false,"meta":{"sykmelder":{"hpr":"1"}},
    "values":{"aktivitet":[{"type":"GRADERT","fom":"2026-03-02","tom":"2026-03-08","grad":50}]},
    "utfall":{"result":"OK","cause":null}}"#;

#[test]
fn an_own_recent_note_is_seen_in_full_and_what_is_unknown_is_left_out() {
    let seen = note(FULL).seen_by("9144889", d("2026-03-21")).unwrap();
    assert_eq!(seen.note.innsyn, Innsyn::Full);
    assert_eq!(seen.utfall, UtfallStatus::Pending);
    assert_eq!(seen.sykmelder.as_deref(), Some("Oppdiktet Lege"));
    assert_eq!(seen.note.bidiagnoser.len(), 1);
    assert_eq!(
        seen.note
            .perioder
            .iter()
            .map(|one| one.slag)
            .collect::<Vec<_>>(),
        [
            Some(Aktivitetstype::AktivitetIkkeMulig),
            Some(Aktivitetstype::Gradert),
            None
        ]
    );
    assert_eq!(seen.note.perioder[0].annen_arsak.as_deref(), Some("Støy"));
    let details = seen.note.details.unwrap();
    assert_eq!(details.arbeidsgiver.as_deref(), Some("Hytta AS"));
    assert_eq!(details.annen_fravarsgrunn, None);
    assert_eq!(details.utdypende.len(), 1);
    assert_eq!(details.skadedato, Some(d("2026-02-01")));
}

#[test]
fn an_own_note_is_light_from_the_fifth_day_after_its_last() {
    let full = note(FULL);
    assert_eq!(full.innsyn("9144889", d("2026-03-21")), Some(Innsyn::Full));
    assert_eq!(full.innsyn("9144889", d("2026-03-22")), Some(Innsyn::Light));
    let seen = full.seen_by("9144889", d("2026-03-22")).unwrap();
    assert!(seen.note.hoveddiagnose.is_some() && seen.note.details.is_none());
}

#[test]
fn somebody_elses_note_shows_kind_and_dates_when_it_is_approved() {
    let seen = note(REDACTED).seen_by("9144889", d("2026-03-09")).unwrap();
    assert_eq!(seen.note.innsyn, Innsyn::Redacted);
    assert_eq!(seen.note.perioder[0].grad, None);
    assert!(
        note(FULL).seen_by("1", d("2026-03-09")).is_none(),
        "not approved"
    );
    let invalid = REDACTED.replace("\"OK\"", "\"INVALID\"");
    assert!(note(&invalid).seen_by("9144889", d("2026-03-09")).is_none());
}

#[test]
fn a_note_without_diagnosis_or_periods_does_no_harm() {
    let bare = note(
        r#"{"sykmeldingId":"3","isFull":true,"meta":{"sykmelder":{"hpr":"1"}},
        "values":{"hoveddiagnose":null,"aktivitet":[]},"utfall":{"result":"OK"}}"#,
    );
    assert!(bare.seen_by("1", d("2026-03-09")).is_none());
    assert_eq!(bare.tidligere(), None);
}

#[test]
fn the_absence_counts_whole_notes_and_their_answers() {
    let counted = note(FULL).tidligere().unwrap();
    assert_eq!(
        (counted.fom, counted.tom),
        (d("2026-03-02"), d("2026-03-17"))
    );
    assert!(!counted.is_ok);
    assert_eq!(counted.answered, [Sporsmal::MedisinskOppsummering]);
}
