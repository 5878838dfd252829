//! The table `[issuers.KEY]`: a record of `smart`, plus the reference to its secret.

use std::collections::BTreeMap;

use domain::Miljo;
use smart::Issuer;
use smart::issuer::{ClientAuth, Environment};

use super::{ConfigError, Secret, SecretRef};

/// One EPJ installation and the secret it shares with us.
#[derive(Clone, Debug)]
pub struct IssuerRecord {
    /// What `smart` needs to know.
    pub issuer: Issuer,
    /// For client_secret_basic and client_secret_post.
    pub client_secret: Option<Secret>,
}

/// Reads the records. `key` comes from the table's name, `environment` from the file unless the record has its own.
pub(super) fn read(
    tables: BTreeMap<String, toml::Table>,
    environment: Miljo,
) -> Result<Vec<IssuerRecord>, ConfigError> {
    tables
        .into_iter()
        .map(|(key, table)| {
            one(&key, table, environment).map_err(|message| ConfigError::Issuer { key, message })
        })
        .collect()
}

fn one(key: &str, mut table: toml::Table, environment: Miljo) -> Result<IssuerRecord, String> {
    let client_secret = match table.remove("client_secret") {
        None => None,
        Some(toml::Value::String(reference)) => Some(
            SecretRef::new(reference)
                .resolve(environment)
                .map_err(|e| format!("client_secret {e}"))?,
        ),
        Some(_) => return Err("client_secret must be text".to_owned()),
    };
    table.insert("key".to_owned(), key.to_owned().into());
    table
        .entry("environment")
        .or_insert_with(|| environment_name(environment).into());
    let issuer: Issuer = table
        .try_into()
        .map_err(|e: toml::de::Error| e.message().to_owned())?;
    Ok(IssuerRecord {
        issuer,
        client_secret,
    })
}

fn environment_name(environment: Miljo) -> &'static str {
    match environment {
        Miljo::Test => "test",
        Miljo::Production => "production",
    }
}

impl IssuerRecord {
    /// Test or production, in the words of `domain`.
    pub fn environment(&self) -> Miljo {
        match self.issuer.environment {
            Environment::Test => Miljo::Test,
            Environment::Production => Miljo::Production,
        }
    }

    /// Whether the client proves itself by a secret.
    pub(super) fn needs_secret(&self) -> bool {
        matches!(
            self.issuer.client_auth,
            ClientAuth::ClientSecretBasic | ClientAuth::ClientSecretPost
        )
    }

    /// Whether the client proves itself by our signing key.
    pub(super) fn signs(&self) -> bool {
        self.issuer.client_auth == ClientAuth::PrivateKeyJwt
    }
}
