//! The token response, 1.5.

use serde_json::{Value, json};
use smart::token::{RefusalCode, TokenError};
use smart::{FhirBase, Finding, TokenResponse};

use crate::fixture::{ISS, issuer, send, token_json, with};

fn read(json: &Value) -> Result<TokenResponse, TokenError> {
    let base = FhirBase::new(ISS).unwrap();
    TokenResponse::read(200, json.to_string().as_bytes(), None, &base)
}

fn changed(changes: Value) -> TokenResponse {
    read(&with(token_json(), changes)).unwrap()
}

#[test]
fn smart_42_only_bearer_tokens_are_taken() {
    for kind in ["bearer", "Bearer", "BEARER"] {
        assert!(
            read(&with(token_json(), json!({"token_type": kind}))).is_ok(),
            "{kind}"
        );
    }
    for kind in [json!("mac"), Value::Null, json!(""), json!(1)] {
        let json = with(token_json(), json!({"token_type": kind}));
        assert_eq!(read(&json).unwrap_err(), TokenError::TokenType);
    }
}

#[test]
fn smart_43_a_success_without_a_token_is_none() {
    for token in [Value::Null, json!(""), json!(7)] {
        let json = with(token_json(), json!({"access_token": token}));
        assert_eq!(read(&json).unwrap_err(), TokenError::NoAccessToken);
    }
    let json = with(token_json(), json!({"error": "invalid_grant"}));
    let refused = TokenError::Refused {
        status: 200,
        code: RefusalCode::InvalidGrant,
    };
    assert_eq!(read(&json).unwrap_err(), refused);
    for body in ["", "<html>", "[]", "null"] {
        let (result, asked) = send(&issuer(), 200, body);
        assert_eq!(result.unwrap_err(), TokenError::NotJson, "{body}");
        assert_eq!(asked, 1);
    }
}

#[test]
fn smart_44_expires_in_is_read_leniently() {
    for (given, seconds) in [
        (json!(3600), 3600),
        (json!("3600"), 3600),
        (json!(3600.0), 3600),
        (Value::Null, 300),
        (json!(0), 0),
        (json!(-1), 0),
        (json!("x"), 300),
        (json!(""), 300),
        (json!(1e300), 300),
    ] {
        assert_eq!(changed(json!({"expires_in": given})).expires_in, seconds);
    }
}

#[test]
fn smart_45_patient_is_reduced_to_an_id() {
    for (given, id, findings) in [
        ("1", Some("1"), vec![]),
        ("Patient/1", Some("1"), vec![Finding::ContextIsReference]),
        (
            "https://epj.example/fhir/Patient/1",
            Some("1"),
            vec![Finding::ContextIsReference],
        ),
        (
            "https://evil.example/fhir/Patient/1",
            None,
            vec![Finding::ContextUnusable],
        ),
        ("Practitioner/1", None, vec![Finding::ContextUnusable]),
        ("../1", None, vec![Finding::ContextUnusable]),
        ("..", None, vec![Finding::ContextUnusable]),
        ("", None, vec![]),
    ] {
        let response = changed(json!({"patient": given}));
        assert_eq!(
            response.patient.as_ref().map(|id| id.as_str()),
            id,
            "{given}"
        );
        assert_eq!(response.findings, findings, "{given}");
    }
    assert_eq!(
        changed(json!({"encounter": "Encounter/2"}))
            .encounter
            .unwrap()
            .as_str(),
        "2"
    );
}

#[test]
fn smart_47_fhir_context_is_parsed_or_skipped() {
    let response = changed(json!({"fhirContext": [
        {"reference": "Task/1", "role": "https://example.org/role"},
        "ImagingStudy/2",
        {"identifier": {"system": "urn:x", "value": "3"}, "type": "Task"},
        {"canonical": "https://example.org/q|1"},
        {"type": "Task"},
        {"identifier": {}},
        7,
        "",
    ]}));
    let seen: Vec<_> = response
        .fhir_context
        .iter()
        .map(|c| (c.reference.as_deref(), c.role.as_str()))
        .collect();
    assert_eq!(
        seen,
        [
            (Some("Task/1"), "https://example.org/role"),
            (Some("ImagingStudy/2"), "launch"),
            (None, "launch"),
            (None, "launch"),
        ]
    );
    assert_eq!(
        response.fhir_context[2].identifier.as_ref().unwrap().value,
        "3"
    );
    assert_eq!(response.findings, [Finding::FhirContextSkipped]);
    assert_eq!(
        changed(json!({"fhirContext": "x"})).findings,
        [Finding::FhirContextSkipped]
    );
}

#[test]
fn smart_47_a_patient_in_fhir_context_is_no_launch_patient() {
    let changes = json!({"patient": null, "fhirContext": [{"reference": "Patient/1"}]});
    assert_eq!(changed(changes).patient, None);
}

#[test]
fn smart_48_the_banner_is_shown_when_in_doubt() {
    for (given, needed) in [
        (json!(true), true),
        (json!(false), false),
        (json!("true"), true),
        (json!("false"), false),
        (Value::Null, true),
        (json!(7), true),
        (json!(""), true),
    ] {
        let response = changed(json!({"need_patient_banner": given.clone()}));
        assert_eq!(response.need_patient_banner, needed, "{given}");
    }
}

#[test]
fn smart_49_smart_50_strangers_do_not_fail_the_parse() {
    let response = changed(json!({
        "intent": "made-up",
        "tenant": "t1",
        "__ext": {"a": [1]},
        "authorization_details": [{}],
        "smart_style_url": "https://evil.example/style.json",
    }));
    assert_eq!(response.tenant.as_deref(), Some("t1"));
    assert_eq!(response.intent.as_deref(), Some("made-up"));
    assert_eq!(response.findings, []);
}

#[test]
fn empty_strings_are_absent() {
    let response = changed(json!({"id_token": "", "refresh_token": "", "scope": "", "tenant": ""}));
    assert!(response.id_token.is_none() && response.refresh_token.is_none());
    assert!(response.scope.is_none() && response.tenant.is_none());
    assert_eq!(response.findings, [Finding::NoScope]);
}

#[test]
fn refusals_keep_status_and_code_only() {
    let base = FhirBase::new(ISS).unwrap();
    let read = |status, body: &str, wait| {
        TokenResponse::read(status, body.as_bytes(), wait, &base).unwrap_err()
    };
    let refused = |status, code| TokenError::Refused { status, code };
    let grant = r#"{"error":"invalid_grant","error_description":"01410112345"}"#;
    assert_eq!(
        read(400, grant, None),
        refused(400, RefusalCode::InvalidGrant)
    );
    assert!(!format!("{:?}", read(400, grant, None)).contains("0141"));
    let client = r#"{"error":"invalid_client"}"#;
    assert_eq!(
        read(401, client, None),
        refused(401, RefusalCode::InvalidClient)
    );
    assert_eq!(read(403, "", None), refused(403, RefusalCode::Other));
    assert_eq!(read(503, grant, None), TokenError::ServerFault(503));
    assert_eq!(read(404, "", None), TokenError::Status(404));
    assert_eq!(read(302, "", None), TokenError::Status(302));
    let wait = TokenError::TooManyRequests {
        retry_after_seconds: Some(3),
    };
    assert_eq!(read(429, "", Some(3)), wait);
}

#[test]
fn sec_44_debug_shows_no_token_and_no_patient() {
    let shown = format!(
        "{:?}",
        changed(json!({"refresh_token": "the-refresh-token"}))
    );
    for hidden in ["the-access-token", "the-refresh-token", "pat-1", "enc-1"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
