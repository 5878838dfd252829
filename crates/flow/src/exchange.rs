//! What a step asks of its driver, and what it is told: FHIR requests without I/O.

mod reads;

pub(crate) use reads::{Halt, Reads};

use std::fmt;

use serde_json::Value;

/// A read below the FHIR base: `GET {base}/{path}` with `Accept: application/fhir+json`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FhirGet {
    /// `Patient/1` or a search such as `Condition?encounter=2`; never starts with a slash, never holds an identity number.
    pub path: String,
}

/// Reads that do not depend on each other: make them at the same time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Wait this long first; 0 but when the EPJ asked for patience (429, 503).
    pub wait_ms: u64,
    /// The reads. Answer them all, in this order.
    pub gets: Vec<FhirGet>,
}

/// What a reading step wants next.
#[derive(Clone, Debug, PartialEq)]
pub enum Step<T> {
    /// Make these reads and call `answer`.
    Fetch(Round),
    /// The step is through.
    Done(T),
    /// The step cannot be taken: tell the user.
    Failed(contract::ProblemKind),
}

/// An HTTP answer of the EPJ. Redirects are not followed and count as an answer. `Debug` shows the status only.
#[derive(Clone, PartialEq)]
pub struct FhirAnswer {
    /// HTTP status.
    pub status: u16,
    /// The body as JSON; `None` when it is empty or no JSON.
    pub body: Option<Value>,
    /// `Retry-After` in milliseconds, where it can be read and is a number of seconds.
    pub retry_after_ms: Option<u64>,
}

/// There was no answer: time-out, reset, offline, or an answer that the browser hides (CORS).
///
/// Of a write it is not known whether it took place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

impl fmt::Debug for FhirAnswer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FhirAnswer")
            .field("status", &self.status)
            .finish_non_exhaustive()
    }
}

/// What came of a request.
pub type Answer = Result<FhirAnswer, NoAnswer>;

impl FhirAnswer {
    /// Makes an answer of what HTTP gives. `body` may be empty and need not be JSON.
    pub fn new(status: u16, body: &[u8], retry_after: Option<&str>) -> FhirAnswer {
        FhirAnswer {
            status,
            body: serde_json::from_slice(body).ok(),
            retry_after_ms: retry_after
                .and_then(|seconds| seconds.trim().parse::<u64>().ok())
                .map(|seconds| seconds.saturating_mul(1000)),
        }
    }
}
