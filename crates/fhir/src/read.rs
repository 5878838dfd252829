//! Readers, one for each resource. All take JSON and give what could be read.

mod bundle;
mod capability;
mod clinical;
mod outcome;
mod people;
mod stored;

pub use bundle::{Bundle, BundleEntry, EntryResponse};
pub use capability::{CapabilityStatement, ResourceCapability, Version};
pub use clinical::{Condition, Encounter, EncounterDiagnosis};
pub use outcome::{Issue, OperationOutcome, Severity};
pub use people::{Organization, Patient, Practitioner, PractitionerRole};
pub use stored::{StoredAnswers, StoredAttachment, StoredDocument};

#[cfg(test)]
mod tests;
