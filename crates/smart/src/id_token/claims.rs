//! The claims of an id_token, and whether they are right.

use std::fmt;

use serde_json::Value;

use super::IdTokenError;
use crate::finding::Finding;
use crate::issuer::Environment;
use crate::json::{self, Object, text};
use crate::token::Expected;

/// Seconds that an id_token may be old at launch.
const MAX_AGE_SECONDS: i64 = 600;

/// Whose clock `now` is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// A server's, or corrected by the `Date` of an answer: 60 seconds leeway.
    Server,
    /// The doctor's PC, which nobody sets: 5 minutes leeway; show a warning when it was needed.
    Workstation,
}

impl Clock {
    fn leeway_seconds(self) -> i64 {
        match self {
            Clock::Server => 60,
            Clock::Workstation => 300,
        }
    }
}

/// Claims as they stand in the token, unproved.
#[derive(Clone)]
pub struct Claims(Object);

impl fmt::Debug for Claims {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Claims(..)")
    }
}

impl Claims {
    pub(super) fn new(object: Object) -> Claims {
        Claims(object)
    }

    /// `iss`.
    pub fn issuer(&self) -> Option<&str> {
        text(&self.0, "iss")
    }

    /// `sub`.
    pub fn subject(&self) -> Option<&str> {
        text(&self.0, "sub")
    }

    /// `aud`, one or several.
    pub fn audience(&self) -> Vec<&str> {
        match self.0.get("aud") {
            Some(Value::String(one)) => vec![one],
            // What is no text cannot be our id, and must not be overlooked either.
            Some(Value::Array(many)) => many.iter().map(|a| a.as_str().unwrap_or("")).collect(),
            _ => Vec::new(),
        }
    }

    fn seconds(&self, name: &str) -> Option<i64> {
        self.0.get(name).and_then(json::seconds)
    }
}

/// Claims that came over a trusted way, not yet checked.
#[derive(Clone, Debug)]
pub struct Trusted {
    claims: Claims,
    findings: Vec<Finding>,
}

/// A login that is proved. `sub` can be a birth number at some EPJs, so `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct IdToken {
    /// `sub`; absent in test environments only.
    pub subject: Option<String>,
    /// `fhirUser`, or `profile` in its older role. Not resolved yet.
    pub fhir_user: Option<String>,
    /// For the vendor page.
    pub findings: Vec<Finding>,
}

impl fmt::Debug for IdToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdToken({:?}, ..)", self.findings)
    }
}

impl Trusted {
    pub(super) fn new(claims: Claims, findings: Vec<Finding>) -> Trusted {
        Trusted { claims, findings }
    }

    /// Checks the claims, in the order of 1.9. `now` in Unix seconds.
    ///
    /// # Errors
    /// [`IdTokenError`]; the launch ends.
    pub fn check(
        self,
        expected: &Expected,
        clock: Clock,
        now: u64,
    ) -> Result<IdToken, IdTokenError> {
        let Trusted {
            claims,
            mut findings,
        } = self;
        if claims.issuer().is_none() || claims.issuer() != expected.token_issuer.as_deref() {
            return Err(IdTokenError::Issuer);
        }
        audience(&claims, &expected.client_id)?;
        times(
            &claims,
            clock.leeway_seconds(),
            i64::try_from(now).unwrap_or(i64::MAX),
        )?;
        findings.extend(nonce(&claims, expected)?);
        let subject = claims.subject().map(str::to_owned);
        if subject.is_none() {
            if expected.environment == Environment::Production {
                return Err(IdTokenError::Subject);
            }
            findings.push(Finding::NoSubject);
        }
        let profile = text(&claims.0, "profile");
        let fhir_user = match text(&claims.0, "fhirUser") {
            None if profile.is_some() => {
                findings.push(Finding::FhirUserFromProfile);
                profile
            }
            claim => claim,
        };
        Ok(IdToken {
            subject,
            fhir_user: fhir_user.map(str::to_owned),
            findings,
        })
    }
}

/// OpenID Connect Core 3.1.3.7 items 3 to 5. We trust no other audience, so a second one fails.
fn audience(claims: &Claims, client_id: &str) -> Result<(), IdTokenError> {
    let audience = claims.audience();
    let ours = !audience.is_empty() && audience.iter().all(|aud| *aud == client_id);
    let authorized = match claims.0.get("azp") {
        None => audience.len() <= 1,
        Some(party) => party.as_str() == Some(client_id),
    };
    if ours && authorized {
        Ok(())
    } else {
        Err(IdTokenError::Audience)
    }
}

fn times(claims: &Claims, leeway: i64, now: i64) -> Result<(), IdTokenError> {
    let expires = claims.seconds("exp").ok_or(IdTokenError::Expired)?;
    if now > expires.saturating_add(leeway) {
        return Err(IdTokenError::Expired);
    }
    let issued = claims.seconds("iat").ok_or(IdTokenError::NotYetValid)?;
    let starts = claims.seconds("nbf").unwrap_or(issued).max(issued);
    if starts > now.saturating_add(leeway) {
        return Err(IdTokenError::NotYetValid);
    }
    if now
        > issued
            .saturating_add(MAX_AGE_SECONDS)
            .saturating_add(leeway)
    {
        return Err(IdTokenError::TooOld);
    }
    Ok(())
}

fn nonce(claims: &Claims, expected: &Expected) -> Result<Option<Finding>, IdTokenError> {
    match (text(&claims.0, "nonce"), &expected.nonce) {
        (_, None) => Ok(None),
        (Some(nonce), Some(sent)) if nonce == sent.expose() => Ok(None),
        (None, Some(_)) if expected.nonce_optional => Ok(Some(Finding::NoNonce)),
        _ => Err(IdTokenError::Nonce),
    }
}
