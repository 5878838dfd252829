//! The configuration: one TOML file, read once, typed, and unknown keys refused.

mod check;
mod issuers;
mod secret;

use std::path::{Path, PathBuf};

use domain::Miljo;
use serde::Deserialize;
use url::Url;

pub use check::{Finding, check};
pub use issuers::IssuerRecord;
pub use secret::{Secret, SecretRef};

/// Everything that differs between installations.
#[derive(Debug)]
pub struct Config {
    /// Address to listen on, such as `127.0.0.1:8080`.
    pub listen: String,
    /// How a browser reaches us, without a slash at the end. Redirect URIs and the origin check hang on it.
    pub public_url: Url,
    /// Folder of the database and of generated keys.
    pub data: PathBuf,
    /// Test or production.
    pub environment: Miljo,
    /// Folder with the built app (`dist`); `None` serves the API only.
    pub app: Option<PathBuf>,
    /// The compiled code lists (`codes.bin`); `None` looks for it in the app's folder.
    pub codes: Option<PathBuf>,
    /// 32 bytes in base64, the key of everything encrypted at rest. `None` only in test: made at first start.
    pub storage_key: Option<Secret>,
    /// P-384 private key, PKCS#8 PEM, for private_key_jwt. `None` only in test: made at first start.
    pub signing_key: Option<Secret>,
    /// Whether a clinician has to accept the conditions of use before anything can be sent (`sykmelding.md` 2.11).
    pub require_terms: bool,
    /// Nav's side.
    pub nav: Nav,
    /// The EPJ installations, in the order of their keys.
    pub issuers: Vec<IssuerRecord>,
}

/// Where Nav is.
#[derive(Debug)]
pub struct Nav {
    /// Base of the sick-note API, without a slash at the end: `{url}/api/sykmelding`.
    pub url: Url,
    /// Bearer token of that API.
    pub token: Secret,
    /// Base of the registers (HPR, persons).
    pub registers: Url,
}

impl Config {
    /// Reads the file, then the secrets that it points at.
    ///
    /// # Errors
    /// [`ConfigError`] names the place; mend the file and start again.
    pub fn load(path: &Path) -> Result<Config, ConfigError> {
        let text = std::fs::read_to_string(path).map_err(ConfigError::Unreadable)?;
        Config::parse(&text)
    }

    /// Reads the text of a configuration file.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn parse(text: &str) -> Result<Config, ConfigError> {
        let file: File = toml::from_str(text).map_err(|e| ConfigError::Toml(e.to_string()))?;
        let secret = |reference: SecretRef| reference.resolve(file.environment);
        Ok(Config {
            listen: file.listen,
            data: file.data,
            environment: file.environment,
            app: file.app,
            codes: file.codes,
            storage_key: file.storage_key.map(secret).transpose()?,
            signing_key: file.signing_key.map(secret).transpose()?,
            require_terms: file.require_terms,
            nav: Nav {
                url: file.nav.url,
                token: secret(file.nav.token)?,
                registers: file.nav.registers,
            },
            issuers: issuers::read(file.issuers, file.environment)?,
            public_url: file.public_url,
        })
    }

    /// The origin of [`Config::public_url`], as a browser writes it in `Origin`.
    pub fn origin(&self) -> String {
        self.public_url.origin().ascii_serialization()
    }

    /// The record with this key.
    pub fn issuer(&self, key: &str) -> Option<&IssuerRecord> {
        self.issuers.iter().find(|record| record.issuer.key == key)
    }
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file is not there or not ours to read.
    #[error("the configuration cannot be read: {0}")]
    Unreadable(std::io::Error),
    /// No TOML, an unknown key, a missing key or a wrong type.
    #[error("{0}")]
    Toml(String),
    /// One issuer record is wrong.
    #[error("issuers.{key}: {message}")]
    Issuer {
        /// Its key.
        key: String,
        /// What is wrong.
        message: String,
    },
    /// A secret cannot be had.
    #[error("secret {0}")]
    Secret(#[from] secret::SecretError),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    listen: String,
    public_url: Url,
    data: PathBuf,
    environment: Miljo,
    #[serde(default = "default_app")]
    app: Option<PathBuf>,
    codes: Option<PathBuf>,
    storage_key: Option<SecretRef>,
    signing_key: Option<SecretRef>,
    #[serde(default)]
    require_terms: bool,
    nav: FileNav,
    #[serde(default)]
    issuers: std::collections::BTreeMap<String, toml::Table>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FileNav {
    url: Url,
    token: SecretRef,
    registers: Url,
}

/// Where `cargo xtask` builds the app, seen from the workspace.
#[expect(
    clippy::unnecessary_wraps,
    reason = "serde wants the type of the field"
)]
fn default_app() -> Option<PathBuf> {
    Some(PathBuf::from("dist"))
}
