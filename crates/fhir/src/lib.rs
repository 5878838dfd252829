//! The FHIR R4 resources Attest touches: reads leniently, writes strictly.
