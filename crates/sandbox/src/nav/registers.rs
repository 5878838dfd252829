//! The registers: health personnel (HPR) and the population.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde_json::{Value, json};

use super::http::{guarded, message};
use crate::faults::{Caller, Fault};
use crate::people::{CLINICIANS, PATIENTS, PatientFacts};
use crate::world::Shared;

/// A practitioner as HPR knows them.
#[derive(Clone, Debug)]
pub struct Practitioner {
    /// Number in HPR, without leading zeros.
    pub hpr: &'static str,
    /// Identity number.
    pub fnr: String,
    /// Name.
    pub navn: String,
    /// Category of health personnel (9060).
    pub category: &'static str,
    /// Type of extra competence (7702), if any.
    pub extra_competence: Option<&'static str>,
    /// Suspended now.
    pub suspendert: bool,
}

/// A person as the population register knows them.
#[derive(Clone, Debug)]
pub struct Person {
    /// Whose record in the EPJ it is (FHIR id).
    pub patient: &'static str,
    /// Name.
    pub navn: String,
    /// Date of birth.
    pub born: NaiveDate,
}

/// The practitioner with this number; leading zeros do not matter.
pub fn practitioner(hpr: &str) -> Option<Practitioner> {
    let wanted = hpr.trim_start_matches('0');
    CLINICIANS.iter().find_map(|clinician| {
        let known = clinician.hpr?;
        (known == wanted).then(|| Practitioner {
            hpr: known,
            fnr: clinician.ident(),
            navn: clinician.name(),
            category: clinician.category.0,
            extra_competence: clinician.extra_competence,
            suspendert: false,
        })
    })
}

/// The person with this identity number.
pub fn person(ident: &str) -> Option<Person> {
    patient(ident)
        .filter(|patient| patient.register == crate::people::Register::Known)
        .map(|patient| Person {
            patient: patient.id,
            navn: patient.name(),
            born: patient.born(),
        })
}

/// The patient of the EPJ with this identity number, known to the register or not.
pub fn patient(ident: &str) -> Option<&'static PatientFacts> {
    PATIENTS
        .iter()
        .find(|patient| patient.ident().as_deref() == Some(ident))
}

/// `GET /nav/registers/behandler/{hpr}`.
pub async fn behandler(
    State(sandbox): State<Shared>,
    Path(hpr): Path<String>,
    headers: HeaderMap,
) -> Response {
    guarded(
        &sandbox,
        &headers,
        "nav.behandler",
        Caller::default(),
        |hits| match practitioner(&hpr) {
            Some(mut found) => {
                found.suspendert |= hits.has(&Fault::Suspended);
                Json(described(&found)).into_response()
            }
            None => message(StatusCode::NOT_FOUND, "Practitioner does not exist"),
        },
    )
    .await
}

/// `GET /nav/registers/pasient` with the identity number in the header `Ident`, never in the address.
pub async fn pasient(State(sandbox): State<Shared>, headers: HeaderMap) -> Response {
    let ident = headers
        .get("ident")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let caller = Caller {
        patient: patient(ident).map(|patient| patient.id),
        ..Caller::default()
    };
    guarded(
        &sandbox,
        &headers,
        "nav.pasient",
        caller,
        |_| match person(ident) {
            Some(found) => Json(json!({
                "ident": ident,
                "navn": found.navn,
                "fodselsdato": found.born,
            }))
            .into_response(),
            None => message(StatusCode::NOT_FOUND, "Person does not exist"),
        },
    )
    .await
}

/// The shape of `behandler` in the rules' input.
fn described(found: &Practitioner) -> Value {
    let code = |oid: u32, value: &str| json!({ "aktiv": true, "oid": oid, "verdi": value });
    let extra = found.extra_competence.map(|value| {
        json!([{
            "avsluttetStatus": null,
            "gyldig": { "fra": "2015-01-01", "til": null },
            "type": code(7702, value),
        }])
    });
    json!({
        "hpr": found.hpr,
        "fnr": found.fnr,
        "navn": found.navn,
        "suspendert": found.suspendert,
        "godkjenninger": [{
            "helsepersonellkategori": code(9060, found.category),
            "autorisasjon": code(7704, "1"),
            "tillegskompetanse": extra,
        }],
    })
}
