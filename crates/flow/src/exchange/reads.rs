//! Reads that are asked for as they turn out to be needed, and remembered.

use std::cell::RefCell;
use std::collections::BTreeMap;

use contract::ProblemKind;
use fhir::{NotTheResource, Read};
use serde_json::Value;

use super::{Answer, FhirGet, NoAnswer, Round, Step};

/// Attempts at one read when the EPJ asks for patience (`smart-fhir.md` 1.11).
const MAX_TRIES: u32 = 3;
/// A clinician is waiting: an EPJ that asks for more patience than this counts as not answering.
const MAX_WAIT_MS: u64 = 10_000;

/// Why a conclusion cannot be drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Halt {
    /// A read is missing; it has been noted.
    NotYet,
    /// It never will be.
    Problem(ProblemKind),
}

/// What has been read, and what is wanted.
///
/// A step is a function of these: it runs from the start after each round and notes what it misses.
#[derive(Default)]
pub(crate) struct Reads {
    known: BTreeMap<String, Answer>,
    tries: BTreeMap<String, u32>,
    wanted: RefCell<Vec<String>>,
    asked: Vec<String>,
    wait_ms: u64,
}

impl Reads {
    /// Draws the conclusion, or says what must be read first.
    pub fn step<T>(&mut self, conclude: impl FnOnce(&Reads) -> Result<T, Halt>) -> Step<T> {
        match conclude(self) {
            Ok(done) => Step::Done(done),
            Err(Halt::Problem(kind)) => Step::Failed(kind),
            Err(Halt::NotYet) => {
                self.asked = self.wanted.take();
                let gets = self
                    .asked
                    .iter()
                    .cloned()
                    .map(|path| FhirGet { path })
                    .collect();
                Step::Fetch(Round {
                    wait_ms: std::mem::take(&mut self.wait_ms),
                    gets,
                })
            }
        }
    }

    /// Takes the answers of the last round, in its order.
    pub fn take(&mut self, answers: Vec<Answer>) {
        let mut answers = answers.into_iter();
        for path in std::mem::take(&mut self.asked) {
            let answer = answers.next().unwrap_or(Err(NoAnswer));
            let tries = self.tries.entry(path.clone()).or_default();
            *tries += 1;
            match patience(&answer, *tries) {
                Some(ms) if *tries < MAX_TRIES => self.wait_ms = self.wait_ms.max(ms),
                _ => _ = self.known.insert(path, answer),
            }
        }
    }

    /// A resource without which the step cannot be taken.
    pub fn required<T>(
        &self,
        path: &str,
        read: impl FnOnce(&Value) -> Result<Read<T>, NotTheResource>,
    ) -> Result<T, Halt> {
        self.look(path)?
            .and_then(|body| resource(body, read))
            .map_err(Halt::Problem)
    }

    /// A resource that may be missing: an EPJ that does not give it is no reason to stop.
    pub fn optional<T>(
        &self,
        path: &str,
        read: impl FnOnce(&Value) -> Result<Read<T>, NotTheResource>,
    ) -> Result<Option<T>, Halt> {
        Ok(self.look(path)?.and_then(|body| resource(body, read)).ok())
    }

    fn look(&self, path: &str) -> Result<Result<&Value, ProblemKind>, Halt> {
        let Some(answer) = self.known.get(path) else {
            let mut wanted = self.wanted.borrow_mut();
            if !wanted.iter().any(|known| known == path) {
                wanted.push(path.to_owned());
            }
            return Err(Halt::NotYet);
        };
        Ok(body(answer))
    }
}

/// How long to wait before the next try; `None` when trying again is of no use.
fn patience(answer: &Answer, tries: u32) -> Option<u64> {
    let answer = answer
        .as_ref()
        .ok()
        .filter(|answer| matches!(answer.status, 429 | 503))?;
    let ms = answer.retry_after_ms.unwrap_or(500 << tries);
    (ms <= MAX_WAIT_MS).then_some(ms)
}

fn body(answer: &Answer) -> Result<&Value, ProblemKind> {
    match answer {
        Err(NoAnswer) => Err(ProblemKind::EpjUnavailable),
        Ok(answer) => match answer.status {
            200..=299 => answer.body.as_ref().ok_or(ProblemKind::EpjMalformed),
            401 => Err(ProblemKind::EpjSessionEnded),
            403 => Err(ProblemKind::EpjForbidden),
            404 | 410 => Err(ProblemKind::EpjNotFound),
            429 | 500..=599 => Err(ProblemKind::EpjUnavailable),
            _ => Err(ProblemKind::EpjMalformed),
        },
    }
}

fn resource<T>(
    body: &Value,
    read: impl FnOnce(&Value) -> Result<Read<T>, NotTheResource>,
) -> Result<T, ProblemKind> {
    read(body)
        .map(|read| read.resource)
        .map_err(|_| ProblemKind::EpjMalformed)
}
