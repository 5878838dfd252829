//! The diagnoses of the consultations.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::encounters::ENCOUNTERS;
use super::oid;

/// A diagnosis and its facts.
#[derive(Debug)]
pub(super) struct ConditionFacts {
    /// The FHIR id.
    pub id: &'static str,
    encounter: &'static str,
    /// The last number of the code system's OID.
    system: &'static str,
    code: &'static str,
    display: &'static str,
}

const ICD_10: &str = "1.7110";
const ICPC_2: &str = "1.7170";
const ICPC_2B: &str = "1.7171";

const fn condition(
    id: &'static str,
    encounter: &'static str,
    system: &'static str,
    code: &'static str,
    display: &'static str,
) -> ConditionFacts {
    ConditionFacts {
        id,
        encounter,
        system,
        code,
        display,
    }
}

const CONDITIONS: &[ConditionFacts] = &[
    condition(
        "kari-rygg",
        "kari-i-dag",
        ICPC_2,
        "L84",
        "Ryggsyndrom uten smerteutstråling",
    ),
    condition("kari-sovn", "kari-i-dag", ICPC_2, "P06", "Søvnforstyrrelse"),
    condition(
        "kari-depresjon",
        "kari-telefon",
        ICPC_2,
        "P76",
        "Depressiv lidelse",
    ),
    condition("ola-korsrygg", "ola-i-dag", ICD_10, "M54.5", "Lumbago"),
    condition(
        "ola-nakke",
        "ola-kiropraktor",
        ICPC_2,
        "L83",
        "Nakkesyndrom",
    ),
    condition(
        "dana-brudd",
        "dana-uten-orgnr",
        ICD_10,
        "S52.5",
        "Brudd i nedre ende av radius",
    ),
    condition("dana-hoste", "dana-i-dag", ICPC_2, "R05", "Hoste"),
    condition("nils-influensa", "nils-i-dag", ICPC_2, "R80", "Influensa"),
    condition(
        "asta-kne",
        "asta-i-dag",
        ICPC_2B,
        "L96.0004",
        "Meniskskade akutt INA",
    ),
    condition("mahtte-migrene", "mahtte-i-dag", ICPC_2, "N89", "Migrene"),
    condition(
        "sperret-angst",
        "sperret-i-dag",
        ICPC_2,
        "P74",
        "Angstlidelse",
    ),
    condition("barn-feber", "barn-i-dag", ICPC_2, "A03", "Feber"),
    condition(
        "zara-okonomi",
        "zara-i-dag",
        ICPC_2,
        "Z01",
        "Fattigdom/økonomiske problemer",
    ),
    condition("ukjent-hode", "ukjent-i-dag", ICPC_2, "N01", "Hodepine"),
    condition(
        "uke7-depresjon",
        "uke7-i-dag",
        ICPC_2,
        "P76",
        "Depressiv lidelse",
    ),
    condition(
        "uke17-rygg",
        "uke17-i-dag",
        ICPC_2,
        "L84",
        "Ryggsyndrom uten smerteutstråling",
    ),
    condition("uke39-nakke", "uke39-i-dag", ICPC_2, "L83", "Nakkesyndrom"),
    condition(
        "historie-migrene",
        "historie-i-dag",
        ICPC_2,
        "N89",
        "Migrene",
    ),
    condition("varianter-hoste", "varianter-i-dag", ICPC_2, "R05", "Hoste"),
];

/// The diagnoses of a consultation, the most important first.
pub(super) fn of(encounter: &str) -> impl Iterator<Item = &'static ConditionFacts> + use<'_> {
    CONDITIONS
        .iter()
        .filter(move |condition| condition.encounter == encounter)
}

/// The text of a diagnosis that occurs in the journal.
pub(super) fn text(code: &str) -> Option<&'static str> {
    CONDITIONS
        .iter()
        .find(|condition| condition.code == code)
        .map(|condition| condition.display)
}

/// All Condition resources.
pub(super) fn resources(today: NaiveDate) -> Vec<Value> {
    ENCOUNTERS
        .iter()
        .flat_map(|encounter| {
            let day = today
                .checked_sub_days(Days::new(encounter.days_ago))
                .unwrap_or(today);
            of(encounter.id).map(move |condition| condition.resource(encounter.patient, day))
        })
        .collect()
}

impl ConditionFacts {
    fn resource(&self, patient: &str, day: NaiveDate) -> Value {
        let status = |list: &str, code: &str| {
            json!({ "coding": [{
                "system": format!("http://terminology.hl7.org/CodeSystem/{list}"), "code": code,
            }] })
        };
        json!({
            "resourceType": "Condition",
            "id": self.id,
            "clinicalStatus": status("condition-clinical", "active"),
            "verificationStatus": status("condition-ver-status", "confirmed"),
            "category": [status("condition-category", "encounter-diagnosis")],
            "code": {
                "coding": [{ "system": oid(self.system), "code": self.code, "display": self.display }],
                "text": self.display,
            },
            "subject": { "reference": format!("Patient/{patient}") },
            "encounter": { "reference": format!("Encounter/{}", self.encounter) },
            "recordedDate": day.to_string(),
        })
    }
}
