//! The FHIR R4 resources Attest touches: reads leniently, writes strictly (`smart-fhir.md` 2.3).
//!
//! Reading goes from JSON to structs whose fields are all optional, and lists what was odd. One wrong element loses
//! that element and nothing else. Writing goes through types that cannot hold an invalid resource, and the same value
//! gives the same bytes.

pub mod text;

pub mod system;

pub mod id;

mod element;
mod finding;
mod hide;

pub mod datatypes;

pub mod reference;

pub mod read;

pub mod write;

pub use datatypes::{CodeableConcept, Coding, ContactPoint, HumanName, Identifier, Period};
pub use finding::{Finding, FindingKind, NotTheResource, Read};
pub use id::Id;
pub use read::{
    Bundle, BundleEntry, CapabilityStatement, Condition, Encounter, Issue, OperationOutcome,
    Organization, Patient, Practitioner, PractitionerRole, Severity, StoredAnswers, StoredDocument,
};
pub use reference::{Reference, Target};
pub use system::System;
pub use write::{Batch, DocumentReference, QuestionnaireResponse};
