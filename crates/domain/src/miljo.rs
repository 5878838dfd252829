//! Test or production.

use serde::{Deserialize, Serialize};

/// The environment an issuer and an installation belong to. It decides which identity numbers are acceptable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Miljo {
    /// Synthetic people only, a TEST banner on every screen and document.
    Test,
    /// Real people only.
    Production,
}
