//! Each question at its edge, each tree node by node, and totality over random notes.

use chrono::{Days, NaiveDate, NaiveDateTime};
use domain::{Kodeverk, Sprak};
use proptest::prelude::*;

use super::*;
use crate::registre::{Behandler, Godkjenning, Tilleggskompetanse, Verdi};
use crate::{
    AnnenFravarsarsak, Kode, Mode, Regelperiode, Registre, Slag, Tidligere, diagram, earlier, texts,
};

fn d(y: i32, m: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(y, m, day).unwrap()
}

fn noon(day: NaiveDate) -> NaiveDateTime {
    day.and_hms_opt(12, 0, 0).unwrap()
}

fn known(kodeverk: Kodeverk, kode: &str) -> bool {
    matches!(
        (kodeverk, kode),
        (Kodeverk::Icpc2, "L84" | "Z09" | "A01")
            | (Kodeverk::Icd10, "M545")
            | (Kodeverk::Icpc2b, "Z09.0001")
    )
}

fn kode(kodeverk: Kodeverk, kode: &str) -> Kode {
    Kode {
        system: kodeverk.oid().into(),
        kode: kode.into(),
    }
}

/// 6 June 2025 is a Friday.
fn ok() -> Input<'static> {
    let today = d(2025, 6, 6);
    Input {
        today,
        behandlet: noon(today),
        mottatt: noon(today),
        signert: noon(today),
        perioder: vec![p(0, 6, Slag::AktivitetIkkeMulig)],
        hoveddiagnose: Some(kode(Kodeverk::Icpc2, "L84")),
        bidiagnoser: vec![],
        annen_fravarsarsak: None,
        mode: Mode::Normal,
        regelsett: Some("3".into()),
        begrunnelse: None,
        besvarte: vec![],
        tidligere: Some(vec![]),
        registre: Some(doctor("LE")),
        kode_finnes: &known,
    }
}

fn verdi(oid: i64, verdi: &str) -> Verdi {
    Verdi {
        aktiv: true,
        oid,
        verdi: verdi.into(),
    }
}

/// A practitioner of a category, and a patient of 40.
fn doctor(kategori: &str) -> Registre {
    Registre {
        behandler: Some(Behandler {
            fnr: Some("behandler".into()),
            suspendert: false,
            godkjenninger: Some(vec![Godkjenning {
                autorisasjon: verdi(7704, "1"),
                kategori: verdi(9060, kategori),
                tillegg: vec![],
            }]),
        }),
        orgnummer: Some("123456789".into()),
        pasient: "pasient".into(),
        avsender: Some("behandler".into()),
        fodselsdato: Some(d(1985, 6, 6)),
    }
}

/// A period by days from 6 June 2025.
fn p(from: i64, to: i64, slag: Slag) -> Regelperiode {
    let day = |n: i64| d(2025, 6, 6) + chrono::Duration::days(n);
    Regelperiode {
        fom: day(from),
        tom: day(to),
        slag,
    }
}

#[track_caller]
fn check(change: impl FnOnce(&mut Input<'static>), expected: Option<&str>) {
    let mut input = ok();
    change(&mut input);
    assert_eq!(vurder(&input).rule(), expected);
}

#[path = "run_tests/late.rs"]
mod late;
#[path = "run_tests/registers.rs"]
mod registers;

use Slag::{
    AktivitetIkkeMulig as Full, Avventende, Behandlingsdager, Gradert, Reisetilskudd, Ugyldig,
};

#[test]
fn a_plain_note_is_accepted_after_all_trees() {
    let vurdering = vurder(&ok());
    assert_eq!(vurdering.status(), Status::Ok);
    assert_eq!(
        vurdering.runs.iter().map(|r| r.tree).collect::<Vec<_>>(),
        Tree::ALL
    );
    assert_eq!(vurdering.juridisk().count(), 4);
}

#[test]
fn perioder_missing_and_reversed() {
    check(|i| i.perioder.clear(), Some("PERIODER_MANGLER"));
    check(
        |i| i.perioder = vec![p(1, 0, Full)],
        Some("FRADATO_ETTER_TILDATO"),
    );
    check(|i| i.perioder = vec![p(0, 0, Full)], None);
}

#[test]
fn perioder_overlap_on_one_day_or_inside_each_other() {
    check(
        |i| i.perioder = vec![p(0, 6, Full), p(6, 9, Gradert(50))],
        Some("OVERLAPPENDE_PERIODER"),
    );
    check(
        |i| i.perioder = vec![p(0, 20, Full), p(3, 4, Gradert(50))],
        Some("OVERLAPPENDE_PERIODER"),
    );
    check(
        |i| i.perioder = vec![p(3, 4, Full), p(0, 20, Gradert(50))],
        Some("OVERLAPPENDE_PERIODER"),
    );
    check(
        |i| i.perioder = vec![p(0, 6, Full), p(7, 9, Gradert(50))],
        None,
    );
    check(|i| i.perioder = vec![p(0, 6, Full), p(0, 6, Full)], None);
}

#[test]
fn perioder_with_only_a_weekend_between_adjoin() {
    check(|i| i.perioder = vec![p(-4, 0, Full), p(3, 9, Full)], None);
    check(|i| i.perioder = vec![p(3, 9, Full), p(-4, 0, Full)], None);
    check(
        |i| i.perioder = vec![p(-4, 0, Full), p(4, 9, Full)],
        Some("OPPHOLD_MELLOM_PERIODER"),
    );
    check(
        |i| i.perioder = vec![p(-4, -1, Full), p(3, 9, Full)],
        Some("OPPHOLD_MELLOM_PERIODER"),
    );
}

#[test]
fn perioder_of_unknown_kind_are_refused() {
    check(
        |i| i.perioder = vec![p(0, 6, Ugyldig)],
        Some("IKKE_DEFINERT_PERIODE"),
    );
    check(|i| i.perioder = vec![p(0, 6, Reisetilskudd)], None);
}

#[test]
fn treatment_may_lie_one_day_after_reception() {
    check(|i| i.behandlet = i.mottatt + Days::new(1), None);
    check(
        |i| i.behandlet = i.mottatt + Days::new(1) + chrono::Duration::seconds(1),
        Some("BEHANDLINGSDATO_ETTER_MOTTATTDATO"),
    );
}

#[test]
fn avventende_stands_alone_with_a_text_and_17_calendar_days() {
    let text = || Avventende(Some("lighter work".into()));
    check(
        |i| i.perioder = vec![p(0, 6, text()), p(7, 9, Full)],
        Some("AVVENTENDE_SYKMELDING_KOMBINERT"),
    );
    check(
        |i| i.perioder = vec![p(0, 6, Avventende(None))],
        Some("MANGLENDE_INNSPILL_TIL_ARBEIDSGIVER"),
    );
    check(
        |i| i.perioder = vec![p(0, 6, Avventende(Some(" ".into())))],
        Some("MANGLENDE_INNSPILL_TIL_ARBEIDSGIVER"),
    );
    check(|i| i.perioder = vec![p(0, 16, text())], None);
    check(
        |i| i.perioder = vec![p(0, 17, text())],
        Some("AVVENTENDE_SYKMELDING_OVER_16_DAGER"),
    );
}

#[test]
fn one_behandlingsdag_for_each_started_week() {
    check(
        |i| i.perioder = vec![p(0, 6, Behandlingsdager(1))],
        Some("SYKMELDING_MED_BEHANDLINGSDAGER"),
    );
    check(
        |i| i.perioder = vec![p(0, 6, Behandlingsdager(2))],
        Some("FOR_MANGE_BEHANDLINGSDAGER_PER_UKE"),
    );
    check(
        |i| i.perioder = vec![p(0, 7, Behandlingsdager(2))],
        Some("SYKMELDING_MED_BEHANDLINGSDAGER"),
    );
    assert_eq!(
        vurder(&Input {
            perioder: vec![p(0, 6, Behandlingsdager(1))],
            ..ok()
        })
        .status(),
        Status::Manual
    );
}

#[test]
fn grad_from_1_to_99_is_accepted() {
    for (grad, expected) in [
        (0, Some("GRADERT_SYKMELDING_0_PROSENT")),
        (1, None),
        (99, None),
        (100, Some("GRADERT_SYKMELDING_OVER_99_PROSENT")),
    ] {
        check(|i| i.perioder = vec![p(0, 6, Gradert(grad))], expected);
    }
}

#[test]
fn without_hoveddiagnose_another_reason_is_needed() {
    check(|i| i.hoveddiagnose = None, Some("FRAVAERSGRUNN_MANGLER"));
    let reason = |grunn: &[&str], beskrivelse: Option<&str>| {
        Some(AnnenFravarsarsak {
            grunn: grunn.iter().map(|g| (*g).into()).collect(),
            beskrivelse: beskrivelse.map(Into::into),
        })
    };
    for (arsak, expected) in [
        (reason(&[], None), Some("FRAVAERSGRUNN_MANGLER")),
        (reason(&[], Some(" ")), Some("FRAVAERSGRUNN_MANGLER")),
        (reason(&["SMITTEFARE"], None), None),
        (reason(&[], Some("x")), None),
    ] {
        check(
            |i| {
                i.hoveddiagnose = None;
                i.annen_fravarsarsak = arsak
            },
            expected,
        );
    }
}

#[test]
fn diagnoses_must_stand_in_their_code_system() {
    check(
        |i| i.hoveddiagnose = Some(kode(Kodeverk::Icd10, "L84")),
        Some("UGYLDIG_KODEVERK_FOR_HOVEDDIAGNOSE"),
    );
    check(
        |i| {
            i.hoveddiagnose = Some(Kode {
                system: "1.2.3".into(),
                kode: "L84".into(),
            })
        },
        Some("UGYLDIG_KODEVERK_FOR_HOVEDDIAGNOSE"),
    );
    check(
        |i| i.bidiagnoser = vec![kode(Kodeverk::Icpc2, "A01"), kode(Kodeverk::Icpc2, "X99")],
        Some("UGYLDIG_KODEVERK_FOR_BIDIAGNOSE"),
    );
    check(
        |i| i.bidiagnoser = vec![kode(Kodeverk::Icd10, "M545")],
        None,
    );
}

#[test]
fn z_of_icpc_2_and_icpc_2b_gives_no_right() {
    check(
        |i| i.hoveddiagnose = Some(kode(Kodeverk::Icpc2, "Z09")),
        Some("ICPC_2_Z_DIAGNOSE"),
    );
    check(
        |i| i.hoveddiagnose = Some(kode(Kodeverk::Icpc2b, "Z09.0001")),
        Some("ICPC_2_Z_DIAGNOSE"),
    );
    assert!(crate::is_soft("ICPC_2_Z_DIAGNOSE"));
    assert!(!crate::is_soft("FREMDATERT"));
    assert!(!crate::is_soft("A_RULE_OF_TOMORROW"));
}

#[test]
fn dato_limits_let_the_day_itself_through() {
    check(|i| i.perioder = vec![p(30, 31, Full)], None);
    check(|i| i.perioder = vec![p(31, 31, Full)], Some("FREMDATERT"));
    check(
        |i| {
            i.perioder = vec![Regelperiode {
                fom: d(2022, 6, 6),
                tom: d(2022, 6, 7),
                slag: Full,
            }]
        },
        // Let through by DATO; the next tree has its own opinion.
        Some("OVER_1_MND"),
    );
    check(
        |i| {
            i.perioder = vec![Regelperiode {
                fom: d(2022, 6, 5),
                tom: d(2022, 6, 7),
                slag: Full,
            }]
        },
        Some("TILBAKEDATERT_MER_ENN_3_AR"),
    );
    check(|i| i.perioder = vec![p(0, 365, Full)], None);
    check(
        |i| i.perioder = vec![p(0, 366, Full)],
        Some("TOTAL_VARIGHET_OVER_ETT_AAR"),
    );
}

#[test]
fn three_years_back_from_a_leap_day_is_the_last_of_february() {
    let leap = d(2024, 2, 29);
    let note = |fom| Input {
        today: leap,
        perioder: vec![Regelperiode {
            fom,
            tom: fom,
            slag: Full,
        }],
        ..ok()
    };
    assert_eq!(
        Regel::TilbakedatertMerEnn3Ar.ask(&note(d(2021, 2, 28))),
        Some(false)
    );
    assert_eq!(
        Regel::TilbakedatertMerEnn3Ar.ask(&note(d(2021, 2, 27))),
        Some(true)
    );
}

#[test]
fn every_outcome_has_a_text_and_every_question_is_asked() {
    fn walk(node: &Node, asked: &mut Vec<Regel>) {
        match node {
            Node::Ask { rule, yes, no } => {
                asked.push(*rule);
                walk(yes, asked);
                walk(no, asked);
            }
            Node::Stop(utfall) => {
                for sprak in [Sprak::Nb, Sprak::Nn] {
                    assert!(
                        utfall
                            .name
                            .is_none_or(|name| texts::text(name, sprak).is_some()),
                        "{utfall:?}"
                    );
                }
            }
        }
    }
    let mut asked = Vec::new();
    Tree::ALL
        .iter()
        .for_each(|tree| walk(tree.root(), &mut asked));
    asked.sort();
    asked.dedup();
    assert_eq!(asked, Regel::ALL);
}

fn tidligere(code: &str, perioder: Vec<Regelperiode>) -> Tidligere {
    Tidligere {
        sykmelding_id: "earlier".into(),
        perioder,
        hoveddiagnose: Some(kode(Kodeverk::Icpc2, code)),
        status: Status::Ok,
        user_action: "SENDT".into(),
        merknader: vec![],
    }
}

/// `UPDATE_DOCS=1 cargo test -p attest-rules` writes the pages anew.
#[test]
fn the_diagrams_in_docs_are_those_of_the_trees() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    for tree in Tree::ALL {
        let (path, page) = (
            folder.join(format!("{}.md", tree.name())),
            diagram::page(tree),
        );
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &page).unwrap();
        }
        assert_eq!(
            std::fs::read_to_string(&path).unwrap_or_default(),
            page,
            "{}",
            tree.name()
        );
    }
}

prop_compose! {
    fn any_period()(from in -2000i64..2000, length in -3i64..800, kind in 0..6, n in -2i64..110) -> Regelperiode {
        let slag = match kind {
            0 => Full,
            1 => Gradert(n),
            2 => Avventende((n > 50).then(|| "text".to_owned())),
            3 => Behandlingsdager(n),
            4 => Reisetilskudd,
            _ => Ugyldig,
        };
        p(from, from + length, slag)
    }
}

proptest! {
    #[test]
    fn the_rules_are_total(perioder in prop::collection::vec(any_period(), 0..5), code in "[A-Z][0-9]{2}", icd in any::<bool>(), has_code in any::<bool>()) {
        let kodeverk = if icd { Kodeverk::Icd10 } else { Kodeverk::Icpc2 };
        let input = Input { perioder, hoveddiagnose: has_code.then(|| kode(kodeverk, &code)), ..ok() };
        let vurdering = vurder(&input);
        prop_assert!(!vurdering.runs.is_empty());
        prop_assert_eq!(vurdering.rule().is_none(), vurdering.status() == Status::Ok);
        for run in &vurdering.runs {
            for answer in &run.path {
                prop_assert_eq!(answer.rule.ask(&input), Some(answer.yes));
            }
        }
    }

    /// What the form accepts the period and date rules accept, so that a hard rule never surprises on the summary.
    #[test]
    fn the_form_is_not_laxer_than_the_rules(from in -1200i64..40, length in 0i64..380, gap in 0i64..4, length2 in 0i64..380) {
        use domain::{Diagnosevalg, Draft, PeriodeDraft, Sporsmal, Svar, Tilbakedateringsgrunn, utdypende::UTVIKLING};
        let day = |n: i64| domain::dato::felt(d(2025, 6, 6) + chrono::Duration::days(n));
        let row = |from: i64, to: i64| PeriodeDraft { slag: domain::Aktivitetstype::AktivitetIkkeMulig, fom: day(from), tom: day(to), ..PeriodeDraft::default() };
        let second = from + length + 1 + gap;
        let draft = Draft {
            perioder: vec![row(from, from + length), row(second, second + length2)],
            hoveddiagnose: Some(Diagnosevalg { system: Kodeverk::Icpc2, code: "L84".into(), text: String::new(), kilde: None }),
            kontaktdato: day(from),
            tilbakedateringsgrunn: Some(Tilbakedateringsgrunn::VentetidLegetime),
            utdypende: Sporsmal::ALL.map(|sporsmal| Svar { sporsmal, svar: UTVIKLING[0].into() }).to_vec(),
            ..Draft::default()
        };
        let parsed = domain::parse(&draft, d(2025, 6, 6), &domain::Sykefravaer::default());
        if let Ok(note) = parsed {
            prop_assert_eq!(vurder(&Input::digital(&note, noon(d(2025, 6, 6)), &known)).rule(), None);
        }
    }
}
