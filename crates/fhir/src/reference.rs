//! References between resources (`smart-fhir.md` 2.3, last paragraphs).

use crate::datatypes::Identifier;
use crate::element::Element;
use crate::id::Id;

/// A reference as it stands in a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// The literal reference.
    pub reference: Option<String>,
    /// The logical one.
    pub identifier: Option<Identifier>,
    /// A text for it.
    pub display: Option<String>,
}

/// What a reference points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A resource of this EPJ.
    Resource {
        /// Its type.
        kind: String,
        /// Its id.
        id: Id,
    },
    /// A resource inside the one that refers to it, by its id without `#`.
    Contained(String),
    /// Known by an identifier only: find it by search.
    Logical(Identifier),
    /// Another host, another path, or nothing that can be followed. No token is sent there.
    Foreign,
    /// The element is there and says nothing.
    Empty,
}

impl Reference {
    /// Where it leads. `base` is the FHIR base of the session; a literal reference wins over an identifier.
    pub fn target(&self, base: &str) -> Target {
        match (&self.reference, &self.identifier) {
            (Some(literal), _) => literal_target(literal, base),
            (None, Some(identifier)) => Target::Logical(identifier.clone()),
            (None, None) => Target::Empty,
        }
    }

    /// The id, when it leads to a resource of this type.
    pub fn id(&self, kind: &str, base: &str) -> Option<Id> {
        match self.target(base) {
            Target::Resource { kind: found, id } if found == kind => Some(id),
            _ => None,
        }
    }

    pub(crate) fn read(element: &Element<'_>) -> Reference {
        Reference {
            reference: element.code("reference"),
            identifier: element
                .child("identifier")
                .map(|child| Identifier::read(&child)),
            display: element.text("display"),
        }
    }

    pub(crate) fn child(element: &Element<'_>, name: &str) -> Option<Reference> {
        element.child(name).map(|child| Reference::read(&child))
    }
}

fn literal_target(literal: &str, base: &str) -> Target {
    if let Some(id) = literal.strip_prefix('#') {
        return Target::Contained(id.to_owned());
    }
    let Some(path) = below(literal, base) else {
        return Target::Foreign;
    };
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let mut segments = path.split('/');
    let (kind, id) = (
        segments.next().unwrap_or_default(),
        segments.next().unwrap_or_default(),
    );
    let rest: Vec<&str> = segments.collect();
    let nothing_more = matches!(rest.as_slice(), [] | ["_history", _]);
    let type_fits = kind.starts_with(|c: char| c.is_ascii_uppercase())
        && kind.bytes().all(|b| b.is_ascii_alphabetic());
    match Id::new(id) {
        Some(id) if type_fits && nothing_more => Target::Resource {
            kind: kind.to_owned(),
            id,
        },
        _ => Target::Foreign,
    }
}

/// The part of a reference below the base; `None` when an absolute one leads elsewhere.
fn below<'r>(literal: &'r str, base: &str) -> Option<&'r str> {
    let path = literal.split(['?', '#']).next().unwrap_or_default();
    if !path.contains(':') {
        return Some(literal);
    }
    let base = base.trim_end_matches('/');
    let (head, tail) = (literal.get(..base.len())?, literal.get(base.len()..)?);
    let same = {
        let (base_host, base_path) = split_host(base);
        let (head_host, head_path) = split_host(head);
        base_host.eq_ignore_ascii_case(head_host) && base_path == head_path
    };
    tail.strip_prefix('/').filter(|_| same)
}

/// Scheme and host, whose letters are of no case, and the path, whose letters are.
fn split_host(url: &str) -> (&str, &str) {
    let host_start = url.find("://").map_or(0, |at| at + 3);
    let path_start = url
        .get(host_start..)
        .and_then(|rest| rest.find('/'))
        .map_or(url.len(), |at| host_start + at);
    url.split_at_checked(path_start).unwrap_or((url, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://epj.example/r4";

    fn target(literal: &str) -> Target {
        Reference {
            reference: Some(literal.into()),
            ..Reference::default()
        }
        .target(BASE)
    }

    #[test]
    fn fhir_36_every_form_of_a_literal_reference_is_resolved() {
        for literal in [
            "Patient/1",
            "Patient/1/_history/2",
            "https://epj.example/r4/Patient/1",
            "HTTPS://EPJ.example/r4/Patient/1/_history/7",
            "Patient/1?x=y",
        ] {
            let id = Id::new("1").unwrap();
            assert_eq!(
                target(literal),
                Target::Resource {
                    kind: "Patient".into(),
                    id
                },
                "{literal}"
            );
        }
        assert_eq!(target("#p"), Target::Contained("p".into()));
    }

    #[test]
    fn fhir_36_a_reference_that_leads_elsewhere_is_foreign() {
        for literal in [
            "https://evil.example/r4/Patient/1",
            "https://epj.example/R4/Patient/1",
            "https://epj.example/r4x/Patient/1",
            "https://epj.example/r4/Patient/1/extra",
            "https://epj.example.evil/r4/Patient/1",
            "urn:uuid:3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b",
            "patient/1",
            "Patient/",
            "Patient/..",
            "1",
            "Practitioner/Practitioner/1",
            "//evil.example/Patient/1",
            "",
        ] {
            assert_eq!(target(literal), Target::Foreign, "{literal}");
        }
    }

    #[test]
    fn fhir_36_a_literal_reference_wins_over_an_identifier() {
        let identifier = Identifier {
            value: Some("1".into()),
            ..Identifier::default()
        };
        let logical = Reference {
            identifier: Some(identifier.clone()),
            ..Reference::default()
        };
        assert_eq!(logical.target(BASE), Target::Logical(identifier));
        let both = Reference {
            reference: Some("Patient/1".into()),
            ..logical
        };
        assert!(both.id("Patient", BASE).is_some());
        assert_eq!(both.id("Practitioner", BASE), None);
        assert_eq!(Reference::default().target(BASE), Target::Empty);
    }
}
