//! Drafts: kept at the gateway, sealed, for their owner only, and not for long (`sykmelding.md` 2.5).

mod rows;

use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json as JsonAnswer, Router};
use chrono::{DateTime, Days, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Oslo;
use contract::{ProblemKind, StoredDraft};
use domain::Draft;

pub use rows::{MIGRATIONS, Saved, Sheet, delete, delete_expired, list, load, save};

use crate::forms::InPath;
use crate::http::{Json, Refusal};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::store::{Store, StoreError};

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/drafts/{form_id}", get(read).put(write).delete(discard))
}

/// When a draft that is saved now goes: at the end of the following day in Oslo, 24 to 48 hours.
pub fn delete_at(now: DateTime<Utc>) -> DateTime<Utc> {
    let today = crate::clock::in_oslo(now).date_naive();
    today
        .checked_add_days(Days::new(2))
        .and_then(|day| {
            Oslo.from_local_datetime(&day.and_time(NaiveTime::MIN))
                .earliest()
        })
        .map_or(now, |end| end.to_utc())
}

/// Deletes what has expired, every quarter of an hour, until it is aborted. Reading refuses expired drafts at once.
pub async fn sweep(store: Store, clock: crate::clock::Clock) {
    loop {
        let now_ms = clock.now_utc().timestamp_millis();
        if let Err(cause) = store.write(move |conn| delete_expired(conn, now_ms)).await {
            tracing::error!(step = "form", %cause, "expired drafts are not deleted");
        }
        tokio::time::sleep(Duration::from_secs(15 * 60)).await;
    }
}

async fn write(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
    Json(draft): Json<Draft>,
) -> Result<Response, Refusal> {
    let now = state.clock.now_utc();
    let sheet = Sheet {
        updated_at: now,
        delete_at: delete_at(now),
        draft,
    };
    let owner = Owner::of(&state, &session);
    let answer = StoredDraft {
        updated_at: sheet.updated_at,
        delete_at: sheet.delete_at,
        draft: sheet.draft.clone(),
    };
    match save(&state.store, form_id, owner, sheet).await {
        Ok(Saved::Yes) => Ok(JsonAnswer(answer).into_response()),
        Ok(Saved::NotYours) => {
            Err(session.refuse(ProblemKind::DraftNotFound, "another owner's draft"))
        }
        Ok(Saved::AlreadySent) => {
            Err(session.refuse(ProblemKind::FormConflict, "the form is sent"))
        }
        Err(cause) => Err(session.refuse(ProblemKind::NotStored, cause)),
    }
}

async fn read(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let sealer = state.store.sealer().clone();
    let now_ms = state.clock.now_utc().timestamp_millis();
    let found = state
        .store
        .read(move |conn| load(conn, &sealer, &form_id, &owner, now_ms))
        .await;
    match found {
        Ok(Some(Sheet {
            updated_at,
            delete_at,
            draft,
        })) => Ok(JsonAnswer(StoredDraft {
            updated_at,
            delete_at,
            draft,
        })
        .into_response()),
        Ok(None) => Err(session.refuse(ProblemKind::DraftNotFound, "no draft")),
        // A draft that cannot be read is treated as absent (`sykmelding.md` 2.5); the log says why.
        Err(StoreError::Unreadable(cause)) => {
            Err(session.refuse(ProblemKind::DraftNotFound, cause))
        }
        Err(cause) => Err(session.refuse(ProblemKind::Internal, cause)),
    }
}

async fn discard(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
) -> Result<StatusCode, Refusal> {
    let owner = Owner::of(&state, &session);
    state
        .store
        .write(move |conn| delete(conn, &form_id, &owner))
        .await
        // Deleting what is not there, or not yours, changes nothing and tells nothing.
        .map(|()| StatusCode::NO_CONTENT)
        .map_err(|cause| session.refuse(ProblemKind::NotStored, cause))
}

#[cfg(test)]
mod tests;
