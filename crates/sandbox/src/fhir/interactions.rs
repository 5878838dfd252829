//! The interactions on the journal, as functions of store and access. HTTP and batches both come here.

use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{Answer, Body, Refusal};
use super::search;
use super::store::{Store, Stored, patient_of};
use super::validate;
use crate::auth::{Right, Scopes};
use crate::json::Members;

/// Types that belong to a patient. The others (clinicians and offices) may be read when the login reaches them:
/// the Practitioner through `fhirUser`, the Organization through an encounter (smart-fhir.md 1.7).
const OF_A_PATIENT: [&str; 6] = [
    "Patient",
    "Encounter",
    "Condition",
    "DocumentReference",
    "QuestionnaireResponse",
    "Binary",
];

/// What a token allows.
#[derive(Clone, Copy, Debug)]
pub struct Access<'a> {
    /// The granted scopes.
    pub scopes: &'a Scopes,
    /// The patient whose compartment the token opens.
    pub patient: &'a str,
    /// An encounter of another patient that the token may read all the same (fault `encounterOfOtherPatient`).
    pub stray_encounter: Option<&'a str>,
}

/// The conditional headers of a write.
#[derive(Clone, Copy, Debug, Default)]
pub struct Conditions<'a> {
    /// `If-None-Exist`: the search that must find nothing.
    pub if_none_exist: Option<&'a str>,
    /// `If-Match`: the version that must be current.
    pub if_match: Option<&'a str>,
    /// `If-None-Match: *`: the resource must not exist.
    pub if_none_match: Option<&'a str>,
}

impl Access<'_> {
    /// 403 unless the scopes give this right on this type.
    fn demand(&self, kind: &str, right: Right) -> Result<(), Refusal> {
        let through_login = right == Right::Read
            && match kind {
                "Practitioner" => self.scopes.has("fhirUser") || self.scopes.has("profile"),
                "Organization" => self.scopes.allow("Encounter", Right::Read),
                _ => false,
            };
        if through_login || self.scopes.allow(kind, right) {
            return Ok(());
        }
        Err(Refusal::new(
            403,
            "forbidden",
            format!("the token's scopes do not allow {right:?} on {kind}"),
        ))
    }

    /// True when a resource lies within the token's compartment.
    fn reaches(&self, kind: &str, stored: &Stored) -> bool {
        if !OF_A_PATIENT.contains(&kind) {
            return true;
        }
        let patient = stored
            .owner
            .clone()
            .or_else(|| stored.content.as_ref().and_then(patient_of));
        let stray = self.stray_encounter.is_some_and(|id| {
            kind == "Encounter"
                && stored
                    .content
                    .as_ref()
                    .is_some_and(|content| content.at("id") == id)
        });
        stray || patient.as_deref() == Some(self.patient)
    }

    fn demand_compartment(&self, kind: &str, stored: &Stored) -> Result<(), Refusal> {
        if self.reaches(kind, stored) {
            return Ok(());
        }
        Err(Refusal::new(
            403,
            "forbidden",
            format!("this {kind} belongs to another patient than the token's"),
        ))
    }
}

/// `GET {kind}/{id}`.
///
/// # Errors
/// 403, 404 or 410.
pub fn read(store: &Store, access: Access<'_>, kind: &str, id: &str) -> Result<Answer, Refusal> {
    access.demand(kind, Right::Read)?;
    let stored = store.get(kind, id).ok_or_else(|| not_found(kind))?;
    if stored.content.is_none() {
        return Err(Refusal::new(
            410,
            "deleted",
            format!("this {kind} has been deleted"),
        ));
    }
    access.demand_compartment(kind, stored)?;
    Ok(Answer {
        status: 200,
        ..answer(kind, id, stored, NoLocation)
    })
}

/// `GET {kind}?…`. The result holds only what the token reaches.
///
/// # Errors
/// 403, or 400 for a parameter that the server does not know.
pub fn search(
    store: &Store,
    access: Access<'_>,
    base: &str,
    kind: &str,
    query: &[(String, String)],
) -> Result<Answer, Refusal> {
    access.demand(kind, Right::Search)?;
    let found = search::matches(store, kind, query)?;
    let entries: Vec<Value> = found
        .into_iter()
        .filter(|resource| {
            resource
                .at("id")
                .as_str()
                .and_then(|id| store.get(kind, id))
                .is_some_and(|s| access.reaches(kind, s))
        })
        .map(|resource| {
            json!({
                "fullUrl": format!("{base}/{kind}/{}", resource.text("id").unwrap_or_default()),
                "resource": resource,
                "search": { "mode": "match" },
            })
        })
        .collect();
    let mut bundle = json!({
        "resourceType": "Bundle",
        "type": "searchset",
        "total": entries.len(),
        "link": [{ "relation": "self", "url": format!("{base}/{kind}") }],
    });
    // An empty list is not allowed in FHIR JSON.
    if !entries.is_empty() {
        bundle.put("entry", Value::Array(entries));
    }
    Ok(Answer::json(200, bundle))
}

/// `POST {kind}`, also conditional.
///
/// # Errors
/// 400, 403, 412 or 422.
pub fn create(
    store: &mut Store,
    access: Access<'_>,
    kind: &str,
    resource: Value,
    conditions: Conditions<'_>,
) -> Result<Answer, Refusal> {
    access.demand(kind, Right::Create)?;
    if let Some(query) = conditions.if_none_exist {
        let query = crate::log::pairs(query.trim_start_matches('?').as_bytes());
        let found: Vec<(String, Stored)> = search::matches(store, kind, &query)?
            .into_iter()
            .filter_map(|resource| resource.text("id"))
            .filter_map(|id| Some((id.to_owned(), store.get(kind, id)?.clone())))
            .filter(|(_, stored)| access.reaches(kind, stored))
            .collect();
        match found.as_slice() {
            [] => {}
            [(id, stored)] => {
                return Ok(Answer {
                    status: 200,
                    ..answer(kind, id, stored, WithLocation)
                });
            }
            _ => {
                return Err(Refusal::new(
                    412,
                    "duplicate",
                    "If-None-Exist finds more than one resource",
                ));
            }
        }
    }
    let owner = validate::acceptable(store, kind, &resource, access.patient)?;
    let id = Uuid::new_v4().to_string();
    let stored = store.write(kind, &id, resource, owner);
    Ok(Answer {
        status: 201,
        ..answer(kind, &id, stored, WithLocation)
    })
}

/// `PUT {kind}/{id}`: updates, or creates under this id.
///
/// # Errors
/// 400, 403, 412 or 422.
pub fn update(
    store: &mut Store,
    access: Access<'_>,
    kind: &str,
    id: &str,
    resource: Value,
    conditions: Conditions<'_>,
) -> Result<Answer, Refusal> {
    access.demand(kind, Right::Update)?;
    if resource.at("id") != id {
        return Err(Refusal::new(
            400,
            "invalid",
            "the id in the body is not the id in the address",
        ));
    }
    if !validate::is_id(id) {
        return Err(Refusal::new(
            400,
            "invalid",
            "an id is 1 to 64 of A-Z a-z 0-9 - .",
        ));
    }
    let existing = store.get(kind, id);
    let current = existing.filter(|stored| stored.content.is_some());
    if let Some(stored) = current {
        access.demand_compartment(kind, stored)?;
    }
    if conditions.if_none_match == Some("*") && current.is_some() {
        return Err(Refusal::new(
            412,
            "conflict",
            "If-None-Match: * and the resource exists",
        ));
    }
    if let Some(wanted) = conditions.if_match {
        let version = current.map(|stored| format!("W/\"{}\"", stored.version));
        if version.as_deref() != Some(wanted) {
            return Err(Refusal::new(
                412,
                "conflict",
                "If-Match names another version than the current one",
            ));
        }
    }
    let status = if current.is_some() { 200 } else { 201 };
    let owner = validate::acceptable(store, kind, &resource, access.patient)?;
    let stored = store.write(kind, id, resource, owner);
    Ok(Answer {
        status,
        ..answer(kind, id, stored, WithLocation)
    })
}

/// `DELETE {kind}/{id}`.
///
/// # Errors
/// 403, 404 or 410.
pub fn delete(
    store: &mut Store,
    access: Access<'_>,
    kind: &str,
    id: &str,
) -> Result<Answer, Refusal> {
    access.demand(kind, Right::Delete)?;
    let stored = store.get(kind, id).ok_or_else(|| not_found(kind))?;
    access.demand_compartment(kind, stored)?;
    match store.delete(kind, id) {
        Some(()) => Ok(Answer::empty(204)),
        None => Err(Refusal::new(
            410,
            "deleted",
            format!("this {kind} has been deleted"),
        )),
    }
}

use Locating::{NoLocation, WithLocation};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Locating {
    WithLocation,
    NoLocation,
}

fn answer(kind: &str, id: &str, stored: &Stored, locating: Locating) -> Answer {
    let location =
        (locating == WithLocation).then(|| format!("{kind}/{id}/_history/{}", stored.version));
    Answer {
        status: 200,
        body: stored.content.clone().map_or(Body::Empty, Body::Json),
        location,
        version: Some(stored.version),
        updated: Some(stored.updated.clone()),
    }
}

fn not_found(kind: &str) -> Refusal {
    Refusal::new(404, "not-found", format!("there is no {kind} with this id"))
}
