//! JSON as text.

use std::io;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// The text of what we write. `None` for a fraction: our resources have none, and the tables to print one are ten
/// kilobytes of what a browser loads.
pub(super) fn text(value: &impl Serialize) -> Option<String> {
    let mut bytes = Vec::new();
    value
        .serialize(&mut Serializer::with_formatter(
            &mut bytes,
            WithoutFractions,
        ))
        .ok()?;
    String::from_utf8(bytes).ok()
}

/// Compact, as serde_json's own.
struct WithoutFractions;

impl Formatter for WithoutFractions {
    fn write_f32<W: ?Sized + io::Write>(&mut self, _: &mut W, _: f32) -> io::Result<()> {
        Err(io::ErrorKind::InvalidData.into())
    }

    fn write_f64<W: ?Sized + io::Write>(&mut self, _: &mut W, _: f64) -> io::Result<()> {
        Err(io::ErrorKind::InvalidData.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::text;

    #[test]
    fn the_text_is_that_of_serde_json() {
        let value = json!({"b": [1, -2, null, true], "a": "\u{1}\"æ"});
        assert_eq!(text(&value), Some(value.to_string()));
    }

    #[test]
    fn a_fraction_is_refused() {
        assert_eq!(text(&json!({"a": 0.5})), None);
    }
}
