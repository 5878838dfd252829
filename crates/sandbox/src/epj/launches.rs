//! Pressing the button: a launch is made and the app is opened with it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use super::start::TROUBLES;
use crate::auth::{Launch, Window, secret};
use crate::clock;
use crate::faults::Set;
use crate::faults_api::bad_request;
use crate::log;
use crate::options::Way;
use crate::people;
use crate::world::{Sandbox, Shared};

/// What is asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Wish {
    way: Way,
    practitioner: String,
    patient: String,
    #[serde(default)]
    encounter: Option<String>,
    #[serde(default)]
    framed: bool,
    /// Switches for this launch alone.
    #[serde(default)]
    faults: Vec<Set>,
}

/// `POST /launches` with JSON, answered with the addresses.
pub async fn from_json(State(sandbox): State<Shared>, body: Bytes) -> Response {
    let wish: Wish = match serde_json::from_slice(&body) {
        Ok(wish) => wish,
        Err(error) => return bad_request(&error.to_string()),
    };
    match made(&sandbox, wish) {
        Ok(launch) => {
            let body = json!({
                "launch": launch,
                "launchUrl": launch_url(&sandbox, &launch).map(String::from),
                "frameUrl": format!("{}/ramme/{launch}", sandbox.url),
            });
            (StatusCode::CREATED, Json(body)).into_response()
        }
        Err(message) => bad_request(&message),
    }
}

/// `POST /start` from the start page, answered with a redirect to the app or to the page with the frame.
pub async fn from_form(State(sandbox): State<Shared>, body: Bytes) -> Response {
    let fields = log::pairs(&body);
    let field = |name: &str| {
        fields
            .iter()
            .find(|(found, _)| found == name)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    };
    let Ok(way) = field("way").parse::<Way>() else {
        return bad_request("no such way in");
    };
    // One choice names patient and encounter, so that they always fit together without script.
    let (patient, encounter) = field("visit").split_once('/').unwrap_or_default();
    let framed = field("window") == "framed";
    let faults = TROUBLES
        .iter()
        .filter(|trouble| trouble.name == field("trouble"));
    let wish = Wish {
        way,
        practitioner: field("practitioner").to_owned(),
        patient: patient.to_owned(),
        encounter: Some(encounter.to_owned()).filter(|id| !id.is_empty()),
        framed,
        faults: faults.filter_map(|trouble| trouble.set(patient)).collect(),
    };
    match made(&sandbox, wish) {
        Ok(launch) if framed => Redirect::to(&format!("/ramme/{launch}")).into_response(),
        Ok(launch) => match launch_url(&sandbox, &launch) {
            Some(url) => Redirect::to(url.as_str()).into_response(),
            None => bad_request("the launch is gone"),
        },
        Err(message) => bad_request(&message),
    }
}

/// The address that opens the app for a launch.
pub fn launch_url(sandbox: &Sandbox, launch: &str) -> Option<Url> {
    let way = sandbox
        .world()
        .grants
        .launches()
        .find(|made| made.id == launch)?
        .way;
    let mut url = Url::parse(&format!("{}/launch", sandbox.options.app_origin())).ok()?;
    url.query_pairs_mut()
        .append_pair("iss", &sandbox.addresses(way).base)
        .append_pair("launch", launch);
    Some(url)
}

fn made(sandbox: &Sandbox, wish: Wish) -> Result<String, String> {
    if people::clinician(&wish.practitioner).is_none() {
        return Err(format!("no such practitioner: {:.40}", wish.practitioner));
    }
    if people::patient(&wish.patient).is_none() {
        return Err(format!("no such patient: {:.40}", wish.patient));
    }
    // One of another patient is let through: the app must find out (smart-fhir.md 1.6).
    if let Some(id) = &wish.encounter
        && people::encounter(id).is_none()
    {
        return Err(format!("no such encounter: {id:.40}"));
    }
    let id = secret();
    let mut world = sandbox.world();
    for fault in wish.faults {
        // Nav does not know launches; there the switch is narrowed to the patient.
        let narrowed = if fault.place.starts_with("nav") {
            Set {
                patient: Some(wish.patient.clone()),
                ..fault
            }
        } else {
            Set {
                launch: Some(id.clone()),
                ..fault
            }
        };
        world
            .faults
            .set(narrowed)
            .map_err(|unfit| unfit.to_string())?;
    }
    world.grants.add_launch(Launch {
        id: id.clone(),
        way: wish.way,
        practitioner: wish.practitioner,
        patient: wish.patient,
        encounter: wish.encounter,
        window: if wish.framed {
            Window::Framed
        } else {
            Window::Own
        },
        made: clock::seconds(),
    });
    Ok(id)
}
