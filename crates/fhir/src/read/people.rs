//! Patient, Practitioner, PractitionerRole and Organization.

use serde_json::Value;

use crate::datatypes::{CodeableConcept, ContactPoint, HumanName, Identifier};
use crate::element::{Element, resource};
use crate::finding::{NotTheResource, Read};
use crate::hide::hides;
use crate::reference::Reference;

/// Patient (no-basis-Patient).
#[derive(Clone, Default, PartialEq)]
pub struct Patient {
    /// `Patient.id`.
    pub id: Option<String>,
    /// Identity numbers among others.
    pub identifier: Vec<Identifier>,
    /// Names.
    pub name: Vec<HumanName>,
    /// `YYYY-MM-DD`, possibly partial.
    pub birth_date: Option<String>,
    /// Whether `deceasedBoolean` is true or there is a time of death.
    pub deceased: bool,
    /// `None` when not told.
    pub active: Option<bool>,
    /// Whether a link says that another Patient replaces this one.
    pub replaced: bool,
}

/// Practitioner (no-basis-Practitioner).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Practitioner {
    /// `Practitioner.id`.
    pub id: Option<String>,
    /// HPR number among others.
    pub identifier: Vec<Identifier>,
    /// Names.
    pub name: Vec<HumanName>,
    /// Ways to reach them.
    pub telecom: Vec<ContactPoint>,
    /// Categories and approvals.
    pub qualification: Vec<CodeableConcept>,
}

/// PractitionerRole (no-basis-PractitionerRole).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PractitionerRole {
    /// `PractitionerRole.id`.
    pub id: Option<String>,
    /// Who.
    pub practitioner: Option<Reference>,
    /// Where.
    pub organization: Option<Reference>,
    /// Ways to reach them there.
    pub telecom: Vec<ContactPoint>,
}

/// Organization (no-basis-Organization).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organization {
    /// `Organization.id`.
    pub id: Option<String>,
    /// Organisation number among others.
    pub identifier: Vec<Identifier>,
    /// Its name.
    pub name: Option<String>,
    /// Ways to reach it.
    pub telecom: Vec<ContactPoint>,
    /// The organisation it belongs to.
    pub part_of: Option<Reference>,
}

hides!(Patient);

impl Patient {
    /// Reads a Patient.
    pub fn read(value: &Value) -> Result<Read<Patient>, NotTheResource> {
        resource(value, "Patient", |patient| Patient {
            id: patient.code("id"),
            identifier: identifiers(patient),
            name: names(patient),
            birth_date: patient.code("birthDate"),
            deceased: patient.has("deceasedDateTime")
                || (patient.has("deceasedBoolean")
                    && patient.boolean("deceasedBoolean") != Some(false)),
            active: patient.boolean("active"),
            replaced: patient
                .children("link")
                .iter()
                .any(|link| link.code("type").as_deref() == Some("replaced-by")),
        })
    }
}

impl Practitioner {
    /// Reads a Practitioner.
    pub fn read(value: &Value) -> Result<Read<Practitioner>, NotTheResource> {
        resource(value, "Practitioner", |practitioner| Practitioner {
            id: practitioner.code("id"),
            identifier: identifiers(practitioner),
            name: names(practitioner),
            telecom: telecom(practitioner),
            qualification: practitioner
                .children("qualification")
                .iter()
                .filter_map(|qualification| qualification.child("code"))
                .map(|code| CodeableConcept::read(&code))
                .collect(),
        })
    }
}

impl PractitionerRole {
    /// Reads a PractitionerRole.
    pub fn read(value: &Value) -> Result<Read<PractitionerRole>, NotTheResource> {
        resource(value, "PractitionerRole", |role| PractitionerRole {
            id: role.code("id"),
            practitioner: Reference::child(role, "practitioner"),
            organization: Reference::child(role, "organization"),
            telecom: telecom(role),
        })
    }
}

impl Organization {
    /// Reads an Organization.
    pub fn read(value: &Value) -> Result<Read<Organization>, NotTheResource> {
        resource(value, "Organization", |organization| Organization {
            id: organization.code("id"),
            identifier: identifiers(organization),
            name: organization.text("name"),
            telecom: telecom(organization),
            part_of: Reference::child(organization, "partOf"),
        })
    }
}

fn identifiers(element: &Element<'_>) -> Vec<Identifier> {
    element
        .children("identifier")
        .iter()
        .map(Identifier::read)
        .collect()
}

fn names(element: &Element<'_>) -> Vec<HumanName> {
    element
        .children("name")
        .iter()
        .map(HumanName::read)
        .collect()
}

fn telecom(element: &Element<'_>) -> Vec<ContactPoint> {
    element
        .children("telecom")
        .iter()
        .map(ContactPoint::read)
        .collect()
}
