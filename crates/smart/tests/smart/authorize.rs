//! Step 3 of 1.4.

use std::collections::BTreeSet;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::json;
use smart::authorize::begin;
use smart::discovery::Metadata;
use smart::{AuthorizationRequest, Launch};

use crate::fixture::{
    NOW, begun, entropy, field, fields, issuer, launch, metadata, metadata_json, with,
};

#[test]
fn smart_19_authorization_request_has_what_the_record_says_and_launch_verbatim() {
    let launch = Launch::read("iss=https://epj.example/fhir/&launch=a%2Bb%2Fc%3Dd%25e").unwrap();
    let (request, _) = begin(&launch, &issuer(), &metadata(), entropy(0), NOW);
    let AuthorizationRequest::Get(url) = &request else {
        panic!("no navigation")
    };
    assert!(
        url.as_str()
            .starts_with("https://epj.example/oidc/authorize?response_type=code&")
    );
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", "attest"),
        ("redirect_uri", "https://attest.example/callback/epj"),
        ("launch", "a+b/c=d%e"),
        ("aud", "https://epj.example/fhir/"),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(field(&request, name).as_deref(), Some(value), "{name}");
    }
    assert!(!url.as_str().contains('+'), "a space is %20");
    assert!(field(&request, "client_secret").is_none());
    assert!(field(&request, "code_verifier").is_none());
}

#[test]
fn smart_20_smart_21_smart_24_a_thousand_launches_share_nothing() {
    let mut seen = BTreeSet::new();
    for n in 0..1000 {
        let (request, _) = begin(&launch(), &issuer(), &metadata(), entropy(n), NOW);
        for name in ["state", "nonce", "code_challenge"] {
            let value = field(&request, name).unwrap();
            assert_eq!(value.len(), 43, "{name}");
            assert!(
                value
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
            );
            assert!(seen.insert(value), "{name} of launch {n}");
        }
    }
}

#[test]
fn smart_21_challenge_is_that_of_rfc_7636_appendix_b() {
    let verifier = BASE64_URL_SAFE_NO_PAD
        .decode("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")
        .unwrap();
    let mut entropy = entropy(0);
    entropy.verifier.copy_from_slice(&verifier);
    let (request, _) = begin(&launch(), &issuer(), &metadata(), entropy, NOW);
    let challenge = field(&request, "code_challenge").unwrap();
    assert_eq!(challenge, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
}

#[test]
fn smart_13_s256_is_sent_to_a_server_that_does_not_list_it() {
    let json = with(
        metadata_json(),
        json!({"code_challenge_methods_supported": null}),
    )
    .to_string();
    let metadata = Metadata::read(json.as_bytes(), &issuer()).unwrap();
    let (request, _) = begin(&launch(), &issuer(), &metadata, entropy(0), NOW);
    assert_eq!(
        field(&request, "code_challenge_method").as_deref(),
        Some("S256")
    );
}

#[test]
fn smart_22_standalone_sends_no_launch() {
    let record = issuer();
    let (request, _) = begin(
        &Launch::standalone(&record),
        &record,
        &metadata(),
        entropy(0),
        NOW,
    );
    assert_eq!(field(&request, "launch"), None);
    assert_eq!(field(&request, "aud"), Some(record.iss));
    assert!(field(&request, "scope").unwrap().contains("launch/patient"));
}

#[test]
fn smart_23_a_long_request_is_posted_where_the_server_takes_it() {
    let long = format!("iss=https://epj.example/fhir&launch={}", "x".repeat(2000));
    let long = Launch::read(&long).unwrap();
    let json = with(metadata_json(), json!({"capabilities": ["authorize-post"]})).to_string();
    let posting = Metadata::read(json.as_bytes(), &issuer()).unwrap();

    let (get, _) = begin(&long, &issuer(), &metadata(), entropy(0), NOW);
    let (post, _) = begin(&long, &issuer(), &posting, entropy(0), NOW);
    let (short, _) = begin(&launch(), &issuer(), &posting, entropy(0), NOW);
    assert!(matches!(get, AuthorizationRequest::Get(_)));
    assert!(matches!(short, AuthorizationRequest::Get(_)));
    assert!(matches!(post, AuthorizationRequest::Post { .. }));
    assert_eq!(fields(&get), fields(&post));
}

#[test]
fn smart_25_nothing_else_is_ever_asked() {
    let names: BTreeSet<_> = fields(&begun(&issuer()).0)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let expected = [
        "aud",
        "client_id",
        "code_challenge",
        "code_challenge_method",
        "launch",
        "nonce",
        "redirect_uri",
        "response_type",
        "scope",
        "state",
    ];
    assert_eq!(names, expected.map(str::to_owned).into());
}

#[test]
fn a_query_of_the_endpoint_is_kept() {
    let endpoint = "https://epj.example/authorize?tenant=a%20b";
    let json = with(metadata_json(), json!({"authorization_endpoint": endpoint})).to_string();
    let metadata = Metadata::read(json.as_bytes(), &issuer()).unwrap();
    let (request, _) = begin(&launch(), &issuer(), &metadata, entropy(0), NOW);
    assert_eq!(field(&request, "tenant").as_deref(), Some("a b"));
    assert_eq!(field(&request, "response_type").as_deref(), Some("code"));
}

#[test]
fn a_pending_launch_survives_storage() {
    let (_, pending) = begun(&issuer());
    let stored = serde_json::to_string(&pending).unwrap();
    let back: smart::Pending = serde_json::from_str(&stored).unwrap();
    assert!(back.state().is(pending.state().expose()));
    assert_eq!(back.issuer_key(), "epj");
}
