//! `POST /api/sessions`: a browser has logged in by itself (mode B) and brings the proof.

use axum::Json as JsonAnswer;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::{Mode, OpenSession, ProblemKind};
use smart::id_token::{Clock, Jws};
use smart::secret::{AccessToken, IdTokenText, Nonce};
use smart::token::{Client, Expected};
use smart::{Exchanged, FhirId, Grant, TokenResponse};

use super::failure::Failed;
use super::open::{self, Opened};
use super::pending::{self, Use};
use crate::http::answer::with_cookies;
use crate::http::{Json, Language, OwnPage, Refusal};
use crate::session::api::view;
use crate::session::cookie::{self, Framing};
use crate::state::AppState;

/// Verifies the id_token, tries the access token at the EPJ, opens a session and forgets both.
///
/// # Errors
/// Any doubt is a [`Refusal`]; nothing is stored.
pub async fn open_session(
    State(state): State<AppState>,
    _: OwnPage,
    Language(sprak): Language,
    headers: HeaderMap,
    Json(proof): Json<OpenSession>,
) -> Result<Response, Refusal> {
    let opened = believe(&state, proof)
        .await
        .map_err(|failed| failed.refusal(sprak))?;
    // The mark is partitioned: a page that is not framed by the same EPJ does not send it.
    let framing = match cookie::find(&headers, cookie::FRAMED_MARK) {
        Some(_) => Framing::Framed,
        None => Framing::TopLevel,
    };
    let cookie = cookie::session_cookie(&opened.sid, &opened.secret, framing);
    let answer = JsonAnswer(view(&state, &opened.row));
    Ok(with_cookies(
        (StatusCode::CREATED, answer).into_response(),
        &[cookie],
    ))
}

async fn believe(state: &AppState, proof: OpenSession) -> Result<Opened, Failed> {
    let record = state
        .config
        .issuer(&proof.issuer)
        .map(|record| &record.issuer);
    let issuer = record
        .filter(|issuer| issuer.mode == smart::Mode::B)
        .filter(|issuer| issuer.status != smart::issuer::Status::Disabled)
        .ok_or_else(|| Failed::new(ProblemKind::UnknownIssuer, "no browser-mode issuer"))?;
    let now = state.clock.unix();
    let metadata = state
        .discovered
        .metadata(&state.http, issuer, &issuer.iss, now)
        .await;
    let metadata = metadata.map_err(|error| Failed::of(&error))?;
    let shown = proof.id_token.clone();
    let id_token = IdTokenText::new(proof.id_token);
    let jws = Jws::read(&id_token).map_err(|error| Failed::of(&error))?;
    let trusted = open::prove(state, issuer, &metadata, jws).await?;
    let nonce = Some(Nonce::new(proof.nonce));
    let exchanged = Exchanged {
        expected: Expected::new(issuer, &metadata, &issuer.iss, nonce, proof.scope.clone()),
        client: Client::new(issuer, &metadata),
        response: TokenResponse {
            access_token: AccessToken::new(proof.access_token),
            refresh_token: None,
            id_token: Some(id_token),
            expires_in: proof.expires_in,
            scope: Some(Grant::new(&proof.scope)),
            patient: FhirId::new(&proof.patient),
            encounter: FhirId::new(&proof.encounter),
            fhir_context: Vec::new(),
            need_patient_banner: true,
            intent: None,
            tenant: None,
            fhir_user: None,
            findings: Vec::new(),
        },
    };
    let (session, tokens) = exchanged
        .into_session(trusted, Clock::Server, now)
        .map_err(|error| Failed::of(&error))?;
    // Reading patient, encounter and user with the token is what proves that it is theirs.
    let context = open::context(state, &session, &tokens).await?;
    // One login opens one session: a proof that leaked cannot be shown a second time.
    let once = ["id_token", &issuer.key, &shown];
    if pending::use_once(&state.store, &once, now).await? == Use::Again {
        return Err(Failed::new(
            ProblemKind::StateUnknown,
            "this login was shown before",
        ));
    }
    open::store(state, Mode::B, session, tokens, context).await
}
