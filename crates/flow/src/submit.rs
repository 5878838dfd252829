//! Step submit: what is sent to Nav, and what it means that the gateway has it.

pub mod payload;

pub use payload::Payload;
