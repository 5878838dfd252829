//! What a handler takes from a request.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use contract::{GUARD_HEADER, ProblemKind};
use domain::Sprak;
use serde::de::DeserializeOwned;

use super::Refusal;
use crate::state::AppState;

/// Objects and arrays inside each other that a body may have.
const MAX_DEPTH: usize = 64;

/// The language of the user: the best of `Accept-Language`.
#[derive(Clone, Copy, Debug)]
pub struct Language(pub Sprak);

impl Language {
    /// The language of a request with these headers.
    pub fn of(headers: &HeaderMap) -> Language {
        let header = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        Language(Sprak::choose(header.unwrap_or_default().split(',')))
    }
}

impl<S: Sync> FromRequestParts<S> for Language {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Language, Self::Rejection> {
        Ok(Language::of(&parts.headers))
    }
}

/// Proof that our own page makes the call: a header that a foreign form cannot set, and on unsafe methods our origin.
///
/// A link of our page cannot set the header either, so a `GET` passes without it when the browser itself says that it
/// comes from our origin (`Sec-Fetch-Site`, which no page can forge): that is how the PDF opens in a tab of its own.
#[derive(Clone, Copy, Debug)]
pub struct OwnPage;

impl FromRequestParts<AppState> for OwnPage {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<OwnPage, Refusal> {
        let sprak = Language::of(&parts.headers).0;
        let foreign = |cause| Refusal::new(ProblemKind::ForeignRequest, sprak, cause);
        let header = |name| {
            parts
                .headers
                .get(name)
                .and_then(|value| value.to_str().ok())
        };
        let site = header("sec-fetch-site");
        let own_link = parts.method == Method::GET && site == Some("same-origin");
        if header(GUARD_HEADER) != Some("1") && !own_link {
            return Err(foreign("no guard header"));
        }
        if !matches!(site, None | Some("same-origin")) {
            return Err(foreign("another site"));
        }
        let origin = header(header::ORIGIN.as_str());
        if origin.is_some_and(|origin| origin != state.config.origin()) {
            return Err(foreign("another origin"));
        }
        if !parts.method.is_safe() && origin.is_none() {
            return Err(foreign("no origin"));
        }
        Ok(OwnPage)
    }
}

/// A JSON body, limited in size (by the server) and depth. Every rejection is a problem.
#[derive(Clone, Copy, Debug)]
pub struct Json<T>(pub T);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Refusal;

    async fn from_request(request: Request, state: &S) -> Result<Json<T>, Refusal> {
        let sprak = Language::of(request.headers()).0;
        let refuse = |kind, cause: &str| Refusal::new(kind, sprak, cause);
        let media_type = request.headers().get(header::CONTENT_TYPE);
        let is_json = media_type
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("application/json"));
        if !is_json {
            // A form of another site can only send the three simple types.
            return Err(refuse(ProblemKind::ForeignRequest, "the body is not JSON"));
        }
        let bytes = Bytes::from_request(request, state)
            .await
            .map_err(|rejection| {
                use axum::response::IntoResponse;
                match rejection.into_response().status().as_u16() {
                    413 => refuse(ProblemKind::TooLarge, "the body is too large"),
                    _ => refuse(ProblemKind::BadRequest, "the body broke off"),
                }
            })?;
        if depth(&bytes) > MAX_DEPTH {
            return Err(refuse(
                ProblemKind::BadRequest,
                "the body is nested too deeply",
            ));
        }
        serde_json::from_slice(&bytes).map(Json).map_err(|error| {
            // The message of serde_json can quote the body; the place is enough.
            let place = format!("{:?} in line {}", error.classify(), error.line());
            refuse(ProblemKind::BadRequest, &place)
        })
    }
}

/// How deep brackets stand inside each other, outside of strings.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let (mut in_text, mut escaped) = (false, false);
    for byte in json {
        match (in_text, byte) {
            (true, _) if escaped => escaped = false,
            (true, b'\\') => escaped = true,
            (_, b'"') => in_text = !in_text,
            (false, b'{' | b'[') => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            (false, b'}' | b']') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn brackets_in_text_do_not_count() {
        assert_eq!(depth(br#"{"a":["[[[\"[[",[1]]}"#), 3);
        assert_eq!(depth("[".repeat(65).as_bytes()), 65);
    }
}
