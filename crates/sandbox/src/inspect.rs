//! What tests look at: everything that came in and everything that is stored.

use std::collections::BTreeMap;

use crate::json::Members;
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::auth::Launch;
use crate::people::{CLINICIANS, ENCOUNTERS, OFFICES, PATIENTS};
use crate::world::{Shared, World};

/// `GET /inspect`.
pub async fn inspect(State(sandbox): State<Shared>) -> Json<Value> {
    let world = sandbox.world();
    let written = world.store.written();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for kind in written
        .iter()
        .filter_map(|resource| resource.text("resourceType"))
    {
        *counts.entry(kind).or_default() += 1;
    }
    let auth: Vec<&crate::log::Seen> = world.log.of("auth").collect();
    let tokens: Vec<&&crate::log::Seen> =
        auth.iter().filter(|seen| seen.path == "/token").collect();
    Json(json!({
        "received": world.receiver.summaries(),
        "verified": world.receiver.verified,
        "documents": counts,
        "resources": written,
        "tokenRequests": tokens,
        "authRequests": auth,
        "fhirRequests": world.log.of("fhir").collect::<Vec<_>>(),
        "navRequests": world.log.of("nav").collect::<Vec<_>>(),
        "launches": world.grants.launches().map(launch).collect::<Vec<_>>(),
        "people": people(),
    }))
}

/// `POST /reset`: the world as it is at start. Tokens end, switches are cleared, nothing has been received.
pub async fn reset(State(sandbox): State<Shared>) -> StatusCode {
    *sandbox.world() = World::fresh();
    StatusCode::NO_CONTENT
}

fn launch(launch: &Launch) -> Value {
    json!({
        "launch": launch.id,
        "way": launch.way,
        "practitioner": launch.practitioner,
        "patient": launch.patient,
        "encounter": launch.encounter,
    })
}

/// The invented people with their numbers, so that no test has to write one down.
fn people() -> Value {
    let patients: Vec<Value> = PATIENTS
        .iter()
        .map(|patient| {
            let encounters: Vec<&str> = ENCOUNTERS
                .iter()
                .filter(|e| e.patient == patient.id)
                .map(|e| e.id)
                .collect();
            json!({
                "id": patient.id,
                "name": patient.name(),
                "ident": patient.ident(),
                "born": patient.born(),
                "purpose": patient.purpose,
                "encounters": encounters,
            })
        })
        .collect();
    let clinicians: Vec<Value> = CLINICIANS
        .iter()
        .map(|clinician| {
            json!({
                "id": clinician.id,
                "name": clinician.name(),
                "hpr": clinician.hpr,
                "office": clinician.office,
                "purpose": clinician.purpose,
            })
        })
        .collect();
    let offices: Vec<Value> = OFFICES
        .iter()
        .map(|office| {
            json!({ "id": office.id, "name": office.name, "orgnr": office.orgnr(), "phone": office.phone })
        })
        .collect();
    json!({ "patients": patients, "practitioners": clinicians, "offices": offices })
}
