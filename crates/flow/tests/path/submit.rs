//! Steps form, rules and submit: from a draft to what Nav gets.

use chrono::NaiveDateTime;
use contract::{FormId, UtfallStatus};
use domain::{
    Aktivitetstype, Diagnosevalg, Draft, Felt, Kodeverk, Mangel, PeriodeDraft, Sykmelding,
};
use flow::form::ready;
use flow::rules::{Verdict, Vurdert, judge};
use flow::submit::{Cleared, NotCleared, OfficeIncomplete, clear};

use crate::world::*;

pub fn form_id() -> FormId {
    FormId::new("3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b").unwrap()
}

pub fn now() -> NaiveDateTime {
    day("2025-06-05").and_hms_opt(9, 30, 0).unwrap()
}

fn valg(system: Kodeverk, code: &str) -> Diagnosevalg {
    Diagnosevalg {
        system,
        code: code.into(),
        text: format!("Tekst {code}"),
        kilde: None,
    }
}

fn row(slag: Aktivitetstype, fom: &str, tom: &str, grad: &str) -> PeriodeDraft {
    PeriodeDraft {
        slag,
        fom: fom.into(),
        tom: tom.into(),
        grad: grad.into(),
        ..PeriodeDraft::default()
    }
}

/// Two periods, two diagnoses and a message each.
pub fn draft() -> Draft {
    Draft {
        perioder: vec![
            row(Aktivitetstype::AktivitetIkkeMulig, "5.6.25", "11.6.25", ""),
            row(Aktivitetstype::Gradert, "12.6.25", "20.6.25", "60"),
        ],
        hoveddiagnose: Some(valg(Kodeverk::Icpc2, "L84")),
        bidiagnoser: vec![Some(valg(Kodeverk::Icd10, "F321"))],
        har_melding_til_nav: true,
        melding_til_nav: "Ber om dialogmøte.".into(),
        har_melding_til_arbeidsgiver: true,
        melding_til_arbeidsgiver: "Kan sitte, ikke løfte.\nKortere dager.".into(),
        ..Draft::default()
    }
}

pub fn short_draft() -> Draft {
    Draft {
        perioder: vec![row(Aktivitetstype::Gradert, "5.6.25", "12.6.25", "60")],
        hoveddiagnose: Some(valg(Kodeverk::Icpc2, "L84")),
        ..Draft::default()
    }
}

pub fn sykmelding(draft: &Draft) -> Sykmelding {
    ready(draft, day("2025-06-05"), &domain::Sykefravaer::default())
        .unwrap()
        .sykmelding()
        .clone()
}

fn judged(draft: &Draft) -> Vurdert {
    judge(
        ready(draft, day("2025-06-05"), &domain::Sykefravaer::default()).unwrap(),
        now(),
        &|_, _| true,
    )
}

fn cleared(draft: &Draft) -> Cleared {
    clear(judged(draft), None).unwrap()
}

fn with_code(code: &str) -> Draft {
    Draft {
        hoveddiagnose: Some(valg(Kodeverk::Icpc2, code)),
        ..short_draft()
    }
}

#[test]
fn a_draft_with_a_gap_is_told_field_by_field() {
    let draft = Draft {
        hoveddiagnose: None,
        ..short_draft()
    };
    let mangler = ready(&draft, day("2025-06-05"), &domain::Sykefravaer::default()).unwrap_err();
    assert_eq!(mangler.get(&Felt::Hoveddiagnose), Some(&Mangel::Missing));
}

#[test]
fn the_payload_of_a_whole_note_has_every_key_that_nav_asks_for() {
    let payload = cleared(&draft()).payload(&form_id(), &Epj::new().context(), "Test-EPJ");
    insta::assert_json_snapshot!("payload", payload.ok());
}

#[test]
fn the_payload_of_a_short_note_sends_null_for_what_was_not_said() {
    let payload = cleared(&short_draft()).payload(&form_id(), &Epj::new().context(), "Test-EPJ");
    insta::assert_json_snapshot!("payload_short", payload.ok());
}

#[test]
fn an_office_without_number_or_telephone_cannot_send() {
    let full = Epj::new().context();
    let mut without_number = full.clone();
    without_number.office.orgnummer = None;
    let mut without_phone = full;
    without_phone.office.phone = None;
    for context in [without_number, without_phone] {
        let payload = cleared(&draft()).payload(&form_id(), &context, "Test-EPJ");
        assert_eq!(payload.err(), Some(OfficeIncomplete));
    }
}

#[test]
fn a_soft_rule_asks_for_a_second_look_at_that_very_rule() {
    let z = || judged(&with_code("Z09"));
    assert_eq!(z().verdict(), Verdict::Soft("ICPC_2_Z_DIAGNOSE"));
    assert!(z().answer().may_send);
    let Err(NotCleared::Soft(utfall)) = clear(z(), None) else {
        panic!("went")
    };
    assert_eq!(utfall.rule.as_deref(), Some("ICPC_2_Z_DIAGNOSE"));
    assert!(matches!(
        clear(z(), Some("ICPC_2_A97")),
        Err(NotCleared::Soft(_))
    ));
    assert!(clear(z(), Some("ICPC_2_Z_DIAGNOSE")).is_ok());
}

#[test]
fn a_hard_rule_cannot_be_forced() {
    let unknown = || {
        judge(
            ready(
                &short_draft(),
                day("2025-06-05"),
                &domain::Sykefravaer::default(),
            )
            .unwrap(),
            now(),
            &|_, _| false,
        )
    };
    let Verdict::Hard(rule) = unknown().verdict() else {
        panic!("went")
    };
    assert!(!unknown().answer().may_send);
    assert!(matches!(
        clear(unknown(), Some(rule)),
        Err(NotCleared::Hard(_))
    ));
}

#[test]
fn an_accepted_note_keeps_id_time_and_outcome() {
    let at = "2025-06-05T07:30:00Z".parse().unwrap();
    let accepted = cleared(&draft()).accepted(form_id(), at);
    assert_eq!((accepted.form_id, accepted.received_at), (form_id(), at));
    assert_eq!(accepted.utfall.status, UtfallStatus::Ok);
    assert_eq!(accepted.sykmelding, sykmelding(&draft()));
}
