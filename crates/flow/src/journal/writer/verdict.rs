//! What to do with the answer to a write: the table of `smart-fhir.md` 3.6.

use contract::JournalReason;
use fhir::{Bundle, OperationOutcome, Severity};
use serde_json::Value;

use super::Strategy;
use crate::exchange::{Answer, FhirAnswer};

/// Longest patience that an EPJ may ask for.
const MAX_RETRY_AFTER_MS: u64 = 120_000;
/// First wait before a look at a server that has queued the write (202).
const QUEUED_MS: u64 = 60_000;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Read it back; `miss` says what it means not to find it.
    Verify(Miss),
    /// Refresh the token, look, and send again.
    Refresh,
    /// One row down the ladder; the reason when there is none.
    NextStrategy(JournalReason),
    /// The same without what is optional, once; then the next row.
    WithoutExtras,
    /// The same with the plain media type, once.
    OtherMediaType,
    /// The same with a precondition, once.
    Precondition,
    /// No more.
    Stop(JournalReason),
}

/// What it means that a document is not found after a write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Miss {
    /// The server said that it had stored it. Send again, and in the end say that it is not confirmed.
    Unconfirmed,
    /// The server said nothing, or that it had a fault. Send again after the wait, and in the end later.
    Unavailable {
        /// What the server asked for, at least.
        wait_ms: u64,
    },
    /// The server queued it: look again later.
    Queued {
        /// Not before.
        wait_ms: u64,
    },
    /// Do not send again.
    Final(JournalReason),
}

/// The verdict on an answer to a write.
pub(super) fn verdict(answer: &Answer, strategy: Strategy) -> Verdict {
    let Ok(answer) = answer else {
        return Verdict::Verify(Miss::Unavailable { wait_ms: 0 });
    };
    match strategy {
        Strategy::Put => of_resource(answer),
        Strategy::Batch => of_batch(answer),
    }
}

/// The id that the server says the document has.
pub(super) fn told_id(answer: &Answer, strategy: Strategy) -> Option<String> {
    let body = answer.as_ref().ok()?.body.as_ref()?;
    match strategy {
        Strategy::Put => {
            let kind = body.get("resourceType").and_then(Value::as_str);
            let id = body.get("id").and_then(Value::as_str);
            id.filter(|_| kind == Some("DocumentReference"))
                .map(str::to_owned)
        }
        Strategy::Batch => {
            let bundle = Bundle::read(body).ok()?.resource;
            let location = bundle.entry.into_iter().next()?.response?.location?;
            id_in(&location)
        }
    }
}

/// The id in `DocumentReference/{id}`, absolute or not, versioned or not. The host is of no interest: the id is read
/// at our own base.
fn id_in(location: &str) -> Option<String> {
    let (_, rest) = location.rsplit_once("DocumentReference/")?;
    let id = rest.split(['/', '?', '#']).next()?;
    fhir::Id::new(id).map(|id| id.to_string())
}

fn of_batch(answer: &FhirAnswer) -> Verdict {
    match answer.status {
        200..=299 => {}
        // The server has no batch, or not for us; the document alone may still be welcome.
        400 | 404 | 405 | 406 | 413 | 415 | 422 | 501 => {
            return Verdict::NextStrategy(JournalReason::NotSupported);
        }
        _ => return of_resource(answer),
    }
    let bundle = answer
        .body
        .as_ref()
        .and_then(|body| Bundle::read(body).ok());
    let Some(bundle) = bundle.map(|read| read.resource) else {
        return of_resource(answer);
    };
    // Entries stand in the order of the request (R4 3.1.0.11.2). A missing one has failed.
    match bundle
        .entry
        .into_iter()
        .next()
        .and_then(|entry| entry.response)
    {
        Some(response) => of_status(response.status, response.outcome.as_ref(), None),
        None => Verdict::Verify(Miss::Unavailable { wait_ms: 0 }),
    }
}

fn of_resource(answer: &FhirAnswer) -> Verdict {
    let outcome = answer
        .body
        .as_ref()
        .and_then(|body| OperationOutcome::read(body).ok());
    let outcome = outcome.map(|read| read.resource);
    of_status(answer.status, outcome.as_ref(), answer.retry_after_ms)
}

fn of_status(
    status: u16,
    outcome: Option<&OperationOutcome>,
    retry_after_ms: Option<u64>,
) -> Verdict {
    let wait_ms = retry_after_ms.unwrap_or_default().min(MAX_RETRY_AFTER_MS);
    match status {
        202 => Verdict::Verify(Miss::Queued {
            wait_ms: wait_ms.max(QUEUED_MS),
        }),
        200..=299 => match outcome {
            Some(outcome) if outcome.worst() >= Severity::Error => refused(Some(outcome)),
            _ => Verdict::Verify(Miss::Unconfirmed),
        },
        300..=399 => Verdict::Verify(Miss::Final(JournalReason::NotConfirmed)),
        400 | 422 => refused(outcome),
        401 => Verdict::Refresh,
        403 => Verdict::Stop(JournalReason::Forbidden),
        404 | 405 | 501 => Verdict::NextStrategy(JournalReason::NotSupported),
        406 | 415 => Verdict::OtherMediaType,
        409 | 412 => Verdict::Verify(Miss::Final(JournalReason::Conflict)),
        // Somebody has deleted it there: it is never made anew without a person.
        410 => Verdict::Stop(JournalReason::Conflict),
        413 => Verdict::NextStrategy(JournalReason::ContentRefused),
        428 => Verdict::Precondition,
        408 | 423 | 425 | 429 => Verdict::Verify(Miss::Unavailable { wait_ms }),
        400..=499 => Verdict::Stop(JournalReason::ContentRefused),
        _ if outcome.is_some_and(|outcome| outcome.mentions(&["too large", "too big"])) => {
            Verdict::NextStrategy(JournalReason::ContentRefused)
        }
        _ => Verdict::Verify(Miss::Unavailable { wait_ms }),
    }
}

/// Content refused, unless what is refused is the way of writing it.
fn refused(outcome: Option<&OperationOutcome>) -> Verdict {
    let about_ids = [
        "update as create",
        "update-as-create",
        "updatecreate",
        "client-assigned",
        "client assigned",
    ];
    if outcome.is_some_and(|outcome| outcome.mentions(&about_ids)) {
        Verdict::NextStrategy(JournalReason::NotSupported)
    } else {
        Verdict::WithoutExtras
    }
}
