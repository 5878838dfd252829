//! What the app may read through the gateway (`smart-fhir.md` 4.6), and what of the answer belongs to the session.

use serde_json::Value;
use smart::{FhirBase, FhirId};
use url::form_urlencoded;

/// Types that belong to a patient: they must say to which.
const OF_A_PATIENT: [&str; 4] = [
    "Encounter",
    "Condition",
    "DocumentReference",
    "QuestionnaireResponse",
];

/// Types that say who and where and hold no patient data.
const OF_THE_OFFICE: [&str; 3] = ["Practitioner", "PractitionerRole", "Organization"];

/// Search parameters that narrow and do not lead elsewhere. Chained and reverse-chained ones are not among them.
const PARAMETERS: [&str; 17] = [
    "_id",
    "_count",
    "_sort",
    "category",
    "clinical-status",
    "code",
    "date",
    "encounter",
    "identifier",
    "onset-date",
    "organization",
    "patient",
    "practitioner",
    "recorded-date",
    "status",
    "subject",
    "type",
];

/// Patient and encounter of the session, and the base that references are resolved against.
pub(super) struct Bounds<'a> {
    /// The FHIR base.
    pub base: &'a FhirBase,
    /// `Patient.id`.
    pub patient: &'a str,
    /// `Encounter.id`.
    pub encounter: &'a str,
}

/// Why a read is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum NotAllowed {
    /// No such path here: other types, operations, dot segments, escapes.
    #[error("the path is not on the list")]
    Path,
    /// A search that could leave the patient.
    #[error("the search is not limited to the session")]
    Search,
    /// Another patient than the session's.
    #[error("another patient")]
    OtherPatient,
}

impl Bounds<'_> {
    /// The path to ask the EPJ for. `raw` is what stands behind `/fhir/`, as it came; `query` likewise.
    pub(super) fn path(&self, raw: &str, query: Option<&str>) -> Result<String, NotAllowed> {
        match (raw.split_once('/'), query) {
            (Some((kind, id)), None | Some("")) => self.read(kind, id),
            (None, Some(query)) => self.search(raw, query),
            _ => Err(NotAllowed::Path),
        }
    }

    fn read(&self, kind: &str, id: &str) -> Result<String, NotAllowed> {
        let id = FhirId::new(id).ok_or(NotAllowed::Path)?;
        match kind {
            "Patient" if id.as_str() != self.patient => Err(NotAllowed::OtherPatient),
            "Patient" => Ok(format!("Patient/{id}")),
            _ if OF_A_PATIENT.contains(&kind) || OF_THE_OFFICE.contains(&kind) => {
                Ok(format!("{kind}/{id}"))
            }
            _ => Err(NotAllowed::Path),
        }
    }

    fn search(&self, kind: &str, query: &str) -> Result<String, NotAllowed> {
        if !OF_A_PATIENT.contains(&kind) && kind != "PractitionerRole" {
            return Err(NotAllowed::Path);
        }
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).collect();
        if pairs
            .iter()
            .any(|(name, _)| !PARAMETERS.contains(&name.as_ref()))
        {
            return Err(NotAllowed::Search);
        }
        let mut bound = kind == "PractitionerRole";
        for (name, value) in &pairs {
            let (prefix, own) = match name.as_ref() {
                "patient" | "subject" => ("Patient/", self.patient),
                "encounter" => ("Encounter/", self.encounter),
                _ => continue,
            };
            if value.strip_prefix(prefix).unwrap_or(value) != own {
                return Err(NotAllowed::OtherPatient);
            }
            bound = true;
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(&pairs);
        if !bound {
            query.append_pair("patient", self.patient);
        }
        Ok(format!("{kind}?{}", query.finish()))
    }

    /// Keeps what belongs to the session: `None` for a foreign resource; foreign entries of a Bundle are dropped and
    /// counted.
    pub(super) fn keep(&self, mut body: Value) -> Option<(Value, usize)> {
        if kind(&body) != Some("Bundle") {
            return self.owns(&body).then_some((body, 0));
        }
        let mut n_foreign = 0;
        if let Some(entries) = body.get_mut("entry").and_then(Value::as_array_mut) {
            entries.retain(|entry| {
                let own = entry
                    .get("resource")
                    .is_some_and(|resource| self.owns(resource));
                n_foreign += usize::from(!own);
                own
            });
        }
        Some((body, n_foreign))
    }

    fn owns(&self, resource: &Value) -> bool {
        match kind(resource) {
            Some("Patient") => resource.get("id").and_then(Value::as_str) == Some(self.patient),
            Some(kind) if OF_A_PATIENT.contains(&kind) => self.is_about_the_patient(resource),
            Some(kind) => OF_THE_OFFICE.contains(&kind) || kind == "OperationOutcome",
            None => false,
        }
    }

    fn is_about_the_patient(&self, resource: &Value) -> bool {
        let references = ["subject", "patient"]
            .iter()
            .filter_map(|name| resource.get(*name));
        let mut own = false;
        for reference in references {
            let target = reference.get("reference").and_then(Value::as_str);
            let target = target.and_then(|text| self.base.reference(text));
            match target {
                Some((kind, id)) if kind == "Patient" && id.as_str() == self.patient => own = true,
                _ => return false,
            }
        }
        own
    }
}

fn kind(resource: &Value) -> Option<&str> {
    resource.get("resourceType").and_then(Value::as_str)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn with<T>(check: impl FnOnce(&Bounds<'_>) -> T) -> T {
        let base = FhirBase::new("https://epj.example/fhir").unwrap();
        check(&Bounds {
            base: &base,
            patient: "p1",
            encounter: "e1",
        })
    }

    #[test]
    fn sec_30_only_listed_reads_without_tricks_pass() {
        with(|bounds| {
            assert_eq!(bounds.path("Patient/p1", None), Ok("Patient/p1".to_owned()));
            assert_eq!(
                bounds.path("Organization/o", None),
                Ok("Organization/o".to_owned())
            );
            for raw in [
                "Patient/p1/../p2",
                "Patient/..",
                "Patient/%2e%2e",
                "Patient/p1%2f",
                "../Patient/p1",
                "/Patient/p1",
                "Patient//p1",
                "https://evil.example/Patient/p1",
                "//evil.example/Patient/p1",
                "Patient/p1@evil",
                "Patient/p1/$everything",
                "Patient/$match",
                "$export",
                "Observation/1",
                "AuditEvent/1",
                "Binary/1",
                "Patient/p1/_history",
                "patient/p1",
                "",
                "Patient",
                "Patient/p1#x",
                "Condition/1\\..",
            ] {
                assert!(bounds.path(raw, None).is_err(), "{raw}");
            }
            assert_eq!(
                bounds.path("Patient/p2", None),
                Err(NotAllowed::OtherPatient)
            );
        });
    }

    #[test]
    fn sec_31_a_search_stays_with_the_patient_of_the_session() {
        with(|bounds| {
            let path = |query| bounds.path("Condition", Some(query));
            assert_eq!(
                path("encounter=e1").as_deref(),
                Ok("Condition?encounter=e1")
            );
            assert_eq!(
                path("encounter=Encounter/e1").as_deref(),
                Ok("Condition?encounter=Encounter%2Fe1")
            );
            assert_eq!(
                path("_count=5").as_deref(),
                Ok("Condition?_count=5&patient=p1")
            );
            assert_eq!(path("patient=p2"), Err(NotAllowed::OtherPatient));
            assert_eq!(path("patient=p1&patient=p2"), Err(NotAllowed::OtherPatient));
            assert_eq!(path("patient=p1,p2"), Err(NotAllowed::OtherPatient));
            assert_eq!(
                path("patient=p1&subject=Patient/p2"),
                Err(NotAllowed::OtherPatient)
            );
            assert_eq!(path("encounter=e2"), Err(NotAllowed::OtherPatient));
            for tricky in [
                "patient.identifier=1",
                "patient:missing=true",
                "_has:x=1",
                "_include=*",
                "_filter=x",
            ] {
                assert_eq!(path(tricky), Err(NotAllowed::Search), "{tricky}");
            }
            assert_eq!(
                bounds.path("Patient", Some("name=a")),
                Err(NotAllowed::Path)
            );
            assert_eq!(
                bounds.path("Organization", Some("name=a")),
                Err(NotAllowed::Path)
            );
        });
    }

    #[test]
    fn what_is_about_somebody_else_does_not_reach_the_browser() {
        with(|bounds| {
            let condition = |patient: &str| json!({"resourceType": "Condition", "subject": {"reference": patient}});
            assert!(bounds.keep(condition("Patient/p1")).is_some());
            assert!(
                bounds
                    .keep(condition("https://epj.example/fhir/Patient/p1"))
                    .is_some()
            );
            assert!(
                bounds
                    .keep(condition("https://evil.example/fhir/Patient/p1"))
                    .is_none()
            );
            assert!(bounds.keep(condition("Patient/p2")).is_none());
            assert!(bounds.keep(json!({"resourceType": "Condition"})).is_none());
            let bundle = json!({"resourceType": "Bundle", "entry": [
                {"resource": condition("Patient/p1")}, {"resource": condition("Patient/p2")}]});
            let (kept, n_foreign) = bounds.keep(bundle).unwrap();
            assert_eq!((kept["entry"].as_array().unwrap().len(), n_foreign), (1, 1));
        });
    }
}
