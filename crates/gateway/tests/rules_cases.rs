//! `attest-gateway rules` over the case files in `rules_cases`: one for each tree, and one for what earlier notes lead to.
//!
//! A case changes some keys of the file's base input and names the outcome.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a case that cannot be read shall stop the test"
)]

use domain::Kodeverk;
use gateway::ask_rules::{Question, answer};
use rules::Tree;
use serde_json::Value;

fn known(kodeverk: Kodeverk, code: &str) -> bool {
    matches!(
        (kodeverk, code),
        (Kodeverk::Icpc2, "L84" | "P76" | "A01" | "Z09")
            | (Kodeverk::Icpc2b, "Z09.0001")
            | (Kodeverk::Icd10, "M545" | "Z000")
    )
}

fn file(name: &str) -> Value {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules_cases");
    let text = std::fs::read_to_string(folder.join(format!("{name}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The base with the keys of a case in place of its own.
fn input(base: &Value, set: &Value) -> String {
    let mut input = base.clone();
    for (key, value) in set.as_object().unwrap() {
        input[key] = value.clone();
    }
    input.to_string()
}

/// Runs every case of a file; gives the number of cases.
fn run(name: &str, question: Question, check: impl Fn(&Value, &Value)) -> usize {
    let file = file(name);
    let cases = file["cases"].as_array().unwrap();
    for case in cases {
        let text = input(&file["base"], &case["set"]);
        match answer(&text, question, &known) {
            Ok(given) => check(case, &given),
            Err(error) => panic!("{}: {error}", case["name"]),
        }
    }
    cases.len()
}

#[test]
fn every_tree_answers_its_cases() {
    let mut n_cases = 0;
    for tree in Tree::ALL {
        n_cases += run(tree.name(), Question::Tree(tree), |case, given| {
            let name = format!("{}: {}", tree.name(), case["name"]);
            assert_eq!(given["rule"], case["rule"], "{name}");
            assert_eq!(given["status"], case["status"], "{name}");
            assert_eq!(given["trees"], serde_json::json!([tree.name()]), "{name}");
        });
    }
    assert!(n_cases >= 135, "{n_cases}");
}

#[test]
fn what_earlier_notes_lead_to_is_as_the_cases_say() {
    let n_cases = run("derived", Question::Derived, |case, given| {
        assert_eq!(given, &case["derived"], "{}", case["name"]);
    });
    assert!(n_cases >= 15, "{n_cases}");
}

#[test]
fn all_trees_run_in_order_up_to_the_first_that_is_not_ok() {
    let base = file("DATO")["base"].to_string();
    let given = answer(&base, Question::All, &known).unwrap();
    let all: Vec<_> = Tree::ALL.iter().map(|tree| tree.name()).collect();
    assert_eq!(given["trees"], serde_json::json!(all));
    assert_eq!(given["status"], "OK");
    assert_eq!(given["juridisk"], 4);
    assert_eq!(
        given["path"][0],
        serde_json::json!(["BEHANDLER_SUSPENDERT", false])
    );

    let stopped = input(
        &file("DATO")["base"],
        &serde_json::json!({ "perioder": [] }),
    );
    let given = answer(&stopped, Question::All, &known).unwrap();
    assert_eq!(given["rule"], "PERIODER_MANGLER");
    assert_eq!(
        given["trees"],
        serde_json::json!(["SUSPENSJON", "VALIDERING", "PERIODER"])
    );
    assert_eq!(given["juridisk"], 0);
}

#[test]
fn input_that_cannot_be_read_names_its_field() {
    for (text, field) in [
        ("nonsense", "input"),
        ("{}", "today"),
        (r#"{"today":"2025-02-30"}"#, "today"),
        (
            r#"{"today":"2025-06-06","perioder":[{"type":"NY","fom":"2025-06-06","tom":"2025-06-06"}]}"#,
            "perioder[0].type",
        ),
        (
            r#"{"today":"2025-06-06","tidligereSykmeldinger":[{"meta":{"status":"X"}}]}"#,
            "tidligereSykmeldinger[0].meta.status",
        ),
    ] {
        let error = answer(text, Question::All, &known).unwrap_err().to_string();
        assert!(error.contains(field), "{error}");
    }
}
