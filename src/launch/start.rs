//! From `/launch` to the EPJ's authorization server.

use contract::ProblemKind;
use smart::authorize::begin;
use smart::{AuthorizationRequest, Failure, Launch, Pending, issuer};

use super::{discover, entropy, issuers};
use crate::browser::{clock, history, storage};
use crate::fault::Fault;

/// Sends the browser to the EPJ. Returns only when that is not possible.
///
/// # Errors
/// [`Fault`]: nothing has been sent to an EPJ that is not ours.
pub async fn start(query: &str) -> Result<(), Fault> {
    let launch = Launch::read(query.trim_start_matches('?'))
        .map_err(|error| Fault::from(Failure::from(&error)))?;
    let issuers = issuers().await?;
    let issuer =
        issuer::find(&issuers, launch.iss()).ok_or(Fault::of(ProblemKind::UnknownIssuer))?;
    let metadata = discover(launch.iss(), issuer).await?;
    let (request, pending) = begin(&launch, issuer, &metadata, entropy(), clock::now_seconds());
    go(&request, &pending)
}

/// Remembers the launch in this tab and leaves for the EPJ.
///
/// # Errors
/// Storage is not to be had, so the answer could not be recognised.
pub fn go(request: &AuthorizationRequest, pending: &Pending) -> Result<(), Fault> {
    storage::keep_pending(pending.state().expose(), pending)
        .map_err(|_| Fault::of(ProblemKind::InsecureContext))?;
    match request {
        AuthorizationRequest::Get(url) => history::leave(url.as_str()),
        AuthorizationRequest::Post { action, fields } => {
            history::leave_by_form(action.as_str(), fields)
        }
    }
    Ok(())
}
