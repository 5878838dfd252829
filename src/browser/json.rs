//! Reading JSON with little code.
//!
//! Each type of the contract is compiled for one source only, a [`Value`], and for an error that says nothing: the
//! sentences about what was expected where, and the tables to print a fraction in them, would be a tenth of the program,
//! and nobody reads them in a browser.

use std::fmt;

use serde::de::value::{MapDeserializer, SeqDeserializer};
use serde::de::{
    DeserializeOwned, Deserializer, Error, Expected, IntoDeserializer, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Map, Value};

/// Reads a text. An empty one reads as `null`, so that an answer without a body can be `()`.
pub fn value(text: &str) -> Option<Value> {
    let text = if text.is_empty() { "null" } else { text };
    serde_json::from_slice(text.as_bytes()).ok()
}

/// A value as one of the contract; `None` when it is not.
pub fn typed<T: DeserializeOwned>(value: Value) -> Option<T> {
    T::deserialize(Reader(value)).ok()
}

/// The object of `contract` as a value.
pub fn object(object: contract::config::JsonObject) -> Value {
    // One by one: collecting would bring a sort into the program for what is sorted already.
    let mut map = Map::new();
    for (name, value) in object {
        map.insert(name, value);
    }
    Value::Object(map)
}

/// The value is not of the type.
#[derive(Debug)]
struct Wrong;

impl fmt::Display for Wrong {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }
}

impl std::error::Error for Wrong {}

impl Error for Wrong {
    fn custom<T: fmt::Display>(_: T) -> Wrong {
        Wrong
    }

    fn invalid_type(_: Unexpected<'_>, _: &dyn Expected) -> Wrong {
        Wrong
    }

    fn invalid_value(_: Unexpected<'_>, _: &dyn Expected) -> Wrong {
        Wrong
    }

    fn invalid_length(_: usize, _: &dyn Expected) -> Wrong {
        Wrong
    }

    fn unknown_variant(_: &str, _: &'static [&'static str]) -> Wrong {
        Wrong
    }

    fn unknown_field(_: &str, _: &'static [&'static str]) -> Wrong {
        Wrong
    }

    fn missing_field(_: &'static str) -> Wrong {
        Wrong
    }

    fn duplicate_field(_: &'static str) -> Wrong {
        Wrong
    }
}

/// Hands a value to the type that wants it.
struct Reader(Value);

impl IntoDeserializer<'_, Wrong> for Reader {
    type Deserializer = Reader;

    fn into_deserializer(self) -> Reader {
        self
    }
}

impl<'de> Deserializer<'de> for Reader {
    type Error = Wrong;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(value),
            Value::Number(number) => match (number.as_u64(), number.as_i64(), number.as_f64()) {
                (Some(number), _, _) => visitor.visit_u64(number),
                (_, Some(number), _) => visitor.visit_i64(number),
                (_, _, Some(number)) => visitor.visit_f64(number),
                _ => Err(Wrong),
            },
            Value::String(text) => visitor.visit_string(text),
            Value::Array(values) => {
                visitor.visit_seq(SeqDeserializer::new(values.into_iter().map(Reader)))
            }
            Value::Object(map) => {
                let entries = map.into_iter().map(|(name, value)| (name, Reader(value)));
                visitor.visit_map(MapDeserializer::new(entries))
            }
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        visitor.visit_newtype_struct(self)
    }

    /// The contract's enums are names alone, or objects that say their kind, which come as a map.
    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Wrong> {
        match self.0 {
            Value::String(name) => visitor.visit_enum(name.into_deserializer()),
            _ => Err(Wrong),
        }
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

#[cfg(test)]
mod tests {
    use contract::{DraftSummary, FormStatus, JournalFiles, NavStatus, Notice};
    use serde_json::json;

    use super::*;

    /// What serde_json itself makes of the value.
    fn same<T: DeserializeOwned + PartialEq + fmt::Debug>(value: &Value) {
        let theirs = serde_json::from_value::<T>(value.clone()).ok();
        assert!(theirs.is_some(), "{value}");
        assert_eq!(typed::<T>(value.clone()), theirs);
    }

    #[test]
    fn what_the_gateway_says_is_read_as_serde_json_reads_it() {
        let draft = json!({
            "perioder": [{"type": "AKTIVITET_IKKE_MULIG", "fom": "1.6.25", "tom": "", "grad": ""}],
            "hoveddiagnose": {"system": "ICPC2", "code": "L84", "text": "Rygg", "kilde": {"slag": "journal"}},
            "bidiagnoser": [null],
            "harMeldingTilNav": true,
        });
        let id = "3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b";
        same::<DraftSummary>(
            &json!({"formId": id, "updatedAt": "2025-06-05T10:00:00Z", "draft": draft}),
        );
        same::<FormStatus>(&json!({
            "formId": id, "receivedAt": "2025-06-05T10:00:00.123Z", "form": draft,
            "utfall": {"status": "PENDING", "rule": "X"},
            "nav": {"state": "queued", "attempts": 3},
            "journal": {"state": "retrying", "attempts": 1, "reason": "unavailable"},
        }));
        same::<Notice>(&json!({"kind": "otherParticipant", "names": ["Å"]}));
        same::<Notice>(&json!({"kind": "deceased"}));
        same::<JournalFiles>(&json!({
            "documentReference": {"a": [1, -2, 2.5, true, null, {"b": "c"}]},
            "questionnaireResponse": {},
        }));
    }

    #[test]
    fn what_is_not_of_the_type_is_refused() {
        for value in [
            json!(null),
            json!([]),
            json!({"state": "gone"}),
            json!({"state": "queued", "attempts": -1}),
        ] {
            assert!(typed::<NavStatus>(value).is_none());
        }
        assert_eq!(value("").and_then(typed::<()>), Some(()));
        assert!(value("{").is_none());
    }
}
