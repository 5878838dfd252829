//! Resource ids.

use serde::Serialize;

/// A resource id (FHIR R4 2.24.0.1): 1 to 64 of letters, digits, `-` and `.`, and no dot segment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// `None` for anything else, such as a whole reference: a doubled prefix cannot be made.
    pub fn new(id: &str) -> Option<Id> {
        let fits = (1..=64).contains(&id.len())
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'.')
            && !matches!(id, "." | "..");
        fits.then(|| Id(id.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_or_a_path_is_no_id() {
        assert!(Id::new("kari-1.b").is_some());
        let long = "a".repeat(65);
        for bad in ["", "Patient/1", "..", ".", "a b", "å", "a?b", long.as_str()] {
            assert_eq!(Id::new(bad), None, "{bad}");
        }
    }
}
