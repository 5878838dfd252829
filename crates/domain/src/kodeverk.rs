//! Diagnosis code systems and a coded diagnosis.

use serde::{Deserialize, Serialize};

/// A code system that Nav accepts for a diagnosis, spelt as on the wire of Nav's API (`sykmelding.md` 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kodeverk {
    /// ICPC-2, primary care.
    Icpc2,
    /// ICPC-2B, the finer subdivision of ICPC-2 (`Y06.0001`).
    Icpc2b,
    /// ICD-10, hospitals.
    Icd10,
}

impl Kodeverk {
    /// All three, in the order in which hits are shown.
    pub const ALL: [Kodeverk; 3] = [Kodeverk::Icpc2, Kodeverk::Icpc2b, Kodeverk::Icd10];

    /// The OID without `urn:oid:`.
    pub fn oid(self) -> &'static str {
        match self {
            Kodeverk::Icpc2 => "2.16.578.1.12.4.1.1.7170",
            Kodeverk::Icpc2b => "2.16.578.1.12.4.1.1.7171",
            Kodeverk::Icd10 => "2.16.578.1.12.4.1.1.7110",
        }
    }

    /// The name a clinician knows it by.
    pub fn name(self) -> &'static str {
        match self {
            Kodeverk::Icpc2 => "ICPC-2",
            Kodeverk::Icpc2b => "ICPC-2B",
            Kodeverk::Icd10 => "ICD-10",
        }
    }

    /// The code system of an OID without prefix; `None` for any other.
    pub fn from_oid(oid: &str) -> Option<Kodeverk> {
        Kodeverk::ALL.into_iter().find(|k| k.oid() == oid)
    }
}

/// A code in a code system, spelt as the list spells it: trimmed and with a capital first.
///
/// The rest is left alone, because some Norwegian ICD-10 codes end in a small letter (`I210a`). Whether the code exists
/// is for `codes` and the rules to say.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnose {
    /// The code system.
    pub system: Kodeverk,
    /// The code, as `L84` or `M54.5`.
    pub code: String,
}

impl Diagnose {
    /// Trims the code and makes its first letter a capital.
    pub fn new(system: Kodeverk, code: &str) -> Diagnose {
        let mut code = code.trim().to_owned();
        if let Some(first) = code.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        Diagnose { system, code }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_keeps_the_small_letter_at_its_end() {
        assert_eq!(Diagnose::new(Kodeverk::Icd10, " i210a ").code, "I210a");
        assert_eq!(Diagnose::new(Kodeverk::Icpc2, "").code, "");
        assert_eq!(Diagnose::new(Kodeverk::Icpc2, "ø").code, "ø");
    }
}
