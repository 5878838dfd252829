//! The states and the ways between them.

use contract::JournalReason;

use super::body::{self, Extras};
use super::compare::{self, Found};
use super::guard;
use super::verdict::{Miss, Verdict, told_id, verdict};
use super::{
    Do, FhirRequest, Job, JournalOutcome, MediaType, Method, QrOutcome, Refresh, Strategy,
    WriterFinding,
};
use crate::exchange::{Answer, FhirAnswer};
use crate::launch::JournalRight;

/// Waits before the sends, in milliseconds; there are no more sends than these.
const SEND_WAITS_MS: [u64; 4] = [0, 2_000, 8_000, 30_000];
/// Waits before the reads that confirm a write, in milliseconds.
const VERIFY_WAITS_MS: [u64; 3] = [0, 2_000, 5_000];
/// Tries at a read that the EPJ does not answer properly.
const READ_TRIES: usize = 3;
/// Wait between them, in milliseconds.
const READ_WAIT_MS: u64 = 2_000;
/// When to start over after the EPJ did not answer, in milliseconds.
const LATER_MS: u64 = 60_000;
/// PUTs of the answers, a batch included.
const MAX_ANSWER_PUTS: usize = 2;

/// The writer. Drive it until it is [`Do::Done`].
pub struct Writer {
    job: Job,
    /// The form's id; id of both resources.
    id: String,
    strategy: Strategy,
    extras: Extras,
    media_type: MediaType,
    if_none_match: Option<&'static str>,
    state: State,
    /// The request that is under way, to repeat a read after a refresh.
    request: Option<FhirRequest>,
    /// Sends that a miss or a fault has used up.
    n_sends: usize,
    /// Tries in this state.
    n_tries: usize,
    n_answer_puts: usize,
    refreshed: bool,
    /// The id that the server gave the document against our will.
    other_id: Option<String>,
    findings: Vec<WriterFinding>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum State {
    GuardPatient,
    GuardEncounter,
    Look,
    Send,
    Verify(Miss),
    VerifyOtherId(Miss),
    ReadAnswers { document_id: String },
    PutAnswers { document_id: String },
    Over(JournalOutcome),
}

impl Writer {
    /// The writer and its first request.
    pub fn start(job: Job) -> (Writer, Do) {
        let id = job.document_reference.get("id").and_then(|id| id.as_str());
        let mut writer = Writer {
            id: id.unwrap_or_default().to_owned(),
            strategy: match &job.questionnaire_response {
                Some(_) => job.strategy,
                None => Strategy::Put,
            },
            extras: Extras::Included,
            media_type: MediaType::Fhir,
            if_none_match: None,
            state: State::GuardPatient,
            request: None,
            n_sends: 0,
            n_tries: 0,
            n_answer_puts: 0,
            refreshed: false,
            other_id: None,
            findings: Vec::new(),
            job,
        };
        let first = if writer.job.right == JournalRight::NotGranted {
            writer.stop(JournalReason::NotSupported)
        } else if !guard::resources_agree(&writer.job) {
            writer.stop(JournalReason::WrongPatient)
        } else {
            writer.guard(0)
        };
        (writer, first)
    }

    /// Takes the answer of the last request.
    pub fn answer(&mut self, answer: Answer) -> Do {
        if answer.as_ref().is_ok_and(|answer| answer.status == 401) {
            return self.token_refused();
        }
        match self.state.clone() {
            State::GuardPatient | State::GuardEncounter => self.guarded(answer),
            State::Look => self.looked(answer),
            State::Send => self.sent(&answer),
            State::Verify(miss) => self.verified(answer, miss),
            State::VerifyOtherId(miss) => self.verified_other_id(&answer, miss),
            State::ReadAnswers { document_id } => self.answers_read(&answer, document_id),
            State::PutAnswers { document_id } => self.answers_put(&answer, document_id),
            State::Over(outcome) => Do::Done(outcome),
        }
    }

    /// A refresh was tried.
    pub fn refreshed(&mut self, refresh: Refresh) -> Do {
        match (refresh, self.state.clone(), self.request.clone()) {
            (_, State::Over(outcome), _) => Do::Done(outcome),
            (Refresh::Done, State::Send, _) => self.guard(0),
            (Refresh::Done, _, Some(request)) => Do::Send(FhirRequest {
                wait_ms: 0,
                ..request
            }),
            (_, State::ReadAnswers { document_id } | State::PutAnswers { document_id }, _) => {
                self.stored(document_id, QrOutcome::Missing)
            }
            _ => self.stop(JournalReason::SessionEnded),
        }
    }

    /// What was noticed on the way.
    pub fn findings(&self) -> &[WriterFinding] {
        &self.findings
    }

    fn token_refused(&mut self) -> Do {
        if matches!(self.state, State::Over(_)) || self.refreshed {
            return self.refreshed(Refresh::Failed);
        }
        self.refreshed = true;
        Do::Refresh
    }

    /// Before every send: is the patient still the patient?
    fn guard(&mut self, wait_ms: u64) -> Do {
        let path = format!("Patient/{}", self.job.binding.patient);
        self.enter(State::GuardPatient);
        self.get(path, wait_ms)
    }

    fn guarded(&mut self, answer: Answer) -> Do {
        let body = match read(answer) {
            Seen::Body(body) => body,
            Seen::Forbidden => return self.stop(JournalReason::Forbidden),
            Seen::Absent | Seen::Gone | Seen::Fault => return self.read_again(),
        };
        if self.state == State::GuardPatient {
            if !self
                .job
                .binding
                .is_patient(&body, self.job.miljo, self.job.today)
            {
                return self.stop(JournalReason::WrongPatient);
            }
            let path = format!("Encounter/{}", self.job.binding.encounter);
            self.enter(State::GuardEncounter);
            return self.get(path, 0);
        }
        if !self.job.binding.is_encounter(&body, &self.job.base) {
            return self.stop(JournalReason::WrongPatient);
        }
        self.enter(State::Look);
        self.get(self.document_path(), 0)
    }

    /// Is it there already?
    fn looked(&mut self, answer: Answer) -> Do {
        match read(answer) {
            Seen::Body(body) => match compare::document(Some(&body), &self.id, &self.job) {
                Found::Same => self.document_stored(self.id.clone()),
                Found::Other => self.stop(JournalReason::Conflict),
                Found::Nothing => self.read_again(),
            },
            Seen::Absent => self.send(),
            // It was there once and was deleted: only a person may bring it back.
            Seen::Gone => self.stop(JournalReason::Conflict),
            Seen::Forbidden => {
                self.find(WriterFinding::NotReadable);
                self.send()
            }
            Seen::Fault => self.read_again(),
        }
    }

    fn send(&mut self) -> Do {
        let (method, path, body) = match self.strategy {
            Strategy::Batch => (
                Method::Post,
                String::new(),
                body::batch(&self.job, self.extras),
            ),
            Strategy::Put => (
                Method::Put,
                self.document_path(),
                body::document(&self.job, self.extras),
            ),
        };
        if body.is_none() {
            return self.stop(JournalReason::ContentRefused);
        }
        if self.strategy == Strategy::Batch {
            self.n_answer_puts = 1;
        }
        self.enter(State::Send);
        self.request(FhirRequest {
            wait_ms: 0,
            method,
            path,
            body,
            media_type: self.media_type,
            if_none_match: self.if_none_match,
        })
    }

    fn sent(&mut self, answer: &Answer) -> Do {
        let told = told_id(answer, self.strategy).filter(|told| *told != self.id);
        if told.is_some() {
            self.find(WriterFinding::OtherId);
            self.other_id = told;
        }
        match verdict(answer, self.strategy) {
            Verdict::Verify(miss) => self.verify(miss),
            Verdict::Refresh => self.token_refused(),
            Verdict::Stop(reason) => self.stop(reason),
            Verdict::NextStrategy(reason) => self.next_strategy(reason),
            Verdict::WithoutExtras if self.extras == Extras::Included => {
                self.extras = Extras::LeftOut;
                self.guard(0)
            }
            Verdict::WithoutExtras => self.next_strategy(JournalReason::ContentRefused),
            Verdict::OtherMediaType if self.media_type == MediaType::Fhir => {
                self.media_type = MediaType::Json;
                self.guard(0)
            }
            Verdict::Precondition if self.if_none_match.is_none() => {
                self.if_none_match = Some("*");
                self.guard(0)
            }
            Verdict::OtherMediaType | Verdict::Precondition => {
                self.stop(JournalReason::NotSupported)
            }
        }
    }

    fn next_strategy(&mut self, reason: JournalReason) -> Do {
        match self.strategy {
            Strategy::Batch => {
                self.find(WriterFinding::BatchRefused);
                self.strategy = Strategy::Put;
                self.guard(0)
            }
            // Rows C to E of the ladder are not built yet.
            Strategy::Put => self.stop(reason),
        }
    }

    /// A success is no proof, and a fault no disproof: look.
    fn verify(&mut self, miss: Miss) -> Do {
        let wait_ms = match miss {
            Miss::Unavailable { wait_ms } => wait_ms.max(1_000),
            _ => 0,
        };
        self.enter(State::Verify(miss));
        self.get(self.document_path(), wait_ms)
    }

    fn verified(&mut self, answer: Answer, miss: Miss) -> Do {
        match read(answer) {
            Seen::Body(body) => match compare::document(Some(&body), &self.id, &self.job) {
                Found::Same => self.document_stored(self.id.clone()),
                Found::Other => self.stop(match miss {
                    Miss::Final(reason) => reason,
                    _ => JournalReason::NotConfirmed,
                }),
                Found::Nothing => self.not_there(miss),
            },
            Seen::Absent | Seen::Gone => self.not_there(miss),
            Seen::Forbidden => {
                self.find(WriterFinding::NotReadable);
                self.stop(JournalReason::NotConfirmed)
            }
            Seen::Fault => self.read_again(),
        }
    }

    /// Some servers need a moment until they find what they have stored.
    fn not_there(&mut self, miss: Miss) -> Do {
        self.n_tries += 1;
        match (VERIFY_WAITS_MS.get(self.n_tries), &self.other_id) {
            (Some(wait_ms), _) => self.get(self.document_path(), *wait_ms),
            (None, Some(other)) => {
                let path = format!("DocumentReference/{other}");
                self.enter(State::VerifyOtherId(miss));
                self.get(path, 0)
            }
            (None, None) => self.missed(miss),
        }
    }

    fn verified_other_id(&mut self, answer: &Answer, miss: Miss) -> Do {
        let other = self.other_id.clone().unwrap_or_default();
        let body = answer.as_ref().ok().and_then(|answer| answer.body.as_ref());
        match compare::document(body, &other, &self.job) {
            Found::Same => self.document_stored(other),
            // A canned answer: whatever stands under that id is not ours.
            Found::Other | Found::Nothing => self.missed(miss),
        }
    }

    /// It is not there.
    fn missed(&mut self, miss: Miss) -> Do {
        let (reason, wait_ms) = match miss {
            Miss::Final(reason) => return self.stop(reason),
            Miss::Queued { wait_ms } => return self.later(JournalReason::NotConfirmed, wait_ms),
            Miss::Unconfirmed => (None, 0),
            Miss::Unavailable { wait_ms } => (Some(JournalReason::Unavailable), wait_ms),
        };
        self.n_sends += 1;
        // A server that gives ids of its own would make a second document.
        let once = self.other_id.is_some();
        match (SEND_WAITS_MS.get(self.n_sends), reason) {
            (Some(wait), _) if !once => self.guard(wait_ms.max(*wait)),
            (_, Some(reason)) if !once => self.later(reason, wait_ms.max(LATER_MS)),
            _ => self.stop(JournalReason::NotConfirmed),
        }
    }

    fn document_stored(&mut self, document_id: String) -> Do {
        if self.job.questionnaire_response.is_none() {
            return self.stored(document_id, QrOutcome::Missing);
        }
        self.enter(State::ReadAnswers { document_id });
        self.get(self.answers_path(), 0)
    }

    fn answers_read(&mut self, answer: &Answer, document_id: String) -> Do {
        let body = answer.as_ref().ok().and_then(|answer| answer.body.as_ref());
        match answer.as_ref().map(|answer| answer.status) {
            Ok(200..=299) => match compare::answers(body, &self.job) {
                Found::Same => self.stored(document_id, QrOutcome::Stored),
                Found::Other | Found::Nothing => self.stored(document_id, QrOutcome::Missing),
            },
            Ok(404) if self.n_answer_puts < MAX_ANSWER_PUTS => self.put_answers(document_id),
            Ok(400..=499) => self.stored(document_id, QrOutcome::Missing),
            _ => {
                self.n_tries += 1;
                if self.n_tries < READ_TRIES {
                    self.get(self.answers_path(), READ_WAIT_MS)
                } else {
                    self.stored(document_id, QrOutcome::Missing)
                }
            }
        }
    }

    fn put_answers(&mut self, document_id: String) -> Do {
        self.n_answer_puts += 1;
        self.enter(State::PutAnswers { document_id });
        self.request(FhirRequest {
            wait_ms: 0,
            method: Method::Put,
            path: self.answers_path(),
            body: self
                .job
                .questionnaire_response
                .as_ref()
                .and_then(body::answers),
            media_type: self.media_type,
            if_none_match: self.if_none_match,
        })
    }

    fn answers_put(&mut self, answer: &Answer, document_id: String) -> Do {
        match answer {
            Ok(FhirAnswer {
                status: 400..=499, ..
            }) => self.stored(document_id, QrOutcome::Missing),
            _ => {
                self.enter(State::ReadAnswers { document_id });
                self.get(self.answers_path(), 0)
            }
        }
    }

    /// The EPJ did not answer a read as it should.
    fn read_again(&mut self) -> Do {
        self.n_tries += 1;
        match self.request.clone() {
            Some(request) if self.n_tries < READ_TRIES => self.get(request.path, READ_WAIT_MS),
            _ => self.later(JournalReason::Unavailable, LATER_MS),
        }
    }

    fn enter(&mut self, state: State) {
        self.state = state;
        self.n_tries = 0;
    }

    fn get(&mut self, path: String, wait_ms: u64) -> Do {
        self.request(FhirRequest {
            wait_ms,
            method: Method::Get,
            path,
            body: None,
            media_type: MediaType::Fhir,
            if_none_match: None,
        })
    }

    fn request(&mut self, request: FhirRequest) -> Do {
        self.request = Some(request.clone());
        Do::Send(request)
    }

    fn document_path(&self) -> String {
        format!("DocumentReference/{}", self.id)
    }

    fn answers_path(&self) -> String {
        format!("QuestionnaireResponse/{}", self.id)
    }

    fn find(&mut self, finding: WriterFinding) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    fn stored(&mut self, document_id: String, questionnaire_response: QrOutcome) -> Do {
        self.over(JournalOutcome::Stored {
            document_id,
            questionnaire_response,
        })
    }

    fn later(&mut self, reason: JournalReason, wait_ms: u64) -> Do {
        self.over(JournalOutcome::Later { reason, wait_ms })
    }

    fn stop(&mut self, reason: JournalReason) -> Do {
        self.over(JournalOutcome::Stopped { reason })
    }

    fn over(&mut self, outcome: JournalOutcome) -> Do {
        self.state = State::Over(outcome.clone());
        Do::Done(outcome)
    }
}

/// What a read showed.
enum Seen {
    Body(serde_json::Value),
    Absent,
    Gone,
    Forbidden,
    /// Anything else, also a success without a body.
    Fault,
}

fn read(answer: Answer) -> Seen {
    match answer {
        Ok(FhirAnswer {
            status: 200..=299,
            body: Some(body),
            ..
        }) => Seen::Body(body),
        Ok(FhirAnswer { status: 404, .. }) => Seen::Absent,
        Ok(FhirAnswer { status: 410, .. }) => Seen::Gone,
        Ok(FhirAnswer { status: 403, .. }) => Seen::Forbidden,
        _ => Seen::Fault,
    }
}
