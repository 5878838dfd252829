//! Nav's registers over HTTP. What they say is asked for when it is needed and kept nowhere.

use contract::Employer;
use reqwest::Method;
use serde::Deserialize;
use url::Url;

use crate::config::Secret;
use crate::nav::{NavError, ask};

/// The port and its one adapter.
pub struct Registers {
    http: reqwest::Client,
    base: Url,
    token: Secret,
}

#[derive(Deserialize)]
struct Employers {
    arbeidsgivere: Vec<Employer>,
}

impl Registers {
    /// `base` is what stands before `/arbeidsforhold`, without a slash at the end.
    pub fn new(http: reqwest::Client, base: Url, token: Secret) -> Registers {
        Registers { http, base, token }
    }

    /// The employers of a person as the register of employment knows them (`sykmelding.md` 1.4); none is an answer.
    ///
    /// # Errors
    /// [`NavError`]: the clinician types the name.
    pub async fn employers(&self, ident: &str) -> Result<Vec<Employer>, NavError> {
        let request = self.request("/arbeidsforhold").header("Ident", ident);
        Ok(ask::<Employers>(request).await?.arbeidsgivere)
    }

    fn request(&self, path: &str) -> reqwest::RequestBuilder {
        let base = self.base.as_str().trim_end_matches('/');
        self.http
            .request(Method::GET, format!("{base}{path}"))
            .bearer_auth(self.token.expose())
            .header("accept", "application/json")
            .timeout(std::time::Duration::from_secs(5))
    }
}
