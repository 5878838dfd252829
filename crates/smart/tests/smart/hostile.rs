//! Whatever comes in, nothing panics, and what comes out is what was promised.

use proptest::prelude::*;
use serde_json::Value;
use smart::discovery::{Metadata, well_known};
use smart::id_token::{Clock, Jws};
use smart::jwks::Jwks;
use smart::secret::IdTokenText;
use smart::token::Expected;
use smart::{Callback, FhirBase, FhirUser, Grant, Launch, Resource, Right, TokenResponse};

use crate::fixture::{ISS, NOW, claims, issuer, jws, metadata, metadata_json, token_json};

/// Small JSON of every shape.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        Just(Value::from("https://epj.example/x")),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

/// A good document with one member replaced.
fn damaged(good: Value) -> impl Strategy<Value = Value> {
    let names: Vec<String> = good.as_object().unwrap().keys().cloned().collect();
    (prop::sample::select(names), any_json()).prop_map(move |(name, value)| {
        let mut damaged = good.clone();
        damaged[&name] = value;
        damaged
    })
}

proptest! {
    #[test]
    fn sec_46_any_launch_query_is_read_or_refused(query in ".{0,80}", iss in ".{0,40}") {
        let _ = Launch::read(&query);
        let _ = Launch::read(&format!("iss=https://{iss}&launch={query}"));
    }

    #[test]
    fn sec_46_a_launch_that_is_read_has_an_https_base(iss in "[a-zA-Z0-9./:@%?#_~\\\\-]{0,40}") {
        if let Ok(launch) = Launch::read(&format!("launch=x&iss=https://{iss}")) {
            let url = well_known(launch.iss()).unwrap();
            prop_assert_eq!(url.scheme(), "https");
            prop_assert_eq!(url.username(), "");
            prop_assert!(url.path().ends_with("/.well-known/smart-configuration"));
            prop_assert!(FhirBase::new(launch.iss()).is_some());
        }
    }

    #[test]
    fn sec_46_any_callback_is_read_or_refused(query in "[a-z=&%+0-9]{0,60}|.{0,60}") {
        let _ = Callback::read(&query);
    }

    #[test]
    fn sec_46_any_metadata_keeps_to_pinned_hosts(json in damaged(metadata_json())) {
        if let Ok(read) = Metadata::read(json.to_string().as_bytes(), &issuer()) {
            prop_assert!(issuer().pins(&read.token_endpoint));
            prop_assert!(issuer().pins(&read.authorization_endpoint));
        }
    }

    #[test]
    fn sec_46_any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let base = FhirBase::new(ISS).unwrap();
        let _ = Metadata::read(&bytes, &issuer());
        let _ = Metadata::read_legacy(&bytes, &issuer());
        let _ = Jwks::read(&bytes);
        let _ = TokenResponse::read(200, &bytes, None, &base);
    }

    #[test]
    fn sec_46_any_capability_statement_is_read_or_refused(rest in any_json()) {
        let json = serde_json::json!({"rest": [{"mode": "server", "security": {"extension": rest}}]});
        let _ = Metadata::read_legacy(json.to_string().as_bytes(), &issuer());
    }

    #[test]
    fn sec_46_any_token_response_is_read_or_refused(json in damaged(token_json()), status in 100_u16..600) {
        let base = FhirBase::new(ISS).unwrap();
        if let Ok(read) = TokenResponse::read(status, json.to_string().as_bytes(), None, &base) {
            prop_assert!((200..300).contains(&status));
            prop_assert!(!read.access_token.expose().is_empty());
        }
    }

    #[test]
    fn sec_46_any_jwt_is_read_or_refused(text in "[A-Za-z0-9_.=-]{0,80}|.{0,40}") {
        let _ = Jws::read(&IdTokenText::new(text));
    }

    #[test]
    fn sec_46_any_claims_are_checked(json in damaged(claims()), now in any::<u64>()) {
        let token = jws(&serde_json::json!({"alg": "RS256"}), &json);
        let expected = Expected::new(&issuer(), &metadata(), ISS, None, String::new());
        for now in [NOW, now] {
            let trusted = Jws::read(&token).unwrap().trust_tls();
            let _ = trusted.check(&expected, Clock::Server, now);
        }
    }

    #[test]
    fn sec_03_whatever_is_resolved_lies_below_the_base(reference in "[a-zA-Z0-9./:@%?#\\\\ -]{0,40}|.{0,40}") {
        let base = FhirBase::new(ISS).unwrap();
        for text in [reference.clone(), format!("{ISS}/{reference}"), format!("https://{reference}")] {
            if let Ok(url) = base.resolve(&text) {
                let below = url.as_str().starts_with("https://epj.example/fhir/");
                prop_assert!(below || url.as_str().starts_with("https://epj.example/fhir?"));
                prop_assert!(!url.path().contains(".."));
            }
            let _ = FhirUser::read(&text, &base);
        }
    }

    #[test]
    fn any_grant_is_judged(scope in "[a-zA-Z/.* ?=]{0,60}") {
        let grant = Grant::new(&scope);
        let _ = grant.verdict();
        let _ = grant.allows(Resource::Patient, Right::Delete);
    }
}
