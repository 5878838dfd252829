//! The consultations.

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};

use super::conditions;
use super::oid;
use crate::json::Members;

/// A consultation and its facts.
#[derive(Debug)]
pub struct EncounterFacts {
    /// The FHIR id.
    pub id: &'static str,
    /// The patient.
    pub patient: &'static str,
    /// The treating clinician.
    pub clinician: &'static str,
    /// The office, `serviceProvider`.
    pub office: &'static str,
    /// How they met.
    pub contact: Contact,
    /// Days before today.
    pub days_ago: u64,
}

/// Contact type (code system 8432): the three that Nav takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// Undersøkelse, code 1.
    Examination,
    /// Videokonsultasjon, code 6.
    Video,
    /// Telefonkonsultasjon, code 7.
    Telephone,
}

const fn encounter(id: &'static str, patient: &'static str) -> EncounterFacts {
    EncounterFacts {
        id,
        patient,
        clinician: "lege",
        office: "fjellvik",
        contact: Contact::Examination,
        days_ago: 0,
    }
}

/// The consultations of the journal. The first of a patient is `{patient}-i-dag`; the patient `stille` has none.
pub const ENCOUNTERS: &[EncounterFacts] = &[
    encounter("kari-i-dag", "kari"),
    EncounterFacts {
        contact: Contact::Telephone,
        days_ago: 3,
        ..encounter("kari-telefon", "kari")
    },
    encounter("ola-i-dag", "ola"),
    EncounterFacts {
        clinician: "kiropraktor",
        ..encounter("ola-kiropraktor", "ola")
    },
    EncounterFacts {
        contact: Contact::Video,
        ..encounter("dana-i-dag", "dana")
    },
    EncounterFacts {
        clinician: "uten-hpr",
        office: "uten-orgnr",
        ..encounter("dana-uten-orgnr", "dana")
    },
    encounter("nils-i-dag", "nils"),
    encounter("asta-i-dag", "asta"),
    EncounterFacts {
        contact: Contact::Video,
        ..encounter("mahtte-i-dag", "mahtte")
    },
    encounter("sperret-i-dag", "sperret"),
    encounter("barn-i-dag", "barn"),
    encounter("zara-i-dag", "zara"),
    encounter("ukjent-i-dag", "ukjent"),
    encounter("uke7-i-dag", "uke7"),
    encounter("uke17-i-dag", "uke17"),
    encounter("uke39-i-dag", "uke39"),
    encounter("historie-i-dag", "historie"),
    encounter("varianter-i-dag", "varianter"),
];

impl EncounterFacts {
    /// What the start page says about it (bokmål).
    pub fn label(&self) -> String {
        let (_, contact, _) = self.contact.coding();
        match self.days_ago {
            0 => format!("{contact} i dag"),
            days => format!("{contact} for {days} dager siden"),
        }
    }

    /// The Encounter resource.
    pub fn resource(&self, today: NaiveDate) -> Value {
        let (code, display, class) = self.contact.coding();
        let day = today
            .checked_sub_days(Days::new(self.days_ago))
            .unwrap_or(today);
        let diagnoses: Vec<Value> = conditions::of(self.id)
            .zip(1..)
            .map(|(condition, rank)| {
                json!({ "condition": { "reference": format!("Condition/{}", condition.id) }, "rank": rank })
            })
            .collect();
        let mut resource = json!({
            "resourceType": "Encounter",
            "id": self.id,
            "status": "in-progress",
            "class": { "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": class },
            "type": [{ "coding": [{ "system": oid("1.8432"), "code": code, "display": display }] }],
            "subject": { "reference": format!("Patient/{}", self.patient) },
            "participant": [{
                "individual": { "reference": format!("Practitioner/{}", self.clinician) },
            }],
            "period": { "start": format!("{day}T07:30:00Z") },
            "serviceProvider": { "reference": format!("Organization/{}", self.office) },
        });
        if !diagnoses.is_empty() {
            resource.put("diagnosis", Value::Array(diagnoses));
        }
        resource
    }
}

impl Contact {
    /// Code and name in 8432, and the class in v3-ActCode.
    fn coding(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Contact::Examination => ("1", "Undersøkelse", "AMB"),
            Contact::Video => ("6", "Videokonsultasjon", "VR"),
            Contact::Telephone => ("7", "Telefonkonsultasjon", "VR"),
        }
    }
}
