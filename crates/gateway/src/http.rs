//! HTTP on our side: what every answer has, whatever it says.

pub mod answer;

pub mod problem;

pub mod headers;

pub mod files;

pub mod extract;

pub mod client;

pub mod server;

pub use extract::{Json, Language, OwnPage};
pub use problem::{Refusal, answer_problem};
