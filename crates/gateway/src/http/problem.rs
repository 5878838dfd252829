//! Every answer that is no success is made here: problem+json for the person, one log line for the operator.

use std::fmt::Display;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use contract::{Problem, ProblemKind, Utfall};
use domain::Sprak;

/// A refused request. It is logged when it is made; answering does not log again.
#[derive(Debug)]
pub struct Refusal(Box<Problem>);

impl Refusal {
    /// Makes the problem and logs its cause under a new random reference. The cause must not quote foreign text.
    pub fn new(kind: ProblemKind, sprak: Sprak, cause: impl Display) -> Refusal {
        let reference = log(kind, &cause);
        Refusal(Box::new(kind.problem(sprak, reference)))
    }

    /// Adds what the rules said.
    pub fn with_utfall(mut self, utfall: Utfall) -> Refusal {
        self.0.utfall = Some(utfall);
        self
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status =
            StatusCode::from_u16(self.0.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = serde_json::to_vec(&self.0).unwrap_or_default();
        let media_type = HeaderValue::from_static("application/problem+json");
        (status, [(header::CONTENT_TYPE, media_type)], body).into_response()
    }
}

/// The answer for a problem: see [`Refusal::new`].
pub fn answer_problem(kind: ProblemKind, sprak: Sprak, cause: impl Display) -> Response {
    Refusal::new(kind, sprak, cause).into_response()
}

/// Logs the cause and gives the random reference that the user sees.
pub fn log(kind: ProblemKind, cause: &impl Display) -> String {
    let reference = random_text::<12>();
    let cause = without_digits(&cause.to_string());
    if kind.status() >= 500 {
        tracing::error!(
            error.id = reference,
            problem = kind.slug(),
            cause,
            "refused"
        );
    } else {
        tracing::info!(
            error.id = reference,
            problem = kind.slug(),
            cause,
            "refused"
        );
    }
    reference
}

/// `N` random bytes in base64url.
pub fn random_text<const N: usize>() -> String {
    BASE64_URL_SAFE_NO_PAD.encode(random_bytes::<N>())
}

/// `N` bytes from the system's generator.
pub fn random_bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::RngCore::fill_bytes(&mut rand::rngs::OsRng, &mut bytes);
    bytes
}

/// The second net (`smart-fhir.md` 4.2 "Log hygiene"): no run of digits that could be a birth number reaches a log.
fn without_digits(text: &str) -> String {
    let mut clean = String::with_capacity(text.len());
    let mut run = String::new();
    for character in text.chars().chain(std::iter::once('\n')) {
        if character.is_ascii_digit() || (character == ' ' && run.len() == 6) {
            run.push(character);
            continue;
        }
        clean.push_str(if run.len() < 11 { &run } else { "(digits)" });
        run.clear();
        clean.push(character);
    }
    clean.pop();
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_53_eleven_digits_do_not_reach_the_log() {
        assert_eq!(
            without_digits("born 01810112345, status 404"),
            "born (digits), status 404"
        );
        assert_eq!(without_digits("018101 12345"), "(digits)");
        assert_eq!(without_digits("answered 503"), "answered 503");
    }
}
