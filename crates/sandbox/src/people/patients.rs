//! The patients.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::{meta, number, oid};
use crate::json::Members;

/// Which identity number the journal holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// Fødselsnummer.
    Fnr,
    /// D-number, for people without residence.
    DNumber,
    /// None: Attest must stop with an explanation.
    None,
}

/// What makes a patient worth having here, and the facts about them.
#[derive(Debug)]
pub struct PatientFacts {
    /// The FHIR id.
    pub id: &'static str,
    /// Given names, in order.
    pub given: &'static [&'static str],
    /// Middle name, written as the no-basis extension.
    pub middle: Option<&'static str>,
    /// Family name.
    pub family: &'static str,
    /// Year, month, day of birth.
    pub born: (i32, u32, u32),
    /// FHIR administrative gender.
    pub gender: &'static str,
    /// Which identity number the journal holds.
    pub identity: Identity,
    /// Street, postal code, postal place, municipality and its number.
    pub address: [&'static str; 5],
    /// Eight digits.
    pub phone: &'static str,
    /// Whether the address is protected.
    pub address_shown: Address,
    /// Whether Nav's register of people knows the patient.
    pub register: Register,
    /// What the patient is for, in a few words for the start page (bokmål).
    pub purpose: &'static str,
}

/// Whether the address is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Address {
    /// May be shown and sent.
    Open,
    /// Confidential: neither shown nor sent (smart-fhir.md 2.3, `Patient.meta.security`).
    Protected,
}

/// Whether Nav's register of people knows the patient.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Register {
    /// Known to Nav.
    Known,
    /// Not known: the receiver answers 422.
    Unknown,
}

/// The patients of the journal.
pub const PATIENTS: &[PatientFacts] = &[
    PatientFacts {
        id: "kari",
        given: &["Kari"],
        middle: None,
        family: "Testesen",
        born: (1984, 2, 7),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Prøveveien 1", "0010", "Oslo", "Oslo", "0301"],
        phone: "99990001",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "to konsultasjoner, ICPC-2",
    },
    PatientFacts {
        id: "ola",
        given: &["Ola", "Emil"],
        middle: Some("Midtnavn"),
        family: "Prøvemann",
        born: (1971, 11, 23),
        gender: "male",
        identity: Identity::Fnr,
        address: ["Testgata 22 B", "7010", "Trondheim", "Trondheim", "5001"],
        phone: "99990002",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "mellomnavn, ICD-10, kiropraktor",
    },
    PatientFacts {
        id: "dana",
        given: &["Dana"],
        middle: None,
        family: "Dnummer-Testova",
        born: (1990, 6, 15),
        gender: "female",
        identity: Identity::DNumber,
        address: ["Brakkeveien 3", "9900", "Kirkenes", "Sør-Varanger", "5605"],
        phone: "99990003",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "D-nummer",
    },
    PatientFacts {
        id: "nils",
        given: &["Nils"],
        middle: None,
        family: "Utennummer-Testesen",
        born: (1966, 4, 1),
        gender: "male",
        identity: Identity::None,
        address: ["Testbakken 4", "5003", "Bergen", "Bergen", "4601"],
        phone: "99990004",
        address_shown: Address::Open,
        register: Register::Unknown,
        purpose: "uten fødselsnummer og D-nummer",
    },
    PatientFacts {
        id: "asta",
        given: &["Åsta", "Bjørg"],
        middle: Some("Ærlig"),
        family: "Øvrebø-Testesen",
        born: (1958, 9, 30),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Ångstrømsvei 5", "6002", "Ålesund", "Ålesund", "1508"],
        phone: "99990005",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "æ, ø og å, ICPC-2B",
    },
    PatientFacts {
        id: "mahtte",
        given: &["Máhtte", "Áŋŋel"],
        middle: None,
        family: "Čuđiŧeašši-Žtestesen",
        born: (1979, 12, 12),
        gender: "male",
        identity: Identity::Fnr,
        address: [
            "Geahččalangeaidnu 6",
            "9730",
            "Kárášjohka",
            "Kárášjohka",
            "5610",
        ],
        phone: "99990006",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "samiske bokstaver",
    },
    PatientFacts {
        id: "sperret",
        given: &["Siri"],
        middle: None,
        family: "Sperret-Testesen",
        born: (1993, 3, 3),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Skjult vei 7", "4006", "Stavanger", "Stavanger", "1103"],
        phone: "99990007",
        address_shown: Address::Protected,
        register: Register::Known,
        purpose: "beskyttet adresse",
    },
    PatientFacts {
        id: "barn",
        given: &["Bo"],
        middle: None,
        family: "Barn-Testesen",
        born: (2018, 8, 18),
        gender: "male",
        identity: Identity::Fnr,
        address: ["Lekeveien 8", "2317", "Hamar", "Hamar", "3403"],
        phone: "99990008",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "under 13 år",
    },
    PatientFacts {
        id: "zara",
        given: &["Zara"],
        middle: None,
        family: "Z-diagnose-Testesen",
        born: (1988, 5, 5),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Regelveien 9", "8006", "Bodø", "Bodø", "1804"],
        phone: "99990009",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "Z-diagnose, avvises av reglene",
    },
    PatientFacts {
        id: "ukjent",
        given: &["Ulrik"],
        middle: None,
        family: "Ukjent-Testesen",
        born: (1982, 10, 10),
        gender: "male",
        identity: Identity::Fnr,
        address: ["Ingensteds vei 10", "3007", "Drammen", "Drammen", "3301"],
        phone: "99990010",
        address_shown: Address::Open,
        register: Register::Unknown,
        purpose: "ukjent i Navs personregister",
    },
    PatientFacts {
        id: "stille",
        given: &["Stine"],
        middle: None,
        family: "Stille-Testesen",
        born: (1996, 1, 16),
        gender: "female",
        identity: Identity::Fnr,
        address: [
            "Rolige vei 11",
            "1606",
            "Fredrikstad",
            "Fredrikstad",
            "3107",
        ],
        phone: "99990011",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "ingen konsultasjon",
    },
    PatientFacts {
        id: "uke7",
        given: &["Ulla"],
        middle: None,
        family: "Ukesju-Testesen",
        born: (1977, 3, 17),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Ukeveien 7", "0010", "Oslo", "Oslo", "0301"],
        phone: "99990012",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "sykmeldt i sju uker",
    },
    PatientFacts {
        id: "uke17",
        given: &["Unni"],
        middle: None,
        family: "Ukesytten-Testesen",
        born: (1969, 8, 8),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Ukeveien 17", "0010", "Oslo", "Oslo", "0301"],
        phone: "99990013",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "sykmeldt i sytten uker",
    },
    PatientFacts {
        id: "uke39",
        given: &["Uno"],
        middle: None,
        family: "Ukestrettini-Testesen",
        born: (1963, 5, 27),
        gender: "male",
        identity: Identity::Fnr,
        address: ["Ukeveien 39", "0010", "Oslo", "Oslo", "0301"],
        phone: "99990014",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "sykmeldt i trettini uker",
    },
    PatientFacts {
        id: "historie",
        given: &["Hilde"],
        middle: None,
        family: "Historie-Testesen",
        born: (1980, 10, 2),
        gender: "female",
        identity: Identity::Fnr,
        address: ["Gamleveien 12", "7010", "Trondheim", "Trondheim", "5001"],
        phone: "99990015",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "tidligere sykmeldinger av alle slag",
    },
    PatientFacts {
        id: "varianter",
        given: &["Vetle"],
        middle: None,
        family: "Varianter-Testesen",
        born: (1991, 1, 25),
        gender: "male",
        identity: Identity::Fnr,
        address: ["Skjemaveien 13", "5003", "Bergen", "Bergen", "4601"],
        phone: "99990016",
        address_shown: Address::Open,
        register: Register::Known,
        purpose: "en pågående sykmelding av hver type",
    },
];

impl PatientFacts {
    /// Date of birth.
    pub fn born(&self) -> NaiveDate {
        let (year, month, day) = self.born;
        NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
    }

    /// The identity number, or `None` for the patient without one.
    pub fn ident(&self) -> Option<String> {
        match self.identity {
            Identity::Fnr => Some(number::fodselsnummer(self.born())),
            Identity::DNumber => Some(number::d_number(self.born())),
            Identity::None => None,
        }
    }

    /// The whole name as one reads it.
    pub fn name(&self) -> String {
        let mut parts = self.given.to_vec();
        parts.extend(self.middle);
        parts.push(self.family);
        parts.join(" ")
    }

    /// The Patient resource (no-basis-Patient).
    pub fn resource(&self) -> Value {
        let [street, postal_code, city, district, municipality] = self.address;
        let mut name = json!({ "use": "official", "family": self.family, "given": self.given });
        let mut resource = json!({
            "resourceType": "Patient",
            "id": self.id,
            "meta": meta("no-basis-Patient"),
            "active": true,
            "telecom": [{ "system": "phone", "value": format!("+47{}", self.phone), "use": "mobile" }],
            "gender": self.gender,
            "birthDate": self.born().to_string(),
            "address": [{
                "use": "home",
                "line": [street],
                "city": city,
                "district": district,
                "_district": { "extension": [{
                    "url": "http://hl7.no/fhir/StructureDefinition/no-basis-municipalitycode",
                    "valueCoding": { "system": oid("1.3402"), "code": municipality, "display": district },
                }] },
                "postalCode": postal_code,
                "country": "NO",
            }],
        });
        if let Some(middle) = self.middle {
            name.put(
                "extension",
                json!([{
                    "url": "http://hl7.no/fhir/StructureDefinition/no-basis-middlename",
                    "valueString": middle,
                }]),
            );
        }
        resource.put("name", json!([name]));
        let system = match self.identity {
            Identity::Fnr => "4.1",
            Identity::DNumber => "4.2",
            // A passport is an identifier, and of no use for a sick note (smart-fhir.md 2.3).
            Identity::None => {
                resource.put(
                    "identifier",
                    json!([{
                        "system": "http://hl7.org/fhir/sid/passport-XXX",
                        "value": "TEST-PASS-0004",
                    }]),
                );
                return resource;
            }
        };
        resource.put(
            "identifier",
            json!([{ "use": "official", "system": oid(system), "value": self.ident() }]),
        );
        if self.address_shown == Address::Protected {
            let mut protected = meta("no-basis-Patient");
            protected.put(
                "security",
                json!([{
                    "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                    "code": "V",
                    "display": "very restricted",
                }]),
            );
            resource.put("meta", protected);
        }
        resource
    }
}
