//! Identifier and code systems, whatever way they are spelt (`smart-fhir.md` 2.2).

/// A system that Attest knows, or the text of one that it does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum System {
    /// Fødselsnummer.
    Fnr,
    /// D-nummer.
    Dnr,
    /// Common help number (felles hjelpenummer).
    Fhn,
    /// HPR number.
    Hpr,
    /// DUF number.
    Duf,
    /// Organisation number (ENH).
    Orgnr,
    /// RESH id.
    Resh,
    /// HER-id.
    HerId,
    /// Contact type, 8432.
    ContactType,
    /// ICD-10.
    Icd10,
    /// ICPC-2.
    Icpc2,
    /// ICPC-2B.
    Icpc2b,
    /// Document type, 9602.
    DocumentType,
    /// Category of health personnel, 9060.
    Category,
    /// A system that Attest does not use, as it was spelt.
    Other(String),
}

/// How a system was spelt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `urn:oid:` and the OID, as it is written.
    Right,
    /// A bare OID, an alias, upper case: read, reported and never written.
    Odd,
}

const OIDS: [(System, &str); 14] = [
    (System::Fnr, "2.16.578.1.12.4.1.4.1"),
    (System::Dnr, "2.16.578.1.12.4.1.4.2"),
    (System::Fhn, "2.16.578.1.12.4.1.4.3"),
    (System::Hpr, "2.16.578.1.12.4.1.4.4"),
    (System::Duf, "2.16.578.1.12.4.1.4.5"),
    (System::Orgnr, "2.16.578.1.12.4.1.4.101"),
    (System::Resh, "2.16.578.1.12.4.1.4.102"),
    // Not under `.4` like the others.
    (System::HerId, "2.16.578.1.12.4.1.2"),
    (System::ContactType, "2.16.578.1.12.4.1.1.8432"),
    (System::Icd10, "2.16.578.1.12.4.1.1.7110"),
    (System::Icpc2, "2.16.578.1.12.4.1.1.7170"),
    (System::Icpc2b, "2.16.578.1.12.4.1.1.7171"),
    (System::DocumentType, "2.16.578.1.12.4.1.1.9602"),
    (System::Category, "2.16.578.1.12.4.1.1.9060"),
];

const ALIASES: [(System, &str); 8] = [
    (System::Fnr, "hl7.no/fhir/namingsystem/fnr"),
    (System::Dnr, "hl7.no/fhir/namingsystem/dnr"),
    (System::Fhn, "hl7.no/fhir/namingsystem/fhnr"),
    (System::Hpr, "hl7.no/fhir/namingsystem/hpr"),
    (System::Duf, "hl7.no/fhir/namingsystem/dufn"),
    (System::Icd10, "hl7.org/fhir/sid/icd-10"),
    (System::Icpc2, "hl7.org/fhir/sid/icpc-2"),
    (System::Icpc2, "urn:oid:2.16.840.1.113883.6.139"),
];

impl System {
    /// Reads a system URI in any spelling that has been seen.
    pub fn read(uri: &str) -> (System, Spelling) {
        let uri = uri.trim();
        let lower = uri.to_ascii_lowercase();
        let oid = lower.strip_prefix("urn:oid:").unwrap_or(&lower);
        if let Some((system, oid)) = OIDS.iter().find(|(_, known)| *known == oid) {
            let right = uri.strip_prefix("urn:oid:") == Some(oid);
            let spelling = if right {
                Spelling::Right
            } else {
                Spelling::Odd
            };
            return (system.clone(), spelling);
        }
        let plain = lower
            .trim_start_matches("https://")
            .trim_start_matches("http://");
        match ALIASES
            .iter()
            .find(|(_, alias)| *alias == plain || *alias == lower)
        {
            Some((system, _)) => (system.clone(), Spelling::Odd),
            None => (System::Other(uri.to_owned()), Spelling::Right),
        }
    }

    /// The URI as it is written: `urn:oid:` and the OID.
    pub fn uri(&self) -> String {
        match self {
            System::Other(uri) => uri.clone(),
            known => format!("urn:oid:{}", known.oid().unwrap_or_default()),
        }
    }

    /// The OID without prefix; `None` for a system that Attest does not use.
    pub fn oid(&self) -> Option<&'static str> {
        OIDS.iter()
            .find(|(system, _)| system == self)
            .map(|(_, oid)| *oid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fhir_07_every_spelling_of_a_system_is_read_and_only_one_is_written() {
        for odd in [
            "2.16.578.1.12.4.1.4.1",
            "URN:OID:2.16.578.1.12.4.1.4.1",
            "http://hl7.no/fhir/NamingSystem/FNR",
            "https://hl7.no/fhir/NamingSystem/fnr",
        ] {
            assert_eq!(System::read(odd), (System::Fnr, Spelling::Odd), "{odd}");
        }
        let (system, spelling) = System::read("urn:oid:2.16.578.1.12.4.1.4.1");
        assert_eq!((&system, spelling), (&System::Fnr, Spelling::Right));
        assert_eq!(system.uri(), "urn:oid:2.16.578.1.12.4.1.4.1");
    }

    #[test]
    fn the_foreign_oid_of_icpc_2_is_icpc_2() {
        let (system, spelling) = System::read("urn:oid:2.16.840.1.113883.6.139");
        assert_eq!((system, spelling), (System::Icpc2, Spelling::Odd));
    }

    #[test]
    fn icd_10_and_icpc_2_are_not_swapped() {
        assert_eq!(System::Icd10.uri(), "urn:oid:2.16.578.1.12.4.1.1.7110");
        assert_eq!(System::Icpc2.uri(), "urn:oid:2.16.578.1.12.4.1.1.7170");
    }

    #[test]
    fn an_unknown_system_is_kept_as_it_is() {
        let (system, _) = System::read("http://example.com/Codes");
        assert_eq!(system, System::Other("http://example.com/Codes".to_owned()));
        assert_eq!(system.oid(), None);
    }
}
