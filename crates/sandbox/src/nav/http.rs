//! The receiver over HTTP.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};
use uuid::Uuid;

use super::employers::arbeidsforhold;
use super::payload::Payload;
use super::receiver::Delivered;
use super::registers::{self, Person, Practitioner};
use super::returned;
use super::verdict::{self, Outcome};
use crate::auth::bearer;
use crate::clock;
use crate::faults::{Caller, Fault, Hits, Instead, cut};
use crate::json::Members;
use crate::options::NAV_TOKEN;
use crate::world::{Sandbox, Shared};

/// The routes of Nav.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/nav/api/sykmelding/verify", post(verify))
        .route("/nav/api/sykmelding", post(create).get(list))
        .route("/nav/api/sykmelding/{id}", get(one))
        .route("/nav/registers/behandler/{hpr}", get(registers::behandler))
        .route("/nav/registers/pasient", get(registers::pasient))
        .route("/nav/registers/arbeidsforhold", get(arbeidsforhold))
}

/// `{message}` with a status, the dialect of the receiver.
pub fn message(status: StatusCode, text: &str) -> Response {
    (status, Json(json!({ "message": text }))).into_response()
}

/// Bearer token, then the switches, then the work.
pub async fn guarded(
    sandbox: &Sandbox,
    headers: &HeaderMap,
    place: &str,
    caller: Caller<'_>,
    work: impl FnOnce(&Hits) -> Response,
) -> Response {
    let hits = sandbox.strike(&["nav", place], caller);
    let response = match hits.before().await {
        Some(Instead::Answer(answer)) => return *answer,
        Some(Instead::Status(status)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            message(status, "a switch of the sandbox asked for this")
        }
        None if bearer(headers) != Some(NAV_TOKEN) => {
            message(StatusCode::UNAUTHORIZED, "bearer token missing or wrong")
        }
        None => work(&hits),
    };
    hits.after(response).await
}

/// Why a note is not even judged.
struct Refused(StatusCode, String);

/// What the receiver knows before it judges.
struct Understood {
    payload: Payload,
    practitioner: Practitioner,
    person: Person,
    outcome: Outcome,
}

fn understand(body: &[u8], hits: &Hits) -> Result<Understood, Refused> {
    let refuse = |status, text: &str| Refused(status, text.to_owned());
    let payload = Payload::parse(body)
        .map_err(|error| Refused(StatusCode::BAD_REQUEST, error.to_string()))?;
    if hits.has(&Fault::DiskFull) {
        return Err(refuse(
            StatusCode::INSUFFICIENT_STORAGE,
            "No space left on device",
        ));
    }
    let person = registers::person(&payload.meta.pasient_ident)
        .filter(|_| !hits.has(&Fault::UnknownPatient))
        .ok_or_else(|| refuse(StatusCode::UNPROCESSABLE_ENTITY, "Person does not exist"))?;
    let mut practitioner = registers::practitioner(&payload.meta.sykmelder_hpr)
        .filter(|_| !hits.has(&Fault::UnknownPractitioner))
        .ok_or_else(|| {
            refuse(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Practitioner does not exist in HPR",
            )
        })?;
    practitioner.suspendert |= hits.has(&Fault::Suspended);
    let text = "En bryter i sandkassa bestemte dette utfallet.";
    let outcome = if hits.has(&Fault::Pending) {
        verdict::pending("SANDKASSE_PENDING", text)
    } else if hits.has(&Fault::Invalid) {
        verdict::invalid("SANDKASSE_INVALID", text)
    } else {
        verdict::judge(&payload, &practitioner, person.born, clock::today())
    };
    Ok(Understood {
        payload,
        practitioner,
        person,
        outcome,
    })
}

async fn verify(State(sandbox): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    guarded(
        &sandbox,
        &headers,
        "nav.verify",
        caller(&body),
        |hits| match understand(&body, hits) {
            Err(Refused(status, text)) => message(status, &text),
            Ok(Understood { outcome, .. }) => {
                sandbox.world().receiver.verified += 1;
                Json(json!({
                    "status": outcome.status,
                    "message": outcome.rule.map(|(_, text)| text),
                    "rule": outcome.rule.map(|(name, _)| name),
                }))
                .into_response()
            }
        },
    )
    .await
}

async fn create(State(sandbox): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    guarded(&sandbox, &headers, "nav.create", caller(&body), |hits| {
        if hits.has(&Fault::EmptyOk) {
            return StatusCode::OK.into_response();
        }
        let Understood {
            payload,
            practitioner,
            person,
            outcome,
        } = match understand(&body, hits) {
            Ok(understood) => understood,
            Err(Refused(status, text)) => return message(status, &text),
        };
        let kept = sandbox.world().receiver.take(Delivered {
            sykmelding_id: Uuid::new_v4(),
            submit_id: payload.submit_id,
            mottatt: clock::instant(),
            payload: serde_json::from_slice(&body).unwrap_or_default(),
            patient: person.patient,
            patient_name: person.navn,
            hpr: payload.meta.sykmelder_hpr,
            practitioner_name: practitioner.navn,
            outcome,
            deliveries: 1,
        });
        if hits.has(&Fault::StoreAndDrop) {
            return cut();
        }
        if hits.has(&Fault::StoreAndFail) {
            return message(StatusCode::INTERNAL_SERVER_ERROR, "Rule engine failed");
        }
        Json(returned::full(&kept)).into_response()
    })
    .await
}

async fn list(State(sandbox): State<Shared>, headers: HeaderMap) -> Response {
    let ident = text(&headers, "ident");
    let caller = Caller {
        patient: registers::patient(ident).map(|p| p.id),
        ..Caller::default()
    };
    guarded(&sandbox, &headers, "nav.list", caller, |_| {
        let hpr = text(&headers, "hpr");
        if ident.is_empty() || hpr.is_empty() {
            return message(
                StatusCode::BAD_REQUEST,
                "headers Ident and HPR are required",
            );
        }
        let world = sandbox.world();
        let notes: Vec<Value> = world
            .receiver
            .of(ident)
            .filter_map(|note| returned::seen_by(note, hpr))
            .collect();
        Json(notes).into_response()
    })
    .await
}

async fn one(
    State(sandbox): State<Shared>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    guarded(&sandbox, &headers, "nav.get", Caller::default(), |_| {
        let world = sandbox.world();
        let note = id.parse().ok().and_then(|id| world.receiver.get(id));
        match note.and_then(|note| returned::seen_by(note, text(&headers, "hpr"))) {
            Some(note) => Json(note).into_response(),
            None => message(StatusCode::NOT_FOUND, "Sykmelding not found"),
        }
    })
    .await
}

/// Whose note a body is, as far as it can be told, for switches that are narrowed to a patient.
fn caller(body: &[u8]) -> Caller<'static> {
    let payload: Value = serde_json::from_slice(body).unwrap_or_default();
    let ident = payload
        .at("meta")
        .at("pasientIdent")
        .as_str()
        .unwrap_or_default();
    Caller {
        patient: registers::patient(ident).map(|patient| patient.id),
        ..Caller::default()
    }
}

/// A header as text; empty when it is missing.
pub(super) fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers
        .get(name)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
}
