//! The switchboard over HTTP.

use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use crate::faults::Set;
use crate::world::Shared;

/// `GET /faults`: the places, the switches, and what is set.
pub async fn list(State(sandbox): State<Shared>) -> Json<Value> {
    Json(sandbox.world().faults.describe())
}

/// `POST /faults`: sets one switch, or a list of them. 400 with a sentence when it would do nothing.
pub async fn set(State(sandbox): State<Shared>, body: Bytes) -> Response {
    match read(&body) {
        Ok(sets) => {
            for set in sets {
                if let Err(unfit) = sandbox.world().faults.set(set) {
                    return bad_request(&unfit.to_string());
                }
            }
            (StatusCode::CREATED, list(State(sandbox)).await).into_response()
        }
        Err(error) => bad_request(&error.to_string()),
    }
}

/// `DELETE /faults`: clears every switch.
pub async fn clear(State(sandbox): State<Shared>) -> StatusCode {
    sandbox.world().faults.clear();
    StatusCode::NO_CONTENT
}

/// 400 with a sentence.
pub fn bad_request(message: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "message": message }))).into_response()
}

fn read(body: &[u8]) -> Result<Vec<Set>, serde_json::Error> {
    match serde_json::from_slice::<Value>(body)? {
        list @ Value::Array(_) => serde_json::from_value(list),
        one => Ok(vec![serde_json::from_value(one)?]),
    }
}
