//! The id_token, 1.9.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use smart::Finding;
use smart::id_token::{Algorithm, Clock, Header, IdToken, IdTokenError, Jws};
use smart::issuer::Environment;
use smart::jwks::{Jwk, Jwks, JwksError, KeyError};
use smart::secret::IdTokenText;
use smart::token::Expected;

use crate::fixture::{ISS, NOW, claims, issuer, jws, metadata, nonce, with};

fn expected() -> Expected {
    let nonce = smart::secret::Nonce::new(nonce());
    Expected::new(&issuer(), &metadata(), ISS, Some(nonce), String::new())
}

fn check_as(expected: &Expected, claims: &Value) -> Result<IdToken, IdTokenError> {
    let token = jws(&json!({"alg": "RS256"}), claims);
    Jws::read(&token)?
        .trust_tls()
        .check(expected, Clock::Server, NOW)
}

fn check(changes: Value) -> Result<IdToken, IdTokenError> {
    check_as(&expected(), &with(claims(), changes))
}

fn rsa(kid: &str) -> Value {
    let n = BASE64_URL_SAFE_NO_PAD.encode([0x80; 256]);
    json!({"kty": "RSA", "kid": kid, "n": n, "e": "AQAB"})
}

fn ec(kid: &str) -> Value {
    let part = BASE64_URL_SAFE_NO_PAD.encode([1; 48]);
    json!({"kty": "EC", "crv": "P-384", "kid": kid, "x": part, "y": part})
}

fn jwks(keys: &[Value]) -> Result<Jwks, JwksError> {
    Jwks::read(json!({"keys": keys}).to_string().as_bytes())
}

fn good(_: &Header, _: &Jwk, _: &[u8], signature: &[u8]) -> bool {
    signature == b"good"
}

fn verify(header: Value, keys: &[Value]) -> Result<IdToken, IdTokenError> {
    let jws = Jws::read(&jws(&header, &claims()))?;
    jws.verify(&jwks(keys).unwrap(), &good)?
        .check(&expected(), Clock::Server, NOW)
}

#[test]
fn smart_51_rs256_and_es384_are_accepted() {
    let keys = [rsa("r"), ec("e")];
    assert!(verify(json!({"alg": "RS256", "kid": "r"}), &keys).is_ok());
    assert!(verify(json!({"alg": "ES384", "kid": "e"}), &keys).is_ok());
}

#[test]
fn smart_51_the_verifier_sees_key_and_signing_input() {
    let token = jws(&json!({"alg": "RS256", "kid": "r"}), &claims());
    let (input, _) = token.expose().rsplit_once('.').unwrap();
    let sees = |header: &Header, key: &Jwk, signed: &[u8], _: &[u8]| {
        header.alg == Algorithm::RS256
            && key.kid.as_deref() == Some("r")
            && signed == input.as_bytes()
    };
    let keys = jwks(&[rsa("other"), rsa("r")]).unwrap();
    assert!(Jws::read(&token).unwrap().verify(&keys, &sees).is_ok());
}

#[test]
fn smart_52_unacceptable_algorithms_are_refused() {
    for alg in ["none", "None", "HS256", "HS512", "RS512", "EdDSA", ""] {
        let refused = verify(json!({"alg": alg, "kid": "r"}), &[rsa("r")]);
        assert_eq!(refused, Err(IdTokenError::Algorithm), "{alg}");
    }
    let unknown = Err(IdTokenError::Key(KeyError::Unknown));
    assert_eq!(
        verify(json!({"alg": "ES384", "kid": "r"}), &[rsa("r")]),
        unknown
    );
    assert_eq!(
        verify(json!({"alg": "ES256", "kid": "e"}), &[ec("e")]),
        unknown
    );
    let reserved = with(rsa("r"), json!({"alg": "RS384"}));
    assert_eq!(
        verify(json!({"alg": "RS256", "kid": "r"}), &[reserved]),
        unknown
    );
}

#[test]
fn smart_52_crit_and_wrong_signatures_are_refused() {
    let crit = json!({"alg": "RS256", "kid": "r", "crit": ["b64"]});
    assert_eq!(verify(crit, &[rsa("r")]), Err(IdTokenError::Malformed));
    let jws = Jws::read(&jws(&json!({"alg": "RS256"}), &claims())).unwrap();
    let never = |_: &Header, _: &Jwk, _: &[u8], _: &[u8]| false;
    let refused = jws.verify(&jwks(&[rsa("r")]).unwrap(), &never);
    assert_eq!(refused.unwrap_err(), IdTokenError::Signature);
}

#[test]
fn smart_52_a_key_in_the_header_is_not_used() {
    let header =
        json!({"alg": "RS256", "kid": "evil", "jwk": rsa("evil"), "jku": "https://evil.example"});
    assert_eq!(
        verify(header, &[rsa("r")]),
        Err(IdTokenError::Key(KeyError::Unknown))
    );
}

#[test]
fn smart_53_issuer_and_audience_must_be_the_expected_ones() {
    for iss in [json!(ISS), json!("https://epj.example/oidc/"), Value::Null] {
        assert_eq!(check(json!({"iss": iss})), Err(IdTokenError::Issuer));
    }
    for changes in [
        json!({"aud": "other"}),
        json!({"aud": null}),
        json!({"aud": []}),
        json!({"aud": ["attest", "other"]}),
        json!({"aud": ["attest", "other"], "azp": "attest"}),
        json!({"aud": ["attest", 7]}),
        json!({"azp": "other"}),
        json!({"azp": 7}),
    ] {
        assert_eq!(
            check(changes.clone()),
            Err(IdTokenError::Audience),
            "{changes}"
        );
    }
    assert!(check(json!({"aud": ["attest"]})).is_ok());
    assert!(check(json!({"azp": "attest"})).is_ok());
}

#[test]
fn smart_53_without_a_known_issuer_nothing_is_accepted() {
    let expected = Expected {
        token_issuer: None,
        ..expected()
    };
    let nobody = with(claims(), json!({"iss": null}));
    assert_eq!(check_as(&expected, &nobody), Err(IdTokenError::Issuer));
}

#[test]
fn smart_54_times_have_a_leeway_of_a_minute() {
    for (changes, result) in [
        (json!({"exp": NOW - 59}), Ok(())),
        (json!({"exp": NOW - 61}), Err(IdTokenError::Expired)),
        (json!({"exp": null}), Err(IdTokenError::Expired)),
        (json!({"iat": NOW + 59}), Ok(())),
        (json!({"iat": NOW + 61}), Err(IdTokenError::NotYetValid)),
        (json!({"iat": null}), Err(IdTokenError::NotYetValid)),
        (json!({"nbf": NOW + 61}), Err(IdTokenError::NotYetValid)),
        (json!({"iat": NOW - 659}), Ok(())),
        (json!({"iat": NOW - 661}), Err(IdTokenError::TooOld)),
        (json!({"exp": NOW as f64 + 0.5}), Ok(())),
        (json!({"exp": u64::MAX}), Err(IdTokenError::Expired)),
        (json!({"iat": i64::MIN}), Err(IdTokenError::TooOld)),
    ] {
        assert_eq!(check(changes.clone()).map(drop), result, "{changes}");
    }
}

#[test]
fn smart_54_the_doctors_clock_may_be_five_minutes_off() {
    let late = with(claims(), json!({"exp": NOW - 299}));
    let trusted = || {
        Jws::read(&jws(&json!({"alg": "RS256"}), &late))
            .unwrap()
            .trust_tls()
    };
    assert!(
        trusted()
            .check(&expected(), Clock::Workstation, NOW)
            .is_ok()
    );
    assert!(trusted().check(&expected(), Clock::Server, NOW).is_err());
}

#[test]
fn smart_55_nonce_binds_unless_the_record_waives_it() {
    let optional = Expected {
        nonce_optional: true,
        ..expected()
    };
    let other = with(claims(), json!({"nonce": "other"}));
    let absent = with(claims(), json!({"nonce": null}));
    assert!(check(json!({})).is_ok());
    assert_eq!(check_as(&expected(), &other), Err(IdTokenError::Nonce));
    assert_eq!(check_as(&optional, &other), Err(IdTokenError::Nonce));
    assert_eq!(check_as(&expected(), &absent), Err(IdTokenError::Nonce));
    assert_eq!(
        check_as(&optional, &absent).unwrap().findings,
        [Finding::NoNonce]
    );
}

#[test]
fn smart_56_without_kid_exactly_one_key_must_fit() {
    let header = json!({"alg": "RS256"});
    let encryption = with(rsa("x"), json!({"use": "enc"}));
    let one = verify(header.clone(), &[rsa("r"), ec("e"), encryption]).unwrap();
    assert_eq!(one.findings, [Finding::NoKeyId]);
    let two = verify(header, &[rsa("r"), rsa("s")]);
    assert_eq!(two, Err(IdTokenError::Key(KeyError::Ambiguous)));
}

#[test]
fn smart_57_an_unknown_kid_says_fetch_again() {
    let header = json!({"alg": "RS256", "kid": "new"});
    let unknown = Err(IdTokenError::Key(KeyError::Unknown));
    assert_eq!(verify(header.clone(), &[rsa("r")]), unknown);
    assert!(verify(header, &[rsa("r"), rsa("new")]).is_ok());
}

#[test]
fn smart_59_profile_stands_in_for_fhir_user() {
    let old = check(json!({"fhirUser": null, "profile": "Practitioner/p2"})).unwrap();
    assert_eq!(old.fhir_user.as_deref(), Some("Practitioner/p2"));
    assert_eq!(old.findings, [Finding::FhirUserFromProfile]);
    let both = check(json!({"profile": "https://example.org/me"})).unwrap();
    assert_eq!(both.fhir_user.as_deref(), Some("Practitioner/p1"));
    assert_eq!(both.findings, []);
}

#[test]
fn a_token_without_subject_is_for_test_only() {
    assert_eq!(check(json!({"sub": null})), Err(IdTokenError::Subject));
    let test = Expected {
        environment: Environment::Test,
        ..expected()
    };
    let read = check_as(&test, &with(claims(), json!({"sub": ""}))).unwrap();
    assert_eq!(read.findings, [Finding::NoSubject]);
}

#[test]
fn malformed_tokens_are_refused() {
    let token = jws(&json!({"alg": "RS256"}), &claims());
    let long = "a".repeat(70_000);
    for text in [
        "",
        "..",
        "a.b.c",
        "e30.e30.",
        "e30.e30.e30.e30",
        &format!("{}=", token.expose()),
        &long,
    ] {
        let refused = Jws::read(&IdTokenText::new(text)).map(drop);
        assert!(refused.is_err(), "{text:.40}");
    }
}

#[test]
fn sec_45_hostile_key_sets_are_refused() {
    let many: Vec<_> = (0..51).map(|n| rsa(&n.to_string())).collect();
    assert_eq!(jwks(&many), Err(JwksError::TooLarge));
    assert_eq!(Jwks::read(&vec![b' '; 5_000_000]), Err(JwksError::TooLarge));
    assert_eq!(Jwks::read(b"[]"), Err(JwksError::Malformed));
    assert_eq!(
        jwks(&[with(rsa("r"), json!({"d": "AQAB"}))]),
        Err(JwksError::Private)
    );
    assert_eq!(
        jwks(&[json!({"kty": "oct", "k": "c2VjcmV0"})]),
        Err(JwksError::Private)
    );

    let none = jwks(&[]).unwrap();
    let short = BASE64_URL_SAFE_NO_PAD.encode([0x80; 128]);
    let padded = BASE64_URL_SAFE_NO_PAD.encode([[0; 128], [0x80; 128]].concat());
    for (key, changes) in [
        (rsa("r"), json!({"n": short})),
        (rsa("r"), json!({"n": padded})),
        (rsa("r"), json!({"n": "!"})),
        (rsa("r"), json!({"e": ""})),
        (rsa("r"), json!({"kty": "OKP"})),
        (ec("e"), json!({"crv": "P-256"})),
        (ec("e"), json!({"crv": "secp256k1"})),
        (ec("e"), json!({"y": null})),
    ] {
        assert_eq!(
            jwks(&[with(key, changes.clone())]).as_ref(),
            Ok(&none),
            "{changes}"
        );
    }
}
