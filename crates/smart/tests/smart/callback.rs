//! Step 4 of 1.4.

use serde_json::json;
use smart::callback::{AuthorizeError, CallbackError};
use smart::discovery::Metadata;
use smart::issuer::Issuer;
use smart::{Callback, Dialect, Exchange, Pending};

use crate::fixture::{
    NOW, TOKEN_ISSUER, begun, entropy, field, issuer, launch, metadata, metadata_json, with,
};

fn pending() -> Pending {
    begun(&issuer()).1
}

/// Answers a pending launch with a query in which `{state}` stands for the right state.
fn answer(pending: Pending, query: &str, now: u64) -> Result<Exchange, CallbackError> {
    let query = query.replace("{state}", pending.state().expose());
    pending.accept(Callback::read(&query)?, now)
}

#[test]
fn a_right_answer_leads_to_one_exchange() {
    let exchange = answer(pending(), "code=x&state={state}&session_state=y", NOW + 600).unwrap();
    assert_eq!(
        exchange.client().token_endpoint.as_str(),
        "https://epj.example/oidc/token"
    );
}

#[test]
fn smart_32_wrong_or_late_state_leads_nowhere() {
    use CallbackError::{Expired, StateMismatch};
    assert!(matches!(
        answer(pending(), "code=x&state=other", NOW),
        Err(StateMismatch)
    ));
    assert!(matches!(
        answer(pending(), "code=x&state={state}x", NOW),
        Err(StateMismatch)
    ));
    assert!(matches!(
        answer(pending(), "code=x", NOW),
        Err(StateMismatch)
    ));
    assert!(matches!(
        answer(pending(), "code=x&state=", NOW),
        Err(StateMismatch)
    ));
    assert!(matches!(
        answer(pending(), "code=x&state={state}", NOW + 601),
        Err(Expired)
    ));
}

#[test]
fn sec_05_sec_06_an_answer_for_another_launch_is_refused() {
    let (_, other) = smart::authorize::begin(&launch(), &issuer(), &metadata(), entropy(1), NOW);
    let query = format!("code=x&state={}", other.state().expose());
    assert!(matches!(
        answer(pending(), &query, NOW),
        Err(CallbackError::StateMismatch)
    ));
}

#[test]
fn smart_34_an_error_ends_the_launch_with_and_without_state() {
    for query in ["error=access_denied&state={state}", "error=access_denied"] {
        let error = answer(pending(), query, NOW).unwrap_err();
        assert!(
            matches!(error, CallbackError::Refused(AuthorizeError::AccessDenied)),
            "{query}"
        );
    }
    let stray = answer(pending(), "error=access_denied&state=other", NOW).unwrap_err();
    assert!(matches!(stray, CallbackError::StateMismatch));
}

#[test]
fn sec_53_descriptions_are_not_kept() {
    let text = "error=made_up&error_description=01410112345&state=s";
    let callback = Callback::read(text).unwrap();
    assert!(!format!("{callback:?}").contains("0141"));
    assert!(!format!("{callback:?}").contains("made_up"));
}

#[test]
fn smart_35_ambiguous_answers_are_refused() {
    for query in [
        "code=x&error=access_denied&state=s",
        "code=x&code=y&state=s",
        "code=x&state=s&state=s",
        "state=s",
        "code=&state=s",
        "code=%zz&state=s",
        "",
    ] {
        assert!(
            matches!(Callback::read(query), Err(CallbackError::Malformed)),
            "{query}"
        );
    }
    let long = format!("code={}&state=s", "x".repeat(20_000));
    assert!(matches!(
        Callback::read(&long),
        Err(CallbackError::Malformed)
    ));
}

#[test]
fn smart_36_rfc_9207_iss_is_compared_and_demanded() {
    let right = format!("code=x&state={{state}}&iss={TOKEN_ISSUER}");
    let announced = || {
        let name = "authorization_response_iss_parameter_supported";
        let json = with(metadata_json(), json!({name: true})).to_string();
        let metadata = Metadata::read(json.as_bytes(), &issuer()).unwrap();
        smart::authorize::begin(&launch(), &issuer(), &metadata, entropy(0), NOW).1
    };
    assert!(answer(pending(), &right, NOW).is_ok());
    assert!(answer(announced(), &right, NOW).is_ok());
    for (pending, query) in [
        (announced(), "code=x&state={state}"),
        (
            announced(),
            "code=x&state={state}&iss=https://epj.example/fhir",
        ),
        (pending(), "code=x&state={state}&iss=https://evil.example"),
        (
            pending(),
            "code=x&state={state}&iss=https://epj.example/oidc/",
        ),
    ] {
        let error = answer(pending, query, NOW).unwrap_err();
        assert!(matches!(error, CallbackError::IssuerMismatch), "{query}");
    }
}

#[test]
fn smart_28_invalid_scope_is_retried_once_in_the_other_dialect() {
    let (first, pending) = begun(&issuer());
    assert_eq!(pending.dialect(), Dialect::V1);
    let error = answer(pending, "error=invalid_scope&state={state}", NOW).unwrap_err();
    let CallbackError::TryOtherDialect(retry) = error else {
        panic!("{error}")
    };

    let (second, pending) = retry.begin(&issuer(), &metadata(), entropy(1), NOW);
    assert_eq!(pending.dialect(), Dialect::V2);
    assert!(
        field(&second, "scope")
            .unwrap()
            .contains("patient/Patient.r ")
    );
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(field(&first, name), field(&second, name), "{name}");
    }
    for name in ["launch", "aud", "redirect_uri"] {
        assert_eq!(field(&first, name), field(&second, name), "{name}");
    }
    let again = answer(pending, "error=invalid_scope&state={state}", NOW).unwrap_err();
    assert!(matches!(
        again,
        CallbackError::Refused(AuthorizeError::InvalidScope)
    ));
}

#[test]
fn without_a_known_issuer_an_iss_is_refused() {
    let record = Issuer {
        token_issuer: None,
        ..issuer()
    };
    let changes = json!({"issuer": null, "capabilities": []});
    let json = with(metadata_json(), changes).to_string();
    let metadata = Metadata::read(json.as_bytes(), &record).unwrap();
    let (_, pending) = smart::authorize::begin(&launch(), &record, &metadata, entropy(0), NOW);
    let error = answer(pending, "code=x&state={state}&iss=https://x.example", NOW).unwrap_err();
    assert!(matches!(error, CallbackError::IssuerMismatch));
}
