//! The sandbox over HTTP, each test with a sandbox of its own.

mod client;

mod auth;
mod faults;
mod fhir;
mod nav;
mod pages;
