//! The token response (`docs/smart-fhir` 1.5). Unknown members never fail it.

use std::fmt;

use serde_json::Value;

use super::{RefusalCode, TokenError};
use crate::base::{FhirBase, FhirId};
use crate::finding::Finding;
use crate::json::{self, Object, text};
use crate::scope::Grant;
use crate::secret::{AccessToken, IdTokenText, RefreshToken};

/// Octets of an answer to read at most.
const MAX_OCTETS: usize = 256 * 1024;

/// Assumed when the server does not say how long the token lives.
const ASSUMED_SECONDS: u64 = 300;

/// Entries of `fhirContext` to read at most.
const MAX_CONTEXTS: usize = 100;

/// What the token endpoint answered, read leniently.
#[derive(Clone)]
pub struct TokenResponse {
    /// Opaque; never decoded for decisions.
    pub access_token: AccessToken,
    /// Replaces an earlier one at once; the earlier one is never used again.
    pub refresh_token: Option<RefreshToken>,
    /// See [`super::Exchanged::jws`].
    pub id_token: Option<IdTokenText>,
    /// Seconds that the access token lives; 0 means that it is over already.
    pub expires_in: u64,
    /// `None` if the server did not say: then what was asked for counts as granted.
    pub scope: Option<Grant>,
    /// The patient of the launch. A launch without one cannot be used.
    pub patient: Option<FhirId>,
    /// The encounter of the launch. A sick note needs one.
    pub encounter: Option<FhirId>,
    /// Further context. Never a substitute for the two above.
    pub fhir_context: Vec<FhirContext>,
    /// Whether the EPJ wants us to show who the patient is. The signing step shows it always.
    pub need_patient_banner: bool,
    /// Where in the app the EPJ wants to start. Unknown means the normal start page.
    pub intent: Option<String>,
    /// Part of the idempotency and audit key.
    pub tenant: Option<String>,
    /// `fhirUser` beside the id_token, where it does not belong. Identity in test only.
    pub fhir_user: Option<String>,
    /// For the vendor page.
    pub findings: Vec<Finding>,
}

/// One entry of `fhirContext`, in the form of 2.2 or 2.0.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FhirContext {
    /// A relative or absolute reference.
    pub reference: Option<String>,
    /// A canonical URL.
    pub canonical: Option<String>,
    /// A business identifier.
    pub identifier: Option<ContextIdentifier>,
    /// Resource type, when given.
    pub resource_type: Option<String>,
    /// `launch` unless given.
    pub role: String,
}

/// The `identifier` of a `fhirContext` entry.
#[derive(Clone, PartialEq, Eq)]
pub struct ContextIdentifier {
    /// Naming system.
    pub system: Option<String>,
    /// The value.
    pub value: String,
}

/// Shows what is odd about the answer and nothing of what it says.
impl fmt::Debug for TokenResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenResponse({:?}, ..)", self.findings)
    }
}

impl TokenResponse {
    /// Reads an answer, whatever its Content-Type.
    ///
    /// `retry_after_seconds` is the header, if it could be read; `base` is the launched FHIR base.
    ///
    /// # Errors
    /// [`TokenError`] for everything but a usable bearer token, also when it says 200.
    pub fn read(
        status: u16,
        body: &[u8],
        retry_after_seconds: Option<u64>,
        base: &FhirBase,
    ) -> Result<TokenResponse, TokenError> {
        let object = if body.len() > MAX_OCTETS {
            None
        } else {
            json::object(body)
        };
        let code = object
            .as_ref()
            .and_then(|object| text(object, "error"))
            .map(RefusalCode::named);
        match (status, code) {
            (429, _) => {
                return Err(TokenError::TooManyRequests {
                    retry_after_seconds,
                });
            }
            (500.., _) => return Err(TokenError::ServerFault(status)),
            (_, Some(code)) => return Err(TokenError::Refused { status, code }),
            (400 | 401 | 403, None) => {
                return Err(TokenError::Refused {
                    status,
                    code: RefusalCode::Other,
                });
            }
            (200..=299, None) => {}
            _ => return Err(TokenError::Status(status)),
        }
        success(&object.ok_or(TokenError::NotJson)?, base)
    }
}

fn success(object: &Object, base: &FhirBase) -> Result<TokenResponse, TokenError> {
    let access_token = text(object, "access_token").ok_or(TokenError::NoAccessToken)?;
    text(object, "token_type")
        .filter(|kind| kind.eq_ignore_ascii_case("bearer"))
        .ok_or(TokenError::TokenType)?;
    let mut findings = Vec::new();
    let expires_in = match object.get("expires_in").and_then(json::seconds) {
        Some(seconds) => u64::try_from(seconds).unwrap_or(0),
        None => {
            findings.push(Finding::NoExpiry);
            ASSUMED_SECONDS
        }
    };
    let scope = text(object, "scope").map(Grant::new);
    if scope.is_none() {
        findings.push(Finding::NoScope);
    }
    let fhir_user = text(object, "fhirUser").map(str::to_owned);
    if fhir_user.is_some() {
        findings.push(Finding::FhirUserOutsideIdToken);
    }
    Ok(TokenResponse {
        access_token: AccessToken::new(access_token),
        refresh_token: text(object, "refresh_token").map(RefreshToken::new),
        id_token: text(object, "id_token").map(IdTokenText::new),
        expires_in,
        scope,
        patient: context(object, Context::Patient, base, &mut findings),
        encounter: context(object, Context::Encounter, base, &mut findings),
        fhir_context: fhir_context(object, &mut findings),
        need_patient_banner: need_patient_banner(object, &mut findings),
        intent: text(object, "intent").map(str::to_owned),
        tenant: text(object, "tenant").map(str::to_owned),
        fhir_user,
        findings,
    })
}

#[derive(Clone, Copy)]
enum Context {
    Patient,
    Encounter,
}

/// An id, or a reference reduced to its id.
fn context(
    object: &Object,
    context: Context,
    base: &FhirBase,
    findings: &mut Vec<Finding>,
) -> Option<FhirId> {
    let (member, resource_type) = match context {
        Context::Patient => ("patient", "Patient"),
        Context::Encounter => ("encounter", "Encounter"),
    };
    let value = text(object, member)?;
    if let Some(id) = FhirId::new(value) {
        return Some(id);
    }
    let id = base
        .reference(value)
        .filter(|(kind, _)| kind == resource_type)
        .map(|(_, id)| id);
    findings.push(match id {
        Some(_) => Finding::ContextIsReference,
        None => Finding::ContextUnusable,
    });
    id
}

fn need_patient_banner(object: &Object, findings: &mut Vec<Finding>) -> bool {
    match object.get("need_patient_banner") {
        None => true,
        Some(Value::Bool(needed)) => *needed,
        Some(Value::String(text)) if text == "false" => false,
        Some(Value::String(text)) if text == "true" => true,
        Some(_) => {
            findings.push(Finding::BannerUnreadable);
            true
        }
    }
}

fn fhir_context(object: &Object, findings: &mut Vec<Finding>) -> Vec<FhirContext> {
    let entries = match object.get("fhirContext") {
        None => return Vec::new(),
        Some(Value::Array(entries)) => entries.as_slice(),
        Some(_) => {
            findings.push(Finding::FhirContextSkipped);
            return Vec::new();
        }
    };
    let read: Vec<_> = entries
        .iter()
        .take(MAX_CONTEXTS)
        .filter_map(fhir_context_entry)
        .collect();
    if read.len() < entries.len() {
        findings.push(Finding::FhirContextSkipped);
    }
    read
}

fn fhir_context_entry(entry: &Value) -> Option<FhirContext> {
    let launch = || "launch".to_owned();
    let object = match entry {
        // The form of 2.0.
        Value::String(reference) if !reference.is_empty() => {
            let reference = Some(reference.clone());
            return Some(FhirContext {
                reference,
                role: launch(),
                ..FhirContext::default()
            });
        }
        Value::Object(object) => object,
        _ => return None,
    };
    let owned = |name| text(object, name).map(str::to_owned);
    let identifier = object
        .get("identifier")
        .and_then(Value::as_object)
        .and_then(|identifier| {
            Some(ContextIdentifier {
                system: text(identifier, "system").map(str::to_owned),
                value: text(identifier, "value")?.to_owned(),
            })
        });
    let read = FhirContext {
        reference: owned("reference"),
        canonical: owned("canonical"),
        identifier,
        resource_type: owned("type"),
        role: owned("role").unwrap_or_else(launch),
    };
    let points = read.reference.is_some() || read.canonical.is_some() || read.identifier.is_some();
    points.then_some(read)
}
