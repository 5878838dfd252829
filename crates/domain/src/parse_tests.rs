//! Every limit at its edge: the day before, the day, the day after.

use super::*;
use crate::{
    Aktivitet, Aktivitetstype, Diagnosevalg, Fravarsgrunn, Kodeverk, PeriodeDraft,
    Tilbakedateringsgrunn, Variant,
};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 6).unwrap()
}

fn row(fom: &str, tom: &str) -> PeriodeDraft {
    PeriodeDraft {
        slag: Aktivitetstype::AktivitetIkkeMulig,
        fom: fom.into(),
        tom: tom.into(),
        ..PeriodeDraft::default()
    }
}

fn now(draft: &Draft) -> Result<Sykmelding, Mangler> {
    parse(draft, today(), &Sykefravaer::default())
}

fn lacks(draft: &Draft, felt: Felt) -> Option<Mangel> {
    now(draft).err()?.get(&felt).copied()
}

fn draft(perioder: Vec<PeriodeDraft>) -> Draft {
    let valg = Diagnosevalg {
        system: Kodeverk::Icpc2,
        code: " l84 ".into(),
        text: String::new(),
        kilde: None,
    };
    Draft {
        perioder,
        hoveddiagnose: Some(valg),
        ..Draft::default()
    }
}

fn check(perioder: Vec<PeriodeDraft>, felt: Felt, expected: Option<Mangel>) {
    let found = now(&draft(perioder)).err().unwrap_or_default();
    assert_eq!(found.get(&felt).copied(), expected);
}

#[test]
fn an_untouched_form_lacks_dates_grad_and_hoveddiagnose() {
    let mangler = now(&Draft::default()).unwrap_err();
    let expected = [
        Felt::Fom(0),
        Felt::Tom(0),
        Felt::Grad(0),
        Felt::Hoveddiagnose,
    ];
    assert_eq!(
        mangler.into_iter().collect::<Vec<_>>(),
        expected.map(|f| (f, Mangel::Missing))
    );
}

#[test]
fn a_whole_form_becomes_a_note() {
    let note = now(&draft(vec![row("06.06.2025", "12.06.2025")])).unwrap();
    assert_eq!(note.hoveddiagnose().code, "L84");
    assert_eq!(
        (note.fom(), note.tom()),
        (today(), NaiveDate::from_ymd_opt(2025, 6, 12).unwrap())
    );
}

#[test]
fn a_note_may_start_30_days_ahead_and_not_31() {
    check(vec![row("06.07.2025", "10.07.2025")], Felt::Fom(0), None);
    check(
        vec![row("07.07.2025", "10.07.2025")],
        Felt::Fom(0),
        Some(Mangel::TooFarAhead),
    );
}

#[test]
fn a_note_may_start_exactly_three_years_back() {
    check(vec![row("06.06.2022", "10.06.2022")], Felt::Fom(0), None);
    check(
        vec![row("05.06.2022", "10.06.2022")],
        Felt::Fom(0),
        Some(Mangel::TooFarBack),
    );
}

#[test]
fn a_note_may_span_366_days_and_not_367() {
    check(vec![row("06.06.2025", "06.06.2026")], Felt::Tom(0), None);
    check(
        vec![row("06.06.2025", "07.06.2026")],
        Felt::Tom(0),
        Some(Mangel::TooLong),
    );
}

#[test]
fn periods_adjoin_or_leave_a_weekend() {
    let second = |fom: &str| vec![row("02.06.2025", "06.06.2025"), row(fom, "20.06.2025")];
    check(second("06.06.2025"), Felt::Fom(1), Some(Mangel::Overlap));
    check(second("07.06.2025"), Felt::Fom(1), None);
    check(second("09.06.2025"), Felt::Fom(1), None);
    check(second("10.06.2025"), Felt::Fom(1), Some(Mangel::Gap));
}

#[test]
fn dates_are_refused_with_the_reason() {
    check(
        vec![row("31.02.2025", "06.06.2025")],
        Felt::Fom(0),
        Some(Mangel::NotADate),
    );
    check(
        vec![row("06.06.2025", "05.06.2025")],
        Felt::Tom(0),
        Some(Mangel::EndBeforeStart),
    );
    check(
        vec![row("", "05.06.2025")],
        Felt::Fom(0),
        Some(Mangel::Missing),
    );
}

#[test]
fn grad_is_a_whole_number_from_1_to_99() {
    let graded = |grad: &str| {
        vec![PeriodeDraft {
            slag: Aktivitetstype::Gradert,
            grad: grad.into(),
            ..row("06.06.2025", "12.06.2025")
        }]
    };
    for (typed, expected) in [
        ("", Some(Mangel::Missing)),
        ("0", Some(Mangel::GradOutOfRange)),
        ("1", None),
        ("99", None),
        ("60 %", None),
        ("100", Some(Mangel::GradOutOfRange)),
        ("-1", Some(Mangel::GradOutOfRange)),
        ("5.5", Some(Mangel::GradOutOfRange)),
        ("9999999999", Some(Mangel::GradOutOfRange)),
    ] {
        check(graded(typed), Felt::Grad(0), expected);
    }
}

#[test]
fn a_message_is_sent_only_when_switched_on_and_not_blank() {
    let mut d = draft(vec![row("06.06.2025", "12.06.2025")]);
    d.melding_til_nav = "hidden".into();
    d.har_melding_til_arbeidsgiver = true;
    d.melding_til_arbeidsgiver = "  \n ".into();
    let note = now(&d).unwrap();
    assert_eq!(note.meldinger(), &Meldinger::default());
    d.har_melding_til_nav = true;
    d.melding_til_nav = "å".repeat(MAX_TEXT_CHARS);
    assert_eq!(
        now(&d)
            .unwrap()
            .meldinger()
            .til_nav
            .as_ref()
            .map(|t| t.chars().count()),
        Some(MAX_TEXT_CHARS)
    );
    d.melding_til_nav.push('å');
    assert_eq!(
        now(&d).unwrap_err().get(&Felt::MeldingTilNav),
        Some(&Mangel::TextTooLong)
    );
}

#[test]
fn an_added_bidiagnose_must_be_chosen() {
    let mut d = draft(vec![row("06.06.2025", "12.06.2025")]);
    d.bidiagnoser.push(None);
    assert_eq!(
        now(&d).unwrap_err().get(&Felt::Bidiagnose(0)),
        Some(&Mangel::Missing)
    );
}

#[test]
fn a_draft_of_another_version_opens() {
    let draft: Draft = serde_json::from_str(
        r#"{"perioder":[{"type":"GRADERT","fom":"01.01.2025"}],"later":{"x":1}}"#,
    )
    .unwrap();
    assert_eq!(draft.perioder.len(), 1);
    assert_eq!(draft.hoveddiagnose, None);
}

/// A form of a variant with one period of a week from today.
fn of(variant: Variant) -> Draft {
    let mut draft = Draft {
        hoveddiagnose: draft(Vec::new()).hoveddiagnose,
        ..Draft::new(variant)
    };
    draft.perioder[0].fom = "06.06.2025".into();
    draft.perioder[0].tom = "12.06.2025".into();
    draft
}

#[test]
fn each_variant_becomes_a_note_of_its_kind() {
    let mut avventende = of(Variant::Avventende);
    assert_eq!(lacks(&avventende, Felt::Innspill(0)), Some(Mangel::Missing));
    avventende.perioder[0].innspill = " Hev pulten ".into();
    let slag = |draft: &Draft| now(draft).unwrap().aktivitet()[0].clone();
    assert!(matches!(
        slag(&avventende),
        Aktivitet::Avventende { innspill, .. } if innspill == "Hev pulten"
    ));
    assert!(matches!(
        slag(&of(Variant::Behandlingsdager)),
        Aktivitet::Behandlingsdager { antall: 1, .. }
    ));
    assert!(matches!(
        slag(&of(Variant::Reisetilskudd)),
        Aktivitet::Reisetilskudd { .. }
    ));
    let mut graded = of(Variant::Reisetilskudd);
    graded.perioder[0].slag = Aktivitetstype::Gradert;
    graded.perioder[0].grad = "40".into();
    assert!(matches!(
        slag(&graded),
        Aktivitet::Gradert {
            reisetilskudd: true,
            ..
        }
    ));
}

#[test]
fn a_kind_that_the_variant_does_not_offer_is_refused() {
    let mut draft = of(Variant::Behandlingsdager);
    draft.perioder[0].slag = Aktivitetstype::AktivitetIkkeMulig;
    assert_eq!(lacks(&draft, Felt::Perioder), Some(Mangel::NotOffered));
}

#[test]
fn a_variant_with_one_period_sends_one() {
    let mut draft = of(Variant::Behandlingsdager);
    draft.perioder.push(PeriodeDraft::default());
    assert_eq!(now(&draft).unwrap().aktivitet().len(), 1);
}

#[test]
fn one_treatment_day_for_each_week_that_has_begun() {
    for (tom, antall) in [
        ("12.06.2025", 1),
        ("13.06.2025", 2),
        ("19.06.2025", 2),
        ("20.06.2025", 3),
    ] {
        let mut draft = of(Variant::Behandlingsdager);
        draft.perioder[0].tom = tom.into();
        assert!(matches!(
            now(&draft).unwrap().aktivitet()[0],
            Aktivitet::Behandlingsdager { antall: n, .. } if n == antall
        ));
    }
}

#[test]
fn an_avventende_note_spans_17_days_and_not_18() {
    let mut draft = of(Variant::Avventende);
    draft.perioder[0].innspill = "x".into();
    draft.perioder[0].tom = "22.06.2025".into();
    assert!(now(&draft).is_ok());
    draft.perioder[0].tom = "23.06.2025".into();
    assert_eq!(lacks(&draft, Felt::Tom(0)), Some(Mangel::TooLong));
}

#[test]
fn the_one_year_limit_holds_in_every_variant() {
    let mut draft = of(Variant::Behandlingsdager);
    draft.perioder[0].tom = "07.06.2026".into();
    assert_eq!(lacks(&draft, Felt::Tom(0)), Some(Mangel::TooLong));
}

#[test]
fn a_continued_note_follows_the_earlier_one() {
    let mut draft = of(Variant::Normal);
    draft.perioder[0].grad = "50".into();
    draft.forlenger = Some(crate::Forlenger {
        sykmelding_id: "x".into(),
        tom: today(),
    });
    assert_eq!(lacks(&draft, Felt::Fom(0)), Some(Mangel::Overlap));
    // 6 June 2025 is a Friday.
    for (fom, expected) in [
        ("07.06.2025", None),
        ("09.06.2025", None),
        ("10.06.2025", Some(Mangel::Gap)),
    ] {
        draft.perioder[0].fom = fom.into();
        assert_eq!(lacks(&draft, Felt::Fom(0)), expected, "{fom}");
    }
}

#[test]
fn a_backdated_note_asks_when_and_why_from_five_days_on() {
    let mut draft = of(Variant::Normal);
    draft.perioder[0].grad = "50".into();
    draft.perioder[0].fom = "02.06.2025".into();
    draft.kontaktdato = "hidden".into();
    assert_eq!(now(&draft).unwrap().details().tilbakedatering, None);
    draft.perioder[0].fom = "01.06.2025".into();
    draft.kontaktdato = String::new();
    let mangler = now(&draft).unwrap_err();
    assert_eq!(
        mangler.into_iter().collect::<Vec<_>>(),
        [
            (Felt::Kontaktdato, Mangel::Missing),
            (Felt::Tilbakedateringsgrunn, Mangel::Missing)
        ]
    );
    draft.kontaktdato = "1.1.0001".into();
    draft.tilbakedateringsgrunn = Some(Tilbakedateringsgrunn::Annet);
    assert_eq!(
        lacks(&draft, Felt::AnnenTilbakedateringsgrunn),
        Some(Mangel::Missing)
    );
    draft.annen_tilbakedateringsgrunn = "Var på hytta".into();
    let sent = now(&draft)
        .unwrap()
        .details()
        .tilbakedatering
        .clone()
        .unwrap();
    assert_eq!(sent.begrunnelse, "Var på hytta");
    draft.tilbakedateringsgrunn = Some(Tilbakedateringsgrunn::VentetidLegetime);
    let sent = now(&draft)
        .unwrap()
        .details()
        .tilbakedatering
        .clone()
        .unwrap();
    assert_eq!(sent.begrunnelse, "Ventetid på legetime");
}

#[test]
fn nothing_hidden_is_sent() {
    let mut draft = of(Variant::Normal);
    draft.perioder[0].slag = Aktivitetstype::AktivitetIkkeMulig;
    draft.arbeidsgiver = "Hytta AS".into();
    draft.annen_fravarsgrunn = Some(Fravarsgrunn::Donor);
    draft.skadedato = "31.02.2025".into();
    draft.perioder[0].annen_arsak = true;
    draft.perioder[0].annen_arsak_tekst = "Støy".into();
    draft.perioder[0].grad = "x".into();
    draft.perioder[0].innspill = "Hev pulten".into();
    draft.utdypende = vec![Svar {
        sporsmal: Sporsmal::UtfordringerMedArbeid,
        svar: "Ja".into(),
    }];
    let note = now(&draft).unwrap();
    assert_eq!(note.details(), &Details::default());
    assert!(matches!(
        note.aktivitet()[0],
        Aktivitet::AktivitetIkkeMulig {
            arbeidsrelatert: None,
            ..
        }
    ));
    let mut treatment = of(Variant::Behandlingsdager);
    treatment.har_flere_arbeidsforhold = true;
    treatment.melding_til_nav = "Dialyse".into();
    let note = now(&treatment).unwrap();
    assert_eq!(note.details().arbeidsgiver, None);
    assert_eq!(note.meldinger().til_nav.as_deref(), Some("Dialyse"));
}

#[test]
fn what_is_shown_must_be_answered() {
    let mut draft = of(Variant::Normal);
    draft.har_flere_arbeidsforhold = true;
    draft.har_annen_fravarsgrunn = true;
    draft.yrkesskade = true;
    draft.skadedato = "31.02.2025".into();
    draft.perioder[0].slag = Aktivitetstype::AktivitetIkkeMulig;
    draft.perioder[0].arbeidsrelatert = true;
    let mangler = now(&draft).unwrap_err();
    assert_eq!(
        mangler.into_iter().collect::<Vec<_>>(),
        [
            (Felt::Arbeidsgiver, Mangel::Missing),
            (Felt::Arsaker(0), Mangel::Missing),
            (Felt::AnnenFravarsgrunn, Mangel::Missing),
            (Felt::Skadedato, Mangel::NotADate),
        ]
    );
    draft.perioder[0].annen_arsak = true;
    assert_eq!(lacks(&draft, Felt::AnnenArsak(0)), Some(Mangel::Missing));
    draft.perioder[0].manglende_tilrettelegging = true;
    draft.perioder[0].annen_arsak = false;
    assert_eq!(lacks(&draft, Felt::AnnenArsak(0)), None);
    draft.skadedato = String::new();
    assert_eq!(lacks(&draft, Felt::Skadedato), None);
}

#[test]
fn extra_questions_must_be_answered_when_they_come() {
    let mut draft = of(Variant::Normal);
    draft.perioder[0].slag = Aktivitetstype::AktivitetIkkeMulig;
    draft.perioder[0].tom = "31.07.2025".into();
    assert_eq!(
        now(&draft).unwrap_err().into_keys().collect::<Vec<_>>(),
        [
            Felt::Utdypende(Sporsmal::UtfordringerMedArbeid),
            Felt::Utdypende(Sporsmal::MedisinskOppsummering)
        ]
    );
    draft.utdypende = [
        (Sporsmal::MedisinskOppsummering, " a\u{1f642}\u{200f} "),
        (Sporsmal::UtfordringerMedArbeid, "b"),
        (Sporsmal::Sykdomsutvikling, "hidden"),
    ]
    .map(|(sporsmal, svar)| Svar {
        sporsmal,
        svar: svar.into(),
    })
    .to_vec();
    let sent = now(&draft).unwrap().details().utdypende.clone();
    assert_eq!(
        sent.iter()
            .map(|svar| svar.svar.as_str())
            .collect::<Vec<_>>(),
        ["b", "a\u{1f642}\u{200f}"]
    );
}

#[test]
fn a_choice_of_four_takes_no_fifth() {
    let mut draft = of(Variant::Normal);
    draft.perioder[0].grad = "50".into();
    draft.perioder[0].tom = "31.03.2026".into();
    draft.utdypende = vec![Svar {
        sporsmal: Sporsmal::ForventetHelsetilstandUtvikling,
        svar: "Frisk i morgen".into(),
    }];
    let felt = Felt::Utdypende(Sporsmal::ForventetHelsetilstandUtvikling);
    assert_eq!(lacks(&draft, felt), Some(Mangel::NotOffered));
    draft.utdypende[0].svar = UTVIKLING[2].into();
    assert_eq!(lacks(&draft, felt), None);
}
