//! Who launched: the `fhirUser` claim (`docs/smart-fhir` 1.10).

use serde::{Deserialize, Serialize};

use crate::base::{FhirBase, FhirId};

/// The health professional who launched. Read the resource to learn name and HPR number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FhirUser {
    /// Resource type.
    pub kind: FhirUserKind,
    /// Resource id below the FHIR base.
    pub id: FhirId,
}

/// Resource types that a health professional can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FhirUserKind {
    /// Read it.
    Practitioner,
    /// Read it and follow `practitioner` and `organization`.
    PractitionerRole,
}

impl FhirUser {
    /// Reads an absolute address below base or a relative reference.
    ///
    /// # Errors
    /// [`FhirUserError`]; the launch ends, and nothing is fetched.
    pub fn read(value: &str, base: &FhirBase) -> Result<FhirUser, FhirUserError> {
        let (kind, id) = base.reference(value).ok_or(FhirUserError::Unusable)?;
        match kind.as_str() {
            "Practitioner" => Ok(FhirUser {
                kind: FhirUserKind::Practitioner,
                id,
            }),
            "PractitionerRole" => Ok(FhirUser {
                kind: FhirUserKind::PractitionerRole,
                id,
            }),
            "Patient" | "RelatedPerson" | "Person" => Err(FhirUserError::NotHealthPersonnel),
            _ => Err(FhirUserError::Unusable),
        }
    }

    /// `Practitioner/{id}` or `PractitionerRole/{id}`.
    pub fn reference(&self) -> String {
        match self.kind {
            FhirUserKind::Practitioner => format!("Practitioner/{}", self.id),
            FhirUserKind::PractitionerRole => format!("PractitionerRole/{}", self.id),
        }
    }
}

/// Why nobody is known to have launched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FhirUserError {
    /// A patient or next of kin: this app is for health personnel.
    #[error("the user is not health personnel")]
    NotHealthPersonnel,
    /// Another host, another type, no id, wrong case.
    #[error("fhirUser is not a reference to a practitioner of this EPJ")]
    Unusable,
    /// Neither `fhirUser` nor `profile`.
    #[error("fhirUser is missing")]
    Missing,
}
