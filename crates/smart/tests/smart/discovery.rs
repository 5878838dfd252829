//! Step 2 of 1.4.

use serde_json::{Value, json};
use smart::Finding;
use smart::discovery::{
    Answer, DiscoveryError, Field, MAX_OCTETS, Metadata, Next, capability_statement, next,
    well_known,
};
use smart::issuer::{Environment, Issuer};

use crate::fixture::{ISS, issuer, metadata, metadata_json, with};

fn read(json: &Value) -> Result<Metadata, DiscoveryError> {
    Metadata::read(json.to_string().as_bytes(), &issuer())
}

fn legacy() -> Issuer {
    Issuer {
        legacy_metadata: true,
        ..issuer()
    }
}

fn http(status: u16, body: &[u8]) -> Answer<'_> {
    Answer::Http { status, body }
}

#[test]
fn smart_02_the_path_of_the_base_is_kept() {
    for (iss, url) in [
        (
            "https://epj.example/fhir",
            "https://epj.example/fhir/.well-known/smart-configuration",
        ),
        (
            "https://epj.example/fhir/",
            "https://epj.example/fhir/.well-known/smart-configuration",
        ),
        (
            "https://epj.example/a/b",
            "https://epj.example/a/b/.well-known/smart-configuration",
        ),
        (
            "https://epj.example",
            "https://epj.example/.well-known/smart-configuration",
        ),
    ] {
        assert_eq!(well_known(iss).unwrap().as_str(), url);
    }
    assert_eq!(
        capability_statement("https://epj.example/fhir/")
            .unwrap()
            .as_str(),
        "https://epj.example/fhir/metadata"
    );
}

#[test]
fn smart_04_metadata_is_read_from_the_bytes_alone() {
    assert!(matches!(
        next(
            http(200, metadata_json().to_string().as_bytes()),
            ISS,
            &issuer()
        ),
        Ok(Next::Ready(_))
    ));
}

#[test]
fn smart_05_unusable_answers_have_errors_of_their_own() {
    let large = vec![b' '; MAX_OCTETS + 1];
    for (answer, error) in [
        (http(200, b"<html>"), DiscoveryError::NotJsonObject),
        (http(200, b"[]"), DiscoveryError::NotJsonObject),
        (http(200, b""), DiscoveryError::NotJsonObject),
        (http(200, &large), DiscoveryError::TooLarge),
        (Answer::TooLarge, DiscoveryError::TooLarge),
        (Answer::Unreachable, DiscoveryError::Unreachable),
        (http(404, b""), DiscoveryError::NotFound),
        (http(503, b""), DiscoveryError::Status(503)),
    ] {
        assert_eq!(next(answer, ISS, &issuer()).unwrap_err(), error);
    }
}

#[test]
fn smart_05_smart_09_no_fallback_after_silence_or_server_faults() {
    for answer in [
        Answer::Unreachable,
        Answer::TooLarge,
        http(500, b""),
        http(503, b""),
        http(401, b""),
    ] {
        assert!(next(answer, ISS, &legacy()).is_err(), "{answer:?}");
    }
}

#[test]
fn smart_06_a_definite_no_leads_to_the_capability_statement() {
    for answer in [
        http(404, b""),
        http(405, b""),
        http(406, b""),
        http(410, b""),
        http(200, b"<html>"),
    ] {
        let Ok(Next::AskCapabilityStatement(url)) = next(answer, ISS, &legacy()) else {
            panic!("{answer:?}");
        };
        assert_eq!(url.as_str(), "https://epj.example/fhir/metadata");
    }
}

fn statement(host: &str) -> Vec<u8> {
    let uri = |name, path| json!({"url": name, "valueUri": format!("https://{host}/{path}")});
    json!({
        "resourceType": "CapabilityStatement",
        "rest": [{"mode": "client"}, {"mode": "server", "security": {"extension": [
            {"url": "http://example.org/other"},
            {
                "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                "extension": [uri("authorize", "auth"), uri("token", "token"), uri("revoke", "revoke")],
            },
        ]}}],
    })
    .to_string()
    .into_bytes()
}

#[test]
fn smart_06_endpoints_come_from_the_capability_statement() {
    let read = Metadata::read_legacy(&statement("epj.example"), &legacy()).unwrap();
    assert_eq!(
        read.authorization_endpoint.as_str(),
        "https://epj.example/auth"
    );
    assert_eq!(read.token_endpoint.as_str(), "https://epj.example/token");
    assert_eq!(
        read.revocation_endpoint.unwrap().as_str(),
        "https://epj.example/revoke"
    );
    assert_eq!(read.findings, [Finding::LegacyMetadata]);
}

#[test]
fn smart_07_a_capability_statement_cannot_point_elsewhere() {
    assert_eq!(
        Metadata::read_legacy(&statement("launcher.example"), &legacy()),
        Err(DiscoveryError::Endpoint(Field::AuthorizationEndpoint))
    );
    assert_eq!(
        Metadata::read_legacy(b"{\"rest\":[]}", &legacy()),
        Err(DiscoveryError::Missing(Field::AuthorizationEndpoint))
    );
}

#[test]
fn smart_08_without_leave_the_capability_statement_is_not_asked_for() {
    assert_eq!(
        next(http(404, b""), ISS, &issuer()).unwrap_err(),
        DiscoveryError::NotFound
    );
}

#[test]
fn smart_10_relative_endpoints_are_resolved_against_the_base() {
    let json = with(
        metadata_json(),
        json!({"token_endpoint": "token", "jwks_uri": "/oidc/jwks"}),
    );
    let read = read(&json).unwrap();
    assert_eq!(
        read.token_endpoint.as_str(),
        "https://epj.example/fhir/token"
    );
    assert_eq!(
        read.jwks_uri.unwrap().as_str(),
        "https://epj.example/oidc/jwks"
    );
}

#[test]
fn smart_11_a_missing_field_is_named() {
    for field in [
        Field::AuthorizationEndpoint,
        Field::TokenEndpoint,
        Field::Capabilities,
        Field::GrantTypesSupported,
        Field::Issuer,
        Field::JwksUri,
    ] {
        for change in [Value::Null, json!(7)] {
            let json = with(metadata_json(), json!({field.name(): change}));
            assert_eq!(read(&json), Err(DiscoveryError::Missing(field)));
        }
    }
}

#[test]
fn smart_11_issuer_and_keys_are_for_openid_servers() {
    let json = with(
        metadata_json(),
        json!({"capabilities": [], "issuer": null, "jwks_uri": null}),
    );
    assert!(read(&json).is_ok());
}

#[test]
fn smart_12_a_server_without_s256_is_refused() {
    for methods in [json!([]), json!(["plain"])] {
        let json = with(
            metadata_json(),
            json!({"code_challenge_methods_supported": methods}),
        );
        assert_eq!(read(&json), Err(DiscoveryError::NoS256));
    }
}

#[test]
fn smart_13_an_absent_list_is_a_finding() {
    let json = with(
        metadata_json(),
        json!({"code_challenge_methods_supported": null}),
    );
    assert_eq!(read(&json).unwrap().findings, [Finding::NoChallengeMethods]);
    assert_eq!(metadata().findings, []);
}

#[test]
fn smart_14_both_spellings_of_a_capability_count() {
    for spelling in ["context-banner", "context-passthrough-banner"] {
        let json = with(metadata_json(), json!({"capabilities": [spelling]}));
        assert!(read(&json).unwrap().has("context-banner"));
    }
    assert!(!metadata().has("context-banner"));
}

#[test]
fn sec_02_endpoints_must_be_on_pinned_hosts() {
    for endpoint in [
        "https://evil.example/token",
        "http://epj.example/token",
        "https://epj.example:8443/token",
        "https://user@epj.example/token",
        "https://epj.example/token#x",
        "https://169.254.169.254/token",
        "http://127.0.0.1/token",
        "//evil.example/token",
        "file:///etc/passwd",
    ] {
        let json = with(metadata_json(), json!({"token_endpoint": endpoint}));
        let error = DiscoveryError::Endpoint(Field::TokenEndpoint);
        assert_eq!(read(&json), Err(error), "{endpoint}");
    }
}

#[test]
fn a_test_record_may_pin_its_own_machine() {
    let mut record = issuer();
    record.endpoint_hosts = vec!["127.0.0.1:8090".into()];
    let url = "http://127.0.0.1:8090/token".parse().unwrap();
    assert!(!record.pins(&url));
    record.environment = Environment::Test;
    assert!(record.pins(&url));
}

#[test]
fn another_issuer_than_the_records_is_a_finding() {
    let json = with(metadata_json(), json!({"issuer": ISS}));
    assert_eq!(read(&json).unwrap().findings, [Finding::IssuerDiffers]);
}
