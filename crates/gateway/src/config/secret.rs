//! Secrets by reference: the configuration file itself holds none.

use std::fmt;

use domain::Miljo;
use serde::Deserialize;

/// A secret. It can be used and is never shown.
#[derive(Clone)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret that was made here.
    pub fn new(value: impl Into<String>) -> Secret {
        Secret(value.into())
    }

    /// The secret itself, for the one place that needs it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(..)")
    }
}

/// Where a secret is: `env:NAME`, `file:PATH`, or in the test environment `test-value:TEXT`.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct SecretRef(String);

impl SecretRef {
    /// A reference as it stands in the file.
    pub fn new(reference: impl Into<String>) -> SecretRef {
        SecretRef(reference.into())
    }

    /// Fetches the secret. Space around a secret from a file is dropped.
    ///
    /// # Errors
    /// [`SecretError`]; an operator must mend the reference or what it points at.
    pub fn resolve(self, environment: Miljo) -> Result<Secret, SecretError> {
        let (kind, rest) = self.0.split_once(':').ok_or(SecretError::NoReference)?;
        let value = match (kind, environment) {
            ("env", _) => std::env::var(rest).map_err(|_| SecretError::Env(rest.to_owned()))?,
            ("file", _) => std::fs::read_to_string(rest)
                .map_err(|cause| SecretError::File(rest.to_owned(), cause))?,
            ("test-value", Miljo::Test) => rest.to_owned(),
            ("test-value", Miljo::Production) => return Err(SecretError::TestValue),
            _ => return Err(SecretError::NoReference),
        };
        match value.trim() {
            "" => Err(SecretError::Empty),
            value => Ok(Secret(value.to_owned())),
        }
    }
}

/// Why a secret cannot be had. Says where it should be, never what it is.
#[derive(Debug, thiserror::Error)]
pub enum SecretError {
    /// The text is no reference.
    #[error("must be a reference: env:NAME, file:PATH or, in test, test-value:TEXT")]
    NoReference,
    /// The environment variable is not set.
    #[error("environment variable {0} is not set")]
    Env(String),
    /// The file cannot be read.
    #[error("file {0} cannot be read: {1}")]
    File(String, std::io::Error),
    /// A secret in the open outside the test environment.
    #[error("test-value: is refused in production")]
    TestValue,
    /// Nothing in it.
    #[error("is empty")]
    Empty,
}
