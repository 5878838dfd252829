//! What step launch yields: one user, one patient, one issuer.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::base::{FhirBase, FhirId};
use crate::fhir_user::{FhirUser, FhirUserError};
use crate::finding::Finding;
use crate::id_token::{Clock, IdToken, IdTokenError, Trusted};
use crate::issuer::Environment;
use crate::scope::{Grant, Verdict};
use crate::secret::{AccessToken, IdTokenText, RefreshToken};
use crate::token::{Client, Exchanged, Expected, TokenResponse};

/// Seconds before the end of a token at which it is renewed.
const RENEW_BEFORE_SECONDS: u64 = 60;

/// A launch that is through. Says nothing secret; the tokens are in [`Tokens`].
///
/// Never continued by a later launch, not even of the same user: the EPJ launches again because
/// patient or encounter changed.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Session {
    /// Key of the issuer record.
    pub issuer: String,
    /// The FHIR base as launched.
    pub iss: String,
    /// The patient. Every read and write is about this one.
    pub patient: FhirId,
    /// The encounter; see [`Session::encounter`].
    pub encounter: Option<FhirId>,
    /// Who launched.
    pub fhir_user: FhirUser,
    /// `sub` of the id_token.
    pub subject: Option<String>,
    /// What the server lets us do.
    pub grant: Grant,
    /// Whether the EPJ wants a patient banner. The signing step shows the patient always.
    pub need_patient_banner: bool,
    /// When the access token ends, Unix seconds.
    pub expires_at: u64,
    /// Tenant inside the EPJ.
    pub tenant: Option<String>,
    /// Where the EPJ wants to start.
    pub intent: Option<String>,
    /// For the vendor page.
    pub findings: Vec<Finding>,
}

impl Session {
    /// The encounter, which a sick note needs.
    ///
    /// # Errors
    /// [`SessionError::NoEncounter`]: explain that the EPJ must launch from a contact.
    pub fn encounter(&self) -> Result<&FhirId, SessionError> {
        self.encounter.as_ref().ok_or(SessionError::NoEncounter)
    }

    /// The base that every FHIR address is made from.
    ///
    /// # Errors
    /// [`SessionError::Base`] cannot happen for a session that a launch made.
    pub fn base(&self) -> Result<FhirBase, SessionError> {
        FhirBase::new(&self.iss).ok_or(SessionError::Base)
    }

    /// Whether to refresh before the next request. `now` in Unix seconds.
    pub fn renew_due(&self, now: u64) -> bool {
        now.saturating_add(RENEW_BEFORE_SECONDS) >= self.expires_at
    }
}

/// `sub` and ids can be birth numbers at some EPJs, so only the issuer is shown.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Session({}, ..)", self.issuer)
    }
}

/// The secrets of a session. In mode G they stay at the gateway, in mode B in memory.
#[derive(Clone, Debug)]
pub struct Tokens {
    /// For FHIR, as `Authorization: Bearer`.
    pub access: AccessToken,
    /// For the token endpoint.
    pub refresh: Option<RefreshToken>,
    /// Proof of the login; in mode B the gateway wants to see it once.
    pub id_token: Option<IdTokenText>,
    /// Who refreshes.
    pub client: Client,
}

impl Exchanged {
    /// Checks the claims of the id_token and the launch context, and makes the session.
    /// `now` in Unix seconds.
    ///
    /// That patient and encounter exist and belong together is step context (1.6).
    ///
    /// # Errors
    /// [`SessionError`]; the launch ends.
    pub fn into_session(
        self,
        id_token: Trusted,
        clock: Clock,
        now: u64,
    ) -> Result<(Session, Tokens), SessionError> {
        let Exchanged {
            expected,
            client,
            response,
        } = self;
        let id_token = id_token.check(&expected, clock, now)?;
        let base = FhirBase::new(&expected.iss).ok_or(SessionError::Base)?;
        let fhir_user = fhir_user(&id_token, &response, &expected, &base)?;
        let patient = response.patient.ok_or(SessionError::NoPatient)?;
        let grant = response
            .scope
            .unwrap_or_else(|| Grant::new(&expected.requested_scope));
        if grant.verdict() == Verdict::NoPatient {
            return Err(SessionError::PatientNotReadable);
        }
        let session = Session {
            issuer: expected.issuer_key,
            iss: expected.iss,
            patient,
            encounter: response.encounter,
            fhir_user,
            subject: id_token.subject,
            grant,
            need_patient_banner: response.need_patient_banner,
            expires_at: now.saturating_add(response.expires_in),
            tenant: response.tenant,
            intent: response.intent,
            findings: [response.findings, id_token.findings].concat(),
        };
        let tokens = Tokens {
            access: response.access_token,
            refresh: response.refresh_token,
            id_token: response.id_token,
            client,
        };
        Ok((session, tokens))
    }
}

/// The claim, or in test environments the member beside it.
fn fhir_user(
    id_token: &IdToken,
    response: &TokenResponse,
    expected: &Expected,
    base: &FhirBase,
) -> Result<FhirUser, SessionError> {
    let beside = response
        .fhir_user
        .as_ref()
        .filter(|_| expected.environment == Environment::Test);
    let value = id_token
        .fhir_user
        .as_ref()
        .or(beside)
        .ok_or(FhirUserError::Missing)?;
    Ok(FhirUser::read(value, base)?)
}

/// Why tokens did not become a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SessionError {
    /// The login is not proved.
    #[error(transparent)]
    IdToken(#[from] IdTokenError),
    /// Nobody who may use the app.
    #[error(transparent)]
    FhirUser(#[from] FhirUserError),
    /// No patient came along.
    #[error("the launch has no patient")]
    NoPatient,
    /// No encounter came along; a sick note needs one.
    #[error("the launch has no encounter")]
    NoEncounter,
    /// The grant does not include reading the patient.
    #[error("the patient may not be read")]
    PatientNotReadable,
    /// The base is no FHIR base.
    #[error("the base is not a FHIR base")]
    Base,
}
