//! The journal.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::clock;
use crate::json::Members;

/// One resource with its history number.
#[derive(Clone, Debug)]
pub struct Stored {
    /// 1 for the first version.
    pub version: u32,
    /// `meta.lastUpdated`, a FHIR instant.
    pub updated: String,
    /// The resource with `id` and `meta`; `None` once deleted.
    pub content: Option<Value>,
    /// The patient whose it is, for types that do not say so themselves (Binary).
    pub owner: Option<String>,
}

/// Who put a resource there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    /// It was there at start.
    Seeded,
    /// It came over FHIR.
    Written,
}

/// All resources by type and id.
#[derive(Debug, Default)]
pub struct Store {
    resources: BTreeMap<(String, String), (Origin, Stored)>,
}

impl Store {
    /// Puts a resource in at start. One without type or id is left out.
    pub fn seed(&mut self, resource: Value) {
        let part = |name: &str| {
            resource
                .get(name)
                .and_then(Value::as_str)
                .map(str::to_owned)
        };
        if let (Some(kind), Some(id)) = (part("resourceType"), part("id")) {
            self.insert(&kind, &id, resource, None, Origin::Seeded);
        }
    }

    /// Writes a resource under this id, as a new version when it exists. The version is returned as stored.
    pub fn write(
        &mut self,
        kind: &str,
        id: &str,
        resource: Value,
        owner: Option<String>,
    ) -> &Stored {
        self.insert(kind, id, resource, owner, Origin::Written)
    }

    /// Deletes a resource; reads answer 410 from then on. `None` when there is nothing to delete.
    pub fn delete(&mut self, kind: &str, id: &str) -> Option<()> {
        let (_, stored) = self.resources.get_mut(&(kind.to_owned(), id.to_owned()))?;
        stored.content.take()?;
        stored.version += 1;
        stored.updated = clock::instant();
        Some(())
    }

    /// The resource with this id, also when it is deleted.
    pub fn get(&self, kind: &str, id: &str) -> Option<&Stored> {
        self.resources
            .get(&(kind.to_owned(), id.to_owned()))
            .map(|(_, stored)| stored)
    }

    /// The content of a resource that exists and is not deleted.
    pub fn content(&self, kind: &str, id: &str) -> Option<&Value> {
        self.get(kind, id)?.content.as_ref()
    }

    /// All resources of a type that are not deleted, in order of id.
    pub fn all<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        self.resources
            .iter()
            .filter(move |((of, _), _)| of == kind)
            .filter_map(|(_, (_, stored))| stored.content.as_ref())
    }

    /// What came over FHIR and is not deleted, oldest first.
    pub fn written(&self) -> Vec<&Value> {
        let mut written: Vec<&Stored> = self
            .resources
            .values()
            .filter(|(origin, stored)| *origin == Origin::Written && stored.content.is_some())
            .map(|(_, stored)| stored)
            .collect();
        written.sort_by(|a, b| a.updated.cmp(&b.updated));
        written
            .into_iter()
            .filter_map(|stored| stored.content.as_ref())
            .collect()
    }

    /// What came over FHIR for a patient, of one type, oldest first.
    pub fn written_for(&self, patient: &str, kind: &str) -> Vec<&Value> {
        let mine = |resource: &&Value| {
            resource.at("resourceType") == kind && patient_of(resource).as_deref() == Some(patient)
        };
        self.written().into_iter().filter(mine).collect()
    }

    fn insert(
        &mut self,
        kind: &str,
        id: &str,
        mut resource: Value,
        owner: Option<String>,
        origin: Origin,
    ) -> &Stored {
        let key = (kind.to_owned(), id.to_owned());
        let version = self
            .resources
            .get(&key)
            .map_or(1, |(_, stored)| stored.version + 1);
        let updated = clock::instant();
        if let Some(members) = resource.as_object_mut() {
            members.insert("id".to_owned(), json!(id));
            let meta = members.entry("meta").or_insert_with(|| json!({}));
            if !meta.is_object() {
                *meta = json!({});
            }
            if let Some(meta) = meta.as_object_mut() {
                meta.insert("versionId".to_owned(), json!(version.to_string()));
                meta.insert("lastUpdated".to_owned(), json!(updated));
            }
        }
        let stored = Stored {
            version,
            updated,
            content: Some(resource),
            owner,
        };
        let place = self
            .resources
            .entry(key)
            .or_insert((origin, stored.clone()));
        *place = (origin, stored);
        &place.1
    }
}

/// The id in a reference of this type: relative, absolute, or with a version (`Patient/x/_history/1`).
pub fn id_in_reference(reference: &str, kind: &str) -> Option<String> {
    let unversioned = reference.split("/_history/").next()?;
    let mut parts = unversioned.rsplit('/');
    let id = parts.next().filter(|id| !id.is_empty())?;
    (parts.next()? == kind).then(|| id.to_owned())
}

/// The patient that a resource says it belongs to.
pub fn patient_of(resource: &Value) -> Option<String> {
    let text = |pointer: &str| resource.pointer(pointer).and_then(Value::as_str);
    if text("/resourceType") == Some("Patient") {
        return text("/id").map(str::to_owned);
    }
    ["/subject/reference", "/patient/reference"]
        .into_iter()
        .find_map(|pointer| id_in_reference(text(pointer)?, "Patient"))
}
