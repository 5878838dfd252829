//! `GET …/overview`: what the clinician sees first. A part that fails is missing and the others are there.

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use chrono::NaiveDate;
use contract::{Earlier, Overview, ProblemKind};
use domain::{Innsyn, Sykefravaer};

use crate::audit::{self, Action, Asked};
use crate::http::Refusal;
use crate::nav::Note;
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::{drafts, journal};

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/overview", get(show))
        .route("/older", post(ask_for_older))
}

async fn show(State(state): State<AppState>, session: Authenticated) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let sealer = state.store.sealer().clone();
    let now_ms = state.clock.now_utc().timestamp_millis();
    let own = state.store.read(move |conn| {
        let drafts = drafts::list(conn, &sealer, &owner, now_ms)?;
        let asked = audit::asked_for_older(conn, &owner, now_ms)?;
        Ok((drafts, journal::unfinished(conn, &owner)?, asked))
    });
    let hpr = &session.context.practitioner.hpr;
    let theirs = state.receiver.list(&session.context.patient.ident, hpr);
    let (own, theirs) = tokio::join!(own, theirs);
    let (drafts, unfinished, asked) =
        own.map_err(|cause| session.refuse(ProblemKind::Internal, cause))?;
    let earlier = theirs
        .inspect_err(|cause| tracing::warn!(step = "context", %cause, "no list from Nav"))
        .ok()
        .map(|notes| earlier(&notes, hpr, state.clock.today_oslo(), asked));
    Ok(axum::Json(Overview {
        drafts,
        earlier,
        unfinished,
        terms_due: false,
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

/// The absence so far as Nav's list tells it; none when Nav does not answer, for the note is not held up by that.
pub async fn sykefravaer(state: &AppState, session: &Authenticated) -> Sykefravaer {
    let (patient, clinician) = (&session.context.patient, &session.context.practitioner);
    match state.receiver.list(&patient.ident, &clinician.hpr).await {
        Ok(notes) => absence(&notes),
        Err(cause) => {
            tracing::warn!(step = "submit", %cause, "no list from Nav, so no extra questions");
            Sykefravaer::default()
        }
    }
}

fn absence(notes: &[Note]) -> Sykefravaer {
    Sykefravaer::of(notes.iter().filter_map(Note::tidligere).collect())
}

fn earlier(notes: &[Note], hpr: &str, today: NaiveDate, asked: Asked) -> Earlier {
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
        sykefravaer: absence(notes),
    }
}
