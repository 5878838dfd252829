//! Lenient reading of JSON objects: a member of another type than expected counts as absent.

use serde_json::{Map, Value};

/// A JSON object.
pub(crate) type Object = Map<String, Value>;

/// The object in `bytes`, whatever the Content-Type said. `None` for anything but an object.
pub(crate) fn object(bytes: &[u8]) -> Option<Object> {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(object)) => Some(object),
        _ => None,
    }
}

/// A non-empty string. Empty strings are absent values throughout (smart-fhir 1.5).
pub(crate) fn text<'a>(object: &'a Object, name: &str) -> Option<&'a str> {
    object.get(name)?.as_str().filter(|text| !text.is_empty())
}

/// The strings of an array; `None` if there is no array.
pub(crate) fn texts(object: &Object, name: &str) -> Option<Vec<String>> {
    let array = object.get(name)?.as_array()?;
    Some(
        array
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect(),
    )
}

/// Whole seconds, also from a decimal number or a numeric string.
pub(crate) fn seconds(value: &Value) -> Option<i64> {
    match value {
        Value::String(text) => text.trim().parse().ok(),
        other => other.as_i64().or_else(|| {
            let number = other.as_f64()?;
            // Beyond 2^53 a double no longer counts seconds; nobody's token lives that long.
            (number.abs() < 9e15).then_some(number as i64)
        }),
    }
}
