//! Reading and writing members of JSON values without a panic in sight.

use serde_json::Value;

static NULL: Value = Value::Null;

/// Members of a JSON object.
pub trait Members {
    /// The member of this name; null when there is none, or when this is no object.
    fn at(&self, name: &str) -> &Value;
    /// The member of this name as text.
    fn text(&self, name: &str) -> Option<&str>;
    /// The items of the member of this name; none when it is no list.
    fn items(&self, name: &str) -> std::slice::Iter<'_, Value>;
    /// Sets the member of this name. Nothing happens when this is no object.
    fn put(&mut self, name: &str, value: impl Into<Value>);
}

impl Members for Value {
    fn at(&self, name: &str) -> &Value {
        self.get(name).unwrap_or(&NULL)
    }

    fn text(&self, name: &str) -> Option<&str> {
        self.at(name).as_str()
    }

    fn items(&self, name: &str) -> std::slice::Iter<'_, Value> {
        self.at(name)
            .as_array()
            .map(Vec::as_slice)
            .unwrap_or_default()
            .iter()
    }

    fn put(&mut self, name: &str, value: impl Into<Value>) {
        if let Some(members) = self.as_object_mut() {
            members.insert(name.to_owned(), value.into());
        }
    }
}
