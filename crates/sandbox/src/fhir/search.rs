//! Search by the parameters that the app uses. An unknown parameter is refused, so that a typing error in the
//! app cannot pass for a search that finds everything.

use serde_json::Value;

use super::answer::Refusal;
use super::store::{Store, id_in_reference};

/// How a parameter compares.
#[derive(Clone, Copy, Debug)]
enum How {
    /// Exact text at a place.
    Text(&'static str),
    /// A reference to this type at a place; `x` and `Type/x` both work.
    Reference(&'static str, &'static str),
    /// `code` or `system|code` among the codings at a place.
    Coding(&'static str),
    /// `value` or `system|value` among the identifiers.
    Identifier,
}

/// The parameters of a type: name and how it compares. The CapabilityStatement is made from the same list.
pub fn parameters(kind: &str) -> Vec<&'static str> {
    table(kind).iter().map(|(name, _)| *name).collect()
}

fn table(kind: &str) -> &'static [(&'static str, How)] {
    const ID: (&str, How) = ("_id", How::Text("/id"));
    const IDENTIFIER: (&str, How) = ("identifier", How::Identifier);
    const STATUS: (&str, How) = ("status", How::Text("/status"));
    const PATIENT: (&str, How) = ("patient", How::Reference("/subject/reference", "Patient"));
    const SUBJECT: (&str, How) = ("subject", How::Reference("/subject/reference", "Patient"));
    match kind {
        "Patient" | "Practitioner" | "Organization" => &[ID, IDENTIFIER],
        "PractitionerRole" => &[
            ID,
            (
                "practitioner",
                How::Reference("/practitioner/reference", "Practitioner"),
            ),
            (
                "organization",
                How::Reference("/organization/reference", "Organization"),
            ),
        ],
        "Encounter" => &[ID, PATIENT, SUBJECT, STATUS],
        "Condition" => &[
            ID,
            PATIENT,
            SUBJECT,
            (
                "encounter",
                How::Reference("/encounter/reference", "Encounter"),
            ),
            ("code", How::Coding("/code/coding")),
            ("clinical-status", How::Coding("/clinicalStatus/coding")),
        ],
        "DocumentReference" => &[
            ID,
            IDENTIFIER,
            PATIENT,
            SUBJECT,
            STATUS,
            ("type", How::Coding("/type/coding")),
            (
                "encounter",
                How::Reference("/context/encounter/0/reference", "Encounter"),
            ),
        ],
        "QuestionnaireResponse" => &[
            ID,
            PATIENT,
            SUBJECT,
            STATUS,
            ("identifier", How::Identifier),
            ("questionnaire", How::Text("/questionnaire")),
            (
                "encounter",
                How::Reference("/encounter/reference", "Encounter"),
            ),
        ],
        _ => &[ID],
    }
}

/// The resources of a type that fit every parameter.
///
/// # Errors
/// 400 for a parameter that the server does not know.
pub fn matches<'a>(
    store: &'a Store,
    kind: &'a str,
    query: &[(String, String)],
) -> Result<Vec<&'a Value>, Refusal> {
    let mut wanted = Vec::new();
    for (name, value) in query {
        // How the answer looks, not what it holds: sorted and counted results are the same here.
        if ["_count", "_sort", "_format", "_summary", "_total"].contains(&name.as_str()) {
            continue;
        }
        let plain = name.trim_end_matches(":Patient");
        match table(kind).iter().find(|(known, _)| *known == plain) {
            Some((_, how)) => wanted.push((*how, value.as_str())),
            None => {
                let text = format!("{kind} has no search parameter {name:.40}");
                return Err(Refusal::new(400, "not-supported", text));
            }
        }
    }
    Ok(store
        .all(kind)
        .filter(|resource| {
            wanted
                .iter()
                .all(|(how, value)| fits(resource, *how, value))
        })
        .collect())
}

/// A comma means "or".
fn fits(resource: &Value, how: How, wanted: &str) -> bool {
    wanted.split(',').any(|wanted| match how {
        How::Text(place) => resource.pointer(place).and_then(Value::as_str) == Some(wanted),
        How::Reference(place, kind) => {
            let id = id_in_reference(wanted, kind).unwrap_or_else(|| wanted.to_owned());
            resource
                .pointer(place)
                .and_then(Value::as_str)
                .and_then(|reference| id_in_reference(reference, kind))
                .is_some_and(|found| found == id)
        }
        How::Coding(place) => any_pair(resource.pointer(place), "code", wanted),
        How::Identifier => any_pair(resource.get("identifier"), "value", wanted),
    })
}

/// True when `system|value`, `|value` or `value` is among the items; a single object counts as one item.
fn any_pair(items: Option<&Value>, member: &str, wanted: &str) -> bool {
    let (system, value) = match wanted.split_once('|') {
        Some((system, value)) => (Some(system), value),
        None => (None, wanted),
    };
    let one = |item: &Value| {
        let text = |name: &str| item.get(name).and_then(Value::as_str);
        text(member) == Some(value)
            && system.is_none_or(|system| text("system").unwrap_or_default() == system)
    };
    match items {
        Some(Value::Array(items)) => items.iter().any(one),
        Some(item) => one(item),
        None => false,
    }
}
