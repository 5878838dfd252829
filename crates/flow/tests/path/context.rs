//! Step context: the rows of `smart-fhir.md` 5.2 about patient, encounter and practitioner.

use contract::{Contact, Notice, ProblemKind};
use domain::Miljo;
use flow::exchange::{FhirAnswer, NoAnswer, Step};
use flow::launch::{FhirUser, JournalRight};
use serde_json::{Value, json};
use smart::FhirId;
use smart::fhir_user::FhirUserKind;

use crate::world::*;

fn with(path: &str, element: &str, value: Value) -> Epj {
    let mut epj = Epj::new();
    epj.change(path, element, value);
    epj
}

fn idents(entries: Value) -> Epj {
    with("Patient/kari", "identifier", entries)
}

fn notices(mut epj: Epj) -> Vec<Notice> {
    epj.context().notices
}

#[test]
fn the_context_of_a_plain_launch_has_no_notices() {
    let mut epj = Epj::new();
    let context = epj.context();
    assert_eq!(context.patient.ident, FNR);
    assert_eq!(context.patient.name, "Kari Testesen");
    assert_eq!(context.practitioner.hpr, "9144889");
    assert_eq!(context.encounter.contact, Some(Contact::Examination));
    assert_eq!(context.encounter.date, Some(day("2025-06-05")));
    assert_eq!(context.encounter.diagnoses, ["rygg"]);
    assert_eq!(context.office.orgnummer.as_deref(), Some("313745392"));
    assert_eq!(context.office.phone.as_deref(), Some("73000001"));
    assert_eq!(context.notices, []);
}

#[test]
fn fhir_45_reads_that_do_not_depend_on_each_other_stand_in_one_round() {
    let mut epj = Epj::new();
    epj.context();
    assert_eq!(
        epj.rounds,
        [
            vec!["Patient/kari", "Encounter/time", "Practitioner/lege"],
            vec!["Organization/kontor"]
        ]
    );
}

#[test]
fn fhir_04_the_fodselsnummer_is_used_else_the_d_nummer_and_nothing_else() {
    let fnr = json!({ "system": oid("4.1"), "value": FNR });
    let dnr = json!({ "system": oid("4.2"), "value": DNR });
    for (entries, wanted) in [
        (json!([fnr]), Some(FNR)),
        (json!([dnr]), Some(DNR)),
        (json!([dnr, fnr]), Some(FNR)),
        (json!([]), None),
        (
            json!([{ "system": oid("4.3"), "value": "80000000098" }]),
            None,
        ),
        (json!([{ "system": "HNR", "value": FNR }]), None),
    ] {
        let mut epj = idents(entries.clone());
        match wanted {
            Some(wanted) => assert_eq!(epj.context().patient.ident, wanted, "{entries}"),
            None => assert_eq!(epj.stop(), ProblemKind::PatientWithoutIdent, "{entries}"),
        }
    }
}

#[test]
fn fhir_05_the_number_tells_its_kind_whatever_the_system_says() {
    let swapped = json!([
        { "system": oid("4.1"), "value": DNR },
        { "system": oid("4.2"), "value": FNR },
    ]);
    assert_eq!(idents(swapped).context().patient.ident, FNR);
    let d_number_as_fnr = json!([{ "system": oid("4.1"), "value": "45847100951" }]);
    assert_eq!(
        idents(d_number_as_fnr).context().patient.ident,
        "45847100951"
    );
}

#[test]
fn fhir_06_two_different_numbers_stop_unless_one_is_old() {
    let two = |extra: Value| {
        let mut second = json!({ "system": oid("4.1"), "value": OTHER_FNR });
        second
            .as_object_mut()
            .unwrap()
            .extend(extra.as_object().unwrap().clone());
        idents(json!([{ "system": oid("4.1"), "value": FNR }, second]))
    };
    assert_eq!(two(json!({})).stop(), ProblemKind::PatientAmbiguous);
    assert_eq!(two(json!({ "use": "old" })).context().patient.ident, FNR);
    let ended = json!({ "period": { "end": "2025-06-04" } });
    assert_eq!(two(ended).context().patient.ident, FNR);
    let twice = json!([
        { "system": oid("4.1"), "value": FNR },
        { "system": "2.16.578.1.12.4.1.4.1", "value": "179120 99997" },
    ]);
    assert_eq!(idents(twice).context().patient.ident, FNR);
}

#[test]
fn fhir_08_spaces_and_hyphens_in_a_number_are_dropped() {
    for value in [
        "179120 99997",
        "179120\u{a0}99997",
        "179120-99997",
        " 17912099997",
    ] {
        let entries = json!([{ "system": oid("4.1"), "value": value }]);
        assert_eq!(idents(entries).context().patient.ident, FNR, "{value}");
    }
}

#[test]
fn fhir_12_a_synthetic_number_is_refused_in_production() {
    let mut epj = Epj::new();
    let facts = flow::launch::LaunchFacts {
        miljo: Miljo::Production,
        ..facts()
    };
    assert_eq!(
        epj.context_of(facts),
        Step::Failed(ProblemKind::PatientWithoutIdent)
    );
}

#[test]
fn fhir_18_a_patient_without_a_name_stops() {
    assert_eq!(
        with("Patient/kari", "name", Value::Null).stop(),
        ProblemKind::PatientWithoutName
    );
    let old = json!([{ "use": "old", "family": "Testesen" }]);
    assert_eq!(
        with("Patient/kari", "name", old).stop(),
        ProblemKind::PatientWithoutName
    );
}

#[test]
fn fhir_21_a_birth_date_that_contradicts_the_number_is_a_notice() {
    let epj = with("Patient/kari", "birthDate", json!("2020-11-18"));
    assert_eq!(notices(epj), [Notice::BirthDateContradictsIdent]);
    assert_eq!(notices(with("Patient/kari", "birthDate", Value::Null)), []);
}

#[test]
fn fhir_22_deceased_and_inactive_are_notices_and_replaced_stops() {
    for (element, value) in [
        ("deceasedBoolean", json!(true)),
        ("deceasedDateTime", json!("2025-01-01")),
    ] {
        assert_eq!(
            notices(with("Patient/kari", element, value)),
            [Notice::Deceased]
        );
    }
    assert_eq!(
        notices(with("Patient/kari", "deceasedBoolean", json!(false))),
        []
    );
    assert_eq!(
        notices(with("Patient/kari", "active", json!(false))),
        [Notice::Inactive]
    );
    let link = json!([{ "other": { "reference": "Patient/2" }, "type": "replaced-by" }]);
    assert_eq!(
        with("Patient/kari", "link", link).stop(),
        ProblemKind::PatientReplaced
    );
}

#[test]
fn another_patient_than_the_launched_one_stops() {
    assert_eq!(
        with("Patient/kari", "id", json!("ola")).stop(),
        ProblemKind::WrongPatient
    );
    assert_eq!(
        with("Encounter/time", "id", json!("annen")).stop(),
        ProblemKind::WrongPatient
    );
    assert_eq!(
        with("Practitioner/lege", "id", json!("annen")).stop(),
        ProblemKind::WrongPatient
    );
}

#[test]
fn an_encounter_of_another_patient_stops() {
    for subject in [
        json!({ "reference": "Patient/ola" }),
        json!({ "reference": "https://evil.example/r4/Patient/kari" }),
        json!({ "reference": "Group/kari" }),
        json!({ "reference": "#kari" }),
        json!({ "identifier": { "system": oid("4.1"), "value": OTHER_FNR } }),
        json!({}),
        Value::Null,
    ] {
        let kind = with("Encounter/time", "subject", subject.clone()).stop();
        assert_eq!(kind, ProblemKind::EncounterOfAnotherPatient, "{subject}");
    }
}

#[test]
fn fhir_36_every_way_to_name_the_same_patient_is_understood() {
    for subject in [
        json!({ "reference": "Patient/kari/_history/3" }),
        json!({ "reference": "https://EPJ.example/r4/Patient/kari" }),
        json!({ "identifier": { "system": oid("4.1"), "value": FNR } }),
    ] {
        assert_eq!(
            notices(with("Encounter/time", "subject", subject.clone())),
            [],
            "{subject}"
        );
    }
}

#[test]
fn fhir_26_the_contact_type_is_read_from_8432_and_from_nothing_else() {
    let coded = |code: &str| json!([{ "coding": [{ "system": oid("1.8432"), "code": code }] }]);
    for (kind, wanted) in [
        (coded("1"), Some(Contact::Examination)),
        (coded("6"), Some(Contact::Video)),
        (coded("7"), Some(Contact::Telephone)),
        (coded("3"), None),
        (Value::Null, None),
    ] {
        let mut epj = with("Encounter/time", "type", kind);
        epj.change("Encounter/time", "class", json!({ "code": "VR" }));
        assert_eq!(epj.context().encounter.contact, wanted);
    }
}

#[test]
fn fhir_27_a_cancelled_encounter_stops() {
    for status in ["cancelled", "entered-in-error"] {
        let kind = with("Encounter/time", "status", json!(status)).stop();
        assert_eq!(kind, ProblemKind::EncounterCancelled, "{status}");
    }
    for status in [
        "in-progress",
        "arrived",
        "triaged",
        "onleave",
        "planned",
        "finished",
    ] {
        assert_eq!(
            notices(with("Encounter/time", "status", json!(status))),
            [],
            "{status}"
        );
    }
}

#[test]
fn an_encounter_that_lies_ahead_is_a_notice() {
    let ahead = json!({ "start": "2025-06-05T22:00:00Z" });
    assert_eq!(
        notices(with("Encounter/time", "period", ahead)),
        [Notice::EncounterInFuture]
    );
}

#[test]
fn fhir_28_a_consultation_of_somebody_else_is_a_notice_with_the_name() {
    let vikar = json!([{ "individual": { "reference": "Practitioner/vikar" } }]);
    let mut epj = with("Encounter/time", "participant", vikar);
    let mut other = practitioner();
    other["id"] = json!("vikar");
    other["name"] = json!([{ "text": "Vikar Testesen" }]);
    epj.put(other);
    let named = |name: &str| Notice::OtherParticipant {
        names: vec![name.into()],
    };
    assert_eq!(epj.context().notices, [named("Vikar Testesen")]);

    let shown = json!([{ "individual": { "reference": "Practitioner/x", "display": "X" } }]);
    assert_eq!(
        notices(with("Encounter/time", "participant", shown)),
        [named("X")]
    );
    assert_eq!(
        notices(with("Encounter/time", "participant", Value::Null)),
        []
    );
}

#[test]
fn fhir_38_a_participant_who_may_not_be_read_does_not_stop() {
    let vikar = json!([{ "individual": { "reference": "Practitioner/vikar" } }]);
    for code in [403, 404, 500] {
        let mut epj = with("Encounter/time", "participant", vikar.clone());
        epj.answer("Practitioner/vikar", status(code, None));
        assert_eq!(
            epj.context().notices,
            [Notice::OtherParticipant { names: vec![] }]
        );
    }
}

#[test]
fn fhir_17_a_practitioner_without_a_usable_hpr_number_stops() {
    for value in ["0", "12a", "1234567890"] {
        let entries = json!([{ "system": oid("4.4"), "value": value }]);
        let kind = with("Practitioner/lege", "identifier", entries).stop();
        assert_eq!(kind, ProblemKind::PractitionerWithoutHpr, "{value}");
    }
}

#[test]
fn fhir_24_a_practitioner_without_hpr_number_stops() {
    let kind = with("Practitioner/lege", "identifier", Value::Null).stop();
    assert_eq!(kind, ProblemKind::PractitionerWithoutHpr);
}

#[test]
fn fhir_44_another_category_than_doctor_is_a_notice_and_none_is_nothing() {
    let coded =
        |code: &str| json!([{ "code": { "coding": [{ "system": oid("1.9060"), "code": code }] } }]);
    let mut epj = with("Practitioner/lege", "qualification", coded("KI"));
    let context = epj.context();
    assert_eq!(context.notices, [Notice::NotADoctor]);
    assert_eq!(context.practitioner.category.as_deref(), Some("KI"));
    assert_eq!(
        notices(with("Practitioner/lege", "qualification", Value::Null)),
        []
    );
}

#[test]
fn the_user_may_be_a_role() {
    let mut epj = Epj::new();
    epj.put(json!({
        "resourceType": "PractitionerRole",
        "id": "rolle",
        "practitioner": { "reference": "https://epj.example/r4/Practitioner/lege" },
    }));
    let user = FhirUser {
        kind: FhirUserKind::PractitionerRole,
        id: FhirId::new("rolle").unwrap(),
    };
    let facts = flow::launch::LaunchFacts { user, ..facts() };
    let Step::Done(context) = epj.context_of(facts) else {
        panic!("stopped")
    };
    assert_eq!(context.practitioner.id, "lege");
}

#[test]
fn every_failed_read_has_its_own_problem() {
    use ProblemKind as K;
    for (code, patient, encounter) in [
        (401, K::EpjSessionEnded, K::EpjSessionEnded),
        (403, K::PatientNotReadable, K::EpjForbidden),
        (404, K::EpjNotFound, K::EpjNotFound),
        (410, K::EpjNotFound, K::EpjNotFound),
        (500, K::EpjUnavailable, K::EpjUnavailable),
        (302, K::EpjMalformed, K::EpjMalformed),
        (200, K::EpjMalformed, K::EpjMalformed),
    ] {
        for (path, wanted) in [("Patient/kari", patient), ("Encounter/time", encounter)] {
            let mut epj = Epj::new();
            epj.answer(path, status(code, None));
            assert_eq!(epj.stop(), wanted, "{code} for {path}");
        }
    }
    let mut epj = Epj::new();
    epj.answer("Practitioner/lege", Err(NoAnswer));
    assert_eq!(epj.stop(), K::EpjUnavailable);
}

#[test]
fn fhir_37_an_operation_outcome_instead_of_the_patient_is_a_failure() {
    let mut epj = Epj::new();
    epj.answer("Patient/kari", ok(outcome("error", "nei")));
    assert_eq!(epj.stop(), ProblemKind::EpjMalformed);
}

#[test]
fn fhir_39_a_busy_server_is_asked_three_times_at_its_own_pace() {
    let busy = |ms| {
        Ok(FhirAnswer {
            status: 503,
            body: None,
            retry_after_ms: Some(ms),
        })
    };
    let mut epj = Epj::new();
    epj.answer("Encounter/time", busy(4_000));
    assert_eq!(epj.stop(), ProblemKind::EpjUnavailable);
    assert_eq!(epj.waits, [0, 4_000, 4_000]);
    assert_eq!(epj.rounds[1..], [["Encounter/time"], ["Encounter/time"]]);

    let mut epj = Epj::new();
    epj.answer("Encounter/time", busy(60_000));
    assert_eq!(epj.stop(), ProblemKind::EpjUnavailable);
    assert_eq!(epj.waits, [0]);
}

#[test]
fn wb_44_a_launch_without_the_right_to_write_is_told_before_the_form() {
    let facts = flow::launch::LaunchFacts {
        journal_right: JournalRight::NotGranted,
        ..facts()
    };
    let Step::Done(context) = Epj::new().context_of(facts) else {
        panic!("stopped")
    };
    assert_eq!(context.notices, [Notice::JournalNotWritable]);
}
