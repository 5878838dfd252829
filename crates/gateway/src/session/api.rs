//! `GET`, `DELETE /api/sessions/{sid}`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::DateTime;
use contract::{ProblemKind, SessionView};

use super::cookie::{self, Framing};
use super::{Authenticated, Row, purge, table};
use crate::http::Refusal;
use crate::http::answer::with_cookies;
use crate::state::AppState;

/// Who and which patient.
pub async fn show(State(state): State<AppState>, session: Authenticated) -> Json<SessionView> {
    Json(view(&state, &session.row))
}

/// Ends the session: local first, then the tokens are revoked as soon as no journal write needs them.
///
/// # Errors
/// [`ProblemKind::NotStored`]: try again.
pub async fn end(
    State(state): State<AppState>,
    session: Authenticated,
) -> Result<Response, Refusal> {
    let now = state.clock.unix();
    table::end(&state.store, &session.sid, now)
        .await
        .map_err(|error| session.refuse(ProblemKind::NotStored, error))?;
    purge::soon(&state);
    // Which of the two this browser holds is not known; taking back the other one does nothing.
    let cookies = [Framing::TopLevel, Framing::Framed]
        .map(|framing| cookie::end_session_cookie(&session.sid, framing));
    Ok(with_cookies(
        StatusCode::NO_CONTENT.into_response(),
        &cookies,
    ))
}

/// A session as its browser may see it.
pub fn view(state: &AppState, row: &Row) -> SessionView {
    let record = state.config.issuer(&row.launch.issuer);
    let expires_at = i64::try_from(row.expires_at).unwrap_or(i64::MAX);
    SessionView {
        id: row.id.clone(),
        mode: row.mode,
        issuer: row.launch.issuer.clone(),
        epj: record
            .map(|record| record.issuer.name.clone())
            .unwrap_or_default(),
        fhir_base: row.launch.iss.clone(),
        environment: record.map_or(
            state.config.environment,
            crate::config::IssuerRecord::environment,
        ),
        expires_at: DateTime::from_timestamp(expires_at, 0).unwrap_or(DateTime::UNIX_EPOCH),
        context: row.context.clone(),
        last_sent: row.last_sent.clone(),
    }
}
