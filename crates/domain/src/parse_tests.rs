//! Every limit at its edge: the day before, the day, the day after.

use super::*;
use crate::{Diagnosevalg, Kodeverk};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 6, 6).unwrap()
}

fn row(fom: &str, tom: &str) -> PeriodeDraft {
    PeriodeDraft {
        slag: Aktivitetstype::AktivitetIkkeMulig,
        fom: fom.into(),
        tom: tom.into(),
        grad: String::new(),
    }
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
    let found = parse(&draft(perioder), today()).err().unwrap_or_default();
    assert_eq!(found.get(&felt).copied(), expected);
}

#[test]
fn an_untouched_form_lacks_dates_grad_and_hoveddiagnose() {
    let mangler = parse(&Draft::default(), today()).unwrap_err();
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
    let note = parse(&draft(vec![row("06.06.2025", "12.06.2025")]), today()).unwrap();
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
    let note = parse(&d, today()).unwrap();
    assert_eq!(note.meldinger(), &Meldinger::default());
    d.har_melding_til_nav = true;
    d.melding_til_nav = "å".repeat(MAX_TEXT_CHARS);
    assert_eq!(
        parse(&d, today())
            .unwrap()
            .meldinger()
            .til_nav
            .as_ref()
            .map(|t| t.chars().count()),
        Some(MAX_TEXT_CHARS)
    );
    d.melding_til_nav.push('å');
    assert_eq!(
        parse(&d, today()).unwrap_err().get(&Felt::MeldingTilNav),
        Some(&Mangel::TextTooLong)
    );
}

#[test]
fn an_added_bidiagnose_must_be_chosen() {
    let mut d = draft(vec![row("06.06.2025", "12.06.2025")]);
    d.bidiagnoser.push(None);
    assert_eq!(
        parse(&d, today()).unwrap_err().get(&Felt::Bidiagnose(0)),
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
