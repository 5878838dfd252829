//! Which error of a step is which failure.

use super::Failure;
use crate::callback::{AuthorizeError, CallbackError};
use crate::discovery::DiscoveryError;
use crate::fhir_user::FhirUserError;
use crate::id_token::IdTokenError;
use crate::jwks::JwksError;
use crate::launch::LaunchError;
use crate::refresh::RefreshError;
use crate::session::SessionError;
use crate::token::{RefusalCode, TokenError};

impl From<&LaunchError> for Failure {
    fn from(error: &LaunchError) -> Failure {
        match error {
            LaunchError::UnknownIssuer | LaunchError::Iss(_) => Failure::UnknownIssuer,
            _ => Failure::InvalidLaunch,
        }
    }
}

impl From<&DiscoveryError> for Failure {
    fn from(error: &DiscoveryError) -> Failure {
        match error {
            DiscoveryError::Unreachable => Failure::EpjUnreachable,
            DiscoveryError::Status(_) => Failure::EpjUnavailable,
            _ => Failure::InvalidMetadata,
        }
    }
}

impl From<&CallbackError> for Failure {
    fn from(error: &CallbackError) -> Failure {
        match error {
            CallbackError::Malformed
            | CallbackError::Unknown
            | CallbackError::StateMismatch
            | CallbackError::IssuerMismatch => Failure::UnknownState,
            CallbackError::Expired => Failure::LaunchExpired,
            CallbackError::TryOtherDialect(_) => Failure::ScopesRefused,
            CallbackError::Refused(error) => Failure::from(error),
        }
    }
}

impl From<&AuthorizeError> for Failure {
    fn from(error: &AuthorizeError) -> Failure {
        match error {
            AuthorizeError::AccessDenied => Failure::AccessDenied,
            AuthorizeError::InvalidScope => Failure::ScopesRefused,
            AuthorizeError::ServerError | AuthorizeError::TemporarilyUnavailable => {
                Failure::EpjUnavailable
            }
            AuthorizeError::LoginRequired
            | AuthorizeError::InteractionRequired
            | AuthorizeError::ConsentRequired => Failure::LoginRequired,
            AuthorizeError::InvalidRequest
            | AuthorizeError::UnauthorizedClient
            | AuthorizeError::UnsupportedResponseType
            | AuthorizeError::Other => Failure::Configuration,
        }
    }
}

impl From<&TokenError> for Failure {
    fn from(error: &TokenError) -> Failure {
        match error {
            TokenError::Unreachable => Failure::EpjUnreachable,
            TokenError::Refused {
                code: RefusalCode::InvalidGrant,
                ..
            } => Failure::CodeRefused,
            TokenError::TooManyRequests { .. } | TokenError::ServerFault(_) => {
                Failure::EpjUnavailable
            }
            TokenError::Refused { .. }
            | TokenError::Status(_)
            | TokenError::Credentials
            | TokenError::NotBuilt => Failure::Configuration,
            TokenError::NotJson | TokenError::NoAccessToken | TokenError::TokenType => {
                Failure::InvalidToken
            }
        }
    }
}

impl From<&SessionError> for Failure {
    fn from(error: &SessionError) -> Failure {
        match error {
            SessionError::IdToken(error) => Failure::from(error),
            SessionError::FhirUser(FhirUserError::NotHealthPersonnel) => {
                Failure::NotHealthPersonnel
            }
            SessionError::FhirUser(_) => Failure::NoPractitioner,
            SessionError::NoPatient => Failure::NoPatient,
            SessionError::NoEncounter => Failure::NoEncounter,
            SessionError::PatientNotReadable => Failure::PatientNotReadable,
            SessionError::Base => Failure::Configuration,
        }
    }
}

impl From<&IdTokenError> for Failure {
    fn from(_: &IdTokenError) -> Failure {
        Failure::LoginNotProved
    }
}

impl From<&JwksError> for Failure {
    fn from(_: &JwksError) -> Failure {
        Failure::LoginNotProved
    }
}

impl From<&RefreshError> for Failure {
    fn from(error: &RefreshError) -> Failure {
        match error {
            RefreshError::OtherContext => Failure::ContextChanged,
            RefreshError::TryOnceMore => Failure::EpjUnavailable,
            RefreshError::Ended | RefreshError::Unsupported => Failure::SessionEnded,
        }
    }
}
