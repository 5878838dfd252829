//! The offices.

use serde_json::{Value, json};

use super::{meta, number, oid};

/// An office and its facts.
#[derive(Debug)]
pub struct Office {
    /// The FHIR id of the Organization.
    pub id: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The first eight digits of its organisation number, if the journal holds one.
    pub orgnr_body: Option<&'static str>,
    /// Eight digits.
    pub phone: &'static str,
    /// Street, postal code, postal place.
    pub address: [&'static str; 3],
}

/// The offices of the journal.
pub const OFFICES: &[Office] = &[
    Office {
        id: "fjellvik",
        name: "Fjellvik testlegekontor",
        orgnr_body: Some("31374539"),
        phone: "73000001",
        address: ["Testtorget 1", "7010", "Trondheim"],
    },
    // Attest must ask for the number here.
    Office {
        id: "uten-orgnr",
        name: "Uten Orgnr Prøvekontor",
        orgnr_body: None,
        phone: "73000002",
        address: ["Prøvegata 2", "9730", "Karasjok"],
    },
];

impl Office {
    /// The organisation number, nine digits.
    pub fn orgnr(&self) -> Option<String> {
        self.orgnr_body.and_then(number::organisation_number)
    }

    /// The Organization resource (no-basis-Organization).
    pub fn resource(&self) -> Value {
        let [street, postal_code, city] = self.address;
        let mut identifiers = vec![json!({ "system": oid("2"), "value": "8094866" })];
        if let Some(orgnr) = self.orgnr() {
            identifiers.insert(0, json!({ "system": oid("4.101"), "value": orgnr }));
        }
        json!({
            "resourceType": "Organization",
            "id": self.id,
            "meta": meta("no-basis-Organization"),
            "identifier": identifiers,
            "active": true,
            "name": self.name,
            "telecom": [{ "system": "phone", "value": self.phone, "use": "work" }],
            "address": [{
                "use": "work", "line": [street], "city": city, "postalCode": postal_code, "country": "NO",
            }],
        })
    }
}
