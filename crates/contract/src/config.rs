//! What the app must know before anybody has logged in.

use domain::Miljo;
use serde::{Deserialize, Serialize};

/// Answer of `GET /api/config`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppConfig {
    /// Version of the gateway.
    pub version: String,
    /// Decides the TEST banner.
    pub environment: Miljo,
    /// The issuers whose tokens the browser itself holds (modes B and T).
    pub issuers: Vec<BrowserIssuer>,
    /// Path of the compiled code lists, with a hash of their content.
    pub codes: String,
}

/// An issuer record as a browser may know it: the JSON form of `smart::PublicIssuer`, carried as it is.
pub type BrowserIssuer = JsonObject;

/// A JSON object that this crate passes on unread.
pub type JsonObject = std::collections::BTreeMap<String, serde_json::Value>;
