//! The outside world on one machine: an EPJ with three ways in, and Nav.
//!
//! An independent counterpart: nothing here is shared with the app's own SMART or FHIR code, so a mistake in one
//! of them does not hide in the other. Never part of a production build.

// What it is told at start, and the router.
pub mod options;

mod server;

mod world;

// The journal and its people.
pub mod people;

mod fhir;

// The login.
mod auth;

mod cors;

mod keys;

// Nav.
mod nav;

// The pages of the EPJ.
mod epj;

// What tests turn and look at.
mod faults;

mod faults_api;

mod inspect;

mod log;

mod clock;

mod json;

mod gateway_config;

pub use gateway_config::gateway_config;
pub use options::{Options, Way};
pub use server::{Running, StartError, start};
