//! The table of 2.7, row by row, and that nothing hidden is ever taken over.

use proptest::prelude::*;

use super::*;
use crate::{Kodeverk, Sykefravaer, parse, shown};

fn d(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn periode(slag: Aktivitetstype, fom: NaiveDate, tom: NaiveDate) -> Forrigeperiode {
    Forrigeperiode {
        slag: Some(slag),
        fom,
        tom,
        grad: (slag == Aktivitetstype::Gradert).then_some(60),
        reisetilskudd: false,
        arbeidsrelatert: slag == Aktivitetstype::AktivitetIkkeMulig,
        manglende_tilrettelegging: true,
        annen_arsak: Some("Støy".to_owned()),
        innspill: Some("Hev pulten".to_owned()),
    }
}

fn note(innsyn: Innsyn, perioder: Vec<Forrigeperiode>) -> Forrige {
    let valg = |code: &str| Diagnosevalg {
        system: Kodeverk::Icpc2,
        code: code.to_owned(),
        text: String::new(),
        kilde: None,
    };
    Forrige {
        sykmelding_id: "id".to_owned(),
        innsyn,
        perioder,
        hoveddiagnose: Some(valg("L84")),
        bidiagnoser: vec![valg("P02")],
        details: Some(Box::new(Forrigedetaljer {
            arbeidsgiver: Some("Hytta AS".to_owned()),
            kontaktdato: Some(d(3, 1)),
            begrunnelse: Some("Ventetid på legetime".to_owned()),
            svangerskapsrelatert: true,
            annen_fravarsgrunn: Some(Fravarsgrunn::Smittefare),
            yrkesskade: true,
            skadedato: Some(d(2, 1)),
            til_nav: Some("Møte".to_owned()),
            til_arbeidsgiver: Some("Hvile".to_owned()),
            utdypende: vec![Svar {
                sporsmal: crate::Sporsmal::UtfordringerMedArbeid,
                svar: "Ja".to_owned(),
            }],
            pasienten_skal_skjermes: true,
        })),
    }
}

fn two_periods(innsyn: Innsyn) -> Forrige {
    note(
        innsyn,
        vec![
            periode(Aktivitetstype::AktivitetIkkeMulig, d(3, 2), d(3, 8)),
            periode(Aktivitetstype::Gradert, d(3, 9), d(3, 15)),
        ],
    )
}

#[test]
fn forleng_continues_the_last_period_from_the_day_after() {
    let draft = two_periods(Innsyn::Full).forleng(d(3, 14));
    let [row] = &draft.perioder[..] else {
        panic!("one period, not {:?}", draft.perioder)
    };
    assert_eq!((row.fom.as_str(), row.tom.as_str()), ("16.03.2026", ""));
    assert_eq!(
        (row.slag, row.grad.as_str()),
        (Aktivitetstype::Gradert, "60")
    );
    assert_eq!(
        draft.forlenger.as_ref().map(|note| note.tom),
        Some(d(3, 15))
    );
    assert_eq!(
        draft.hoveddiagnose.as_ref().map(|valg| valg.code.as_str()),
        Some("L84")
    );
    assert_eq!(draft.arbeidsgiver, "Hytta AS");
    assert!(draft.svangerskapsrelatert && draft.yrkesskade);
    assert_eq!(draft.annen_fravarsgrunn, Some(Fravarsgrunn::Smittefare));
}

#[test]
fn what_belongs_to_one_note_alone_is_not_taken_over() {
    for draft in [
        two_periods(Innsyn::Full).forleng(d(3, 14)),
        two_periods(Innsyn::Full).dupliser(d(3, 3)),
    ] {
        assert!(!draft.har_melding_til_nav && draft.melding_til_nav.is_empty());
        assert!(!draft.har_melding_til_arbeidsgiver && draft.melding_til_arbeidsgiver.is_empty());
        assert!(draft.utdypende.is_empty());
        assert!(!draft.pasienten_skal_skjermes);
        assert_eq!(draft.tilbakedateringsgrunn, None);
    }
}

#[test]
fn an_older_note_gives_diagnoses_and_periods_only() {
    let draft = two_periods(Innsyn::Light).forleng(d(3, 14));
    assert!(draft.hoveddiagnose.is_some());
    assert_eq!(draft.perioder[0].grad, "60");
    assert!(!draft.har_flere_arbeidsforhold && !draft.svangerskapsrelatert && !draft.yrkesskade);
    assert_eq!(draft.annen_fravarsgrunn, None);
}

#[test]
fn somebody_elses_note_gives_kind_and_dates_only() {
    let draft = two_periods(Innsyn::Redacted).dupliser(d(3, 3));
    assert_eq!(draft.perioder.len(), 2);
    assert!(
        draft
            .perioder
            .iter()
            .all(|row| row.grad.is_empty() && !row.arbeidsrelatert)
    );
    assert!(draft.hoveddiagnose.is_none() && draft.bidiagnoser.is_empty());
    let shell = note(
        Innsyn::Redacted,
        vec![periode(Aktivitetstype::Behandlingsdager, d(3, 2), d(3, 8))],
    );
    assert_eq!(shell.dupliser(d(3, 3)), Draft::new(Variant::Normal));
    assert_eq!(shell.forleng(d(3, 3)).variant, Variant::Behandlingsdager);
}

#[test]
fn dupliser_keeps_all_periods_and_the_reason_where_it_is_backdated() {
    let draft = two_periods(Innsyn::Full).dupliser(d(3, 20));
    assert_eq!(draft.perioder.len(), 2);
    assert_eq!(draft.perioder[0].fom, "02.03.2026");
    assert!(draft.perioder[0].arbeidsrelatert && draft.perioder[0].annen_arsak);
    assert_eq!(draft.forlenger, None);
    assert_eq!(draft.kontaktdato, "01.03.2026");
    assert_eq!(
        draft.tilbakedateringsgrunn,
        Some(Tilbakedateringsgrunn::VentetidLegetime)
    );
}

#[test]
fn an_avventende_note_is_continued_by_a_graded_one_from_today() {
    let earlier = note(
        Innsyn::Full,
        vec![periode(Aktivitetstype::Avventende, d(3, 2), d(3, 8))],
    );
    let draft = earlier.forleng(d(3, 10));
    assert_eq!(
        (draft.variant, draft.forlenger.clone()),
        (Variant::Normal, None)
    );
    assert_eq!(draft.perioder[0].slag, Aktivitetstype::Gradert);
    assert_eq!(draft.perioder[0].fom, "10.03.2026");
    let copy = earlier.dupliser(d(3, 3));
    assert_eq!(copy.variant, Variant::Avventende);
    assert_eq!(copy.perioder[0].innspill, "Hev pulten");
}

#[test]
fn a_note_of_an_unknown_kind_or_without_diagnosis_opens_an_empty_form() {
    let mut strange = two_periods(Innsyn::Full);
    strange.hoveddiagnose = None;
    for row in &mut strange.perioder {
        row.slag = None;
    }
    for draft in [strange.forleng(d(3, 14)), strange.dupliser(d(3, 14))] {
        assert_eq!(draft.variant, Variant::Normal);
        assert_eq!(draft.perioder.len(), 1);
        assert_eq!(draft.hoveddiagnose, None);
    }
    strange.perioder.clear();
    assert_eq!(strange.forleng(d(3, 14)).perioder[0].fom, "14.03.2026");
    assert_eq!(strange.dupliser(d(3, 14)).perioder.len(), 1);
}

#[test]
fn story_62_a_note_is_shown_with_all_that_was_sent() {
    let shown = two_periods(Innsyn::Full).as_sent();
    assert_eq!(shown.perioder.len(), 2);
    assert_eq!(shown.melding_til_nav, "Møte");
    assert_eq!(shown.melding_til_arbeidsgiver, "Hvile");
    assert_eq!(shown.utdypende.len(), 1);
    assert_eq!(shown.kontaktdato, "01.03.2026");
    assert!(shown.pasienten_skal_skjermes);
}

#[test]
fn story_64_an_older_note_is_shown_with_fewer_values() {
    let mut older = two_periods(Innsyn::Light);
    older.details = None;
    let shown = older.as_sent();
    assert!(shown.hoveddiagnose.is_some() && shown.melding_til_nav.is_empty());
}

fn any_slag() -> impl Strategy<Value = Option<Aktivitetstype>> {
    prop_oneof![
        Just(None),
        proptest::sample::select(&Aktivitetstype::ALL[..]).prop_map(Some)
    ]
}

fn any_periode() -> impl Strategy<Value = Forrigeperiode> {
    (
        any_slag(),
        0..400_i64,
        0..90_i64,
        any::<[bool; 4]>(),
        0..=255_u8,
    )
        .prop_map(|(slag, from, length, [travel, work, desk, other], grad)| {
            let fom = d(1, 1) + chrono::Duration::days(from);
            Forrigeperiode {
                slag,
                fom,
                tom: fom + chrono::Duration::days(length),
                grad: Some(grad).filter(|_| other),
                reisetilskudd: travel,
                arbeidsrelatert: work,
                manglende_tilrettelegging: desk,
                annen_arsak: other.then(|| "Støy".to_owned()),
                innspill: other.then(|| "Hev pulten".to_owned()),
            }
        })
}

proptest! {
    #[test]
    fn forleng_and_dupliser_never_take_over_a_hidden_value(
        perioder in proptest::collection::vec(any_periode(), 0..4),
        innsyn in proptest::sample::select(&[Innsyn::Full, Innsyn::Light, Innsyn::Redacted][..]),
        today in 0..500_i64,
    ) {
        let today = d(1, 1) + chrono::Duration::days(today);
        let earlier = note(innsyn, perioder);
        for draft in [earlier.forleng(today), earlier.dupliser(today)] {
            let visible = shown(&draft, today, &Sykefravaer::default());
            // The text to Nav of treatment days is open by itself.
            let visible = Draft {
                har_melding_til_nav: draft.har_melding_til_nav,
                ..visible
            };
            prop_assert_eq!(&visible, &draft);
            prop_assert!(!draft.perioder.is_empty());
            // Whatever it holds, it can be checked.
            let _ = parse(&draft, today, &Sykefravaer::default());
        }
    }
}
