//! Opening a session and asking about it.

use chrono::{DateTime, Utc};
use domain::Miljo;
use serde::{Deserialize, Serialize};

use crate::{Context, FormId};

/// Who holds the token (`smart-fhir.md` 1.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mode {
    /// The gateway; the browser holds a cookie.
    G,
    /// The gateway gets it, the browser uses it.
    T,
    /// The browser.
    B,
}

/// Body of `POST /api/sessions`: the proof that a browser-mode login took place.
///
/// The gateway checks the id_token against the keys of the issuer and tries the access token there before it believes
/// any of it. It keeps neither.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OpenSession {
    /// Key of the issuer record.
    pub issuer: String,
    /// As received from the token endpoint.
    pub id_token: String,
    /// The nonce of the authorization request.
    pub nonce: String,
    /// As received from the token endpoint.
    pub access_token: String,
    /// `patient` of the token response.
    pub patient: String,
    /// `encounter` of the token response.
    pub encounter: String,
    /// Scopes that were granted, space separated.
    pub scope: String,
    /// Seconds that the access token lives.
    pub expires_in: u64,
}

/// Answer of `POST /api/sessions` and `GET /api/sessions/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// The id that every path of this session carries; 128 random bits in base64url. It selects, it does not prove.
    pub id: String,
    /// Who holds the token.
    pub mode: Mode,
    /// Key of the issuer record.
    pub issuer: String,
    /// The EPJ's name for a person.
    pub epj: String,
    /// The FHIR base as launched (`iss`). References in what the EPJ answers are told from foreign ones by it.
    pub fhir_base: String,
    /// Test or production.
    pub environment: Miljo,
    /// When the session ends at the latest.
    pub expires_at: DateTime<Utc>,
    /// Who and where.
    pub context: Context,
    /// The form of this session that was sent last, so that a reload finds the receipt.
    pub last_sent: Option<FormId>,
}
