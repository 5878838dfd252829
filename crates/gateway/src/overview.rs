//! `GET …/overview`: what the clinician sees first. A part that fails is missing and the others are there.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::{EarlierNote, Overview, ProblemKind};

use crate::http::Refusal;
use crate::nav::Note;
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::{drafts, journal};

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/overview", get(show))
}

async fn show(State(state): State<AppState>, session: Authenticated) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let sealer = state.store.sealer().clone();
    let now_ms = state.clock.now_utc().timestamp_millis();
    let own = state.store.read(move |conn| {
        let drafts = drafts::list(conn, &sealer, &owner, now_ms)?;
        Ok((drafts, journal::unfinished(conn, &owner)?))
    });
    let hpr = &session.context.practitioner.hpr;
    let theirs = state.receiver.list(&session.context.patient.ident, hpr);
    let (own, theirs) = tokio::join!(own, theirs);
    let (drafts, unfinished) = own.map_err(|cause| session.refuse(ProblemKind::Internal, cause))?;
    let earlier = theirs
        .inspect_err(|cause| tracing::warn!(step = "context", %cause, "no list from Nav"))
        .ok()
        .map(|notes| latest_first(notes, hpr));
    Ok(axum::Json(Overview {
        drafts,
        earlier,
        unfinished,
    })
    .into_response())
}

fn latest_first(mut notes: Vec<Note>, hpr: &str) -> Vec<EarlierNote> {
    notes.sort_by(|a, b| b.received().cmp(a.received()));
    notes.iter().filter_map(|note| note.summary(hpr)).collect()
}
