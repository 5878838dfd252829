//! The id of one form from first key press to journal.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// A UUID version 4 in lower case with hyphens (RFC 9562).
///
/// Made by the app when a form is opened; from then on it is draft id, idempotency key at the gateway, `submitId` at
/// Nav and resource id in the journal, so that repeating any step has one effect.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FormId(String);

/// The text is no lower-case UUID version 4.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a lower-case UUID version 4")]
pub struct FormIdError;

impl FormId {
    /// Reads a UUID; refuses every other spelling, so that two spellings can never be two forms.
    pub fn new(value: &str) -> Result<FormId, FormIdError> {
        let groups: Vec<&str> = value.split('-').collect();
        let shape = groups.iter().map(|g| g.len()).eq([8, 4, 4, 4, 12]);
        let hex = groups
            .iter()
            .all(|g| g.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')));
        let version = groups.get(2).is_some_and(|g| g.starts_with('4'));
        let variant = groups
            .get(3)
            .is_some_and(|g| g.starts_with(['8', '9', 'a', 'b']));
        if shape && hex && version && variant {
            Ok(FormId(value.to_owned()))
        } else {
            Err(FormIdError)
        }
    }

    /// The text of the UUID.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for FormId {
    type Error = FormIdError;

    fn try_from(value: String) -> Result<FormId, FormIdError> {
        FormId::new(&value)
    }
}

impl From<FormId> for String {
    fn from(id: FormId) -> String {
        id.0
    }
}

impl fmt::Display for FormId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_lower_case_uuid_of_version_4_is_a_form_id() {
        assert!(FormId::new("3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b").is_ok());
        for bad in [
            "3F2A7B04-9C1D-4E5F-8A6B-0C1D2E3F4A5B",
            "3f2a7b049c1d4e5f8a6b0c1d2e3f4a5b",
            "3f2a7b04-9c1d-1e5f-8a6b-0c1d2e3f4a5b",
            "3f2a7b04-9c1d-4e5f-ca6b-0c1d2e3f4a5b",
            "../../etc",
            "",
        ] {
            assert_eq!(FormId::new(bad), Err(FormIdError), "{bad}");
        }
    }
}
