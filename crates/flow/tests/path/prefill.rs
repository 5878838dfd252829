//! Step prefill: the rows of `smart-fhir.md` 5.2 about diagnoses.

use domain::{Draft, Kildeslag, Kodeverk};
use flow::exchange::{Answer, Step};
use flow::prefill::{Prefill, PrefillFacts, PrefillReader, PrefillStatus, apply};
use serde_json::{Value, json};

use crate::world::*;

const BARE: &str = "Condition?encounter=time";
const TYPED: &str = "Condition?encounter=Encounter/time";
const PATIENT: &str = "Condition?patient=kari";

fn known(system: Kodeverk, code: &str) -> Option<String> {
    let listed = match system {
        Kodeverk::Icpc2 => ["L84", "P06", "A01"].as_slice(),
        Kodeverk::Icpc2b => &["L84.0001"],
        Kodeverk::Icd10 => &["M545", "J111"],
    };
    listed.contains(&code).then(|| format!("Listetekst {code}"))
}

fn look(epj: &mut Epj, diagnoses: &[&str]) -> Prefill {
    let mut reader = PrefillReader::new(PrefillFacts {
        base: BASE.into(),
        patient: "kari".into(),
        encounter: "time".into(),
        diagnoses: diagnoses.iter().map(|id| (*id).to_owned()).collect(),
    });
    let first = reader.start(&known);
    match epj.drive(first, |answers| reader.answer(answers, &known)) {
        Step::Done(prefill) => prefill,
        _ => panic!("prefill never fails"),
    }
}

fn searched(answers: &[(&str, Answer)]) -> (Prefill, Vec<String>) {
    let mut epj = Epj::new();
    for (path, answer) in answers {
        epj.answer(path, answer.clone());
    }
    let prefill = look(&mut epj, &[]);
    (prefill, epj.rounds.concat())
}

fn found(conditions: &[Value]) -> Prefill {
    searched(&[(BARE, ok(bundle(conditions)))]).0
}

fn codes(prefill: &Prefill) -> Vec<&str> {
    prefill
        .diagnoser
        .iter()
        .map(|valg| valg.code.as_str())
        .collect()
}

fn rygg() -> Value {
    condition("rygg", &oid("1.7170"), "L84")
}

#[test]
fn fhir_32_the_diagnosis_that_the_encounter_names_is_read_in_one_request() {
    let mut epj = Epj::new();
    let prefill = look(&mut epj, &["rygg"]);
    assert_eq!(
        (codes(&prefill), prefill.status),
        (vec!["L84"], PrefillStatus::Ok)
    );
    assert_eq!(prefill.diagnoser[0].text, "Tekst L84");
    assert_eq!(
        prefill.diagnoser[0].kilde.as_ref().unwrap().slag,
        Kildeslag::Konsultasjon
    );
    assert_eq!(epj.rounds, [["Condition/rygg"]]);
}

#[test]
fn fhir_32_the_search_goes_from_the_bare_id_to_the_typed_one_to_the_patient() {
    let hit = ok(bundle(&[rygg()]));
    let empty = ok(json!({ "resourceType": "Bundle" }));
    let (prefill, asked) = searched(&[(BARE, hit.clone())]);
    assert_eq!((codes(&prefill), asked.len()), (vec!["L84"], 1));
    assert_eq!(
        prefill.diagnoser[0].kilde.as_ref().unwrap().slag,
        Kildeslag::Journal
    );
    let (prefill, asked) = searched(&[(BARE, empty.clone()), (TYPED, hit.clone())]);
    assert_eq!((codes(&prefill), asked.len()), (vec!["L84"], 2));
    let (prefill, asked) = searched(&[(BARE, empty), (PATIENT, hit)]);
    assert_eq!(
        (codes(&prefill), asked),
        (vec!["L84"], vec![BARE.into(), TYPED.into(), PATIENT.into()])
    );
}

#[test]
fn fhir_32_at_most_three_requests_are_made_however_many_diagnoses_there_are() {
    for named in [&["a", "b", "c"][..], &["a"], &["a", "b", "c", "d"]] {
        let mut epj = Epj::new();
        look(&mut epj, named);
        assert!(
            epj.rounds.concat().len() <= 3,
            "{named:?}: {:?}",
            epj.rounds
        );
    }
}

#[test]
fn fhir_38_diagnoses_that_may_not_be_read_leave_an_empty_field() {
    let refused = || status(403, None);
    let (prefill, _) = searched(&[(BARE, refused()), (TYPED, refused()), (PATIENT, refused())]);
    assert_eq!(prefill.status, PrefillStatus::Failed);
    let (prefill, _) = searched(&[(BARE, ok(bundle(&[])))]);
    assert_eq!(prefill.status, PrefillStatus::None);
}

#[test]
fn fhir_33_code_systems_are_known_by_their_oid_in_every_spelling() {
    for (system, code, kodeverk, wanted) in [
        (oid("1.7170"), " l84 ", Kodeverk::Icpc2, "L84"),
        (oid("1.7171"), "L84.0001", Kodeverk::Icpc2b, "L84.0001"),
        (oid("1.7110"), "M54.5", Kodeverk::Icd10, "M545"),
        (
            "http://hl7.org/fhir/sid/icd-10".into(),
            "M545",
            Kodeverk::Icd10,
            "M545",
        ),
        (
            "urn:oid:2.16.840.1.113883.6.139".into(),
            "L84",
            Kodeverk::Icpc2,
            "L84",
        ),
        (
            "2.16.578.1.12.4.1.1.7170".into(),
            "L84",
            Kodeverk::Icpc2,
            "L84",
        ),
    ] {
        let prefill = found(&[condition("x", &system, code)]);
        let valg = &prefill.diagnoser[0];
        assert_eq!(
            (valg.system, valg.code.as_str()),
            (kodeverk, wanted),
            "{system}"
        );
    }
}

#[test]
fn fhir_33_a_code_that_is_not_in_the_table_of_its_oid_is_a_text_to_search_for() {
    let prefill = found(&[condition("swapped", &oid("1.7110"), "L84"), rygg()]);
    assert_eq!(prefill.unknown, ["Tekst L84"]);
    assert_eq!(codes(&prefill), ["L84"]);
    assert_eq!(prefill.status, PrefillStatus::SomeUnknown);
}

#[test]
fn fhir_33_the_first_usable_code_of_a_condition_is_taken() {
    let mut both = rygg();
    both["code"]["coding"] = json!([
        { "system": "http://snomed.info/sct", "code": "161891005" },
        { "system": oid("1.7110"), "code": "M54.5" },
        { "system": oid("1.7170"), "code": "L84" },
    ]);
    let prefill = found(&[both]);
    assert_eq!(codes(&prefill), ["M545"]);
    assert_eq!(prefill.diagnoser[0].text, "Listetekst M545");
}

#[test]
fn fhir_03_a_condition_with_a_modifier_extension_is_not_offered() {
    let mut modified = rygg();
    modified["modifierExtension"] =
        json!([{ "url": "http://example.com/not", "valueBoolean": true }]);
    assert_eq!(found(&[modified]), Prefill::default());
}

#[test]
fn refuted_and_mistaken_diagnoses_are_left_out_and_old_ones_stand_last() {
    let with = |id: &str, code: &str, element: &str, value: &str| {
        let mut condition = condition(id, &oid("1.7170"), code);
        condition[element] = json!({ "coding": [{ "code": value }] });
        condition
    };
    let prefill = found(&[
        with("a", "A01", "clinicalStatus", "resolved"),
        with("b", "L84", "verificationStatus", "refuted"),
        with("c", "L84", "verificationStatus", "entered-in-error"),
        with("d", "P06", "clinicalStatus", "active"),
    ]);
    assert_eq!(codes(&prefill), ["P06", "A01"]);
}

#[test]
fn fhir_34_a_condition_of_another_patient_is_dropped_and_counted() {
    let mut foreign = rygg();
    foreign["subject"] = json!({ "reference": "Patient/ola" });
    let prefill = found(&[foreign.clone(), condition("b", &oid("1.7170"), "P06")]);
    assert_eq!((codes(&prefill), prefill.n_foreign), (vec!["P06"], 1));
    let alone = found(&[foreign]);
    assert_eq!((codes(&alone), alone.n_foreign), (vec![], 1));
}

#[test]
fn a_condition_of_another_encounter_is_not_offered() {
    let mut other = rygg();
    other["encounter"] = json!({ "reference": "Encounter/annen" });
    assert_eq!(codes(&found(&[other])), Vec::<&str>::new());
}

#[test]
fn fhir_35_a_bundle_is_read_without_type_and_past_what_is_no_condition() {
    let odd = json!({
        "resourceType": "Bundle",
        "entry": [
            { "resource": outcome("warning", "x") },
            { "search": { "mode": "match" } },
            7,
            { "resource": rygg() },
        ],
        "link": [{ "relation": "next", "url": "https://evil.example/next" }],
    });
    assert_eq!(codes(&searched(&[(BARE, ok(odd))]).0), ["L84"]);
}

#[test]
fn a_new_draft_takes_the_first_as_the_main_diagnosis_and_a_draft_with_one_is_left_alone() {
    let prefill = found(&[rygg(), condition("b", &oid("1.7170"), "P06"), rygg()]);
    let mut draft = Draft::default();
    apply(&mut draft, &prefill);
    assert_eq!(draft.hoveddiagnose.as_ref().unwrap().code, "L84");
    assert_eq!(draft.bidiagnoser.len(), 1);
    let before = draft.clone();
    apply(&mut draft, &found(&[condition("c", &oid("1.7170"), "A01")]));
    assert_eq!(draft, before);
}
