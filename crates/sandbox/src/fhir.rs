//! The FHIR R4 server: one journal behind three installations.

mod answer;
mod batch;
mod call;
mod capability;
mod http;
mod interactions;
mod search;
mod spoil;
mod store;
mod validate;

pub use http::routes;
pub use store::{Store, id_in_reference};
