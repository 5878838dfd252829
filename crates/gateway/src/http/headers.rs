//! The headers of `smart-fhir.md` 4.3. Every answer has them; a page may be framed only by the EPJ it belongs to.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use smart::{Issuer, Mode};
use url::Url;

use crate::state::AppState;

const FIXED: [(&str, &str); 6] = [
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), clipboard-read=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Puts the headers on every answer. A policy and a `Cache-Control` that the handler has set stay.
pub async fn every_answer(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in FIXED {
        headers.insert(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
    }
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy(&state, None));
    }
    response
}

/// The content security policy of a page that belongs to an EPJ, or to none.
pub fn policy(state: &AppState, issuer: Option<&Issuer>) -> HeaderValue {
    // Only a page that holds the token itself reaches the EPJ, and may have to post a long authorization request.
    let browser = issuer.filter(|issuer| issuer.mode != Mode::G);
    let posted = browser.map(endpoint_origins).unwrap_or_default();
    policy_posting(state, issuer, &posted)
}

/// As [`policy`], for a page with a form that goes to other origins: ` https://a.example https://b.example`.
pub fn policy_posting(state: &AppState, issuer: Option<&Issuer>, posted: &str) -> HeaderValue {
    let browser = issuer.filter(|issuer| issuer.mode != Mode::G);
    let reached = browser.map(origins).unwrap_or_default();
    let ancestors = match issuer.map(|issuer| issuer.frame_ancestors.join(" ")) {
        Some(ancestors) if !ancestors.is_empty() => ancestors,
        _ => "'none'".to_owned(),
    };
    // In test the EPJ may be http on the own machine, which must not be upgraded.
    let upgrade = match state.config.public_url.scheme() {
        "https" => "; upgrade-insecure-requests",
        _ => "",
    };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         font-src 'self'; connect-src 'self'{reached}; worker-src 'self'; manifest-src 'self'; \
         form-action 'self'{posted}; frame-src 'none'; object-src 'none'; base-uri 'none'; \
         frame-ancestors {ancestors}; require-trusted-types-for 'script'; trusted-types default{upgrade}"
    );
    // The parts are origins that were checked at start; what is no header value frames and reaches nothing.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// FHIR base and authorization server of a browser-mode EPJ.
fn origins(issuer: &Issuer) -> String {
    let base =
        Url::parse(&issuer.iss).map(|iss| format!(" {}", iss.origin().ascii_serialization()));
    let base = base.unwrap_or_default();
    let endpoints = endpoint_origins(issuer);
    match endpoints
        .split(' ')
        .any(|origin| origin == base.trim_start())
    {
        true => endpoints,
        false => base + &endpoints,
    }
}

fn endpoint_origins(issuer: &Issuer) -> String {
    let own_machine = |host: &str| {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        issuer.environment == smart::issuer::Environment::Test && smart::issuer::is_loopback(name)
    };
    issuer
        .endpoint_hosts
        .iter()
        .map(|host| match own_machine(host) {
            true => format!(" http://{host}"),
            false => format!(" https://{host}"),
        })
        .collect()
}
