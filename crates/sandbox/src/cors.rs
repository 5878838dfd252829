//! CORS as a browser client needs it: discovery and keys for anybody, the rest for the registered app
//! (smart-fhir.md 1.12). It covers errors too, so that the app can tell a 401 from a dead network.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::faults::WithoutCors;
use crate::world::Shared;

const METHODS: &str = "GET, POST, PUT, DELETE, OPTIONS";
const ALLOWED: &str = "Authorization, Content-Type, Accept, Prefer, If-None-Exist, If-Match, If-None-Match, X-Security-Context";
const EXPOSED: &str =
    "Location, Content-Location, ETag, Last-Modified, WWW-Authenticate, Retry-After, Date";

/// Answers preflights and marks every answer.
pub async fn cors(State(sandbox): State<Shared>, request: Request, next: Next) -> Response {
    let origin = allowed_origin(
        request.uri().path(),
        request.headers().get(header::ORIGIN),
        &sandbox.options.app.origin().ascii_serialization(),
    );
    let mut answer = if request.method() == Method::OPTIONS {
        StatusCode::NO_CONTENT.into_response()
    } else {
        next.run(request).await
    };
    let unmarked = answer.extensions().get::<WithoutCors>().is_some();
    if let (Some(origin), false) = (origin, unmarked) {
        mark(answer.headers_mut(), origin);
    }
    answer
}

fn allowed_origin(path: &str, origin: Option<&HeaderValue>, app: &str) -> Option<HeaderValue> {
    let for_anybody = path.contains("/.well-known/") || path.ends_with("/jwks");
    match origin {
        _ if for_anybody => Some(HeaderValue::from_static("*")),
        Some(origin) if origin.as_bytes() == app.as_bytes() => Some(origin.clone()),
        _ => None,
    }
}

fn mark(headers: &mut HeaderMap, origin: HeaderValue) {
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_METHODS,
        HeaderValue::from_static(METHODS),
    );
    headers.insert(
        header::ACCESS_CONTROL_ALLOW_HEADERS,
        HeaderValue::from_static(ALLOWED),
    );
    headers.insert(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        HeaderValue::from_static(EXPOSED),
    );
    headers.insert(
        header::ACCESS_CONTROL_MAX_AGE,
        HeaderValue::from_static("600"),
    );
    // Chromium asks before a page may call a loopback address of another site.
    headers.insert(
        HeaderName::from_static("access-control-allow-private-network"),
        HeaderValue::from_static("true"),
    );
}
