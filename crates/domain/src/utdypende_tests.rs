//! The day before, the day, the day after.

use chrono::Days;

use super::*;

const FULL: Aktivitetstype = Aktivitetstype::AktivitetIkkeMulig;
const NONE: [u8; 0] = [];

fn d(day: u64) -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 1, 1).unwrap() + Days::new(day)
}

fn weeks(asked: &[Sporsmal]) -> Vec<u8> {
    let mut weeks: Vec<u8> = asked.iter().map(|sporsmal| sporsmal.uke()).collect();
    weeks.sort_unstable();
    weeks.dedup();
    weeks
}

/// Asked for one note of so many days, without earlier ones.
fn alone(n_days: u64, last: Aktivitetstype) -> Vec<u8> {
    weeks(&sporsmal(
        d(0),
        d(n_days - 1),
        last,
        &Sykefravaer::default(),
    ))
}

fn earlier(days: i64) -> Sykefravaer {
    Sykefravaer {
        days,
        latest_tom: Some(d(100)),
        previously_answered: Vec::new(),
    }
}

#[test]
fn a_single_note_is_asked_from_whole_weeks_8_18_and_40() {
    assert_eq!(alone(55, FULL), NONE);
    assert_eq!(alone(56, FULL), [7]);
    assert_eq!(alone(125, FULL), [7]);
    assert_eq!(alone(126, FULL), [7, 17]);
    assert_eq!(alone(279, FULL), [7, 17]);
    assert_eq!(alone(280, FULL), [7, 17, 39]);
}

#[test]
fn week_7_is_asked_only_of_those_wholly_away_from_work() {
    assert_eq!(alone(56, Aktivitetstype::Gradert), NONE);
    assert_eq!(alone(280, Aktivitetstype::Gradert), [17, 39]);
}

#[test]
fn earlier_days_and_new_days_are_counted_once() {
    // 40 earlier days up to day 100, and a note that follows on at once.
    assert_eq!(weeks(&sporsmal(d(101), d(115), FULL, &earlier(40))), NONE);
    assert_eq!(weeks(&sporsmal(d(101), d(116), FULL, &earlier(40))), [7]);
    // A note that overlaps the earlier one does not count its days twice.
    assert_eq!(weeks(&sporsmal(d(95), d(115), FULL, &earlier(40))), NONE);
    assert_eq!(weeks(&sporsmal(d(95), d(116), FULL, &earlier(40))), [7]);
    // A note that begins before the earlier one.
    assert_eq!(weeks(&sporsmal(d(45), d(99), FULL, &earlier(1))), [7]);
    assert_eq!(weeks(&sporsmal(d(46), d(99), FULL, &earlier(1))), NONE);
}

#[test]
fn fifteen_days_between_are_one_absence_and_sixteen_are_not() {
    assert_eq!(weeks(&sporsmal(d(115), d(160), FULL, &earlier(40))), [7]);
    assert_eq!(weeks(&sporsmal(d(116), d(160), FULL, &earlier(40))), NONE);
}

#[test]
fn a_long_absence_is_asked_whatever_is_added() {
    assert_eq!(weeks(&sporsmal(d(101), d(101), FULL, &earlier(49))), NONE);
    assert_eq!(weeks(&sporsmal(d(101), d(101), FULL, &earlier(50))), [7]);
}

#[test]
fn what_was_answered_is_not_asked_again() {
    let mut known = earlier(60);
    known.previously_answered = vec![Sporsmal::UtfordringerMedArbeid];
    assert_eq!(weeks(&sporsmal(d(101), d(110), FULL, &known)), [7]);
    known
        .previously_answered
        .push(Sporsmal::MedisinskOppsummering);
    assert_eq!(weeks(&sporsmal(d(101), d(110), FULL, &known)), NONE);
}

#[test]
fn the_pair_at_the_top_is_that_of_the_highest_week() {
    let asked = sporsmal(d(0), d(299), FULL, &Sykefravaer::default());
    assert_eq!(
        asked,
        [
            Sporsmal::RealistiskMestringArbeid,
            Sporsmal::OppdatertMedisinskStatus,
            Sporsmal::HensynPaArbeidsplassen,
            Sporsmal::BehandlingOgFremtidigArbeid,
            Sporsmal::UavklarteForhold,
            Sporsmal::ForventetHelsetilstandUtvikling,
            Sporsmal::MedisinskeHensyn,
        ]
    );
}

#[test]
fn every_question_has_a_key_of_its_own() {
    for sporsmal in Sporsmal::ALL {
        assert_eq!(Sporsmal::from_key(sporsmal.key()), Some(sporsmal));
        assert!([7, 17, 39].contains(&sporsmal.uke()));
    }
}

fn tidligere(fom: u64, tom: u64, is_ok: bool) -> Tidligere {
    Tidligere {
        fom: d(fom),
        tom: d(tom),
        is_ok,
        answered: vec![Sporsmal::MedisinskOppsummering],
    }
}

#[test]
fn the_absence_is_chained_over_gaps_of_fifteen_days() {
    let absence = |notes| {
        let absence = Sykefravaer::of(notes);
        (absence.days, absence.latest_tom)
    };
    assert_eq!(absence(Vec::new()), (0, None));
    assert_eq!(
        absence(vec![tidligere(0, 9, true), tidligere(24, 30, true)]),
        (31, Some(d(30)))
    );
    assert_eq!(
        absence(vec![tidligere(0, 9, true), tidligere(25, 30, true)]),
        (6, Some(d(30)))
    );
    // Overlapping and nested notes count each day once.
    assert_eq!(
        absence(vec![tidligere(0, 20, true), tidligere(5, 10, true)]),
        (21, Some(d(20)))
    );
    // What Nav has not approved holds the chain and counts no days.
    let notes = vec![
        tidligere(0, 9, true),
        tidligere(20, 28, false),
        tidligere(40, 41, true),
    ];
    assert_eq!(absence(notes), (42, Some(d(41))));
    assert_eq!(absence(vec![tidligere(0, 9, false)]), (0, None));
}
