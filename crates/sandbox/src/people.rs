//! The invented people of the journal, their offices and consultations, as FHIR R4 resources.
//!
//! Every resource follows the no-basis profiles (smart-fhir.md 2.4), every identity number has the month + 80
//! of the Tax Administration's synthetic people, and every name says that it is a test.

pub mod number;

mod clinicians;
mod conditions;
mod encounters;
mod offices;
mod patients;

use chrono::NaiveDate;
use serde_json::Value;

pub use clinicians::{CLINICIANS, Clinician};
pub use encounters::{ENCOUNTERS, EncounterFacts};
pub use offices::{OFFICES, Office};
pub use patients::{Identity, PATIENTS, PatientFacts, Register};

/// All resources of the journal at the start of a day, in an order in which references point backwards.
pub fn resources(today: NaiveDate) -> Vec<Value> {
    let mut all = Vec::new();
    all.extend(OFFICES.iter().map(Office::resource));
    all.extend(CLINICIANS.iter().flat_map(Clinician::resources));
    all.extend(PATIENTS.iter().map(PatientFacts::resource));
    all.extend(conditions::resources(today));
    all.extend(ENCOUNTERS.iter().map(|encounter| encounter.resource(today)));
    all
}

/// The patient with this id.
pub fn patient(id: &str) -> Option<&'static PatientFacts> {
    PATIENTS.iter().find(|patient| patient.id == id)
}

/// The clinician with this id.
pub fn clinician(id: &str) -> Option<&'static Clinician> {
    CLINICIANS.iter().find(|clinician| clinician.id == id)
}

/// The encounter with this id.
pub fn encounter(id: &str) -> Option<&'static EncounterFacts> {
    ENCOUNTERS.iter().find(|encounter| encounter.id == id)
}

/// The text of a diagnosis that occurs in the journal.
pub fn diagnosis_text(code: &str) -> Option<&'static str> {
    conditions::text(code)
}

/// `urn:oid:` with an OID under Norway's health branch.
fn oid(tail: &str) -> String {
    format!("urn:oid:2.16.578.1.12.4.1.{tail}")
}

/// `meta.profile` with one no-basis profile.
fn meta(profile: &str) -> Value {
    serde_json::json!({ "profile": [format!("http://hl7.no/fhir/StructureDefinition/{profile}")] })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 2).unwrap()
    }

    /// Every `reference` in a value.
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    match member.as_str() {
                        Some(text) if name == "reference" => found.push(text.to_owned()),
                        _ => references(member, found),
                    }
                }
            }
            Value::Array(items) => items.iter().for_each(|item| references(item, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_points_to_a_resource_that_exists() {
        let all = resources(today());
        let ids: BTreeSet<String> = all
            .iter()
            .map(|r| {
                format!(
                    "{}/{}",
                    r["resourceType"].as_str().unwrap(),
                    r["id"].as_str().unwrap()
                )
            })
            .collect();
        assert_eq!(ids.len(), all.len(), "two resources share an id");
        for resource in &all {
            let mut found = Vec::new();
            references(resource, &mut found);
            for reference in found {
                assert!(ids.contains(&reference), "{reference} is missing");
            }
        }
    }

    #[test]
    fn every_identity_number_in_the_journal_is_synthetic_and_valid() {
        for patient in PATIENTS {
            let Some(number) = patient.ident() else {
                continue;
            };
            let month: u32 = number[2..4].parse().unwrap();
            assert!(
                (81..=92).contains(&month),
                "{} is not marked as synthetic",
                patient.id
            );
            assert!(
                number::check_digits_fit(&number),
                "{} has wrong check digits",
                patient.id
            );
        }
    }

    #[test]
    fn an_encounter_belongs_to_the_patient_whose_conditions_it_names() {
        let all = resources(today());
        let find = |kind: &str, id: &str| {
            all.iter()
                .find(|r| r["resourceType"] == kind && r["id"] == id)
                .unwrap()
                .clone()
        };
        for encounter in ENCOUNTERS {
            let resource = find("Encounter", encounter.id);
            for diagnosis in resource["diagnosis"].as_array().into_iter().flatten() {
                let id = diagnosis["condition"]["reference"]
                    .as_str()
                    .unwrap()
                    .replace("Condition/", "");
                let condition = find("Condition", &id);
                assert_eq!(condition["subject"], resource["subject"]);
                assert_eq!(
                    condition["encounter"]["reference"],
                    format!("Encounter/{}", encounter.id)
                );
            }
        }
    }

    #[test]
    fn the_people_cover_what_the_profile_can_throw_at_the_app() {
        let has = |wanted: fn(&Value) -> bool| resources(today()).iter().any(wanted);
        assert!(PATIENTS.len() >= 8 && CLINICIANS.len() == 3 && OFFICES.len() == 2);
        assert!(PATIENTS.iter().any(|p| p.ident().is_none()));
        assert!(PATIENTS.iter().any(|p| p.identity == Identity::DNumber));
        assert!(
            PATIENTS
                .iter()
                .any(|p| p.born() > NaiveDate::from_ymd_opt(2014, 1, 1).unwrap())
        );
        assert!(
            PATIENTS
                .iter()
                .any(|p| ENCOUNTERS.iter().filter(|e| e.patient == p.id).count() > 1)
        );
        assert!(has(|r| r["meta"]["security"].is_array()));
        for system in ["7110", "7170", "7171"] {
            let wanted = oid(&format!("1.{system}"));
            assert!(resources(today()).iter().any(|r| {
                r["resourceType"] == "Condition" && r["code"]["coding"][0]["system"] == wanted
            }));
        }
    }
}
