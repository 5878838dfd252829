//! What an EPJ does that deserves a line in the vendor check, without stopping the launch.

use serde::{Deserialize, Serialize};

/// A deviation from SMART App Launch 2.2 that the app tolerates. Shown on the vendor pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Finding {
    /// Metadata has no `code_challenge_methods_supported`. S256 is sent all the same.
    NoChallengeMethods,
    /// Metadata `issuer` is another one than the issuer record's `token_issuer`; the record counts.
    IssuerDiffers,
    /// Endpoints came from the CapabilityStatement, which SMART has deprecated.
    LegacyMetadata,
    /// The token response has no `scope`; RFC 6749 section 5.1 then means what was asked for.
    NoScope,
    /// The token response has no usable `expires_in`; 300 seconds are assumed.
    NoExpiry,
    /// `patient` or `encounter` was a reference where SMART asks for an id.
    ContextIsReference,
    /// `patient` or `encounter` pointed outside the FHIR base or was no id, and was dropped.
    ContextUnusable,
    /// An entry of `fhirContext` could not be read and was skipped.
    FhirContextSkipped,
    /// `need_patient_banner` could not be read; the banner is shown.
    BannerUnreadable,
    /// `fhirUser` stood beside the id_token and not in it.
    FhirUserOutsideIdToken,
    /// `fhirUser` is missing and `profile` was read in its place, as before SMART 2.0.
    FhirUserFromProfile,
    /// The id_token has no `sub`. Tolerated in test environments only.
    NoSubject,
    /// The id_token has no `nonce`. Tolerated where the issuer record says so.
    NoNonce,
    /// The id_token has no `kid`; exactly one key fitted.
    NoKeyId,
}
