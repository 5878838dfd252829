//! Scopes: what we ask for, in which dialect, and what a grant is good for (`docs/smart-fhir` 1.7).

mod grant;

use serde::{Deserialize, Serialize};

use crate::discovery::Metadata;
use crate::issuer::{Issuer, Mode, ScopeDialect};

pub use grant::{Grant, Verdict};

/// A scope syntax. One request never mixes them; servers answer 400 to that.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Dialect {
    /// SMART 1: `patient/Patient.read`.
    V1,
    /// SMART 2: `patient/Patient.r`, letters in the order c r u d s.
    V2,
}

impl Dialect {
    /// The issuer record's choice, else the form of `scopes_supported`, else the capabilities;
    /// v1 when both are advertised, because servers advertise v2 and refuse it.
    pub fn choose(issuer: &Issuer, metadata: &Metadata) -> Dialect {
        match issuer.scope_dialect {
            ScopeDialect::V1 => return Dialect::V1,
            ScopeDialect::V2 => return Dialect::V2,
            ScopeDialect::Auto => {}
        }
        let mut listed = metadata
            .scopes_supported
            .iter()
            .filter_map(|scope| dialect_of(scope));
        if let Some(first) = listed.next() {
            let all_v2 = first == Dialect::V2 && listed.all(|dialect| dialect == Dialect::V2);
            return if all_v2 { Dialect::V2 } else { Dialect::V1 };
        }
        match (metadata.has("permission-v1"), metadata.has("permission-v2")) {
            (false, true) => Dialect::V2,
            _ => Dialect::V1,
        }
    }

    /// The other one, for the single retry after `invalid_scope`.
    pub fn other(self) -> Dialect {
        match self {
            Dialect::V1 => Dialect::V2,
            Dialect::V2 => Dialect::V1,
        }
    }
}

/// The syntax a single scope is written in; `None` if it is not a resource scope.
fn dialect_of(scope: &str) -> Option<Dialect> {
    let (_, rights) = scope.split_once('/')?.1.rsplit_once('.')?;
    match rights {
        "read" | "write" | "*" => Some(Dialect::V1),
        letters if !letters.is_empty() && letters.chars().all(|c| "cruds".contains(c)) => {
            Some(Dialect::V2)
        }
        _ => None,
    }
}

/// Whether the launch came from the EPJ or starts here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// EHR launch: the EPJ has chosen patient and encounter.
    Ehr,
    /// Standalone: the authorization server lets the user choose.
    Standalone,
}

/// The scopes to ask for, space-separated.
///
/// `offline_access` is asked for only where a gateway keeps the refresh token.
pub fn request_set(issuer: &Issuer, dialect: Dialect, start: Start) -> String {
    let mut scopes = vec!["openid", "fhirUser", "profile"];
    scopes.extend(match start {
        Start::Ehr => ["launch"].as_slice(),
        Start::Standalone => ["launch/patient", "launch/encounter"].as_slice(),
    });
    if issuer.mode != Mode::B {
        scopes.push("offline_access");
    }
    scopes.extend(match dialect {
        Dialect::V1 => V1.as_slice(),
        Dialect::V2 => V2.as_slice(),
    });
    scopes.extend(
        issuer
            .extra_scopes
            .iter()
            .map(String::as_str)
            .filter(|extra| {
                // A record's extra scope in the other dialect would spoil the whole request.
                dialect_of(extra).is_none_or(|written_in| written_in == dialect)
            }),
    );
    scopes.join(" ")
}

const V1: [&str; 8] = [
    "patient/Patient.read",
    "patient/Encounter.read",
    "patient/Condition.read",
    "patient/DocumentReference.read",
    "patient/DocumentReference.write",
    "patient/QuestionnaireResponse.read",
    "patient/QuestionnaireResponse.write",
    "patient/Binary.write",
];

const V2: [&str; 6] = [
    "patient/Patient.r",
    "patient/Encounter.rs",
    "patient/Condition.rs",
    "patient/DocumentReference.crus",
    "patient/QuestionnaireResponse.crus",
    "patient/Binary.cr",
];

/// Resource types that the app touches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resource {
    /// The patient of the launch.
    Patient,
    /// The contact of the launch.
    Encounter,
    /// Diagnoses.
    Condition,
    /// The document in the journal.
    DocumentReference,
    /// The structured answers.
    QuestionnaireResponse,
    /// The bytes of a large document.
    Binary,
}

impl Resource {
    /// The FHIR resource type.
    pub fn name(self) -> &'static str {
        match self {
            Resource::Patient => "Patient",
            Resource::Encounter => "Encounter",
            Resource::Condition => "Condition",
            Resource::DocumentReference => "DocumentReference",
            Resource::QuestionnaireResponse => "QuestionnaireResponse",
            Resource::Binary => "Binary",
        }
    }
}

/// One letter of a v2 scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Right {
    /// `c`: POST.
    Create,
    /// `r`: GET by id.
    Read,
    /// `u`: PUT, also when it creates.
    Update,
    /// `d`: DELETE.
    Delete,
    /// `s`: search.
    Search,
}

impl Right {
    /// The letter in a v2 scope.
    pub fn letter(self) -> char {
        match self {
            Right::Create => 'c',
            Right::Read => 'r',
            Right::Update => 'u',
            Right::Delete => 'd',
            Right::Search => 's',
        }
    }
}
