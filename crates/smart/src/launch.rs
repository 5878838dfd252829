//! Step launch, first half: what the EPJ put into the address of `/launch`.

use serde::{Deserialize, Serialize};

use crate::issuer::{IssError, Issuer, normalised};
use crate::query::{self, Occurrence};
use crate::secret::LaunchContext;

/// Octets that the decoded `launch` may have. One known server packs over 300 characters into it.
const MAX_LAUNCH_OCTETS: usize = 8192;

/// A launch that is well-formed. Whether `iss` is one of ours says [`crate::issuer::find`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Launch {
    iss: String,
    context: Option<LaunchContext>,
}

impl Launch {
    /// Reads the query string of `/launch` or `/launch/`, without decoding it first.
    ///
    /// # Errors
    /// [`LaunchError`]: show an error page and make no request.
    pub fn read(query: &str) -> Result<Launch, LaunchError> {
        let pairs = query::pairs(query).map_err(|_| LaunchError::NotDecodable)?;
        let iss = once(&pairs, Parameter::Iss)?;
        let launch = once(&pairs, Parameter::Launch)?;
        if launch.len() > MAX_LAUNCH_OCTETS {
            return Err(LaunchError::TooLong);
        }
        normalised(iss)?;
        Ok(Launch {
            iss: iss.to_owned(),
            context: Some(LaunchContext::new(launch)),
        })
    }

    /// A launch that starts here and not in the EPJ; for tests and for reading.
    pub fn standalone(issuer: &Issuer) -> Launch {
        Launch {
            iss: issuer.iss.clone(),
            context: None,
        }
    }

    /// The FHIR base exactly as launched. Goes into `aud` byte for byte.
    pub fn iss(&self) -> &str {
        &self.iss
    }

    /// The opaque `launch` value; `None` when standalone.
    pub fn context(&self) -> Option<&LaunchContext> {
        self.context.as_ref()
    }
}

/// The parameters that an EHR launch has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parameter {
    /// `iss`, the FHIR base.
    Iss,
    /// `launch`, the opaque context.
    Launch,
}

impl Parameter {
    /// The name in the query string.
    pub fn name(self) -> &'static str {
        match self {
            Parameter::Iss => "iss",
            Parameter::Launch => "launch",
        }
    }
}

/// Why a launch is refused. In every case: an error page and no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LaunchError {
    /// The parameter is missing or empty.
    #[error("{} is missing", .0.name())]
    Missing(Parameter),
    /// The parameter stands there more than once.
    #[error("{} is repeated", .0.name())]
    Repeated(Parameter),
    /// `launch` has more than 8192 octets.
    #[error("launch is too long")]
    TooLong,
    /// The query string is not percent-encoded UTF-8.
    #[error("the query cannot be decoded")]
    NotDecodable,
    /// `iss` is not a FHIR base that anybody could have registered.
    #[error(transparent)]
    Iss(#[from] IssError),
    /// `iss` is not in the issuer records. For callers of [`crate::issuer::find`].
    #[error("iss is not registered")]
    UnknownIssuer,
}

fn once(pairs: &[(String, String)], parameter: Parameter) -> Result<&str, LaunchError> {
    match query::find(pairs, parameter.name()) {
        Occurrence::Never | Occurrence::Once("") => Err(LaunchError::Missing(parameter)),
        Occurrence::Once(value) => Ok(value),
        Occurrence::Repeated => Err(LaunchError::Repeated(parameter)),
    }
}
