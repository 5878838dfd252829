//! Reading JSON with little code: each type is compiled for one source, [`Value`], only.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Reads a text. An empty one reads as `null`, so that an answer without a body can be `()`.
pub fn value(text: &str) -> Option<Value> {
    let text = if text.is_empty() { "null" } else { text };
    serde_json::from_slice(text.as_bytes()).ok()
}

/// A value as one of the contract.
pub fn typed<T: DeserializeOwned>(value: Value) -> Option<T> {
    serde_json::from_value(value).ok()
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
