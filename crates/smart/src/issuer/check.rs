//! What must hold for a record before the gateway starts with it.

use url::Url;

use super::{ClientAuth, Environment, Issuer, Mode, Status, is_loopback, normalised};

/// What is wrong with a record. The gateway refuses to start and names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// `key` is empty or not lower-case letters, digits and `-`.
    #[error("key must be lower-case letters, digits and hyphens")]
    Key,
    /// `iss` is not an acceptable FHIR base.
    #[error("iss is not an acceptable FHIR base")]
    Iss,
    /// `iss` or `redirect_uri` is http, or a host is loopback, in production.
    #[error("production needs https and a host that is not this machine")]
    NotHttps,
    /// `endpoint_hosts` is empty or has an entry that is no host.
    #[error("endpoint_hosts must list host or host:port")]
    EndpointHosts,
    /// `redirect_uri` is no absolute URL, or has a query or fragment.
    #[error("redirect_uri must be absolute and without query and fragment")]
    RedirectUri,
    /// `client_id` is empty.
    #[error("client_id is empty")]
    ClientId,
    /// Mode B with a confidential client: a browser cannot hold a secret.
    #[error("mode B is a public client, client_auth must be none")]
    SecretInBrowser,
    /// Mode G or T without client authentication in production.
    #[error("modes G and T need client_auth in production")]
    NoClientAuth,
    /// `frame_ancestors` has a wildcard, a path or something else than an origin.
    #[error("frame_ancestors must list origins, without wildcards")]
    FrameAncestors,
    /// `status = test-only` on a production record.
    #[error("test-only records must be of the test environment")]
    TestOnlyInProduction,
    /// Two records have the same key or the same normalised `iss`.
    #[error("another record has the same key or iss")]
    Duplicate,
}

/// Everything that is wrong with the records, each with the key of its record.
pub fn check(issuers: &[Issuer]) -> Vec<(String, RecordError)> {
    let mut found = Vec::new();
    for (n, issuer) in issuers.iter().enumerate() {
        let same = |other: &Issuer| {
            other.key == issuer.key || normalised(&other.iss).ok() == normalised(&issuer.iss).ok()
        };
        let duplicate = issuers
            .iter()
            .take(n)
            .any(same)
            .then_some(RecordError::Duplicate);
        let problems = of(issuer).into_iter().chain(duplicate);
        found.extend(problems.map(|problem| (issuer.key.clone(), problem)));
    }
    found
}

fn of(issuer: &Issuer) -> Vec<RecordError> {
    let production = issuer.environment == Environment::Production;
    let redirect = Url::parse(&issuer.redirect_uri).ok();
    let holds = [
        (is_key(&issuer.key), RecordError::Key),
        (normalised(&issuer.iss).is_ok(), RecordError::Iss),
        (
            !production || is_remote_https(&issuer.iss) && is_remote_https(&issuer.redirect_uri),
            RecordError::NotHttps,
        ),
        (
            !issuer.endpoint_hosts.is_empty() && issuer.endpoint_hosts.iter().all(|h| is_host(h)),
            RecordError::EndpointHosts,
        ),
        (
            redirect.is_some_and(|url| {
                url.has_host() && url.query().is_none() && url.fragment().is_none()
            }),
            RecordError::RedirectUri,
        ),
        (!issuer.client_id.is_empty(), RecordError::ClientId),
        (
            issuer.mode != Mode::B || issuer.client_auth == ClientAuth::None,
            RecordError::SecretInBrowser,
        ),
        (
            issuer.mode == Mode::B || !production || issuer.client_auth != ClientAuth::None,
            RecordError::NoClientAuth,
        ),
        (
            issuer.frame_ancestors.iter().all(|o| is_origin(o)),
            RecordError::FrameAncestors,
        ),
        (
            !production || issuer.status != Status::TestOnly,
            RecordError::TestOnlyInProduction,
        ),
    ];
    holds
        .into_iter()
        .filter(|(holds, _)| !holds)
        .map(|(_, problem)| problem)
        .collect()
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= 64
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

fn is_remote_https(text: &str) -> bool {
    Url::parse(text).is_ok_and(|url| {
        url.scheme() == "https" && url.host_str().is_some_and(|host| !is_loopback(host))
    })
}

/// `host` or `host:port` and nothing more.
fn is_host(host: &str) -> bool {
    let lower = host.to_ascii_lowercase();
    Url::parse(&format!("https://{lower}/")).is_ok_and(|url| {
        let plain = url.host_str().unwrap_or_default();
        lower == plain
            || url
                .port_or_known_default()
                .is_some_and(|p| lower == format!("{plain}:{p}"))
    })
}

fn is_origin(origin: &str) -> bool {
    !origin.contains('*')
        && Url::parse(origin).is_ok_and(|url| url.origin().ascii_serialization() == origin)
}
