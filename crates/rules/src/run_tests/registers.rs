//! The trees that need registers: SUSPENSJON, VALIDERING, HPR, UNDER_13.

use super::*;

/// Changes what registers say.
#[track_caller]
fn check_register(change: impl FnOnce(&mut Registre), expected: Option<&str>) {
    check(|i| change(i.registre.as_mut().unwrap()), expected);
}

#[track_caller]
fn check_behandler(change: impl FnOnce(&mut Behandler), expected: Option<&str>) {
    check_register(|r| change(r.behandler.as_mut().unwrap()), expected);
}

#[test]
fn suspensjon_stops_a_suspended_practitioner_and_nobody_else() {
    check_behandler(|b| b.suspendert = true, Some("BEHANDLER_SUSPENDERT"));
    let unknown = |i: &mut Input<'_>| i.registre.as_mut().unwrap().behandler = None;
    check(unknown, Some("BEHANDLER_IKKE_I_HPR"));
}

#[test]
fn validering_node_by_node() {
    for (orgnummer, expected) in [
        (None, None),
        (Some("123456789"), None),
        (Some("12345678"), Some("UGYLDIG_ORGNR_LENGDE")),
        (Some("1234567890"), Some("UGYLDIG_ORGNR_LENGDE")),
        (Some(""), Some("UGYLDIG_ORGNR_LENGDE")),
    ] {
        check_register(|r| r.orgnummer = orgnummer.map(Into::into), expected);
    }
    for (version, expected) in [
        (None, None),
        (Some(""), None),
        (Some("1"), None),
        (Some("2"), None),
        (Some("3"), None),
        (Some("4"), Some("UGYLDIG_REGELSETTVERSJON")),
    ] {
        check(|i| i.regelsett = version.map(Into::into), expected);
    }
    let self_sent = |r: &mut Registre| r.avsender = Some("pasient".into());
    check_register(self_sent, Some("AVSENDER_FNR_ER_SAMME_SOM_PASIENT_FNR"));
    check_register(|r| r.avsender = None, None);
    let own = |b: &mut Behandler| b.fnr = Some("pasient".into());
    check_behandler(own, Some("BEHANDLER_FNR_ER_SAMME_SOM_PASIENT_FNR"));
    check_behandler(|b| b.fnr = None, None);
}

#[test]
fn the_questions_of_week_39_are_missed_only_with_version_2() {
    let missed = Some("MANGLENDE_DYNAMISKE_SPOERSMAL_VERSJON2_UKE_39");
    let all = ["6.5.1", "6.5.2", "6.5.3", "6.5.4"];
    for (version, days, answered, expected) in [
        ("2", 273, 0, None),
        ("2", 274, 0, missed),
        ("2", 274, 3, missed),
        ("2", 274, 4, None),
        ("3", 274, 0, None),
    ] {
        check(
            |i| {
                i.regelsett = Some(version.into());
                i.perioder = vec![p(0, days, Full)];
                i.besvarte = all
                    .iter()
                    .take(answered)
                    .map(|key| (*key).to_owned())
                    .collect();
            },
            expected,
        );
    }
}

#[test]
fn paper_ends_validering_early_and_nothing_on_it_is_refused_by_a_machine() {
    let paper = |i: &mut Input<'static>| {
        i.mode = Mode::Papir;
        i.regelsett = Some("9".into());
        i.perioder = vec![];
    };
    check(paper, Some("PERIODER_MANGLER"));
    let mut input = ok();
    paper(&mut input);
    assert_eq!(vurder(&input).status(), Status::Manual);
}

#[test]
fn hpr_lets_doctors_and_dentists_write_and_the_others_for_twelve_weeks() {
    for kategori in ["LE", "TL", "MT"] {
        check(|i| i.registre = Some(doctor(kategori)), None);
    }
    let none = Some("BEHANDLER_IKKE_LE_KI_MT_TL_FT_I_HPR");
    for kategori in ["FT", "KI", "SP"] {
        check(|i| i.registre = Some(doctor(kategori)), none);
    }
    for (weeks, expected) in [(84, None), (85, Some("BEHANDLER_MT_FT_KI_OVER_12_UKER"))] {
        check(
            |i| {
                i.registre = Some(doctor("MT"));
                i.perioder = vec![p(0, weeks, Full)];
            },
            expected,
        );
    }
    // The absence counts, not the note alone.
    let absence = |from| {
        move |i: &mut Input<'static>| {
            i.registre = Some(doctor("MT"));
            i.perioder = vec![p(0, 20, Full)];
            i.tidligere = Some(vec![tidligere("A01", vec![p(from, -1, Full)])]);
        }
    };
    check(absence(-64), None);
    check(absence(-65), Some("BEHANDLER_MT_FT_KI_OVER_12_UKER"));
}

#[test]
fn hpr_asks_for_an_approval_that_is_active_and_of_the_right_kind() {
    fn first(b: &mut Behandler) -> &mut Godkjenning {
        &mut b.godkjenninger.as_mut().unwrap()[0]
    }
    check_behandler(|b| b.godkjenninger = None, Some("BEHANDLER_IKKE_I_HPR"));
    check_behandler(
        |b| b.godkjenninger = Some(vec![]),
        Some("BEHANDLER_IKKE_GYLDIG_I_HPR"),
    );
    check_behandler(
        |b| first(b).autorisasjon.aktiv = false,
        Some("BEHANDLER_IKKE_GYLDIG_I_HPR"),
    );
    let missing = Some("BEHANDLER_MANGLER_AUTORISASJON_I_HPR");
    check_behandler(|b| first(b).autorisasjon.oid = 9999, missing);
    for (value, expected) in [("17", None), ("4", None), ("18", None), ("3", missing)] {
        check_behandler(|b| first(b).autorisasjon.verdi = value.into(), expected);
    }
    check_behandler(
        |b| first(b).kategori.aktiv = false,
        Some("BEHANDLER_IKKE_LE_KI_MT_TL_FT_I_HPR"),
    );
}

#[test]
fn further_competence_holds_from_its_first_to_its_last_day() {
    let signed = d(2025, 6, 6);
    let none = Some("BEHANDLER_IKKE_LE_KI_MT_TL_FT_I_HPR");
    let good = Tilleggskompetanse {
        avsluttet: false,
        fra: Some(signed),
        til: Some(signed),
        slag: verdi(7702, "1"),
    };
    let day = |n: i64| Some(signed + chrono::Duration::days(n));
    let cases = [
        (good.clone(), None),
        (
            Tilleggskompetanse {
                til: None,
                ..good.clone()
            },
            None,
        ),
        (
            Tilleggskompetanse {
                fra: None,
                ..good.clone()
            },
            none,
        ),
        (
            Tilleggskompetanse {
                fra: day(1),
                ..good.clone()
            },
            none,
        ),
        (
            Tilleggskompetanse {
                til: day(-1),
                ..good.clone()
            },
            none,
        ),
        (
            Tilleggskompetanse {
                avsluttet: true,
                ..good.clone()
            },
            none,
        ),
        (
            Tilleggskompetanse {
                slag: verdi(7702, "2"),
                ..good.clone()
            },
            none,
        ),
        (
            Tilleggskompetanse {
                slag: verdi(7703, "1"),
                ..good.clone()
            },
            none,
        ),
    ];
    for (tillegg, expected) in cases {
        for kategori in ["FT", "KI"] {
            let mut registre = doctor(kategori);
            let behandler = registre.behandler.as_mut().unwrap();
            behandler.godkjenninger.as_mut().unwrap()[0].tillegg = vec![tillegg.clone()];
            check(|i| i.registre = Some(registre), expected);
        }
    }
}

#[test]
fn a_patient_is_old_enough_on_the_thirteenth_birthday() {
    // The note ends on 12 June 2025.
    for (born, expected) in [
        (d(2012, 6, 12), None),
        (d(2012, 6, 13), Some("PASIENT_YNGRE_ENN_13")),
    ] {
        check_register(|r| r.fodselsdato = Some(born), expected);
    }
    check_register(|r| r.fodselsdato = None, None);
    // Born on a leap day: thirteen years later there is none.
    for (tom, expected) in [
        (d(2025, 2, 28), None),
        (d(2025, 2, 27), Some("PASIENT_YNGRE_ENN_13")),
    ] {
        let mut input = ok();
        input.registre.as_mut().unwrap().fodselsdato = Some(d(2012, 2, 29));
        input.perioder = vec![Regelperiode {
            fom: d(2025, 2, 1),
            tom,
            slag: Full,
        }];
        let run = run_tree(Tree::Under13, &input).unwrap();
        assert_eq!(run.utfall.name, expected);
    }
}
