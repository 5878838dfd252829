//! The conditions of use: shown, accepted once for each MAJOR, and where it is configured a condition for sending
//! (`sykmelding.md` 2.11).

mod rows;

use axum::Router;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use contract::{AcceptTerms, ProblemKind, Terms};
use domain::Sprak;
use sha2::{Digest, Sha256};

pub use rows::MIGRATIONS;

use crate::audit::{self, Action};
use crate::config::Config;
use crate::http::{Json, Refusal};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;
use crate::store::StoreError;
use rows::Acceptance;

/// The version that holds now.
pub const VERSION: &str = "1.0";

const NB: &str = include_str!("terms/1.0.nb.txt");
const NN: &str = include_str!("terms/1.0.nn.txt");

/// Below `/api/sessions/{sid}`.
pub fn routes() -> Router<AppState> {
    Router::new().route("/terms", get(show).post(accept))
}

/// Whether this clinician has to accept the conditions before anything can be sent.
pub fn due(conn: &rusqlite::Connection, config: &Config, owner: &Owner) -> Result<Due, StoreError> {
    if !config.require_terms {
        return Ok(Due::No);
    }
    Ok(match rows::accepted_at(conn, &owner.hpr)? {
        Some(_) => Due::No,
        None => Due::Yes,
    })
}

/// Answer of [`due`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// They come first.
    Yes,
    /// Nothing stands in the way.
    No,
}

async fn show(State(state): State<AppState>, session: Authenticated) -> Result<Response, Refusal> {
    let hpr = session.context.practitioner.hpr.clone();
    let accepted_at = state
        .store
        .read(move |conn| rows::accepted_at(conn, &hpr))
        .await
        .map_err(|cause| session.refuse(ProblemKind::Internal, cause))?;
    Ok(answer(&state, &session, accepted_at))
}

/// Keeps who has accepted what and when; the same again changes nothing.
async fn accept(
    State(state): State<AppState>,
    session: Authenticated,
    Json(shown): Json<AcceptTerms>,
) -> Result<Response, Refusal> {
    if shown.version != VERSION {
        return Err(session.refuse(ProblemKind::BadRequest, "another version was shown"));
    }
    let at = state.clock.now_utc();
    let context = &session.context;
    let acceptance = Acceptance {
        at,
        hpr: context.practitioner.hpr.clone(),
        name: context.practitioner.name.clone(),
        orgnummer: context.office.orgnummer.clone(),
        version: VERSION,
        system: session.issuer.clone(),
        text_sha256: Sha256::digest(text(session.sprak)).into(),
    };
    let owner = Owner::of(&state, &session);
    let sealer = state.store.sealer().clone();
    let stored = state.store.write(move |conn| {
        if let Some(before) = rows::accepted_at(conn, &acceptance.hpr)? {
            return Ok(before);
        }
        rows::insert(conn, &acceptance)?;
        let entry = audit::Entry {
            at,
            action: Action::Terms,
            outcome: "accepted",
            owner: &owner,
            form: None,
        };
        audit::append(conn, &sealer, &entry)?;
        // As it is stored, so that every answer tells the same time.
        Ok(rows::accepted_at(conn, &acceptance.hpr)?.unwrap_or(at))
    });
    let accepted_at = stored
        .await
        .map_err(|cause| session.refuse(ProblemKind::NotStored, cause))?;
    Ok(answer(&state, &session, Some(accepted_at)))
}

fn answer(
    state: &AppState,
    session: &Authenticated,
    accepted_at: Option<DateTime<Utc>>,
) -> Response {
    axum::Json(Terms {
        version: VERSION.to_owned(),
        text: text(session.sprak).to_owned(),
        required: state.config.require_terms,
        accepted_at,
    })
    .into_response()
}

fn text(sprak: Sprak) -> &'static str {
    sprak.pick(NB, NN)
}

/// The MAJOR of a version; `None` for a text that is none.
fn major(version: &str) -> Option<u32> {
    version.split_once('.')?.0.parse().ok()
}
