//! `GET …/forms/{formId}/pdf`: the frozen document.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use contract::ProblemKind;

use super::InPath;
use crate::audit::{self, Action};
use crate::http::Refusal;
use crate::journal::document::{self, MakeError};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;

/// The handler. The name of the file is for people and names nobody.
pub(super) async fn show(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let pdf = document::wait_for(&state, &form_id, &owner)
        .await
        .map_err(|cause| match cause {
            MakeError::NoSuchForm => session.refuse(ProblemKind::FormNotFound, cause),
            _ => session.refuse(ProblemKind::Internal, cause),
        })?;
    let name = format!("inline; filename=\"sykmelding-{form_id}.pdf\"");
    let (sealer, at) = (state.store.sealer().clone(), state.clock.now_utc());
    let seen = move |conn: &rusqlite::Connection| {
        let entry = audit::Entry {
            at,
            action: Action::View,
            outcome: "shown",
            owner: &owner,
            form: Some(&form_id),
        };
        audit::append(conn, &sealer, &entry)
    };
    // What is not in the audit is not shown.
    let noted = state.store.write(seen).await;
    noted.map_err(|cause| session.refuse(ProblemKind::NotStored, cause))?;
    let headers = [
        (header::CONTENT_TYPE, "application/pdf"),
        (header::CONTENT_DISPOSITION, name.as_str()),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, pdf).into_response())
}
