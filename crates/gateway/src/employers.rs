//! `GET …/employers`: whom the patient of the session works for, for the picker of `sykmelding.md` 1.4.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use contract::ProblemKind;

use crate::http::Refusal;
use crate::session::Authenticated;
use crate::state::AppState;

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/employers", get(show))
}

async fn show(State(state): State<AppState>, session: Authenticated) -> Result<Response, Refusal> {
    let ident = &session.context.patient.ident;
    let employers = state.registers.employers(ident).await;
    employers
        .map(|employers| Json(employers).into_response())
        .map_err(|cause| session.refuse(ProblemKind::NavUnavailable, cause))
}
