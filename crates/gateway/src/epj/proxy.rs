//! `GET /api/sessions/{sid}/fhir/*`: the app reads its patient through the gateway (mode G).

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use contract::{Mode, ProblemKind};
use flow::exchange::FhirAnswer;

use super::Epj;
use super::limits::{Bounds, NotAllowed};
use crate::http::Refusal;
use crate::session::Authenticated;
use crate::state::AppState;

/// One read. The EPJ's status is passed on where it means something to the app; its errors become problems.
///
/// # Errors
/// [`Refusal`]: the path is not allowed, the session has no token, or the EPJ did not answer with the patient's own.
pub async fn read(
    State(state): State<AppState>,
    session: Authenticated,
    OriginalUri(uri): OriginalUri,
) -> Result<Response, Refusal> {
    if session.mode != Mode::G {
        return Err(session.refuse(ProblemKind::NotFound, "the browser holds the token"));
    }
    let base = session.row.launch.base();
    let base = base.map_err(|error| session.refuse(ProblemKind::EpjConfiguration, error))?;
    let bounds = Bounds {
        base: &base,
        patient: session.patient(),
        encounter: session.encounter(),
    };
    // The path as it came: decoding first would let an escaped slash through.
    let (_, raw) = uri.path().split_once("/fhir/").unwrap_or_default();
    let path = bounds.path(raw, uri.query()).map_err(|error| {
        let kind = match error {
            NotAllowed::Path => ProblemKind::NotFound,
            NotAllowed::Search | NotAllowed::OtherPatient => ProblemKind::EpjForbidden,
        };
        session.refuse(kind, error)
    })?;
    let epj = Epj::for_session(&state, &session.sid)
        .await
        .map_err(|kind| session.refuse(kind, "no token"))?;
    let answer = epj
        .get(&path)
        .await
        .map_err(|_| session.refuse(ProblemKind::EpjUnavailable, "no answer from the EPJ"))?;
    let body = own_body(&session, &bounds, answer)?;
    let media_type = HeaderValue::from_static("application/fhir+json; charset=utf-8");
    Ok((StatusCode::OK, [(header::CONTENT_TYPE, media_type)], body).into_response())
}

fn own_body(
    session: &Authenticated,
    bounds: &Bounds<'_>,
    answer: FhirAnswer,
) -> Result<Vec<u8>, Refusal> {
    let kind = match answer.status {
        200..=299 => None,
        401 => Some(ProblemKind::EpjSessionEnded),
        403 => Some(ProblemKind::EpjForbidden),
        404 | 410 => Some(ProblemKind::EpjNotFound),
        429 | 500.. => Some(ProblemKind::EpjUnavailable),
        _ => Some(ProblemKind::EpjMalformed),
    };
    if let Some(kind) = kind {
        return Err(session.refuse(kind, format!("the EPJ answered {}", answer.status)));
    }
    let body = answer
        .body
        .ok_or_else(|| session.refuse(ProblemKind::EpjMalformed, "no JSON"))?;
    let (own, n_foreign) = bounds.keep(body).ok_or_else(|| {
        session.refuse(ProblemKind::WrongPatient, "a resource of another patient")
    })?;
    if n_foreign > 0 {
        tracing::error!(
            step = "fhir",
            n_foreign,
            "the EPJ gave resources of other patients"
        );
    }
    serde_json::to_vec(&own).map_err(|error| session.refuse(ProblemKind::Internal, error))
}
