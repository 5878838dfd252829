//! Refreshing, 1.12.

use std::cell::RefCell;

use oauth2::HttpRequest;
use oauth2::http::Response;
use serde_json::{Value, json};
use smart::id_token::Clock;
use smart::refresh::{RefreshError, send as refresh};
use smart::secret::RefreshToken;
use smart::session::Tokens;
use smart::{ClientCredentials, Session, TokenResponse};

use crate::fixture::{NOW, claims, issuer, jws, no_answer, ready, send, token_json, with};

const LATER: u64 = NOW + 3600;

fn session() -> (Session, Tokens) {
    let exchanged = send(&issuer(), 200, &token_json().to_string()).0.unwrap();
    let trusted = exchanged.jws().unwrap().trust_tls();
    exchanged.into_session(trusted, Clock::Server, NOW).unwrap()
}

fn refreshed(status: u16, body: &str) -> Result<(Session, TokenResponse), RefreshError> {
    let (session, tokens) = session();
    let http = |_: HttpRequest| {
        let answer = Response::builder()
            .status(status)
            .body(body.as_bytes().to_vec());
        async { answer }
    };
    let old = RefreshToken::new("old");
    let public = ClientCredentials::Public;
    ready(refresh(
        &session,
        &tokens.client,
        &old,
        &public,
        &http,
        LATER,
    ))
}

fn answer(changes: Value) -> Result<(Session, TokenResponse), RefreshError> {
    let token = json!({"access_token": "new", "token_type": "Bearer", "expires_in": 600});
    refreshed(200, &with(token, changes).to_string())
}

#[test]
fn smart_63_context_is_kept_and_the_new_refresh_token_handed_on() {
    let (renewed, response) = answer(json!({"refresh_token": "next"})).unwrap();
    let (before, _) = session();
    assert_eq!(
        renewed,
        Session {
            expires_at: LATER + 600,
            ..before
        }
    );
    assert_eq!(response.access_token.expose(), "new");
    assert_eq!(response.refresh_token.unwrap().expose(), "next");
}

#[test]
fn a_smaller_grant_counts_from_now_on() {
    let (renewed, _) = answer(json!({"scope": "patient/Patient.read"})).unwrap();
    assert_eq!(renewed.grant.as_str(), "patient/Patient.read");
}

#[test]
fn smart_64_another_patient_or_encounter_ends_the_session() {
    assert!(answer(json!({"patient": "pat-1", "encounter": "enc-1"})).is_ok());
    for other in [json!({"patient": "pat-2"}), json!({"encounter": "enc-2"})] {
        assert_eq!(answer(other).unwrap_err(), RefreshError::OtherContext);
    }
}

#[test]
fn smart_64_context_that_cannot_be_read_ends_the_session() {
    let foreign = json!({"patient": "https://evil.example/fhir/Patient/pat-1"});
    assert_eq!(answer(foreign).unwrap_err(), RefreshError::OtherContext);
}

#[test]
fn smart_65_an_id_token_may_be_poor_and_must_not_contradict() {
    let token = |changes| {
        let token = jws(&json!({"alg": "RS256"}), &with(claims(), changes));
        answer(json!({"id_token": token.expose()}))
    };
    assert!(token(json!({"aud": null, "nonce": null})).is_ok());
    assert!(answer(json!({"id_token": "unreadable"})).is_ok());
    for other in [
        json!({"sub": "other"}),
        json!({"iss": "https://x.example"}),
        json!({"aud": "x"}),
    ] {
        assert_eq!(token(other).unwrap_err(), RefreshError::OtherContext);
    }
}

#[test]
fn smart_66_each_refusal_says_what_is_left_to_do() {
    let error = |code: &str| json!({"error": code}).to_string();
    for (status, body, expected) in [
        (400, error("invalid_grant"), RefreshError::Ended),
        (
            400,
            error("unsupported_grant_type"),
            RefreshError::Unsupported,
        ),
        (401, String::new(), RefreshError::Ended),
        (403, String::new(), RefreshError::Ended),
        (404, String::new(), RefreshError::Unsupported),
        (500, String::new(), RefreshError::TryOnceMore),
        (503, String::new(), RefreshError::TryOnceMore),
        (200, "<html>".to_owned(), RefreshError::Ended),
    ] {
        assert_eq!(
            refreshed(status, &body).unwrap_err(),
            expected,
            "{status} {body}"
        );
    }
}

#[test]
fn smart_66_silence_allows_one_more_try() {
    let (session, tokens) = session();
    let asked = RefCell::new(0);
    let http = |_: HttpRequest| no_answer(&asked);
    let old = RefreshToken::new("old");
    let public = ClientCredentials::Public;
    let result = ready(refresh(
        &session,
        &tokens.client,
        &old,
        &public,
        &http,
        LATER,
    ));
    assert_eq!(result.unwrap_err(), RefreshError::TryOnceMore);
    assert_eq!(asked.into_inner(), 1);
}
