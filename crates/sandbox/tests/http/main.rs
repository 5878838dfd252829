//! The sandbox over HTTP, each test with a sandbox of its own.

// The attribute lets helpers unwrap: clippy takes the module for a test.
#[cfg(test)]
mod client;

#[cfg(test)]
mod auth;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod fhir;
#[cfg(test)]
mod nav;
#[cfg(test)]
mod pages;
