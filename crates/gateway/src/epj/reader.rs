//! Reads below a FHIR base with one token.

use std::time::Duration;

use flow::exchange::{Answer, FhirAnswer, NoAnswer, Round};
use smart::FhirBase;
use smart::secret::AccessToken;

use crate::http::client;

/// Seconds to wait for an answer to a read.
const READ_SECONDS: u64 = 10;

/// Octets of an answer to read at most; a document with a large PDF inside must fit.
const MAX_OCTETS: usize = 16 * 1024 * 1024;

/// One base and one token.
#[derive(Clone)]
pub struct Reader {
    /// The client.
    pub http: reqwest::Client,
    /// The only place the token goes to.
    pub base: FhirBase,
    /// The token.
    pub access: AccessToken,
}

impl Reader {
    /// `GET {base}/{path}`. A path that leads away from the base is not asked for.
    pub async fn get(&self, path: &str) -> Answer {
        let url = self.base.resolve(path).map_err(|_| NoAnswer)?;
        let request = self
            .http
            .get(url)
            .bearer_auth(self.access.expose())
            .header("accept", "application/fhir+json");
        answer(request, READ_SECONDS).await
    }
}

/// Sends a request and reads the answer as FHIR.
pub(super) async fn answer(request: reqwest::RequestBuilder, seconds: u64) -> Answer {
    let answer = client::send(request, seconds, MAX_OCTETS)
        .await
        .map_err(|_| NoAnswer)?;
    Ok(FhirAnswer::new(
        answer.status,
        &answer.body,
        answer.header("retry-after"),
    ))
}

/// Makes all reads of a round at the same time and answers in its order.
pub async fn fetch_all(reader: &Reader, round: Round) -> Vec<Answer> {
    if round.wait_ms > 0 {
        tokio::time::sleep(Duration::from_millis(round.wait_ms)).await;
    }
    let reads: Vec<_> = round
        .gets
        .into_iter()
        .map(|get| {
            let reader = reader.clone();
            tokio::spawn(async move { reader.get(&get.path).await })
        })
        .collect();
    let mut answers = Vec::with_capacity(reads.len());
    for read in reads {
        answers.push(read.await.unwrap_or(Err(NoAnswer)));
    }
    answers
}
