//! Encounter and Condition.

use serde_json::Value;

use crate::datatypes::{CodeableConcept, Coding, Period};
use crate::element::{Element, resource};
use crate::finding::{FindingKind, NotTheResource, Read};
use crate::hide::hides;
use crate::reference::Reference;

/// Encounter. `class` and `type` may be missing: Nav's own mock leaves them out.
#[derive(Clone, Default, PartialEq)]
pub struct Encounter {
    /// `Encounter.id`.
    pub id: Option<String>,
    /// `in-progress`, `cancelled` …
    pub status: Option<String>,
    /// `AMB`, `VR` …
    pub class: Option<Coding>,
    /// Contact type among others.
    pub kind: Vec<CodeableConcept>,
    /// The patient.
    pub subject: Option<Reference>,
    /// Who takes part.
    pub participant: Vec<Reference>,
    /// When.
    pub period: Period,
    /// The office.
    pub service_provider: Option<Reference>,
    /// Diagnoses in order of rank.
    pub diagnosis: Vec<EncounterDiagnosis>,
    /// Resources inside this one.
    pub contained: Vec<Value>,
}

/// One diagnosis of an encounter.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct EncounterDiagnosis {
    /// The Condition.
    pub condition: Reference,
    /// 1 is first.
    pub rank: Option<u64>,
}

/// Condition.
#[derive(Clone, Default, PartialEq)]
pub struct Condition {
    /// `Condition.id`.
    pub id: Option<String>,
    /// The patient.
    pub subject: Option<Reference>,
    /// The encounter.
    pub encounter: Option<Reference>,
    /// What it is.
    pub code: CodeableConcept,
    /// `active`, `resolved` …
    pub clinical_status: Option<String>,
    /// `confirmed`, `refuted`, `entered-in-error` …
    pub verification_status: Option<String>,
    /// There is a modifierExtension: its meaning may be the opposite of what it seems (R4 2.4.0.2).
    pub modified: bool,
}

hides!(Encounter, Condition);

impl Encounter {
    /// Reads an Encounter.
    pub fn read(value: &Value) -> Result<Read<Encounter>, NotTheResource> {
        resource(value, "Encounter", |encounter| Encounter {
            id: encounter.code("id"),
            status: encounter.code("status"),
            class: encounter.child("class").map(|class| Coding::read(&class)),
            kind: encounter
                .children("type")
                .iter()
                .map(CodeableConcept::read)
                .collect(),
            subject: Reference::child(encounter, "subject"),
            participant: encounter
                .children("participant")
                .iter()
                .filter_map(|participant| Reference::child(participant, "individual"))
                .collect(),
            period: Period::child(encounter),
            service_provider: Reference::child(encounter, "serviceProvider"),
            diagnosis: diagnoses(encounter),
            contained: encounter.list("contained").into_iter().cloned().collect(),
        })
    }

    /// The resource inside this one with an id, without `#`.
    pub fn contained(&self, id: &str) -> Option<&Value> {
        self.contained
            .iter()
            .find(|value| value.get("id").and_then(Value::as_str) == Some(id))
    }
}

impl Condition {
    /// Reads a Condition.
    pub fn read(value: &Value) -> Result<Read<Condition>, NotTheResource> {
        resource(value, "Condition", |condition| {
            let modified = !condition.list("modifierExtension").is_empty();
            if modified {
                condition.report("modifierExtension", FindingKind::UnknownModifier);
            }
            Condition {
                id: condition.code("id"),
                subject: Reference::child(condition, "subject"),
                encounter: Reference::child(condition, "encounter"),
                code: condition
                    .child("code")
                    .map(|code| CodeableConcept::read(&code))
                    .unwrap_or_default(),
                clinical_status: status(condition, "clinicalStatus"),
                verification_status: status(condition, "verificationStatus"),
                modified,
            }
        })
    }
}

/// The first code of a status, whatever its system.
fn status(element: &Element<'_>, name: &str) -> Option<String> {
    let concept = CodeableConcept::read(&element.child(name)?);
    concept.coding.into_iter().find_map(|coding| coding.code)
}

fn diagnoses(encounter: &Element<'_>) -> Vec<EncounterDiagnosis> {
    let mut all: Vec<EncounterDiagnosis> = Vec::new();
    for diagnosis in encounter.children("diagnosis") {
        let Some(condition) = Reference::child(&diagnosis, "condition") else {
            continue;
        };
        let rank = diagnosis.number("rank");
        // In order, and stable: those without rank keep theirs behind the others. Not the library's sort: it adds
        // three kilobytes to what a browser loads.
        let order = |rank: Option<u64>| rank.unwrap_or(u64::MAX);
        let place = all.partition_point(|earlier| order(earlier.rank) <= order(rank));
        all.insert(place, EncounterDiagnosis { condition, rank });
    }
    all
}
