//! The clinicians.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{meta, number, oid};

/// A clinician and their facts.
#[derive(Debug)]
pub struct Clinician {
    /// The FHIR id of the Practitioner; the PractitionerRole is `{id}-rolle`.
    pub id: &'static str,
    /// Given name.
    pub given: &'static str,
    /// Family name.
    pub family: &'static str,
    /// Year, month, day of birth.
    pub born: (i32, u32, u32),
    /// HPR number; none for the one whom Attest must stop.
    pub hpr: Option<&'static str>,
    /// Category of health personnel (9060) with its name.
    pub category: (&'static str, &'static str),
    /// Whether HPR holds the extra competence that lets a chiropractor write sick notes (7702 = 1).
    pub extra_competence: Option<&'static str>,
    /// The office where they work.
    pub office: &'static str,
    /// What they are for, in a few words for the start page (bokmål).
    pub purpose: &'static str,
}

/// The clinicians of the journal.
pub const CLINICIANS: &[Clinician] = &[
    Clinician {
        id: "lege",
        given: "Ida",
        family: "Fastlege-Testesen",
        born: (1975, 4, 24),
        hpr: Some("9144889"),
        category: ("LE", "Lege"),
        extra_competence: None,
        office: "fjellvik",
        purpose: "fastlege",
    },
    Clinician {
        id: "kiropraktor",
        given: "Kim",
        family: "Kiropraktor-Testesen",
        born: (1981, 7, 19),
        hpr: Some("9144897"),
        category: ("KI", "Kiropraktor"),
        extra_competence: Some("1"),
        office: "fjellvik",
        purpose: "kiropraktor",
    },
    Clinician {
        id: "uten-hpr",
        given: "Una",
        family: "Utenhpr-Testesen",
        born: (1992, 12, 2),
        hpr: None,
        category: ("LE", "Lege"),
        extra_competence: None,
        office: "uten-orgnr",
        purpose: "mangler HPR-nummer",
    },
];

impl Clinician {
    /// The whole name as one reads it.
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.family)
    }

    /// The identity number.
    pub fn ident(&self) -> String {
        let (year, month, day) = self.born;
        number::fodselsnummer(NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default())
    }

    /// The Practitioner (no-basis-Practitioner) and the PractitionerRole (no-basis-PractitionerRole).
    pub fn resources(&self) -> [Value; 2] {
        let mut identifiers = vec![json!({ "system": oid("4.1"), "value": self.ident() })];
        if let Some(hpr) = self.hpr {
            identifiers.insert(0, json!({ "system": oid("4.4"), "value": hpr }));
        }
        let (category, display) = self.category;
        let practitioner = json!({
            "resourceType": "Practitioner",
            "id": self.id,
            "meta": meta("no-basis-Practitioner"),
            "identifier": identifiers,
            "active": true,
            "name": [{ "use": "official", "family": self.family, "given": [self.given] }],
            "telecom": [{ "system": "phone", "value": "73000010", "use": "work" }],
            "qualification": [{ "code": { "coding": [
                { "system": oid("1.9060"), "code": category, "display": display },
                { "system": oid("1.7704"), "code": "1", "display": "Autorisasjon" },
            ] } }],
        });
        let role = json!({
            "resourceType": "PractitionerRole",
            "id": format!("{}-rolle", self.id),
            "meta": meta("no-basis-PractitionerRole"),
            "active": true,
            "practitioner": { "reference": format!("Practitioner/{}", self.id) },
            "organization": { "reference": format!("Organization/{}", self.office) },
        });
        [practitioner, role]
    }
}
