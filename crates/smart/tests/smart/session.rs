//! From tokens to a session, 1.10 and steps 6 to 8 of 1.4.

use serde_json::{Value, json};
use smart::fhir_user::{FhirUserError, FhirUserKind};
use smart::id_token::{Clock, IdTokenError};
use smart::issuer::{Environment, Issuer};
use smart::session::{SessionError, Tokens};
use smart::{FhirBase, FhirUser, Finding, Resource, Right, Session};

use crate::fixture::{ISS, NOW, claims, issuer, jws, send, token_json, with};

fn session_at(issuer: &Issuer, token: &Value) -> Result<(Session, Tokens), SessionError> {
    let exchanged = send(issuer, 200, &token.to_string()).0.unwrap();
    let trusted = exchanged.jws()?.trust_tls();
    exchanged.into_session(trusted, Clock::Server, NOW)
}

fn session(changes: Value) -> Result<Session, SessionError> {
    session_at(&issuer(), &with(token_json(), changes)).map(|(session, _)| session)
}

fn session_of(fhir_user: &str) -> Result<Session, SessionError> {
    let claims = with(claims(), json!({"fhirUser": fhir_user}));
    session(json!({"id_token": jws(&json!({"alg": "RS256"}), &claims).expose()}))
}

#[test]
fn a_launch_yields_who_whom_and_what_for() {
    let (session, tokens) = session_at(&issuer(), &token_json()).unwrap();
    assert_eq!(
        (session.issuer.as_str(), session.iss.as_str()),
        ("epj", ISS)
    );
    assert_eq!(session.patient.as_str(), "pat-1");
    assert_eq!(session.encounter().unwrap().as_str(), "enc-1");
    assert_eq!(session.fhir_user.reference(), "Practitioner/p1");
    assert!(
        session
            .grant
            .allows(Resource::DocumentReference, Right::Create)
    );
    assert_eq!(session.expires_at, NOW + 3600);
    assert!(!session.renew_due(NOW + 3539));
    assert!(session.renew_due(NOW + 3540));
    assert_eq!(tokens.access.bearer(), "Bearer the-access-token");

    let stored = serde_json::to_string(&session).unwrap();
    assert_eq!(serde_json::from_str::<Session>(&stored).unwrap(), session);
    assert!(!stored.contains("the-access-token"));
    assert!(!format!("{session:?} {tokens:?}").contains("pat-1"));
}

#[test]
fn smart_45_a_launch_without_patient_stops() {
    for patient in [
        Value::Null,
        json!(""),
        json!("https://evil.example/fhir/Patient/1"),
    ] {
        assert_eq!(
            session(json!({"patient": patient})),
            Err(SessionError::NoPatient)
        );
    }
}

#[test]
fn smart_46_a_sick_note_needs_an_encounter() {
    let session = session(json!({"encounter": null})).unwrap();
    assert_eq!(session.encounter(), Err(SessionError::NoEncounter));
}

#[test]
fn smart_30_a_grant_without_the_patient_stops() {
    let small = json!({"scope": "openid patient/Condition.read"});
    assert_eq!(session(small), Err(SessionError::PatientNotReadable));
}

#[test]
fn an_absent_scope_is_what_was_asked_for() {
    let session = session(json!({"scope": null})).unwrap();
    assert!(session.grant.allows(Resource::Binary, Right::Create));
    assert_eq!(session.findings, [Finding::NoScope]);
}

#[test]
fn an_absent_id_token_ends_the_launch() {
    let absent = Err(SessionError::IdToken(IdTokenError::Absent));
    assert_eq!(session(json!({"id_token": ""})), absent);
}

#[test]
fn smart_58_fhir_user_is_a_practitioner_of_this_epj() {
    for (value, reference) in [
        ("Practitioner/1", "Practitioner/1"),
        ("https://epj.example/fhir/Practitioner/1", "Practitioner/1"),
        (
            "https://epj.example/fhir/Practitioner/1/_history/2",
            "Practitioner/1",
        ),
        ("Practitioner/1/_history/2", "Practitioner/1"),
        (
            "HTTPS://EPJ.example/fhir/Practitioner/1?x#y",
            "Practitioner/1",
        ),
        ("PractitionerRole/1", "PractitionerRole/1"),
    ] {
        assert_eq!(session_of(value).unwrap().fhir_user.reference(), reference);
    }
    for (value, error) in [
        ("Patient/1", FhirUserError::NotHealthPersonnel),
        ("RelatedPerson/1", FhirUserError::NotHealthPersonnel),
        (
            "https://evil.example/fhir/Practitioner/1",
            FhirUserError::Unusable,
        ),
        (
            "https://epj.example/other/Practitioner/1",
            FhirUserError::Unusable,
        ),
        ("Practitioner/", FhirUserError::Unusable),
        ("Practitioner", FhirUserError::Unusable),
        ("practitioner/1", FhirUserError::Unusable),
        ("Device/1", FhirUserError::Unusable),
        ("", FhirUserError::Missing),
    ] {
        assert_eq!(
            session_of(value),
            Err(SessionError::FhirUser(error)),
            "{value}"
        );
    }
    let base = FhirBase::new(ISS).unwrap();
    let role = FhirUser::read("PractitionerRole/1", &base).unwrap();
    assert_eq!(role.kind, FhirUserKind::PractitionerRole);
}

#[test]
fn fhir_user_beside_the_id_token_is_identity_in_test_only() {
    let bare = jws(
        &json!({"alg": "RS256"}),
        &with(claims(), json!({"fhirUser": null})),
    );
    let token = with(
        token_json(),
        json!({"id_token": bare.expose(), "fhirUser": "Practitioner/p9"}),
    );
    let missing = SessionError::FhirUser(FhirUserError::Missing);
    assert_eq!(session_at(&issuer(), &token).unwrap_err(), missing);

    let test = Issuer {
        environment: Environment::Test,
        ..issuer()
    };
    let (session, _) = session_at(&test, &token).unwrap();
    assert_eq!(session.fhir_user.reference(), "Practitioner/p9");
    assert_eq!(session.findings, [Finding::FhirUserOutsideIdToken]);
}

#[test]
fn smart_74_an_epj_as_nav_knows_them_gets_through() {
    let record = Issuer {
        nonce_optional: true,
        body_client_id: true,
        ..issuer()
    };
    let id_token = jws(
        &json!({"alg": "RS256"}),
        &with(claims(), json!({"nonce": null})),
    );
    let changes = json!({"id_token": id_token.expose(), "refresh_token": "", "expires_in": "3600"});
    let (session, tokens) = session_at(&record, &with(token_json(), changes)).unwrap();
    assert_eq!(session.findings, [Finding::NoNonce]);
    assert!(tokens.refresh.is_none());
}
