//! The code lists from outside: file, lookup, search, and what a doctor expects of it.

mod expectations;
mod file;
mod fixture;
mod lookup;
mod search;
