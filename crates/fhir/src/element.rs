//! A JSON object that is read element by element, forgivingly.

use std::cell::RefCell;

use serde_json::{Map, Value};

use crate::finding::{Finding, FindingKind, NotTheResource, Read};
use crate::read::OperationOutcome;
use crate::text::clean;

/// One object with its path; what is odd goes into a list that the whole resource shares.
pub(crate) struct Element<'v> {
    object: &'v Map<String, Value>,
    path: String,
    findings: &'v RefCell<Vec<Finding>>,
}

/// Reads a resource of one type.
pub(crate) fn resource<T>(
    value: &Value,
    kind: &str,
    read: impl FnOnce(&Element<'_>) -> T,
) -> Result<Read<T>, NotTheResource> {
    let object = value.as_object().ok_or(NotTheResource::NotAnObject)?;
    let found = object.get("resourceType").and_then(Value::as_str);
    if found != Some(kind) {
        if found == Some("OperationOutcome")
            && let Ok(outcome) = OperationOutcome::read(value)
        {
            return Err(NotTheResource::Outcome(outcome.resource));
        }
        return Err(NotTheResource::OtherType);
    }
    let findings = RefCell::new(Vec::new());
    let element = Element {
        object,
        path: kind.to_owned(),
        findings: &findings,
    };
    let resource = read(&element);
    Ok(Read {
        resource,
        findings: findings.into_inner(),
    })
}

impl<'v> Element<'v> {
    /// A text, cleaned; an empty one counts as absent.
    pub fn text(&self, name: &str) -> Option<String> {
        let raw = self.string(name)?;
        let cleaned = clean(raw);
        if cleaned != raw.trim() {
            self.report(name, FindingKind::Cleaned);
        }
        Some(cleaned).filter(|text| !text.is_empty())
    }

    /// A code, an id, a date or a URI: as it stands, trimmed.
    pub fn code(&self, name: &str) -> Option<String> {
        let raw = self.string(name)?.trim();
        (!raw.is_empty() && raw.len() <= 2_048).then(|| raw.to_owned())
    }

    /// A long text that is kept as it stands, such as base64.
    pub fn data(&self, name: &str) -> Option<&'v str> {
        self.string(name)
    }

    /// True or false.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        self.typed(name, Value::as_bool)
    }

    /// A whole number that is not negative.
    pub fn number(&self, name: &str) -> Option<u64> {
        self.typed(name, Value::as_u64)
    }

    /// Whether the element is there at all, of whatever type but null.
    pub fn has(&self, name: &str) -> bool {
        self.object.get(name).is_some_and(|value| !value.is_null())
    }

    /// An object.
    pub fn child(&self, name: &str) -> Option<Element<'v>> {
        let object = self.typed(name, Value::as_object)?;
        Some(self.below(object, name.to_owned()))
    }

    /// The objects of a list; what is no object is left out.
    pub fn children(&self, name: &str) -> Vec<Element<'v>> {
        let mut all = Vec::new();
        for (at, value) in self.list(name).into_iter().enumerate() {
            let step = format!("{name}[{at}]");
            match value.as_object() {
                Some(object) => all.push(self.below(object, step)),
                None => self.report(&step, FindingKind::WrongType),
            }
        }
        all
    }

    /// The texts of a list, cleaned; null stands for a text that only has extensions and is left out.
    pub fn texts(&self, name: &str) -> Vec<String> {
        let mut all = Vec::new();
        for (at, value) in self.list(name).into_iter().enumerate() {
            match value.as_str().map(clean) {
                Some(text) if text.is_empty() => {}
                Some(text) => all.push(text),
                None if value.is_null() => {}
                None => self.report(&format!("{name}[{at}]"), FindingKind::WrongType),
            }
        }
        all
    }

    /// The raw values of a list.
    pub fn list(&self, name: &str) -> Vec<&'v Value> {
        match self.object.get(name) {
            None => Vec::new(),
            Some(Value::Array(values)) => values.iter().collect(),
            Some(one @ (Value::Object(_) | Value::String(_))) => {
                self.report(name, FindingKind::NotAList);
                vec![one]
            }
            Some(_) => {
                self.report(name, FindingKind::WrongType);
                Vec::new()
            }
        }
    }

    /// The raw value of an element.
    pub fn raw(&self, name: &str) -> Option<&'v Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    /// Notes something odd about an element.
    pub fn report(&self, name: &str, kind: FindingKind) {
        let path = format!("{}.{name}", self.path);
        self.findings.borrow_mut().push(Finding { path, kind });
    }

    fn string(&self, name: &str) -> Option<&'v str> {
        self.typed(name, Value::as_str)
    }

    fn typed<T>(&self, name: &str, read: impl FnOnce(&'v Value) -> Option<T>) -> Option<T> {
        let found = read(self.object.get(name)?);
        if found.is_none() {
            self.report(name, FindingKind::WrongType);
        }
        found
    }

    fn below(&self, object: &'v Map<String, Value>, step: String) -> Element<'v> {
        Element {
            object,
            path: format!("{}.{step}", self.path),
            findings: self.findings,
        }
    }
}
