//! The path of a note: launch → context → prefill → form → rules → submit → journal → receipt.
//!
//! One module for each step, in the order of the path. Each step takes the type that the step before made.
//! Where a step needs the EPJ it says which requests to make and is told the answers ([`exchange`]); the gateway
//! (mode G) and the app (mode B) drive the same machines. Nothing here does I/O, knows the time or makes ids.

pub mod exchange;

pub mod launch;

pub mod context;

pub mod prefill;

pub mod form;

pub mod rules;

pub mod submit;

pub mod journal;

pub mod receipt;

pub mod oslo;

mod texts;
