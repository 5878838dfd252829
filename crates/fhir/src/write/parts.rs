//! Datatypes as they are written.

use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::Serialize;

use crate::hide::hides;
use crate::id::Id;
use crate::system::System;

/// `meta` with the time of the last change; one of Nav's mocks refuses a PUT without it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// With offset.
    pub last_updated: DateTime<FixedOffset>,
}

/// A relative reference `Type/id`, made of an id and nothing longer.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct LocalReference {
    reference: String,
}

impl LocalReference {
    /// A reference to a resource of the same server.
    pub fn new(kind: &'static str, id: &Id) -> LocalReference {
        LocalReference {
            reference: format!("{kind}/{id}"),
        }
    }
}

/// An identifier of system `urn:ietf:rfc:3986` with a `urn:uuid:` value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UrnUuid {
    system: &'static str,
    value: String,
}

impl UrnUuid {
    /// The identifier of a UUID in lower case.
    pub fn new(uuid: &str) -> UrnUuid {
        UrnUuid {
            system: "urn:ietf:rfc:3986",
            value: format!("urn:uuid:{uuid}"),
        }
    }
}

/// A code as it is written.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Code {
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<String>,
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    display: Option<String>,
}

impl Code {
    /// A code of a system.
    pub fn new(system: &System, code: &str, display: Option<&str>) -> Code {
        Code {
            system: Some(system.uri()),
            ..Code::without_system(code, display)
        }
    }

    /// A code whose system the Questionnaire leaves out.
    pub fn without_system(code: &str, display: Option<&str>) -> Code {
        Code {
            system: None,
            code: code.to_owned(),
            display: display.map(str::to_owned),
        }
    }
}

/// A CodeableConcept with exactly one code, and a text.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct CodedText {
    coding: [Code; 1],
    text: String,
}

impl CodedText {
    /// One code with a text for people.
    pub fn new(code: Code, text: &str) -> CodedText {
        CodedText {
            coding: [code],
            text: text.to_owned(),
        }
    }
}

/// A period of whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// First day.
    pub start: NaiveDate,
    /// Last day.
    pub end: NaiveDate,
}

hides!(LocalReference, Code, CodedText);
