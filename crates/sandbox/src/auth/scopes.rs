//! Scopes in both dialects (smart-fhir.md 1.7).

use std::fmt;

use crate::faults::TYPES;

/// What may be done with a resource type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// `c`
    Create,
    /// `r`
    Read,
    /// `u`, which covers update-as-create.
    Update,
    /// `d`
    Delete,
    /// `s`
    Search,
}

/// Scopes that are no resource scopes.
const WORDS: [&str; 6] = [
    "openid",
    "fhirUser",
    "profile",
    "launch",
    "offline_access",
    "online_access",
];

/// Granted scopes, written as they were asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scopes(Vec<String>);

impl Scopes {
    /// Grants what is known of a request; what is not is left out.
    pub fn grant(requested: &str) -> Scopes {
        let mut granted: Vec<String> = Vec::new();
        for scope in requested.split_ascii_whitespace() {
            let known = WORDS.contains(&scope) || letters(scope).is_some();
            if known && !granted.iter().any(|already| already == scope) {
                granted.push(scope.to_owned());
            }
        }
        Scopes(granted)
    }

    /// The same without any right to write.
    pub fn read_only(&self) -> Scopes {
        let writes = |scope: &&String| {
            letters(scope).is_some_and(|(_, letters)| letters.contains(['c', 'u', 'd']))
        };
        Scopes(
            self.0
                .iter()
                .filter(|scope| !writes(scope))
                .cloned()
                .collect(),
        )
    }

    /// The part of these scopes that a refresh asks for; `None` when it asks for more.
    pub fn narrowed(&self, requested: &str) -> Option<Scopes> {
        let wanted = Scopes::grant(requested);
        wanted
            .0
            .iter()
            .all(|scope| self.0.contains(scope))
            .then_some(wanted)
    }

    /// True when this word was granted.
    pub fn has(&self, word: &str) -> bool {
        self.0.iter().any(|scope| scope == word)
    }

    /// True when some scope gives this right on this type.
    pub fn allow(&self, kind: &str, right: Right) -> bool {
        let letter = match right {
            Right::Create => 'c',
            Right::Read => 'r',
            Right::Update => 'u',
            Right::Delete => 'd',
            Right::Search => 's',
        };
        self.0.iter().any(|scope| {
            letters(scope)
                .is_some_and(|(of, letters)| (of == "*" || of == kind) && letters.contains(letter))
        })
    }
}

impl fmt::Display for Scopes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

/// Type and v2 letters of a resource scope in either dialect; `None` when it is none.
fn letters(scope: &str) -> Option<(&str, &str)> {
    let (context, rest) = scope.split_once('/')?;
    let (kind, right) = rest.split_once('.')?;
    if !["patient", "user"].contains(&context) || !(kind == "*" || TYPES.contains(&kind)) {
        return None;
    }
    let letters = match right {
        "read" => "rs",
        // Write does not include read.
        "write" => "cud",
        "*" => "cruds",
        _ => right,
    };
    // Letters come in the order c r u d s, each at most once.
    let mut order = "cruds".chars();
    let ordered = letters
        .chars()
        .all(|letter| order.any(|next| next == letter));
    (ordered && !letters.is_empty()).then_some((kind, letters))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_dialects_give_the_same_rights() {
        for asked in [
            "patient/DocumentReference.write",
            "patient/DocumentReference.cud",
        ] {
            let scopes = Scopes::grant(asked);
            assert!(scopes.allow("DocumentReference", Right::Update));
            assert!(
                !scopes.allow("DocumentReference", Right::Read),
                "write includes read"
            );
            assert!(!scopes.allow("Patient", Right::Update));
        }
    }

    #[test]
    fn unknown_scopes_are_left_out_of_the_grant() {
        let granted = Scopes::grant(
            "openid patient/Patient.sr patient/Sang.read system/*.* launch patient/*.rs",
        );
        assert_eq!(granted.to_string(), "openid launch patient/*.rs");
    }

    #[test]
    fn a_grant_without_writing_keeps_the_reading() {
        let granted = Scopes::grant("openid patient/Patient.read patient/DocumentReference.crus");
        assert_eq!(
            granted.read_only().to_string(),
            "openid patient/Patient.read"
        );
    }
}
