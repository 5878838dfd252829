//! What the readers make of resources that are odd.

use super::{ResourceCapability, Severity};
use crate::{
    Bundle, CapabilityStatement, Encounter, FindingKind, NotTheResource, OperationOutcome,
    Organization, Patient, Read, StoredDocument, System,
};
use serde_json::{Value, json};

fn patient(elements: Value) -> Read<Patient> {
    let mut resource = json!({ "resourceType": "Patient", "id": "kari" });
    let (Some(all), Some(more)) = (resource.as_object_mut(), elements.as_object()) else {
        panic!("objects")
    };
    all.extend(more.clone());
    Patient::read(&resource).unwrap_or_else(|_| panic!("not read"))
}

fn paths<T>(read: &Read<T>) -> Vec<(&str, FindingKind)> {
    read.findings
        .iter()
        .map(|finding| (finding.path.as_str(), finding.kind))
        .collect()
}

#[test]
fn fhir_02_one_wrong_element_loses_that_element_and_is_told_by_its_path() {
    let read = patient(json!({
        "birthDate": 19840207,
        "active": "yes",
        "gender": null,
        "name": [{ "family": ["Testesen"], "given": ["Kari", 7, null] }, "Kari"],
        "telecom": 4,
        "unknownElement": { "deep": [1] },
        "extension": [{ "url": "http://example.com/x", "valueString": "y" }],
    }));
    assert_eq!(read.resource.id.as_deref(), Some("kari"));
    assert_eq!(read.resource.birth_date, None);
    assert_eq!(read.resource.active, None);
    assert_eq!(read.resource.name.len(), 1);
    assert_eq!(
        read.resource.name.first().map(|name| name.given.clone()),
        Some(vec!["Kari".into()])
    );
    let wrong = FindingKind::WrongType;
    assert_eq!(
        paths(&read),
        [
            ("Patient.name[1]", wrong),
            ("Patient.name[0].family", wrong),
            ("Patient.name[0].given[1]", wrong),
            ("Patient.birthDate", wrong),
            ("Patient.active", wrong),
        ]
    );
}

#[test]
fn fhir_02_one_object_where_a_list_belongs_is_read_as_a_list_of_one() {
    let read = patient(json!({ "identifier": { "system": "urn:oid:2.16.578.1.12.4.1.4.1" } }));
    assert_eq!(read.resource.identifier.len(), 1);
    assert_eq!(
        paths(&read),
        [("Patient.identifier", FindingKind::NotAList)]
    );
}

#[test]
fn fhir_07_an_odd_spelling_of_a_system_is_read_and_told() {
    let read =
        patient(json!({ "identifier": [{ "system": "2.16.578.1.12.4.1.4.1", "value": "1" }] }));
    let system = read
        .resource
        .identifier
        .first()
        .and_then(|identifier| identifier.system.clone());
    assert_eq!(system, Some(System::Fnr));
    assert_eq!(
        paths(&read),
        [("Patient.identifier[0].system", FindingKind::SystemSpelling)]
    );
}

#[test]
fn fhir_18_the_middle_name_of_no_basis_is_found() {
    let read = patient(json!({ "name": [{
        "family": "Prøvemann",
        "extension": [
            { "url": "http://example.com/other", "valueString": "Nei" },
            { "url": "http://hl7.no/fhir/StructureDefinition/no-basis-middlename", "valueString": "Midtnavn" },
        ],
    }] }));
    let middle = read
        .resource
        .name
        .first()
        .and_then(|name| name.middle.clone());
    assert_eq!(middle.as_deref(), Some("Midtnavn"));
}

#[test]
fn fhir_20_hidden_characters_in_a_name_are_taken_out_and_told() {
    let read = patient(json!({ "name": [{ "family": "Test\u{202E}esen\u{0}" }] }));
    let family = read
        .resource
        .name
        .first()
        .and_then(|name| name.family.clone());
    assert_eq!(family.as_deref(), Some("Testesen"));
    assert_eq!(
        paths(&read),
        [("Patient.name[0].family", FindingKind::Cleaned)]
    );
}

#[test]
fn fhir_46_a_narrative_is_not_read_at_all() {
    let div = "<div><script>alert(1)</script></div>";
    let read = patient(json!({ "text": { "status": "generated", "div": div } }));
    assert_eq!(read, patient(json!({})));
}

#[test]
fn nothing_about_a_person_is_shown_by_debug() {
    let read = patient(json!({
        "birthDate": "1984-02-07",
        "name": [{ "family": "Testesen" }],
        "identifier": [{ "value": "17912099997" }],
    }));
    let shown = format!(
        "{read:?} {:?} {:?}",
        read.resource.name, read.resource.identifier
    );
    for secret in ["1984", "Testesen", "17912099997", "kari"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn fhir_37_what_is_not_the_resource_says_why() {
    let outcome = json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": "error", "code": "security", "details": { "text": "nei" } }],
    });
    match Patient::read(&outcome) {
        Err(NotTheResource::Outcome(outcome)) => {
            assert_eq!(outcome.worst(), Severity::Error);
            assert!(outcome.mentions(&["nei"]) && outcome.mentions(&["security"]));
        }
        other => panic!("{other:?}"),
    }
    assert_eq!(
        Patient::read(&json!({ "resourceType": "Group" })),
        Err(NotTheResource::OtherType)
    );
    assert_eq!(Patient::read(&json!({})), Err(NotTheResource::OtherType));
    assert_eq!(Patient::read(&json!([])), Err(NotTheResource::NotAnObject));
}

#[test]
fn an_outcome_that_says_nothing_counts_as_an_error() {
    let worst = |value: Value| OperationOutcome::read(&value).map(|read| read.resource.worst());
    let issues = |severity: &str| json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": severity }] });
    assert_eq!(
        worst(json!({ "resourceType": "OperationOutcome" })),
        Ok(Severity::Error)
    );
    assert_eq!(worst(issues("odd")), Ok(Severity::Error));
    assert_eq!(worst(issues("warning")), Ok(Severity::Warning));
}

#[test]
fn fhir_26_an_encounter_without_class_and_type_is_read() {
    let value = json!({
        "resourceType": "Encounter",
        "id": "time",
        "diagnosis": [
            { "condition": { "reference": "Condition/c" } },
            { "condition": { "reference": "Condition/b" }, "rank": 2 },
            { "condition": { "reference": "Condition/a" }, "rank": 1 },
        ],
    });
    let Ok(read) = Encounter::read(&value) else {
        panic!("not read")
    };
    assert_eq!(read.findings, []);
    let order: Vec<_> = read
        .resource
        .diagnosis
        .iter()
        .filter_map(|diagnosis| diagnosis.condition.reference.as_deref())
        .collect();
    assert_eq!(order, ["Condition/a", "Condition/b", "Condition/c"]);
}

#[test]
fn fhir_35_a_bundle_keeps_its_order_and_tells_the_next_page() {
    let value = json!({
        "resourceType": "Bundle",
        "entry": [
            { "resource": { "resourceType": "OperationOutcome" } },
            { "resource": { "resourceType": "Condition", "id": "a" } },
            { "response": { "status": "201 Created", "location": "DocumentReference/1/_history/1" } },
            { "response": { "status": "x" } },
            { "resource": 5 },
        ],
        "link": [{ "relation": "self", "url": "x" }, { "relation": "next", "url": "y" }],
    });
    let Ok(read) = Bundle::read(&value) else {
        panic!("not read")
    };
    let bundle = read.resource;
    assert_eq!(bundle.resources("Condition").count(), 1);
    assert_eq!(bundle.next.as_deref(), Some("y"));
    let codes: Vec<_> = bundle
        .entry
        .iter()
        .filter_map(|entry| Some(entry.response.as_ref()?.status))
        .collect();
    assert_eq!(codes, [201, 0]);
}

#[test]
fn fhir_42_the_fhir_version_decides_whether_a_server_can_be_used() {
    use super::Version;
    for (version, wanted) in [
        (json!("4.0.1"), Version::Fine),
        (json!("4.0.0"), Version::Fine),
        (json!("4.3.0"), Version::Odd),
        (json!("3.0.2"), Version::Unusable),
        (json!("5.0.0"), Version::Unusable),
        (json!(4), Version::Odd),
    ] {
        let value = json!({ "resourceType": "CapabilityStatement", "fhirVersion": version });
        let Ok(read) = CapabilityStatement::read(&value) else {
            panic!("not read")
        };
        assert_eq!(read.resource.version(), wanted, "{version}");
    }
}

#[test]
fn a_capability_statement_tells_what_can_be_written() {
    let value = json!({
        "resourceType": "CapabilityStatement",
        "rest": [
            { "mode": "client", "interaction": [{ "code": "transaction" }] },
            {
                "mode": "server",
                "interaction": [{ "code": "batch" }],
                "resource": [
                    {
                        "type": "DocumentReference",
                        "interaction": [{ "code": "read" }, { "code": "update" }],
                        "updateCreate": true,
                        "searchParam": [{ "name": "identifier", "type": "token" }],
                    },
                    { "interaction": [] },
                ],
            },
        ],
    });
    let Ok(read) = CapabilityStatement::read(&value) else {
        panic!("not read")
    };
    let statement = read.resource;
    assert!(statement.does("batch") && !statement.does("transaction"));
    assert_eq!(
        statement.resources.get("DocumentReference"),
        Some(&ResourceCapability {
            interaction: vec!["read".into(), "update".into()],
            update_create: Some(true),
            conditional_create: None,
            search_param: vec!["identifier".into()],
        })
    );
    assert_eq!(statement.resources.len(), 1);
}

#[test]
fn a_stored_document_is_read_as_far_as_it_is_compared() {
    let value = json!({
        "resourceType": "DocumentReference",
        "id": "1",
        "status": "current",
        "content": [{ "attachment": { "contentType": "application/pdf", "url": "Binary/1", "size": 7 } }],
        "context": { "encounter": [{ "reference": "Encounter/1" }] },
    });
    let Ok(read) = StoredDocument::read(&value) else {
        panic!("not read")
    };
    let document = read.resource;
    assert_eq!(
        (document.attachment.size, document.encounter.len()),
        (Some(7), 1)
    );
    assert_eq!(document.subject, None);
}

#[test]
fn an_organisation_with_nothing_in_it_is_read() {
    let read = Organization::read(&json!({ "resourceType": "Organization" }));
    assert_eq!(read.map(|read| read.resource), Ok(Organization::default()));
}
