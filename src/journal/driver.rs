//! Drives `flow::journal::Writer` with the token of this page, and tells the gateway how it went (mode B).

use chrono::{DateTime, Utc};
use contract::{FormId, FormStatus, JournalFiles, JournalReason, JournalReport, JournalStatus};
use fhir::CapabilityStatement;
use flow::exchange::Answer;
use flow::journal::{
    Answers, Binding, Do, FhirRequest, Job, JournalOutcome, Refresh, Writer, plan,
};
use flow::launch::JournalRight;

use crate::browser::http::{self, Call};
use crate::browser::tokens::{self, Login};
use crate::browser::{clock, json, lifecycle, random};
use crate::context::Current;
use crate::fault::Fault;
use crate::route;

/// Writes that are tried before the clinician is asked.
const MOST_ATTEMPTS: u32 = 3;

/// What came of a write.
pub enum Writing {
    /// The gateway knows how it went.
    Told(Box<FormStatus>),
    /// The token is gone: only a new launch can write.
    TokenGone,
}

/// Writes the document of a form to the journal and reports it. Starting over is safe: what is there is found.
///
/// # Errors
/// The gateway did not give the document or did not take the report.
pub async fn write(current: &Current, id: &FormId) -> Result<Writing, Fault> {
    let Some(login) = tokens::of(current.sid()) else {
        return Ok(Writing::TokenGone);
    };
    let address = route::journal(current.sid(), id);
    let files: JournalFiles = http::get(&address).await?;
    let job = match job(current, &login, files).await {
        Ok(job) => job,
        Err(reason) => {
            return report(&address, JournalStatus::Stopped { reason })
                .await
                .map(|status| Writing::Told(Box::new(status)));
        }
    };
    let mut attempts = 1;
    let status = loop {
        let outcome = run(current.sid(), job.clone()).await;
        let status = outcome.status(now(), attempts);
        match later(&outcome).filter(|_| attempts < MOST_ATTEMPTS) {
            Some(wait_ms) => {
                report(&address, status).await?;
                wait(wait_ms).await;
                attempts += 1;
            }
            None => break status,
        }
    };
    report(&address, status)
        .await
        .map(|status| Writing::Told(Box::new(status)))
}

async fn report(address: &str, status: JournalStatus) -> Result<FormStatus, Fault> {
    http::post(
        address,
        &JournalReport {
            status: Some(status),
        },
    )
    .await
}

/// What to write and how, as pinned for the EPJ or as its CapabilityStatement says; or why nothing can be written.
async fn job(current: &Current, login: &Login, files: JournalFiles) -> Result<Job, JournalReason> {
    let pinned = login.issuer.writeback.map(|writeback| writeback.strategy);
    let answer = http::call(current.sid(), Call::Get("metadata")).await;
    let statement = answer
        .ok()
        .and_then(|answer| CapabilityStatement::read(&answer.body?).ok());
    let plan = plan(pinned, statement.as_ref().map(|read| &read.resource))?;
    let answers =
        (plan.answers == Answers::Write).then(|| json::object(files.questionnaire_response));
    Ok(Job {
        base: login.session.iss.clone(),
        binding: Binding::new(&current.view.context),
        miljo: current.view.environment,
        today: clock::today(),
        right: JournalRight::of(&login.session.grant),
        strategy: plan.strategy,
        document_reference: json::object(files.document_reference),
        questionnaire_response: answers,
    })
}

async fn run(sid: &str, job: Job) -> JournalOutcome {
    let (mut writer, mut next) = Writer::start(job);
    loop {
        next = match next {
            Do::Send(request) => writer.answer(send(sid, &request).await),
            // A public client has no refresh token (`smart-fhir.md` 1.1, mode B).
            Do::Refresh => writer.refreshed(Refresh::Failed),
            Do::Done(outcome) => return outcome,
        };
    }
}

async fn send(sid: &str, request: &FhirRequest) -> Answer {
    wait(request.wait_ms).await;
    http::call(sid, Call::Journal(request)).await
}

/// Waits as long as asked, a fifth more or less, so that many pages do not come back at once.
async fn wait(wait_ms: u64) {
    if wait_ms > 0 {
        let [chance] = random::bytes::<1>();
        let jittered = wait_ms * (80 + u64::from(chance) * 40 / 255) / 100;
        lifecycle::sleep_ms(u32::try_from(jittered).unwrap_or(u32::MAX)).await;
    }
}

/// Not before this many milliseconds, when it may be tried again.
fn later(outcome: &JournalOutcome) -> Option<u64> {
    match outcome {
        JournalOutcome::Later { wait_ms, .. } => Some(*wait_ms),
        JournalOutcome::Stored { .. } | JournalOutcome::Stopped { .. } => None,
    }
}

fn now() -> DateTime<Utc> {
    i64::try_from(clock::now_ms())
        .ok()
        .and_then(DateTime::from_timestamp_millis)
        .unwrap_or_default()
}
