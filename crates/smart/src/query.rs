//! Query strings as they arrive, decoded once.

/// Why a query string was refused.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum QueryError {
    /// A `%` without two hex digits after it, or bytes that are not UTF-8.
    NotDecodable,
}

/// Names and values in order. A leading `?` is ignored.
///
/// `+` stays `+`. Launch values and codes are base64 at several vendors who forget to escape it,
/// none of the parameters that we read can hold a space, and a space arrives as `%20`.
pub(crate) fn pairs(query: &str) -> Result<Vec<(String, String)>, QueryError> {
    query
        .strip_prefix('?')
        .unwrap_or(query)
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            Ok((decode(name)?, decode(value)?))
        })
        .collect()
}

/// How often a parameter occurs, and its value when that is once.
pub(crate) enum Occurrence<'a> {
    /// Not there.
    Never,
    /// There once, possibly empty.
    Once(&'a str),
    /// There more than once.
    Repeated,
}

/// Looks a parameter up.
pub(crate) fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Occurrence<'a> {
    let mut values = pairs
        .iter()
        .filter(|(n, _)| n == name)
        .map(|(_, value)| value.as_str());
    match (values.next(), values.next()) {
        (None, _) => Occurrence::Never,
        (Some(value), None) => Occurrence::Once(value),
        (Some(_), Some(_)) => Occurrence::Repeated,
    }
}

/// Encodes for a query string or a form, with `%20` for the space.
pub(crate) fn encode(value: &str) -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
    encoded.replace('+', "%20")
}

fn decode(text: &str) -> Result<String, QueryError> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let (Some(high), Some(low)) = (rest.next().and_then(hex), rest.next().and_then(hex)) else {
            return Err(QueryError::NotDecodable);
        };
        bytes.push(high << 4 | low);
    }
    String::from_utf8(bytes).map_err(|_| QueryError::NotDecodable)
}

fn hex(digit: u8) -> Option<u8> {
    (digit as char).to_digit(16).map(|value| value as u8)
}
