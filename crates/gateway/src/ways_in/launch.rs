//! `GET /launch` (`smart-fhir.md` 1.4 steps 1 to 3).

use axum::extract::{Request, State};
use axum::response::{Html, IntoResponse, Response};
use contract::ProblemKind;
use smart::authorize::{begin, begin_in};
use smart::launch::LaunchError;
use smart::{AuthorizationRequest, Entropy, Issuer, Launch, Mode, Pending};

use super::failure::Failed;
use super::pending::{self, Use};
use crate::http::answer::{see_other_with, with_cookies};
use crate::http::headers;
use crate::http::problem::random_bytes;
use crate::http::server::page;
use crate::session::cookie::Framing;
use crate::state::AppState;

/// Mode G: discovery here, then to the authorization server. Mode B: the app's page, which does it itself.
pub async fn launch(State(state): State<AppState>, request: Request) -> Response {
    let (parts, _) = request.into_parts();
    let launch = match Launch::read(parts.uri.query().unwrap_or_default()) {
        Ok(launch) => launch,
        Err(error) => return Failed::of(&error).answer(None, &[]),
    };
    let Some(issuer) = find(&state, launch.iss()) else {
        return Failed::of(&LaunchError::UnknownIssuer).answer(None, &[]);
    };
    if issuer.mode != Mode::G {
        return page(&state, Some(issuer), &parts.headers);
    }
    // A prefetch or prerender must not begin anything.
    if parts.headers.contains_key("sec-purpose") {
        return axum::http::StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    match begin_launch(&state, issuer, &launch, Framing::of(&parts)).await {
        Ok(response) => response,
        Err(failed) => failed.answer(Some(&issuer.key), &[]),
    }
}

fn find<'s>(state: &'s AppState, iss: &str) -> Option<&'s Issuer> {
    let wanted = smart::issuer::normalised(iss).ok()?;
    state
        .config
        .issuers
        .iter()
        .map(|record| &record.issuer)
        .filter(|issuer| issuer.status != smart::issuer::Status::Disabled)
        .find(|issuer| smart::issuer::normalised(&issuer.iss).is_ok_and(|iss| iss == wanted))
}

async fn begin_launch(
    state: &AppState,
    issuer: &Issuer,
    launch: &Launch,
    framing: Framing,
) -> Result<Response, Failed> {
    let now = state.clock.unix();
    let metadata = state
        .discovered
        .metadata(&state.http, issuer, launch.iss(), now)
        .await
        .map_err(|error| Failed::of(&error))?;
    // Only when the EPJ has answered: a launch that failed on the way may be tried again with the same value.
    let value = launch.context().map_or("", |context| context.expose());
    if pending::use_once(&state.store, &["launch", &issuer.key, value], now).await? == Use::Again {
        return Err(Failed::new(
            ProblemKind::StateUnknown,
            "this launch was used before",
        ));
    }
    let (request, pending) = match state.discovered.dialect(&issuer.key) {
        Some(dialect) => begin_in(dialect, launch, issuer, &metadata, entropy(), now),
        None => begin(launch, issuer, &metadata, entropy(), now),
    };
    send_off(state, issuer, request, &pending, framing, &[]).await
}

/// Keeps the pending launch and sends the browser to the authorization server.
pub(super) async fn send_off(
    state: &AppState,
    issuer: &Issuer,
    request: AuthorizationRequest,
    pending: &Pending,
    framing: Framing,
    cookies: &[String],
) -> Result<Response, Failed> {
    let cookie = pending::keep(&state.store, pending, framing, state.clock.unix()).await?;
    let mut cookies = cookies.to_vec();
    cookies.push(cookie);
    let posted = format!(" {}", request.origin());
    Ok(match request {
        AuthorizationRequest::Get(url) => see_other_with(url.as_str(), &cookies),
        AuthorizationRequest::Post { action, fields } => {
            let mut response = Html(form(action.as_str(), &fields)).into_response();
            let policy = headers::policy_posting(state, Some(issuer), &posted);
            response
                .headers_mut()
                .insert("content-security-policy", policy);
            with_cookies(response, &cookies)
        }
    })
}

/// New random bytes for one authorization request.
pub(super) fn entropy() -> Entropy {
    Entropy {
        state: random_bytes(),
        verifier: random_bytes(),
        nonce: random_bytes(),
    }
}

/// A page with one button, for authorization requests that are too long for an address. It runs no script.
fn form(action: &str, fields: &[(&'static str, String)]) -> String {
    let inputs: String = fields
        .iter()
        .map(|(name, value)| {
            format!(
                r#"<input type="hidden" name="{name}" value="{}">"#,
                escaped(value)
            )
        })
        .collect();
    format!(
        "<!doctype html><html lang=\"nb\"><meta charset=\"utf-8\"><title>Attest</title>\
         <form method=\"post\" action=\"{}\">{inputs}<button autofocus>Fortsett til journalsystemet</button></form></html>",
        escaped(action)
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn smart_23_the_posted_form_escapes_what_it_carries() {
        let page = form(
            "https://epj.example/a?b&c",
            &[("launch", "\"><script>".to_owned())],
        );
        assert!(page.contains(r#"value="&quot;&gt;&lt;script&gt;""#));
        assert!(page.contains(r#"action="https://epj.example/a?b&amp;c""#));
    }
}
