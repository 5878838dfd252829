//! Where a token may go, 1.12.

use smart::{FhirBase, FhirId};

use crate::fixture::ISS;

fn base() -> FhirBase {
    FhirBase::new(ISS).unwrap()
}

#[test]
fn smart_61_addresses_are_made_below_the_base() {
    for iss in [ISS, "https://epj.example/fhir/"] {
        let base = FhirBase::new(iss).unwrap();
        assert_eq!(base.as_str(), ISS);
        let patient = base
            .resource("Patient", &FhirId::new("1").unwrap())
            .unwrap();
        assert_eq!(patient.as_str(), "https://epj.example/fhir/Patient/1");
    }
    for (reference, url) in [
        (
            "Condition?patient=1&_count=50",
            "https://epj.example/fhir/Condition?patient=1&_count=50",
        ),
        ("metadata", "https://epj.example/fhir/metadata"),
        (
            "https://epj.example/fhir/Patient/1",
            "https://epj.example/fhir/Patient/1",
        ),
        (
            "https://epj.example/fhir?_getpages=x",
            "https://epj.example/fhir?_getpages=x",
        ),
        (
            "https://epj.example:443/fhir/x",
            "https://epj.example/fhir/x",
        ),
    ] {
        assert_eq!(base().resolve(reference).unwrap().as_str(), url);
    }
}

#[test]
fn smart_62_nothing_leads_away_from_the_base() {
    for reference in [
        "https://evil.example/fhir/Patient/1",
        "http://epj.example/fhir/Patient/1",
        "https://epj.example:8443/fhir/Patient/1",
        "https://epj.example/other/Patient/1",
        "https://epj.example/fhirx/Patient/1",
        "https://epj.example/fhir/../other",
        "https://epj.example/fhir/%2e%2e/other",
        "https://epj.example/fhir",
        "https://user@epj.example/fhir/Patient/1",
        "https://epj.example@evil.example/fhir/Patient/1",
        "//evil.example/fhir/Patient/1",
        "/Patient/1",
        "../other",
        "Patient/../../other",
        "Patient/%2e%2e/%2E%2E/other",
        "Patient%2f1",
        "Patient\\1",
        "Patient//1",
        "Patient/1#x",
        "Patient/1 2",
        "?x=1",
        "javascript:alert(1)",
        "urn:uuid:0",
        "",
    ] {
        assert!(base().resolve(reference).is_err(), "{reference}");
    }
}

#[test]
fn references_give_type_and_id() {
    let found = |text: &str| {
        base()
            .reference(text)
            .map(|(kind, id)| format!("{kind}/{id}"))
    };
    assert_eq!(found("Patient/1").as_deref(), Some("Patient/1"));
    assert_eq!(
        found("Practitioner/Practitioner/1").as_deref(),
        Some("Practitioner/1")
    );
    for text in [
        "1",
        "#p",
        "urn:uuid:1",
        "Patient/a_b",
        "Patient/..",
        "Patient?identifier=1",
    ] {
        assert_eq!(found(text), None, "{text}");
    }
}

#[test]
fn ids_are_what_fhir_says() {
    for id in ["1", "a-b.C", &"x".repeat(64)] {
        assert!(FhirId::new(id).is_some(), "{id}");
    }
    for id in ["", ".", "..", "a/b", "a_b", "å", &"x".repeat(65)] {
        assert!(FhirId::new(id).is_none(), "{id}");
    }
    assert!(serde_json::from_str::<FhirId>("\"..\"").is_err());
}
