//! Forms that are checked, sent and followed (`design.md` section 5).

pub mod accept;
mod answered;
mod guard;
mod judge;
mod path;
mod pdf;
mod status;
mod submit;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use contract::SubmitForm;

pub use answered::{Answered, answered};
pub use path::InPath;
pub use status::{nav_utfall, status};

use crate::absence;
use crate::http::{Json, Refusal};

use crate::session::Authenticated;
use crate::state::AppState;

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route("/forms/{form_id}/check", post(check))
        .route("/forms/{form_id}", get(status::show).put(submit::submit))
        .route("/forms/{form_id}/pdf", get(pdf::show))
}

/// What the rules say; nothing is stored. Nav is asked only how long the absence has lasted.
async fn check(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(_): InPath,
    Json(body): Json<SubmitForm>,
) -> Result<Response, Refusal> {
    let sykefravaer = absence::at_submission(&state, &session).await;
    let vurdert = judge::own_rules(&state, &session, &body.form, &sykefravaer)?;
    Ok(axum::Json(vurdert.answer()).into_response())
}
