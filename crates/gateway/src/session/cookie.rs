//! Cookies: one for each session and each pending launch, never one for "the current patient".

use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use sha2::{Digest, Sha256};

/// Where the browser shows us. Decides which cookies it will send back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Framing {
    /// In a tab or window of its own.
    TopLevel,
    /// Inside a page of the EPJ: cookies must be partitioned (CHIPS) or they are never sent.
    Framed,
}

impl Framing {
    /// What a navigation says of itself.
    pub fn of(parts: &Parts) -> Framing {
        let destination = parts
            .headers
            .get("sec-fetch-dest")
            .and_then(|value| value.to_str().ok());
        match destination {
            Some("iframe" | "frame") => Framing::Framed,
            _ => Framing::TopLevel,
        }
    }
}

/// The secret of a session cookie.
pub fn session_cookie(sid: &str, secret: &str, framing: Framing) -> String {
    let site = match framing {
        Framing::TopLevel => "SameSite=Strict",
        Framing::Framed => "SameSite=None; Partitioned",
    };
    format!(
        "{}={secret}; Path=/; Secure; HttpOnly; {site}",
        session_name(sid)
    )
}

/// Takes a session cookie back.
pub fn end_session_cookie(sid: &str, framing: Framing) -> String {
    format!("{}; Max-Age=0", session_cookie(sid, "", framing))
}

/// The cookie that binds a pending launch to this browser. It must survive the way back from the EPJ's site.
pub fn pending_cookie(state: &str, secret: &str, framing: Framing) -> String {
    let site = match framing {
        Framing::TopLevel => "SameSite=Lax",
        Framing::Framed => "SameSite=None; Partitioned",
    };
    let age = smart::authorize::LIFETIME_SECONDS;
    format!(
        "{}={secret}; Path=/; Secure; HttpOnly; {site}; Max-Age={age}",
        pending_name(state)
    )
}

/// Takes the cookie of a pending launch back.
pub fn end_pending_cookie(name: &str, framing: Framing) -> String {
    let site = match framing {
        Framing::TopLevel => "SameSite=Lax",
        Framing::Framed => "SameSite=None; Partitioned",
    };
    format!("{name}=; Path=/; Secure; HttpOnly; {site}; Max-Age=0")
}

/// Tells a later call from the same page (mode B) that it runs in a frame: a partitioned cookie is not sent elsewhere.
pub const FRAMED_MARK: &str = "__Host-attest-framed";

/// Sets [`FRAMED_MARK`].
pub fn framed_mark() -> String {
    let age = smart::authorize::LIFETIME_SECONDS;
    format!("{FRAMED_MARK}=1; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age={age}")
}

/// Name of a session's cookie.
pub fn session_name(sid: &str) -> String {
    format!("__Host-attest-{sid}")
}

const PENDING_PREFIX: &str = "__Host-attest-p-";

/// Name of a pending launch's cookie: the first 16 characters of `state`.
pub fn pending_name(state: &str) -> String {
    format!("{PENDING_PREFIX}{}", state.get(..16).unwrap_or(state))
}

/// All pending launches of this browser: name and secret.
pub fn all_pending(headers: &HeaderMap) -> Vec<(&str, &str)> {
    all(headers)
        .filter(|(name, _)| name.starts_with(PENDING_PREFIX))
        .collect()
}

/// The value of a cookie.
pub fn find<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    all(headers)
        .find(|(given, _)| *given == name)
        .map(|(_, value)| value)
}

fn all(headers: &HeaderMap) -> impl Iterator<Item = (&str, &str)> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
}

/// What the database keeps of a secret.
pub fn hash(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

/// Compares without stopping at the first difference.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    a.len() == b.len()
        && a.iter()
            .zip(b)
            .fold(0, |differences, (x, y)| differences | (x ^ y))
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_10_cookies_are_host_bound_secure_and_unreadable_for_scripts() {
        for (cookie, site) in [
            (
                session_cookie("abc", "s", Framing::TopLevel),
                "SameSite=Strict",
            ),
            (
                session_cookie("abc", "s", Framing::Framed),
                "SameSite=None; Partitioned",
            ),
            (
                pending_cookie("0123456789abcdefX", "s", Framing::TopLevel),
                "SameSite=Lax",
            ),
            (
                pending_cookie("0123456789abcdefX", "s", Framing::Framed),
                "SameSite=None; Partitioned",
            ),
        ] {
            assert!(cookie.starts_with("__Host-attest-"), "{cookie}");
            for part in ["; Path=/;", "; Secure;", "; HttpOnly;", site] {
                assert!(cookie.contains(part), "{cookie} lacks {part}");
            }
            assert!(!cookie.contains("Domain"), "{cookie}");
        }
        assert_eq!(
            pending_name("0123456789abcdefX"),
            "__Host-attest-p-0123456789abcdef"
        );
    }
}
