//! `GET …/overview`: what the clinician sees first. A part that fails is missing and the others are there.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use contract::{Earlier, Overview, ProblemKind};
use domain::{Innsyn, Sykefravaer};
use serde::Deserialize;

use crate::audit::{self, Action, Asked};
use crate::http::Refusal;
use crate::nav::{NavError, Note};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::terms::{self, Due};
use crate::{absence, drafts, forms, journal};

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/overview", get(show))
        .route("/older", post(ask_for_older))
        .route("/earlier/{id}", get(one))
}

async fn show(State(state): State<AppState>, session: Authenticated) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let (sealer, config) = (state.store.sealer().clone(), state.config.clone());
    let now_ms = state.clock.now_utc().timestamp_millis();
    let ours = owner.clone();
    let own = state.store.read(move |conn| {
        let drafts = drafts::list(conn, &sealer, &ours, now_ms)?;
        let answered = forms::answered(conn, &sealer, &ours, now_ms)?;
        let asked = audit::asked_for_older(conn, &ours, now_ms)?;
        let due = terms::due(conn, &config, &ours)?;
        let unfinished = journal::unfinished(conn, &ours)?;
        Ok((drafts, unfinished, answered, asked, due))
    });
    let (own, theirs) = tokio::join!(own, absence::notes(&state, &session));
    let (drafts, unfinished, answered, asked, due) =
        own.map_err(|cause| session.refuse(ProblemKind::Internal, cause))?;
    let earlier = theirs
        .inspect_err(|cause| tracing::warn!(step = "context", %cause, "no list from Nav"))
        .ok()
        .map(|notes| {
            let sykefravaer = absence::of(&state, &owner, &notes, &answered);
            earlier(
                &notes,
                &owner.hpr,
                state.clock.today_oslo(),
                asked,
                sykefravaer,
            )
        });
    Ok(axum::Json(Overview {
        drafts,
        earlier,
        unfinished,
        terms_due: due == Due::Yes,
    })
    .into_response())
}

/// The practitioner wants to see older notes, too: that stays in the audit, and holds for an hour (`sykmelding.md` 2.7).
async fn ask_for_older(
    State(state): State<AppState>,
    session: Authenticated,
) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let (sealer, at) = (state.store.sealer().clone(), state.clock.now_utc());
    let trace = move |conn: &rusqlite::Connection| {
        let entry = audit::Entry {
            at,
            action: Action::Older,
            outcome: "shown",
            owner: &owner,
            form: None,
        };
        audit::append(conn, &sealer, &entry)
    };
    let stored = state.store.write(trace).await;
    stored.map_err(|cause| session.refuse(ProblemKind::Internal, cause))?;
    show(State(state), session).await
}

#[derive(Deserialize)]
struct NotePath {
    id: String,
}

/// One earlier note by Nav's id, as far as the list would show it now: what has not been asked for is not there.
async fn one(
    State(state): State<AppState>,
    session: Authenticated,
    Path(NotePath { id }): Path<NotePath>,
) -> Result<Response, Refusal> {
    let hpr = &session.context.practitioner.hpr;
    let note = state.receiver.get(&id, hpr).await.map_err(|cause| {
        let kind = match cause {
            NavError::NotFound => ProblemKind::FormNotFound,
            _ => ProblemKind::NavUnavailable,
        };
        session.refuse(kind, cause)
    })?;
    let absent = |cause| session.refuse(ProblemKind::FormNotFound, cause);
    if !note.is_of(&session.context.patient.ident) {
        return Err(absent("a note of another patient"));
    }
    let owner = Owner::of(&state, &session);
    let now_ms = state.clock.now_utc().timestamp_millis();
    let asked = state
        .store
        .read(move |conn| audit::asked_for_older(conn, &owner, now_ms))
        .await
        .map_err(|cause| session.refuse(ProblemKind::Internal, cause))?;
    note.seen_by(hpr, state.clock.today_oslo())
        .filter(|seen| asked == Asked::Yes || seen.note.innsyn != Innsyn::Light)
        .map(|seen| axum::Json(seen).into_response())
        .ok_or_else(|| absent("a note that may not be seen, or was not asked for"))
}

fn earlier(
    notes: &[Note],
    hpr: &str,
    today: NaiveDate,
    asked: Asked,
    sykefravaer: Sykefravaer,
) -> Earlier {
    let mut seen: Vec<_> = notes
        .iter()
        .filter_map(|note| note.seen_by(hpr, today))
        .collect();
    seen.sort_by_key(|note| std::cmp::Reverse(note.note.tom()));
    let all = seen.len();
    if asked == Asked::No {
        seen.retain(|note| note.note.innsyn != Innsyn::Light);
    }
    Earlier {
        older: u32::try_from(all - seen.len()).unwrap_or(u32::MAX),
        notes: seen,
        sykefravaer,
    }
}
