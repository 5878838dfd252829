//! The places that a request passes.

use serde::Serialize;

/// A family of places.
#[derive(Debug, Serialize)]
pub struct Area {
    /// The place that covers the whole family.
    pub name: &'static str,
    /// The places within; `{type}` stands for a resource type.
    pub places: &'static [&'static str],
}

/// Every place a switch can be set at.
pub const AREAS: &[Area] = &[
    Area {
        name: "fhir",
        places: &[
            "fhir",
            "fhir.metadata",
            "fhir.batch",
            "fhir.{type}",
            "fhir.{type}.read",
            "fhir.{type}.search",
            "fhir.{type}.write",
            "fhir.{type}.create",
            "fhir.{type}.update",
            "fhir.{type}.delete",
        ],
    },
    Area {
        name: "auth",
        places: &[
            "auth",
            "auth.discovery",
            "auth.authorize",
            "auth.token",
            "auth.refresh",
            "auth.jwks",
            "auth.introspect",
            "auth.revoke",
        ],
    },
    Area {
        name: "nav",
        places: &[
            "nav",
            "nav.verify",
            "nav.create",
            "nav.list",
            "nav.get",
            "nav.behandler",
            "nav.pasient",
            "nav.arbeidsforhold",
        ],
    },
];

/// The resource types of the journal.
pub const TYPES: &[&str] = &[
    "Patient",
    "Practitioner",
    "PractitionerRole",
    "Organization",
    "Encounter",
    "Condition",
    "DocumentReference",
    "QuestionnaireResponse",
    "Binary",
];

/// The area of a place, or `None` when no request passes it.
pub(super) fn area_of(place: &str) -> Option<&'static Area> {
    AREAS.iter().find(|area| {
        area.places.iter().any(|pattern| {
            *pattern == place
                || TYPES
                    .iter()
                    .any(|kind| pattern.replace("{type}", kind) == place)
        })
    })
}

/// True when a switch that works in `works_in` does something at `place`.
pub(super) fn covers(works_in: &str, place: &str, area: &Area) -> bool {
    works_in == area.name
        || works_in == place
        || place == area.name && works_in.starts_with(area.name)
        || TYPES.iter().any(|kind| {
            let wanted = works_in.replace("{type}", kind);
            wanted == place || wanted.starts_with(&format!("{place}."))
        })
}
