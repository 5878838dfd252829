//! What an EPJ says about itself: fetched within the limits of `smart-fhir.md` 1.4 step 2, kept for an hour at most.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use smart::discovery::{
    ACCEPT, ACCEPT_LEGACY, Answer, CACHE_SECONDS, DiscoveryError, MAX_OCTETS, MAX_REDIRECTS,
    Metadata, Next, TIMEOUT_SECONDS, next, well_known,
};
use smart::{Dialect, Issuer};
use url::Url;

use crate::http::client::{self, NoAnswer};

/// What is known of all EPJs. Forgotten at a restart.
#[derive(Debug, Default)]
pub struct Discovered {
    metadata: Mutex<HashMap<String, Known>>,
    dialects: Mutex<HashMap<String, Dialect>>,
}

#[derive(Clone, Debug)]
struct Known {
    metadata: Metadata,
    good_until: u64,
}

impl Discovered {
    /// The metadata of an issuer, from memory or from the EPJ. `now` in Unix seconds.
    ///
    /// # Errors
    /// [`DiscoveryError`]; the launch ends.
    pub async fn metadata(
        &self,
        http: &reqwest::Client,
        issuer: &Issuer,
        launched_iss: &str,
        now: u64,
    ) -> Result<Metadata, DiscoveryError> {
        // The launched string decides the address, so two spellings of a base are two entries.
        if let Some(known) = locked(&self.metadata).get(launched_iss)
            && now < known.good_until
        {
            return Ok(known.metadata.clone());
        }
        let (metadata, seconds) = fetch(http, issuer, launched_iss).await?;
        let known = Known {
            metadata: metadata.clone(),
            good_until: now.saturating_add(seconds),
        };
        locked(&self.metadata).insert(launched_iss.to_owned(), known);
        Ok(metadata)
    }

    /// Drops what is known, after an answer that makes it doubtful.
    pub fn forget(&self, launched_iss: &str) {
        locked(&self.metadata).remove(launched_iss);
    }

    /// The scope dialect that has worked at an issuer.
    pub fn dialect(&self, key: &str) -> Option<Dialect> {
        locked(&self.dialects).get(key).copied()
    }

    /// Remembers a dialect that has worked.
    pub fn learn(&self, key: &str, dialect: Dialect) {
        locked(&self.dialects).insert(key.to_owned(), dialect);
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn fetch(
    http: &reqwest::Client,
    issuer: &Issuer,
    launched_iss: &str,
) -> Result<(Metadata, u64), DiscoveryError> {
    let answer = get(http, well_known(launched_iss)?, ACCEPT).await;
    let seconds = answer
        .as_ref()
        .ok()
        .and_then(|answer| answer.header("cache-control"));
    let seconds = seconds.map_or(CACHE_SECONDS, max_age);
    match next(of(&answer), launched_iss, issuer)? {
        Next::Ready(metadata) => Ok((*metadata, seconds)),
        Next::AskCapabilityStatement(url) => {
            let answer = get(http, url, ACCEPT_LEGACY).await;
            match of(&answer) {
                Answer::Http {
                    status: 200..=299,
                    body,
                } => Ok((Metadata::read_legacy(body, issuer)?, CACHE_SECONDS)),
                Answer::Http { status, .. } => Err(DiscoveryError::Status(status)),
                Answer::Unreachable => Err(DiscoveryError::Unreachable),
                Answer::TooLarge => Err(DiscoveryError::TooLarge),
            }
        }
    }
}

/// A GET without credentials that follows a few redirects on the same host.
async fn get(http: &reqwest::Client, url: Url, accept: &str) -> Result<client::Answer, NoAnswer> {
    let mut url = url;
    for _ in 0..=MAX_REDIRECTS {
        let request = http.get(url.clone()).header("accept", accept);
        let answer = client::send(request, TIMEOUT_SECONDS, MAX_OCTETS).await?;
        let redirect = matches!(answer.status, 301 | 302 | 303 | 307 | 308);
        let target = answer
            .header("location")
            .and_then(|location| url.join(location).ok());
        match target {
            Some(target) if redirect && target.origin() == url.origin() => url = target,
            _ => return Ok(answer),
        }
    }
    Err(NoAnswer::Unreachable)
}

fn of(answer: &Result<client::Answer, NoAnswer>) -> Answer<'_> {
    match answer {
        Ok(answer) => Answer::Http {
            status: answer.status,
            body: &answer.body,
        },
        Err(NoAnswer::TooLarge) => Answer::TooLarge,
        Err(NoAnswer::Unreachable | NoAnswer::Timeout) => Answer::Unreachable,
    }
}

/// Seconds that `Cache-Control` allows, an hour at most.
fn max_age(cache_control: &str) -> u64 {
    let directives = || cache_control.split(',').map(str::trim);
    if directives().any(|directive| matches!(directive, "no-store" | "no-cache")) {
        return 0;
    }
    directives()
        .find_map(|directive| directive.strip_prefix("max-age=")?.parse().ok())
        .map_or(CACHE_SECONDS, |seconds: u64| seconds.min(CACHE_SECONDS))
}

/// Where the issuer's keys are: from the metadata, or for old servers from the OpenID configuration (step 2b).
///
/// # Errors
/// [`DiscoveryError`]; the launch ends.
pub async fn jwks_uri(
    http: &reqwest::Client,
    issuer: &Issuer,
    metadata: &Metadata,
) -> Result<Url, DiscoveryError> {
    use smart::discovery::Field::JwksUri;
    if let Some(url) = &metadata.jwks_uri {
        return Ok(url.clone());
    }
    let token_issuer = issuer.token_issuer.as_ref().or(metadata.issuer.as_ref());
    let address = token_issuer.and_then(|token_issuer| {
        let base = token_issuer.trim_end_matches('/');
        Url::parse(&format!("{base}/.well-known/openid-configuration")).ok()
    });
    let address = address
        .filter(|url| issuer.pins(url))
        .ok_or(DiscoveryError::Missing(JwksUri))?;
    let answer = get(http, address, ACCEPT)
        .await
        .map_err(|_| DiscoveryError::Unreachable)?;
    let body: Value =
        serde_json::from_slice(&answer.body).map_err(|_| DiscoveryError::NotJsonObject)?;
    if body.get("issuer").and_then(Value::as_str) != token_issuer.map(String::as_str) {
        return Err(DiscoveryError::Endpoint(smart::discovery::Field::Issuer));
    }
    body.get("jwks_uri")
        .and_then(Value::as_str)
        .and_then(|url| Url::parse(url).ok())
        .filter(|url| issuer.pins(url))
        .ok_or(DiscoveryError::Endpoint(JwksUri))
}

#[cfg(test)]
mod tests {
    use super::max_age;

    #[test]
    fn metadata_is_kept_as_long_as_the_server_says_and_an_hour_at_most() {
        assert_eq!(max_age("max-age=60, public"), 60);
        assert_eq!(max_age("max-age=86400"), 3600);
        assert_eq!(max_age("no-store"), 0);
        assert_eq!(max_age("private"), 3600);
    }
}
