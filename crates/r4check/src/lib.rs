//! Tests only: a second opinion on the FHIR resources that Attest writes.
//!
//! `crates/fhir` writes them; here somebody else's types, generated from the specification, read them.
//! They take minutes to compile, so this crate stays out of everyday builds.
