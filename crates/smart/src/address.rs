//! Foreign addresses, refused where the URL parser would start to repair them.

use url::Url;

/// An absolute `scheme://authority…` in plain ASCII whose host needs no decoding.
///
/// The URL standard mends backslashes, missing slashes, percent-encoded hosts and line breaks. No
/// FHIR server writes such addresses, people who want to get past a check do.
pub(crate) fn absolute(text: &str) -> Option<Url> {
    let (_, rest) = text.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let host_like = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~:@[]".contains(&byte);
    let plain = is_plain(text) && !authority.is_empty() && authority.bytes().all(host_like);
    if plain { Url::parse(text).ok() } else { None }
}

/// Resolves against a base that ends in `/`. A relative address cannot change scheme or host.
pub(crate) fn resolved(base: &Url, text: &str) -> Option<Url> {
    if text.contains("://") {
        return absolute(text);
    }
    let path = text.split('?').next().unwrap_or_default();
    let relative = is_plain(text) && !text.starts_with("//") && !path.contains(':');
    if relative { base.join(text).ok() } else { None }
}

fn is_plain(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}
