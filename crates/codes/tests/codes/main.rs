//! The code lists from outside: file, lookup, search, and what a doctor expects of it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "clippy does not see that the functions beside the tests are tests too"
)]

mod expectations;
mod file;
mod fixture;
mod lookup;
mod quality;
mod search;
