//! Step launch, mode B: from the EPJ's call to a session, with the tokens in this page only.

mod callback;
mod page;
mod start;

pub use callback::finish;
pub use page::{CallbackPage, LaunchPage};
pub use start::start;

use contract::{AppConfig, ProblemKind};
use smart::discovery::{ACCEPT, ACCEPT_LEGACY, Answer, Metadata, Next, next, well_known};
use smart::{Entropy, Failure, Issuer, PublicIssuer};

use crate::browser::{http, json, random};
use crate::fault::Fault;
use crate::route;

/// The issuers that a browser may log in to. A record of a newer gateway that we cannot read is passed over.
async fn issuers() -> Result<Vec<Issuer>, Fault> {
    let config: AppConfig = http::get(route::CONFIG).await?;
    Ok(config
        .issuers
        .into_iter()
        .filter_map(|record| json::typed::<PublicIssuer>(json::object(record)))
        .map(Issuer::from)
        .collect())
}

/// Where the EPJ's authorization server lives. Asked for anew at each launch: nothing is kept between pages.
async fn discover(iss: &str, issuer: &Issuer) -> Result<Metadata, Fault> {
    let url = well_known(iss).map_err(|error| Fault::from(Failure::from(&error)))?;
    let answer = http::get_public(url.as_str(), ACCEPT).await;
    match next(answer_of(&answer), iss, issuer)
        .map_err(|error| Fault::from(Failure::from(&error)))?
    {
        Next::Ready(metadata) => Ok(*metadata),
        Next::AskCapabilityStatement(url) => {
            let (_, body) = http::get_public(url.as_str(), ACCEPT_LEGACY)
                .await
                .map_err(|_| Fault::of(ProblemKind::EpjUnavailable))?;
            Metadata::read_legacy(&body, issuer).map_err(|error| Failure::from(&error).into())
        }
    }
}

fn answer_of<E>(answer: &Result<(u16, Vec<u8>), E>) -> Answer<'_> {
    match answer {
        Ok((_, body)) if body.len() > smart::discovery::MAX_OCTETS => Answer::TooLarge,
        Ok((status, body)) => Answer::Http {
            status: *status,
            body,
        },
        Err(_) => Answer::Unreachable,
    }
}

/// Fresh chance for one authorization request.
fn entropy() -> Entropy {
    Entropy {
        state: random::bytes(),
        verifier: random::bytes(),
        nonce: random::bytes(),
    }
}
