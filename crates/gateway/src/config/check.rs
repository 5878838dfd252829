//! What must hold before the gateway starts.

use std::fmt;

use domain::Miljo;
use smart::issuer::is_loopback;
use url::Url;

use super::Config;

/// Secrets that stand in this repository and guard nothing.
const KNOWN_SECRETS: [&str; 2] = ["sandbox-secret-not-for-production", "sandbox-nav-token"];

/// Something that keeps the gateway from starting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The key in the file.
    pub place: String,
    /// What is wrong with it, as a sentence for the operator.
    pub message: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.message)
    }
}

/// Everything that is unsafe or contradicts itself; the gateway starts only when this is empty.
pub fn check(config: &Config) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut note = |place: &str, message: &str| {
        found.push(Finding {
            place: place.to_owned(),
            message: message.to_owned(),
        });
    };
    if !is_bare(&config.public_url) {
        note("public_url", "must be scheme, host and port only");
    }
    if !is_safe(&config.public_url, config.environment) {
        note(
            "public_url",
            "must be https; http only for the own machine in test",
        );
    }
    for (place, url) in [
        ("nav.url", &config.nav.url),
        ("nav.registers", &config.nav.registers),
    ] {
        if !is_safe(url, config.environment) {
            note(
                place,
                "must be https; http only for the own machine in test",
            );
        }
    }
    if config.environment == Miljo::Production {
        if config.issuers.is_empty() {
            note("issuers", "production needs at least one");
        }
        if config.storage_key.is_none() {
            note("storage_key", "production needs a key of its own");
        }
        if config.signing_key.is_none() && config.issuers.iter().any(super::IssuerRecord::signs) {
            note(
                "signing_key",
                "production needs a key of its own for private_key_jwt",
            );
        }
        if KNOWN_SECRETS.contains(&config.nav.token.expose()) {
            note("nav.token", "is a value that everybody knows");
        }
    }
    let records: Vec<_> = config
        .issuers
        .iter()
        .map(|record| record.issuer.clone())
        .collect();
    found.extend(
        smart::issuer::check::check(&records)
            .into_iter()
            .map(|(key, error)| Finding {
                place: format!("issuers.{key}"),
                message: error.to_string(),
            }),
    );
    found.extend(
        config
            .issuers
            .iter()
            .flat_map(|record| of_record(config, record)),
    );
    found
}

fn of_record(config: &Config, record: &super::IssuerRecord) -> Vec<Finding> {
    let issuer = &record.issuer;
    let secret = record.client_secret.as_ref().map(super::Secret::expose);
    let ours = format!("{}/callback/{}", config.origin(), issuer.key);
    let wrong = [
        (
            record.environment() != config.environment,
            "is of another environment than the gateway",
        ),
        (
            record.needs_secret() != secret.is_some(),
            "client_secret must be there for client_secret_basic and client_secret_post, and only then",
        ),
        (
            config.environment == Miljo::Production
                && secret.is_some_and(|secret| KNOWN_SECRETS.contains(&secret)),
            "client_secret is a value that everybody knows",
        ),
        (
            issuer.redirect_uri != ours,
            "redirect_uri must be public_url and /callback/KEY",
        ),
        (
            issuer.mode == smart::Mode::T,
            "mode T is not built yet; choose G or B",
        ),
    ];
    wrong
        .into_iter()
        .filter(|(is_wrong, _)| *is_wrong)
        .map(|(_, message)| Finding {
            place: format!("issuers.{}", issuer.key),
            message: message.to_owned(),
        })
        .collect()
}

fn is_bare(url: &Url) -> bool {
    url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none()
        && url.username().is_empty()
        && url.password().is_none()
}

fn is_safe(url: &Url, environment: Miljo) -> bool {
    match (url.scheme(), environment) {
        ("https", _) => true,
        ("http", Miljo::Test) => url.host_str().is_some_and(is_loopback),
        _ => false,
    }
}
