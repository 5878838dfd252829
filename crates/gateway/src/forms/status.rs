//! How far a form has come, from its three rows.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use contract::{FormId, FormStatus, JournalStatus, NavStatus, ProblemKind, Utfall};
use rusqlite::Connection;

use super::InPath;
use super::accept;
use crate::http::Refusal;
use crate::journal;
use crate::nav::outbox::{self, Delivery, NavAnswer};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::store::{Sealer, StoreError, from_ms};

/// `GET …/forms/{formId}`.
pub(super) async fn show(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    answer(&state, &session, form_id, owner, StatusCode::OK).await
}

/// Answers with the status of a form of this owner.
pub(super) async fn answer(
    state: &AppState,
    session: &Authenticated,
    form_id: FormId,
    owner: Owner,
    code: StatusCode,
) -> Result<Response, Refusal> {
    let sealer = state.store.sealer().clone();
    let found = state
        .store
        .read(move |conn| status(conn, &sealer, &form_id, &owner))
        .await;
    match found {
        Ok(Some(status)) => Ok((code, axum::Json(status)).into_response()),
        Ok(None) => Err(session.refuse(ProblemKind::FormNotFound, "no such form of this owner")),
        Err(cause) => Err(session.refuse(ProblemKind::Internal, cause)),
    }
}

/// The status of a form of this owner; `None` when there is no such form.
///
/// # Errors
/// [`StoreError::Unreadable`] when its contents do not open: an operator must act.
pub fn status(
    conn: &Connection,
    sealer: &Sealer,
    form_id: &FormId,
    owner: &Owner,
) -> Result<Option<FormStatus>, StoreError> {
    let Some((content, received_ms)) = accept::load(conn, sealer, form_id, owner)? else {
        return Ok(None);
    };
    let nav = match outbox::delivery(conn, sealer, form_id)? {
        Some(Delivery::Delivered { at_ms, answer }) => NavStatus::Delivered {
            at: from_ms(at_ms),
            utfall: nav_utfall(&answer, &content.utfall),
        },
        Some(Delivery::Refused { reason }) => NavStatus::Refused { reason },
        Some(Delivery::Queued { attempts }) => NavStatus::Queued { attempts },
        None => NavStatus::Queued { attempts: 0 },
    };
    Ok(Some(FormStatus {
        form_id: form_id.clone(),
        received_at: from_ms(received_ms),
        form: content.draft,
        utfall: content.utfall,
        nav,
        journal: journal::rows::status(conn, form_id)?.unwrap_or(JournalStatus::Waiting),
    }))
}

/// Nav's outcome. The answer to a create names no rule; when the status is the one that was expected, so is the rule.
pub fn nav_utfall(answer: &NavAnswer, expected: &Utfall) -> Utfall {
    if answer.utfall.status == expected.status {
        return expected.clone();
    }
    answer.utfall.clone()
}
