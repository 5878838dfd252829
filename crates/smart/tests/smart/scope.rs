//! Scopes, 1.7.

use serde_json::{Value, json};
use smart::discovery::Metadata;
use smart::issuer::{Mode, ScopeDialect};
use smart::scope::{Start, Verdict, request_set};
use smart::{Dialect, Grant, Resource, Right};

use crate::fixture::{issuer, metadata_json, with};

fn chosen(changes: Value) -> Dialect {
    let json = with(metadata_json(), changes).to_string();
    Dialect::choose(
        &issuer(),
        &Metadata::read(json.as_bytes(), &issuer()).unwrap(),
    )
}

#[test]
fn smart_26_dialect_follows_scopes_then_capabilities_then_v1() {
    for (changes, dialect) in [
        (json!({"capabilities": ["permission-v1"]}), Dialect::V1),
        (json!({"capabilities": ["permission-v2"]}), Dialect::V2),
        (
            json!({"capabilities": ["permission-v1", "permission-v2"]}),
            Dialect::V1,
        ),
        (json!({"capabilities": []}), Dialect::V1),
        (
            json!({"capabilities": ["permission-v2"], "scopes_supported": ["patient/*.read"]}),
            Dialect::V1,
        ),
        (
            json!({"capabilities": ["permission-v1"], "scopes_supported": ["openid", "patient/*.rs"]}),
            Dialect::V2,
        ),
        (
            json!({"capabilities": ["permission-v2"], "scopes_supported": ["openid"]}),
            Dialect::V2,
        ),
        (
            json!({"scopes_supported": ["patient/*.rs", "patient/*.read"]}),
            Dialect::V1,
        ),
        (json!({"scopes_supported": ["patient/*.*"]}), Dialect::V1),
    ] {
        assert_eq!(chosen(changes.clone()), dialect, "{changes}");
    }
}

#[test]
fn smart_26_the_record_decides_first() {
    let mut record = issuer();
    record.scope_dialect = ScopeDialect::V2;
    let json = with(
        metadata_json(),
        json!({"scopes_supported": ["patient/*.read"]}),
    )
    .to_string();
    let metadata = Metadata::read(json.as_bytes(), &record).unwrap();
    assert_eq!(Dialect::choose(&record, &metadata), Dialect::V2);
}

#[test]
fn smart_27_dialects_never_meet_and_letters_are_in_order() {
    let mut record = issuer();
    record.extra_scopes = vec![
        "user/Practitioner.read".into(),
        "user/Practitioner.r".into(),
        "x".into(),
    ];
    for dialect in [Dialect::V1, Dialect::V2] {
        let scopes = request_set(&record, dialect, Start::Ehr);
        assert!(scopes.split(' ').any(|scope| scope == "x"));
        for scope in scopes.split(' ').filter(|scope| scope.contains('/')) {
            let rights = scope.rsplit('.').next().unwrap();
            let v1 = rights == "read" || rights == "write";
            assert_eq!(v1, dialect == Dialect::V1, "{scope}");
            let order: Vec<_> = rights.chars().map(|letter| "cruds".find(letter)).collect();
            assert!(v1 || order.is_sorted() && !order.contains(&None), "{scope}");
        }
    }
}

#[test]
fn smart_22_standalone_asks_for_a_patient() {
    let scopes = request_set(&issuer(), Dialect::V1, Start::Standalone);
    assert!(scopes.contains("launch/patient launch/encounter"));
    assert!(!scopes.split(' ').any(|scope| scope == "launch"));
}

#[test]
fn sec_56_a_browser_does_not_ask_for_offline_access() {
    let mut record = issuer();
    assert!(!request_set(&record, Dialect::V1, Start::Ehr).contains("offline_access"));
    record.mode = Mode::G;
    assert!(request_set(&record, Dialect::V1, Start::Ehr).contains("offline_access"));
}

#[test]
fn what_is_asked_for_would_be_enough() {
    for dialect in [Dialect::V1, Dialect::V2] {
        let grant = Grant::new(&request_set(&issuer(), dialect, Start::Ehr));
        assert_eq!(grant.verdict(), Verdict::Complete);
        assert!(grant.allows(Resource::QuestionnaireResponse, Right::Update));
        assert!(grant.allows(Resource::Binary, Right::Create));
        assert!(grant.allows(Resource::Condition, Right::Search));
    }
}

#[test]
fn smart_29_smart_30_a_smaller_grant_is_judged_before_the_form() {
    for (scopes, verdict) in [
        (
            "patient/Patient.read patient/DocumentReference.read",
            Verdict::NoJournal,
        ),
        (
            "patient/Patient.read patient/DocumentReference.write",
            Verdict::JournalUnverified,
        ),
        (
            "patient/Patient.r patient/DocumentReference.crus",
            Verdict::Complete,
        ),
        ("patient/DocumentReference.*", Verdict::NoPatient),
        ("openid launch", Verdict::NoPatient),
        ("", Verdict::NoPatient),
    ] {
        assert_eq!(Grant::new(scopes).verdict(), verdict, "{scopes}");
    }
}

#[test]
fn smart_31_wildcards_and_both_dialects_are_understood() {
    for scope in [
        "patient/*.*",
        "patient/*.cruds",
        "user/*.*",
        "patient/DocumentReference.c",
    ] {
        assert!(
            Grant::new(scope).allows(Resource::DocumentReference, Right::Create),
            "{scope}"
        );
    }
    for scope in [
        "patient/DocumentReference.write",
        "patient/DocumentReference.cud",
        "patient/Document.read",
        "system/*.*",
        "patient/DocumentReference.rs?category=x",
        "patient/DocumentReference",
        "DocumentReference.read",
        "patient/DocumentReference.",
        "patient/DocumentReference.rx",
    ] {
        assert!(
            !Grant::new(scope).allows(Resource::DocumentReference, Right::Read),
            "{scope}"
        );
    }
}
