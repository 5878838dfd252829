//! TILBAKEDATERING, and what follows from earlier notes.

use super::*;

/// A note that began so many days ago.
fn late(days: i64, begrunnelse: &str) -> impl FnOnce(&mut Input<'static>) {
    let begrunnelse = begrunnelse.to_owned();
    move |i| {
        i.perioder = vec![p(-days, -days + 20, Full)];
        i.begrunnelse = (!begrunnelse.is_empty()).then_some(begrunnelse);
    }
}

#[test]
fn tilbakedatering_by_days_and_words() {
    let up_to_8 = Some("INNTIL_8_DAGER");
    let month = Some("MINDRE_ENN_1_MAANED");
    let judged = Some("MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE");
    for (days, begrunnelse, expected) in [
        (0, "", None),
        (4, "", None),
        (5, "", up_to_8),
        (5, "å 12 !", up_to_8),
        (5, "ja", None),
        (8, "", up_to_8),
        (8, "ja", None),
        (9, "", month),
        (9, "ja", judged),
        // 6 June back to 6 May is a month; the day before is more.
        (31, "ja", judged),
        (32, "ja", Some("OVER_1_MND")),
        (32, "en to", Some("OVER_1_MND")),
        (
            32,
            "Ventetid på legetime",
            Some("OVER_1_MND_MED_BEGRUNNELSE"),
        ),
    ] {
        check(late(days, begrunnelse), expected);
    }
}

#[test]
fn a_month_clamps_to_its_end() {
    for (signed, within) in [(d(2025, 2, 28), true), (d(2025, 3, 1), false)] {
        let mut input = ok();
        input.signert = noon(signed);
        input.perioder = vec![Regelperiode {
            fom: d(2025, 1, 31),
            tom: d(2025, 3, 10),
            slag: Full,
        }];
        assert_eq!(
            Regel::TilbakedatertMindreEnn1Maaned.ask(&input),
            Some(within)
        );
    }
}

#[test]
fn hospitals_and_notes_that_were_sent_before_may_be_late() {
    check(
        |i| {
            late(40, "")(i);
            i.hoveddiagnose = Some(kode(Kodeverk::Icd10, "M545"));
        },
        None,
    );
    let again = |earlier: Regelperiode, expected: Option<&str>| {
        check(
            |i| {
                late(10, "")(i);
                i.tidligere = Some(vec![tidligere("L84", vec![earlier])]);
            },
            expected,
        );
    };
    again(p(-10, 10, Full), None);
    again(p(-10, 9, Full), Some("MINDRE_ENN_1_MAANED"));
    again(p(-10, 10, Gradert(50)), Some("MINDRE_ENN_1_MAANED"));
}

#[test]
fn a_continued_note_may_be_late_where_diagnosis_and_days_fit() {
    // The note begins on 29 May 2025, a Thursday.
    let continues = |change: fn(&mut Tidligere), expected: Option<&str>| {
        check(
            |i| {
                late(8, "")(i);
                let mut earlier = tidligere("L84", vec![p(-20, -9, Full)]);
                change(&mut earlier);
                i.tidligere = Some(vec![earlier]);
            },
            expected,
        );
    };
    let refused = Some("INNTIL_8_DAGER");
    continues(|_| {}, None);
    continues(|note| note.perioder = vec![p(-20, -10, Full)], refused);
    continues(|note| note.perioder = vec![p(-20, -5, Gradert(40))], None);
    continues(|note| note.perioder = vec![p(-20, 13, Full)], refused);
    continues(
        |note| note.perioder = vec![p(-20, -9, Reisetilskudd)],
        refused,
    );
    continues(|note| note.perioder.push(p(-40, -21, Full)), refused);
    continues(|note| note.hoveddiagnose = None, refused);
    continues(
        |note| note.hoveddiagnose = Some(kode(Kodeverk::Icd10, "L84")),
        None,
    );
    continues(|note| note.status = Status::Invalid, refused);
    continues(|note| note.status = Status::Manual, None);
    continues(
        |note| note.merknader = vec!["UNDER_BEHANDLING".into()],
        refused,
    );
    continues(|note| note.merknader = vec!["ANNET".into()], None);
    continues(|note| note.user_action = "AVBRUTT".into(), None);
}

#[test]
fn a_weekend_between_is_no_working_day() {
    // 2 June 2025 is a Monday, 1 June a Sunday.
    for (fom, tom, expected) in [
        (d(2025, 6, 2), d(2025, 5, 30), 1),
        (d(2025, 6, 2), d(2025, 5, 29), 0),
        (d(2025, 6, 1), d(2025, 5, 30), 1),
        (d(2025, 6, 1), d(2025, 5, 29), 0),
        (d(2025, 5, 31), d(2025, 5, 30), 1),
        (d(2025, 5, 31), d(2025, 5, 29), 0),
        (d(2025, 6, 3), d(2025, 6, 2), 1),
        (d(2025, 6, 3), d(2025, 6, 1), 0),
    ] {
        let mut input = ok();
        input.perioder = vec![Regelperiode {
            fom,
            tom: d(2025, 7, 1),
            slag: Full,
        }];
        let earlier = Regelperiode {
            fom: d(2025, 5, 1),
            tom,
            slag: Full,
        };
        input.tidligere = Some(vec![tidligere("L84", vec![earlier])]);
        assert_eq!(
            earlier::forlengelse_av(&input).unwrap().len(),
            expected,
            "{fom} {tom}"
        );
    }
}

/// Days of the employer's period and first day of the absence.
fn counted(perioder: Vec<Regelperiode>, earlier: Vec<Vec<Regelperiode>>) -> (i64, i64) {
    let mut input = ok();
    input.perioder = perioder;
    input.tidligere = Some(
        earlier
            .into_iter()
            .map(|periods| tidligere("A01", periods))
            .collect(),
    );
    let found = earlier::arbeidsgiverperiode(&input).unwrap();
    (found.days, (found.startdato - d(2025, 6, 6)).num_days())
}

#[test]
fn the_employers_period_counts_weekends_and_stops_at_a_gap() {
    assert_eq!(counted(vec![p(0, 15, Full)], vec![]), (16, 0));
    assert_eq!(counted(vec![p(0, 16, Full)], vec![]), (17, 0));
    assert_eq!(
        counted(vec![p(0, 6, Full)], vec![vec![p(-7, -1, Full)]]),
        (14, -7)
    );
    // 9 June 2025 is a Monday: Saturday and Sunday between count.
    assert_eq!(
        counted(vec![p(3, 9, Full)], vec![vec![p(-4, 0, Full)]]),
        (14, -4)
    );
    // A working day between does not count, and the days before it do.
    assert_eq!(
        counted(vec![p(4, 10, Full)], vec![vec![p(-4, 0, Full)]]),
        (12, -4)
    );
    // 15 free days are the same absence, 16 are not.
    assert_eq!(
        counted(vec![p(0, 0, Full)], vec![vec![p(-20, -16, Full)]]).1,
        -20
    );
    assert_eq!(
        counted(vec![p(0, 0, Full)], vec![vec![p(-21, -17, Full)]]).1,
        0
    );
    // Days are counted once, and avventende days not at all.
    let twice = vec![vec![p(-7, -1, Full)], vec![p(-7, -1, Gradert(50))]];
    assert_eq!(counted(vec![p(0, 6, Full)], twice), (14, -7));
    let waiting = vec![vec![p(-7, -1, Avventende(None))]];
    assert_eq!(counted(vec![p(0, 6, Full)], waiting), (7, 0));
    // What reaches past the first day of the note does not count again.
    assert_eq!(
        counted(vec![p(0, 6, Full)], vec![vec![p(-3, 30, Full)]]),
        (10, -3)
    );
}

#[test]
fn earlier_notes_count_for_forty_weeks_and_when_nobody_withdrew_them() {
    let days = |change: fn(&mut Tidligere)| {
        let mut input = ok();
        let mut earlier = tidligere("A01", vec![p(-7, -1, Full)]);
        change(&mut earlier);
        input.tidligere = Some(vec![earlier]);
        earlier::arbeidsgiverperiode(&input).unwrap().days
    };
    assert_eq!(days(|_| {}), 14);
    assert_eq!(days(|note| note.status = Status::Invalid), 7);
    assert_eq!(days(|note| note.status = Status::Manual), 14);
    assert_eq!(days(|note| note.user_action = "AVBRUTT".into()), 7);
    assert_eq!(
        days(|note| note.merknader = vec!["UNDER_BEHANDLING".into()]),
        14
    );
    assert_eq!(
        days(|note| note.merknader = vec!["UGYLDIG_TILBAKEDATERING".into()]),
        7
    );
    assert_eq!(days(|note| note.perioder = vec![p(0, 3, Full)]), 7);
    // A note of centuries is not walked day by day.
    assert_eq!(days(|note| note.perioder[0].fom = d(1, 1, 1)), 17);
    assert_eq!(days(|note| note.perioder = vec![p(5, -5, Full)]), 7);
}

#[test]
fn within_the_employers_period_a_late_note_is_let_through() {
    let short = |i: &mut Input<'static>| {
        i.perioder = vec![p(-10, 5, Full)];
        i.begrunnelse = Some("ja".into());
    };
    check(short, None);
    check(
        |i| {
            short(i);
            i.perioder = vec![p(-10, 6, Full)];
        },
        Some("MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE"),
    );
}

#[test]
fn a_tree_that_asks_what_is_not_known_here_is_left_out() {
    let mut input = ok();
    input.registre = None;
    input.tidligere = None;
    late(5, "")(&mut input);
    let vurdering = vurder(&input);
    assert_eq!(vurdering.status(), Status::Ok);
    assert_eq!(
        vurdering.left_out,
        [
            Tree::Suspensjon,
            Tree::Validering,
            Tree::Hpr,
            Tree::Under13,
            Tree::Tilbakedatering
        ]
    );
    // A note that is not late needs nothing of the earlier ones.
    input.perioder = vec![p(0, 6, Full)];
    assert!(!vurder(&input).left_out.contains(&Tree::Tilbakedatering));
}
