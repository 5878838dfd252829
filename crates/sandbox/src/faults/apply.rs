//! What a switch does to an answer, as far as it does the same everywhere.

use std::io;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use super::Fault;

/// Larger than any answer of the sandbox.
const ANSWER_LIMIT_BYTES: usize = 32 * 1024 * 1024;

/// The switches that strike one request.
#[derive(Clone, Debug, Default)]
pub struct Hits(Vec<Fault>);

/// Marks an answer that must leave without CORS headers.
#[derive(Clone, Copy, Debug)]
pub struct WithoutCors;

/// What a switch decided before any work was done.
#[derive(Debug)]
pub enum Instead {
    /// This answer, whole.
    Answer(Box<Response>),
    /// An error with this status, in the dialect of the place.
    Status(u16),
}

impl Hits {
    pub(super) fn new(faults: Vec<Fault>) -> Hits {
        Hits(faults)
    }

    /// True when this switch strikes.
    pub fn has(&self, fault: &Fault) -> bool {
        self.0.contains(fault)
    }

    /// The status that is to be answered, if any.
    pub fn status(&self) -> Option<u16> {
        self.0.iter().find_map(|fault| match fault {
            Fault::Status(status) => Some(*status),
            _ => None,
        })
    }

    /// Waits if told to, and says what to answer instead of doing the work.
    pub async fn before(&self) -> Option<Instead> {
        for fault in &self.0 {
            if let Fault::DelayMs(millis) = fault {
                tokio::time::sleep(Duration::from_millis(*millis)).await;
            }
        }
        if self.has(&Fault::Drop) {
            return Some(Instead::Answer(Box::new(cut())));
        }
        if self.has(&Fault::Html) {
            let page =
                axum::response::Html("<!doctype html><title>Logg inn</title><h1>Logg inn</h1>");
            return Some(Instead::Answer(Box::new(page.into_response())));
        }
        self.status().map(Instead::Status)
    }

    /// Spoils the answer on its way out.
    pub async fn after(&self, mut answer: Response) -> Response {
        if self.has(&Fault::NoCors) {
            answer.extensions_mut().insert(WithoutCors);
        }
        if self.has(&Fault::Empty) {
            *answer.body_mut() = Body::empty();
            answer.headers_mut().remove(header::CONTENT_LENGTH);
        }
        if self.has(&Fault::MalformedJson) {
            let (mut parts, body) = answer.into_parts();
            let bytes = to_bytes(body, ANSWER_LIMIT_BYTES).await.unwrap_or_default();
            let half = bytes.slice(..bytes.len() / 2);
            parts.headers.remove(header::CONTENT_LENGTH);
            return Response::from_parts(parts, Body::from(half));
        }
        answer
    }
}

/// An answer that never arrives: its body breaks before the first byte, upon which the server closes the
/// connection with the head of the answer still unsent.
pub fn cut() -> Response {
    let broken = futures_util::stream::once(async {
        Err::<axum::body::Bytes, io::Error>(io::ErrorKind::ConnectionAborted.into())
    });
    (
        StatusCode::OK,
        HeaderMap::<HeaderValue>::new(),
        Body::from_stream(broken),
    )
        .into_response()
}
