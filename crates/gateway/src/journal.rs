//! The document on its way to the journal: written by the gateway in mode G, by the browser in mode B.

pub mod document;
pub mod rows;
pub mod runner;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use contract::{FormId, JournalFiles, JournalReport, JournalStatus, Mode, ProblemKind};
use serde_json::Value;

use crate::audit::{self, Action};
use crate::forms::{InPath, accept, status};
use crate::http::{Json, Refusal};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::store::StoreError;
use document::{MakeError, Material};
use rows::Turn;

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/forms/{form_id}/journal", get(files).post(report))
}

/// Mode B: what the browser shall write. Waits for the document.
async fn files(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
) -> Result<Response, Refusal> {
    if session.mode == Mode::G {
        return Err(session.refuse(ProblemKind::NotFound, "the gateway writes in mode G"));
    }
    let owner = Owner::of(&state, &session);
    let refuse = |cause: MakeError| match cause {
        MakeError::NoSuchForm => session.refuse(ProblemKind::FormNotFound, cause),
        _ => session.refuse(ProblemKind::Internal, cause),
    };
    let pdf = document::wait_for(&state, &form_id, &owner)
        .await
        .map_err(refuse)?;
    let material = Material::load(&state, &form_id, &owner)
        .await
        .map_err(refuse)?;
    let resources = resources(&state, &material, &pdf).map_err(refuse)?;
    let (Value::Object(document), Value::Object(answers)) = resources else {
        return Err(session.refuse(ProblemKind::Internal, "a resource is no object"));
    };
    let files = JournalFiles {
        document_reference: document.into_iter().collect(),
        questionnaire_response: answers.into_iter().collect(),
    };
    Ok(axum::Json(files).into_response())
}

/// Both resources as JSON.
fn resources(
    state: &AppState,
    material: &Material,
    pdf: &[u8],
) -> Result<(Value, Value), MakeError> {
    material.sent(state, |sent| {
        let unwritable = |_| MakeError::Unparsable;
        let document = flow::journal::document_reference(sent, pdf).map_err(unwritable)?;
        let answers = flow::journal::questionnaire_response(sent).map_err(unwritable)?;
        match (
            serde_json::to_value(document),
            serde_json::to_value(answers),
        ) {
            (Ok(document), Ok(answers)) => Ok((document, answers)),
            _ => Err(MakeError::Unparsable),
        }
    })
}

/// Mode B: how it went. Both modes: with nothing in the body, try again with this session's token; that is also how a
/// session takes over what an ended one of the same clinician and patient has left (`smart-fhir.md` 3.6, last line).
async fn report(
    State(state): State<AppState>,
    session: Authenticated,
    InPath(form_id): InPath,
    Json(report): Json<JournalReport>,
) -> Result<Response, Refusal> {
    let owner = Owner::of(&state, &session);
    let change = match (session.mode, report.status) {
        (Mode::B | Mode::T, Some(status)) => match told(&state, status) {
            Some(status) => Change::Told(status),
            None => return Err(session.refuse(ProblemKind::BadRequest, "no report of a browser")),
        },
        (Mode::G, Some(_)) => {
            return Err(session.refuse(ProblemKind::BadRequest, "the gateway writes in mode G"));
        }
        (_, None) => Change::StartOver,
    };
    let turn = Turn {
        mode: session.mode,
        sid: session.sid.clone(),
        next_at: state.clock.now_utc().timestamp_millis(),
    };
    let (sealer, at) = (state.store.sealer().clone(), state.clock.now_utc());
    let changed = state
        .store
        .write(move |conn| {
            if accept::owner(conn, &form_id)?.as_ref() != Some(&owner) {
                return Ok(None);
            }
            match &change {
                Change::StartOver => rows::start_over(conn, &form_id, &turn)?,
                Change::Told(told) => {
                    rows::start_over(conn, &form_id, &turn)?;
                    if rows::settle(conn, &form_id, &turn.sid, told, turn.next_at)? {
                        let entry = audit::Entry {
                            at,
                            action: Action::Journal,
                            outcome: runner::outcome_word(told),
                            owner: &owner,
                            form: Some(&form_id),
                        };
                        audit::append(conn, &sealer, &entry)?;
                    }
                }
            }
            status(conn, &sealer, &form_id, &owner)
        })
        .await;
    state.wake.journal.notify_one();
    match changed {
        Ok(Some(status)) => Ok(axum::Json(status).into_response()),
        Ok(None) => Err(session.refuse(ProblemKind::FormNotFound, "no such form of this owner")),
        Err(cause) => Err(session.refuse(ProblemKind::NotStored, cause)),
    }
}

enum Change {
    StartOver,
    Told(JournalStatus),
}

/// A browser's report: the time is ours, and an id of the EPJ is at most 64 characters of its alphabet (FHIR `id`).
fn told(state: &AppState, status: JournalStatus) -> Option<JournalStatus> {
    match status {
        JournalStatus::Stored {
            document_id,
            questionnaire_response,
            ..
        } => fhir::Id::new(&document_id).map(|id| JournalStatus::Stored {
            at: state.clock.now_utc(),
            document_id: id.to_string(),
            questionnaire_response,
        }),
        JournalStatus::Stopped { .. } => Some(status),
        // The browser goes on trying; for us that is its turn still.
        JournalStatus::Retrying { .. } | JournalStatus::Browser => Some(JournalStatus::Browser),
        JournalStatus::Waiting => None,
    }
}

/// Whether a form's document is not in the journal, for the overview.
pub(crate) fn unfinished(
    conn: &rusqlite::Connection,
    owner: &Owner,
) -> Result<Vec<contract::UnfinishedJournal>, StoreError> {
    let mut statement = conn.prepare_cached(
        "SELECT form.form_id, received_at FROM form JOIN journal USING (form_id)
         WHERE owner = ?1 AND state <> 'stored' ORDER BY received_at DESC",
    )?;
    let rows = statement.query_map([owner.key], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))
    })?;
    let mut unfinished = Vec::new();
    for row in rows {
        let (form_id, received_ms) = row?;
        if let Ok(form_id) = FormId::new(&form_id)
            && let Some(journal) = rows::status(conn, &form_id)?
        {
            unfinished.push(contract::UnfinishedJournal {
                form_id,
                received_at: crate::store::from_ms(received_ms),
                journal,
            });
        }
    }
    Ok(unfinished)
}
