//! The FHIR base: the only place a token is sent to.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::address::{absolute, resolved};
use crate::issuer::{has_encoded_slash, is_dot_segment, normalised};

/// The FHIR base of a session. Every FHIR address is made by it and lies below it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FhirBase {
    /// Ends in `/`.
    below: Url,
}

/// The reference leads away from the base, or is no reference. Do not follow it, send no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the address is not below the FHIR base")]
pub struct NotBelowBase;

impl FhirBase {
    /// `None` if `iss` could not have been launched.
    pub fn new(iss: &str) -> Option<FhirBase> {
        let base = normalised(iss).ok()?;
        absolute(&format!("{base}/")).map(|below| FhirBase { below })
    }

    /// The base itself, without a slash at the end; where a batch is posted.
    pub fn as_str(&self) -> &str {
        self.below.as_str().trim_end_matches('/')
    }

    /// `{base}/{type}/{id}`.
    pub fn resource(&self, resource_type: &str, id: &FhirId) -> Result<Url, NotBelowBase> {
        self.resolve(&format!("{resource_type}/{id}"))
    }

    /// The address of a relative reference, a search (`Condition?patient=1`) or an absolute
    /// address, such as the `next` link of a Bundle.
    ///
    /// # Errors
    /// [`NotBelowBase`] for another host, another path, user-info, dot segments, encoded slashes.
    pub fn resolve(&self, reference: &str) -> Result<Url, NotBelowBase> {
        let path = reference.split('?').next().unwrap_or_default();
        if reference.is_empty()
            || reference.starts_with(['/', '?'])
            || reference.contains('#')
            || path.split('/').any(is_dot_segment)
            || has_encoded_slash(path)
        {
            return Err(NotBelowBase);
        }
        resolved(&self.below, reference)
            .filter(|url| self.holds(url))
            .ok_or(NotBelowBase)
    }

    /// Type and id of a literal reference: the last two path segments after query, fragment and
    /// `/_history/…` are dropped. `None` for another host and for anything that is no `Type/id`.
    pub fn reference(&self, reference: &str) -> Option<(String, FhirId)> {
        let end = reference.find(['?', '#']).unwrap_or(reference.len());
        let plain = reference.get(..end)?;
        let plain = plain.split("/_history/").next().unwrap_or(plain);
        let url = self.resolve(plain).ok()?;
        let mut segments = url.path().rsplit('/');
        let id = FhirId::new(segments.next()?)?;
        let resource_type = segments.next().filter(|kind| is_type(kind))?;
        Some((resource_type.to_owned(), id))
    }

    fn holds(&self, url: &Url) -> bool {
        let base_path = self.below.path();
        let below = url.path().starts_with(base_path)
            // Some servers page at the base itself: `{base}?_getpages=…`.
            || url.query().is_some() && Some(url.path()) == base_path.strip_suffix('/');
        url.origin() == self.below.origin()
            && below
            && url.username().is_empty()
            && url.password().is_none()
            && !url.path().contains("//")
    }
}

/// `Practitioner`, not `practitioner`.
fn is_type(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
        && name.bytes().all(|b| b.is_ascii_alphabetic())
}

/// A resource id (FHIR R4 2.24.0.1): 1 to 64 of letters, digits, `-` and `.`.
///
/// Some EPJs use numbers that lead back to a person, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FhirId(String);

impl FhirId {
    /// `None` if it is no id. A dot segment is none: it would lead out of the resource type.
    pub fn new(id: &str) -> Option<FhirId> {
        let fits = (1..=64).contains(&id.len())
            && id
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
            && !is_dot_segment(id);
        fits.then(|| FhirId(id.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for FhirId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FhirId(..)")
    }
}

impl fmt::Display for FhirId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<FhirId> for String {
    fn from(id: FhirId) -> String {
        id.0
    }
}

impl TryFrom<String> for FhirId {
    type Error = NotAnId;

    fn try_from(id: String) -> Result<FhirId, NotAnId> {
        FhirId::new(&id).ok_or(NotAnId)
    }
}

/// The text is not a FHIR id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a FHIR id")]
pub struct NotAnId;
