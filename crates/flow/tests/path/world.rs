//! One invented patient, clinician, consultation and office, and a reader that is answered from a list.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::Miljo;
use flow::context::ContextReader;
use flow::exchange::{Answer, FhirAnswer, Step};
use flow::launch::{FhirUser, JournalRight, LaunchFacts};
use serde_json::{Value, json};
use smart::FhirId;
use smart::fhir_user::FhirUserKind;

pub const BASE: &str = "https://epj.example/r4";
/// Synthetic (month + 80), published by Skatteetaten's Tenor: born 17 November 2020.
pub const FNR: &str = "17912099997";
/// Synthetic D-nummer.
pub const DNR: &str = "57912075186";
/// Another synthetic fødselsnummer.
pub const OTHER_FNR: &str = "29822099635";

pub fn oid(tail: &str) -> String {
    format!("urn:oid:2.16.578.1.12.4.1.{tail}")
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn patient() -> Value {
    json!({
        "resourceType": "Patient",
        "id": "kari",
        "identifier": [{ "system": oid("4.1"), "value": FNR }],
        "name": [{ "use": "official", "family": "Testesen", "given": ["Kari"] }],
        "birthDate": "2020-11-17",
    })
}

pub fn encounter() -> Value {
    json!({
        "resourceType": "Encounter",
        "id": "time",
        "status": "in-progress",
        "type": [{ "coding": [{ "system": oid("1.8432"), "code": "1" }] }],
        "subject": { "reference": "Patient/kari" },
        "participant": [{ "individual": { "reference": "Practitioner/lege" } }],
        "period": { "start": "2025-06-05T07:30:00Z" },
        "serviceProvider": { "reference": "Organization/kontor" },
        "diagnosis": [{ "condition": { "reference": "Condition/rygg" } }],
    })
}

pub fn practitioner() -> Value {
    json!({
        "resourceType": "Practitioner",
        "id": "lege",
        "identifier": [{ "system": oid("4.4"), "value": "009144889" }],
        "name": [{ "family": "Fastlege-Testesen", "given": ["Ida"] }],
        "qualification": [{ "code": { "coding": [{ "system": oid("1.9060"), "code": "LE" }] } }],
    })
}

pub fn organization() -> Value {
    json!({
        "resourceType": "Organization",
        "id": "kontor",
        "identifier": [{ "system": oid("4.101"), "value": "313745392" }],
        "name": "Fjellvik testlegekontor",
        "telecom": [{ "system": "phone", "value": "+47 73 00 00 01" }],
    })
}

pub fn condition(id: &str, system: &str, code: &str) -> Value {
    json!({
        "resourceType": "Condition",
        "id": id,
        "subject": { "reference": "Patient/kari" },
        "encounter": { "reference": "Encounter/time" },
        "code": { "coding": [{ "system": system, "code": code, "display": format!("Tekst {code}") }] },
    })
}

pub fn bundle(resources: &[Value]) -> Value {
    let entry: Vec<Value> = resources.iter().map(|r| json!({ "resource": r })).collect();
    json!({ "resourceType": "Bundle", "type": "searchset", "entry": entry })
}

pub fn outcome(severity: &str, text: &str) -> Value {
    json!({
        "resourceType": "OperationOutcome",
        "issue": [{ "severity": severity, "code": "processing", "diagnostics": text }],
    })
}

pub fn ok(body: Value) -> Answer {
    status(200, Some(body))
}

pub fn status(status: u16, body: Option<Value>) -> Answer {
    Ok(FhirAnswer {
        status,
        body,
        retry_after_ms: None,
    })
}

/// What the EPJ answers, by path; 404 for the rest. Remembers what it was asked.
pub struct Epj {
    pub answers: BTreeMap<String, Answer>,
    pub rounds: Vec<Vec<String>>,
    pub waits: Vec<u64>,
}

impl Epj {
    pub fn new() -> Epj {
        let mut epj = Epj {
            answers: BTreeMap::new(),
            rounds: Vec::new(),
            waits: Vec::new(),
        };
        for resource in [
            patient(),
            encounter(),
            practitioner(),
            organization(),
            condition("rygg", &oid("1.7170"), "L84"),
        ] {
            epj.put(resource);
        }
        epj
    }

    pub fn put(&mut self, resource: Value) {
        let path = format!(
            "{}/{}",
            resource["resourceType"].as_str().unwrap(),
            resource["id"].as_str().unwrap()
        );
        self.answer(&path, ok(resource));
    }

    pub fn answer(&mut self, path: &str, answer: Answer) {
        self.answers.insert(path.to_owned(), answer);
    }

    /// Changes one element; null takes it out.
    pub fn change(&mut self, path: &str, element: &str, value: Value) {
        let answer = self.answers.get_mut(path).unwrap().as_mut().unwrap();
        let object = answer.body.as_mut().unwrap().as_object_mut().unwrap();
        if value.is_null() {
            object.remove(element);
        } else {
            object.insert(element.to_owned(), value);
        }
    }

    pub fn drive<T>(
        &mut self,
        mut step: Step<T>,
        mut next: impl FnMut(Vec<Answer>) -> Step<T>,
    ) -> Step<T> {
        while let Step::Fetch(round) = step {
            assert!(self.rounds.len() < 20, "the reader does not come to an end");
            self.waits.push(round.wait_ms);
            let paths: Vec<String> = round.gets.into_iter().map(|get| get.path).collect();
            let answers = paths
                .iter()
                .map(|path| self.answers.get(path).cloned().unwrap_or(status(404, None)))
                .collect();
            self.rounds.push(paths);
            step = next(answers);
        }
        step
    }

    pub fn context_of(&mut self, facts: LaunchFacts) -> Step<contract::Context> {
        let mut reader = ContextReader::new(facts);
        let first = reader.start();
        self.drive(first, |answers| reader.answer(answers))
    }

    pub fn context(&mut self) -> contract::Context {
        match self.context_of(facts()) {
            Step::Done(context) => context,
            Step::Failed(kind) => panic!("stopped: {kind:?}"),
            Step::Fetch(_) => unreachable!(),
        }
    }

    pub fn stop(&mut self) -> contract::ProblemKind {
        match self.context_of(facts()) {
            Step::Failed(kind) => kind,
            _ => panic!("did not stop"),
        }
    }
}

pub fn facts() -> LaunchFacts {
    LaunchFacts {
        base: BASE.into(),
        patient: "kari".into(),
        encounter: "time".into(),
        user: FhirUser {
            kind: FhirUserKind::Practitioner,
            id: FhirId::new("lege").unwrap(),
        },
        miljo: Miljo::Test,
        journal_right: JournalRight::Granted,
        today: day("2025-06-05"),
    }
}
