//! The datatypes that several resources share.

mod choose;

pub use choose::{choose_name, choose_phone};

use crate::element::Element;
use crate::finding::FindingKind;
use crate::hide::hides;
use crate::system::{Spelling, System};

/// A business identifier.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Identifier {
    /// Whose numbers these are.
    pub system: Option<System>,
    /// The number.
    pub value: Option<String>,
    /// `official`, `old` …
    pub usage: Option<String>,
    /// When it was valid.
    pub period: Period,
}

/// A code with its system.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Coding {
    /// The code system.
    pub system: Option<System>,
    /// The code.
    pub code: Option<String>,
    /// Its text.
    pub display: Option<String>,
}

/// Codes that mean the same, and a text.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct CodeableConcept {
    /// The codes.
    pub coding: Vec<Coding>,
    /// The text.
    pub text: Option<String>,
}

/// Start and end as FHIR writes dates, each possibly partial.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Period {
    /// From, inclusive.
    pub start: Option<String>,
    /// To, inclusive.
    pub end: Option<String>,
}

/// A person's name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct HumanName {
    /// `official`, `usual`, `old`, `maiden` …
    pub usage: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Given names in order. May hold spaces.
    pub given: Vec<String>,
    /// Middle name, extension of no-basis-HumanName.
    pub middle: Option<String>,
    /// The name as one text.
    pub text: Option<String>,
    /// When it was valid.
    pub period: Period,
}

/// A telephone number or another way to reach somebody.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ContactPoint {
    /// `phone`, `email` …
    pub system: Option<String>,
    /// The number as it stands.
    pub value: Option<String>,
    /// `work`, `mobile`, `old` …
    pub usage: Option<String>,
    /// Lowest is best.
    pub rank: Option<u64>,
    /// When it was valid.
    pub period: Period,
}

/// The extension with a middle name (no-basis-HumanName 2.0.15).
const MIDDLE_NAME: &str = "no-basis-middlename";

hides!(Identifier, Coding, CodeableConcept, HumanName, ContactPoint);

impl Identifier {
    /// The value when the identifier is of this system and still valid. `today` as `YYYY-MM-DD`.
    pub fn current(&self, system: &System, today: &str) -> Option<&str> {
        let valid = self.usage.as_deref() != Some("old") && !self.period.ended_before(today);
        let right = self.system.as_ref() == Some(system);
        self.value.as_deref().filter(|_| valid && right)
    }

    pub(crate) fn read(element: &Element<'_>) -> Identifier {
        Identifier {
            system: system(element),
            value: element.text("value"),
            usage: element.code("use"),
            period: Period::child(element),
        }
    }
}

impl Coding {
    pub(crate) fn read(element: &Element<'_>) -> Coding {
        Coding {
            system: system(element),
            code: element.text("code"),
            display: element.text("display"),
        }
    }
}

impl CodeableConcept {
    pub(crate) fn read(element: &Element<'_>) -> CodeableConcept {
        CodeableConcept {
            coding: element
                .children("coding")
                .iter()
                .map(Coding::read)
                .collect(),
            text: element.text("text"),
        }
    }

    /// The first code of a system.
    pub fn code(&self, system: &System) -> Option<&str> {
        self.coding
            .iter()
            .filter(|coding| coding.system.as_ref() == Some(system))
            .find_map(|coding| coding.code.as_deref())
    }
}

impl Period {
    /// Whether the end lies before a day. `today` as `YYYY-MM-DD`; a partial end counts to its last day.
    pub fn ended_before(&self, today: &str) -> bool {
        let Some(end) = self.end.as_deref() else {
            return false;
        };
        let date = end.split('T').next().unwrap_or(end);
        today.get(..date.len()).is_some_and(|today| date < today)
    }

    pub(crate) fn child(element: &Element<'_>) -> Period {
        let Some(period) = element.child("period") else {
            return Period::default();
        };
        Period {
            start: period.code("start"),
            end: period.code("end"),
        }
    }
}

impl HumanName {
    pub(crate) fn read(element: &Element<'_>) -> HumanName {
        let middle = element
            .children("extension")
            .iter()
            .filter(|extension| {
                extension
                    .code("url")
                    .is_some_and(|url| url.ends_with(MIDDLE_NAME))
            })
            .find_map(|extension| extension.text("valueString"));
        HumanName {
            usage: element.code("use"),
            family: element.text("family"),
            given: element.texts("given"),
            middle,
            text: element.text("text"),
            period: Period::child(element),
        }
    }
}

impl ContactPoint {
    pub(crate) fn read(element: &Element<'_>) -> ContactPoint {
        ContactPoint {
            system: element.code("system"),
            value: element.text("value"),
            usage: element.code("use"),
            rank: element.number("rank"),
            period: Period::child(element),
        }
    }
}

fn system(element: &Element<'_>) -> Option<System> {
    let (system, spelling) = System::read(&element.code("system")?);
    if spelling == Spelling::Odd {
        element.report("system", FindingKind::SystemSpelling);
    }
    Some(system)
}
