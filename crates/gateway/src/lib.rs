//! The gateway: serves the app, proves who is calling, stores, forwards.
//!
//! Reading order: what it is told, what it is made of, how a launch comes in, what a session may do, and then the path
//! of a form from draft to Nav and journal.

pub mod config;

pub mod clock;

pub mod state;

pub mod start;

// What every answer and every call has.
pub mod http;

pub mod keys;

// Who is calling.
pub mod ways_in;

pub mod session;

pub mod epj;

// What must not be lost.
pub mod store;

pub mod owner;

pub mod audit;

// From draft to journal.
pub mod drafts;

pub mod overview;

pub mod absence;

pub mod employers;

pub mod terms;

pub mod forms;

pub mod ask_rules;

pub mod nav;

pub mod registers;

pub mod documents;

pub mod journal;

mod backoff;

pub mod wake;

#[cfg(test)]
mod scratch;

pub use config::Config;
pub use start::{Options, Running, StartError, start, start_with};
