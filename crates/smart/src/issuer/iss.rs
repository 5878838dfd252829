//! What may stand in `iss`, and its normalised form.

use std::net::{Ipv4Addr, Ipv6Addr};

use crate::address::absolute;

/// Octets that `iss` may have.
const MAX_OCTETS: usize = 2048;

/// Why an `iss` is refused before it is looked up. Show an error page; make no request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum IssError {
    /// Empty or longer than 2048 octets.
    #[error("iss is empty or too long")]
    Length,
    /// A space, a control character, a backslash or a character outside ASCII.
    #[error("iss holds a character that no FHIR base has")]
    Character,
    /// Neither https nor http on loopback.
    #[error("iss is not https")]
    Scheme,
    /// User-info, an odd way to write the host, a trailing dot, or no host.
    #[error("iss has an unacceptable host")]
    Host,
    /// A query, a fragment, or dot segments.
    #[error("iss has a query, a fragment or dot segments")]
    Path,
}

/// The form for comparing: scheme and host in lower case, no default port, one trailing slash
/// dropped, the path as written (`docs/smart-fhir` 1.2). Never sent anywhere.
///
/// # Errors
/// [`IssError`] for anything that is not plainly an absolute FHIR base. URL parsers repair much
/// (`https:///host`, `%2e`, `0x7f.1`); what would need repair is refused here.
pub fn normalised(iss: &str) -> Result<String, IssError> {
    if iss.is_empty() || iss.len() > MAX_OCTETS {
        return Err(IssError::Length);
    }
    if !iss
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
    {
        return Err(IssError::Character);
    }
    let (scheme, rest) = iss.split_once("://").ok_or(IssError::Scheme)?;
    let scheme = scheme.to_ascii_lowercase();
    let path_start = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(path_start);
    let authority = authority.to_ascii_lowercase();

    let url = absolute(iss).ok_or(IssError::Host)?;
    let host = url
        .host_str()
        .filter(|host| !host.ends_with('.'))
        .ok_or(IssError::Host)?;
    match scheme.as_str() {
        "https" => {}
        "http" if is_loopback(host) => {}
        _ => return Err(IssError::Scheme),
    }
    let full = url
        .port_or_known_default()
        .map(|port| format!("{host}:{port}"));
    if !(url.port().is_none() && authority == host || Some(&authority) == full.as_ref()) {
        return Err(IssError::Host);
    }
    if path.contains(['?', '#']) || path.split('/').any(is_dot_segment) || has_encoded_slash(path) {
        return Err(IssError::Path);
    }
    let port = url
        .port()
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    Ok(format!(
        "{scheme}://{host}{port}{}",
        path.strip_suffix('/').unwrap_or(path)
    ))
}

/// Whether a host (as in a URL) is this very machine: `localhost`, 127.0.0.0/8 or `[::1]`.
pub fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare.parse::<Ipv4Addr>().is_ok_and(|ip| ip.is_loopback())
        || bare.parse::<Ipv6Addr>().is_ok_and(|ip| ip.is_loopback())
}

/// `.` and `..`, also percent-encoded.
pub(crate) fn is_dot_segment(segment: &str) -> bool {
    let plain = segment.to_ascii_lowercase().replace("%2e", ".");
    plain == "." || plain == ".."
}

/// An encoded slash or backslash, which servers decode at different moments.
pub(crate) fn has_encoded_slash(path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    lower.contains("%2f") || lower.contains("%5c") || lower.contains("%00")
}
