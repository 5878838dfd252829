//! A FHIR server that is a function, with the ways in which real ones go wrong, and a driver for the writer.

use std::collections::BTreeMap;

use domain::Miljo;
use flow::exchange::{Answer, NoAnswer};
use flow::journal::{
    Binding, Do, FhirRequest, Job, JournalOutcome, Method, Refresh, Strategy, Writer,
};
use flow::launch::JournalRight;
use serde_json::{Value, json};

use crate::resources::resources;
use crate::world::*;

pub const ID: &str = "3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b";

pub fn document_path() -> String {
    format!("DocumentReference/{ID}")
}

pub fn answers_path() -> String {
    format!("QuestionnaireResponse/{ID}")
}

pub fn job(strategy: Strategy) -> Job {
    let (document_reference, questionnaire_response) = resources();
    Job {
        base: BASE.into(),
        binding: Binding {
            patient: "kari".into(),
            ident: FNR.into(),
            encounter: "time".into(),
            practitioner: "lege".into(),
        },
        miljo: Miljo::Test,
        today: day("2025-06-05"),
        right: JournalRight::Granted,
        strategy,
        document_reference,
        questionnaire_response: Some(questionnaire_response),
    }
}

/// What the server does to one request instead of answering it.
#[derive(Clone)]
pub enum Fault {
    /// Answers so and does nothing.
    Answer(Answer),
    /// Does it and answers so.
    StoreAndAnswer(Answer),
}

/// Method and start of the path that a fault waits for, and how often it strikes.
struct Trap {
    method: Method,
    path: String,
    fault: Fault,
    times: usize,
}

pub struct Server {
    pub store: BTreeMap<String, Value>,
    pub requests: Vec<FhirRequest>,
    pub refreshes: usize,
    pub refresh: Refresh,
    traps: Vec<Trap>,
}

impl Server {
    pub fn new() -> Server {
        let mut store = BTreeMap::new();
        store.insert("Patient/kari".to_owned(), patient());
        store.insert("Encounter/time".to_owned(), encounter());
        Server {
            store,
            requests: Vec::new(),
            refreshes: 0,
            refresh: Refresh::Done,
            traps: Vec::new(),
        }
    }

    pub fn trap(mut self, method: Method, path: &str, fault: Fault, times: usize) -> Server {
        self.traps.push(Trap {
            method,
            path: path.to_owned(),
            fault,
            times,
        });
        self
    }

    /// A fault of every write of the document.
    pub fn on_put(self, fault: Fault, times: usize) -> Server {
        self.trap(Method::Put, "DocumentReference/", fault, times)
    }

    pub fn answer(&mut self, request: &FhirRequest) -> Answer {
        self.requests.push(request.clone());
        let trap = self.traps.iter_mut().find(|trap| {
            let path_fits = if trap.path.is_empty() {
                request.path.is_empty()
            } else {
                request.path.starts_with(&trap.path)
            };
            trap.times > 0 && trap.method == request.method && path_fits
        });
        let fault = trap.map(|trap| {
            trap.times -= 1;
            trap.fault.clone()
        });
        match fault {
            Some(Fault::Answer(answer)) => answer,
            Some(Fault::StoreAndAnswer(answer)) => {
                _ = self.honest(request);
                answer
            }
            None => self.honest(request),
        }
    }

    fn honest(&mut self, request: &FhirRequest) -> Answer {
        match request.method {
            Method::Get => match self.store.get(&request.path) {
                Some(resource) => ok(resource.clone()),
                None => status(404, Some(outcome("error", "finnes ikke"))),
            },
            Method::Put => {
                let body = parsed(request);
                self.store.insert(request.path.clone(), body.clone());
                status(201, Some(body))
            }
            Method::Post => {
                assert_eq!(request.path, "", "a batch is posted to the base");
                let entries = parsed(request)["entry"].as_array().unwrap().clone();
                let answers: Vec<Value> = entries
                    .iter()
                    .map(|entry| {
                        let url = entry["request"]["url"].as_str().unwrap();
                        assert_eq!(entry["request"]["method"], "PUT");
                        self.store.insert(url.to_owned(), entry["resource"].clone());
                        json!({ "response": { "status": "201 Created" } })
                    })
                    .collect();
                ok(json!({ "resourceType": "Bundle", "type": "batch-response", "entry": answers }))
            }
        }
    }

    pub fn run(&mut self, job: Job) -> JournalOutcome {
        let (mut writer, mut next) = Writer::start(job);
        for _ in 0..200 {
            next = match next {
                Do::Send(request) => {
                    let answer = self.answer(&request);
                    writer.answer(answer)
                }
                Do::Refresh => {
                    self.refreshes += 1;
                    writer.refreshed(self.refresh)
                }
                Do::Done(outcome) => return outcome,
            };
        }
        panic!("the writer does not come to an end");
    }

    /// Writes of the document.
    pub fn n_writes(&self) -> usize {
        let writes = self
            .requests
            .iter()
            .filter(|request| request.method != Method::Get);
        writes
            .filter(|request| !request.path.starts_with("Questionnaire"))
            .count()
    }

    pub fn n_documents(&self) -> usize {
        self.store
            .keys()
            .filter(|path| path.starts_with("DocumentReference"))
            .count()
    }
}

pub fn parsed(request: &FhirRequest) -> Value {
    serde_json::from_str(request.body.as_ref().unwrap()).unwrap()
}

pub fn silence() -> Answer {
    Err(NoAnswer)
}
