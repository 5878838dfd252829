//! Step context: the rows of `smart-fhir.md` 5.2 about the office.

use contract::Notice;
use serde_json::{Value, json};

use crate::world::*;

#[test]
fn fhir_29_without_service_provider_the_office_of_the_only_role_is_used() {
    let mut epj = Epj::new();
    epj.change("Encounter/time", "serviceProvider", Value::Null);
    let role = json!({
        "resourceType": "PractitionerRole",
        "id": "r",
        "practitioner": { "reference": "Practitioner/lege" },
        "organization": { "reference": "Organization/kontor" },
    });
    let foreign = json!({
        "resourceType": "PractitionerRole",
        "id": "s",
        "practitioner": { "reference": "Practitioner/annen" },
        "organization": { "reference": "Organization/annet" },
    });
    epj.answer(
        "PractitionerRole?practitioner=lege",
        ok(bundle(&[foreign, role])),
    );
    assert_eq!(epj.context().office.orgnummer.as_deref(), Some("313745392"));
}

#[test]
fn fhir_29_without_service_provider_and_role_the_office_is_asked_for() {
    for code in [403, 404] {
        let mut epj = Epj::new();
        epj.change("Encounter/time", "serviceProvider", Value::Null);
        epj.answer("PractitionerRole?practitioner=lege", status(code, None));
        let context = epj.context();
        assert_eq!(context.office.orgnummer, None);
        assert_eq!(
            context.notices,
            [Notice::OfficeWithoutOrgnummer, Notice::OfficeWithoutPhone],
        );
    }
}

fn part_of(id: &str, parent: &str) -> Value {
    json!({
        "resourceType": "Organization",
        "id": id,
        "name": id,
        "partOf": { "reference": format!("Organization/{parent}") },
    })
}

#[test]
fn fhir_30_the_organisation_number_is_looked_for_three_levels_up() {
    let levels = |top: usize| {
        let mut epj = Epj::new();
        epj.change(
            "Encounter/time",
            "serviceProvider",
            json!({ "reference": "Organization/l0" }),
        );
        for level in 0..top {
            epj.put(part_of(&format!("l{level}"), &format!("l{}", level + 1)));
        }
        let mut last = organization();
        last["id"] = json!(format!("l{top}"));
        epj.put(last);
        epj.context().office
    };
    let third = levels(3);
    assert_eq!(third.orgnummer.as_deref(), Some("313745392"));
    assert_eq!(
        (third.id.as_deref(), third.name.as_deref()),
        (Some("l0"), Some("l0"))
    );
    assert_eq!(levels(4).orgnummer, None);
}

#[test]
fn fhir_30_organisations_that_are_part_of_each_other_come_to_an_end() {
    let mut epj = Epj::new();
    epj.change(
        "Encounter/time",
        "serviceProvider",
        json!({ "reference": "Organization/a" }),
    );
    epj.put(part_of("a", "b"));
    epj.put(part_of("b", "a"));
    assert_eq!(epj.context().office.orgnummer, None);
    let asked: Vec<&String> = epj.rounds.iter().flatten().collect();
    assert_eq!(
        asked
            .iter()
            .filter(|path| path.as_str() == "Organization/a")
            .count(),
        1
    );
}

#[test]
fn fhir_31_a_missing_telephone_is_taken_from_the_clinician_or_asked_for() {
    let mut epj = Epj::new();
    epj.change("Organization/kontor", "telecom", Value::Null);
    assert_eq!(epj.context().notices, [Notice::OfficeWithoutPhone]);
    let work = json!([{ "system": "phone", "value": "73 00 00 10", "use": "work" }]);
    epj.change("Practitioner/lege", "telecom", work);
    epj.rounds.clear();
    assert_eq!(epj.context().office.phone.as_deref(), Some("73000010"));
}

#[test]
fn fhir_16_an_organisation_number_that_does_not_add_up_counts_as_missing() {
    let mut epj = Epj::new();
    let bad = json!([{ "system": oid("4.101"), "value": "123456789" }]);
    epj.change("Organization/kontor", "identifier", bad);
    assert_eq!(epj.context().notices, [Notice::OfficeWithoutOrgnummer]);
}

#[test]
fn fhir_38_an_office_that_may_not_be_read_does_not_stop() {
    let mut epj = Epj::new();
    epj.answer("Organization/kontor", status(403, None));
    let context = epj.context();
    assert_eq!(context.office.orgnummer, None);
    assert_eq!(context.patient.ident, FNR);
}

#[test]
fn fhir_36_an_office_is_found_inside_the_encounter_and_by_its_number() {
    let mut epj = Epj::new();
    epj.change("Encounter/time", "contained", json!([organization()]));
    epj.change(
        "Encounter/time",
        "serviceProvider",
        json!({ "reference": "#kontor" }),
    );
    assert_eq!(epj.context().office.orgnummer.as_deref(), Some("313745392"));

    let mut epj = Epj::new();
    let logical = json!({ "identifier": { "system": oid("4.101"), "value": "313745392" } });
    epj.change("Encounter/time", "serviceProvider", logical);
    let search = format!("Organization?identifier={}|313745392", oid("4.101"));
    epj.answer(&search, ok(bundle(&[organization()])));
    assert_eq!(
        epj.context().office.name.as_deref(),
        Some("Fjellvik testlegekontor")
    );
}

#[test]
fn an_identity_number_never_stands_in_an_address() {
    let mut epj = Epj::new();
    let odd = json!({ "identifier": { "system": oid("4.101"), "value": FNR } });
    epj.change("Encounter/time", "serviceProvider", odd);
    epj.context();
    assert!(epj.rounds.iter().flatten().all(|path| !path.contains(FNR)));
}
