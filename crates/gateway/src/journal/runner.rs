//! Makes documents and, in mode G, drives the journal writer through the EPJ. Works from the database: after a restart it
//! starts over, and the existence check of the writer finds what was written (`smart-fhir.md` 3.5).

use std::time::{Duration, Instant};

use contract::{JournalReason, JournalStatus, Mode};
use fhir::CapabilityStatement;
use flow::journal::{Answers, Binding, Do, Job, JournalOutcome, Plan, Writer, plan};
use flow::launch::JournalRight;
use tokio::task::JoinSet;

use super::document::{self, MakeError, Material};
use super::rows::{self, Claim};
use crate::audit::{self, Action};
use crate::backoff::Backoff;
use crate::epj::Epj;
use crate::forms::accept;
use crate::owner::Owner;
use crate::session;
use crate::state::AppState;
use crate::store::StoreError;
use crate::wake::until;

/// Documents at a time.
const N_AT_ONCE: u32 = 8;

/// Between whole attempts; the writer waits by itself within one.
const BACKOFF: Backoff = Backoff {
    first: Duration::from_secs(5),
    most: Duration::from_secs(300),
};

/// Works until it is aborted, which it may be at any point.
pub async fn run(state: AppState) {
    // What a process that is gone had leased is free again, when there is no other process.
    if state.store.is_alone()
        && let Err(cause) = state.store.write(rows::free_leases).await
    {
        tracing::error!(step = "journal", %cause, "old leases are not free before they run out");
    }
    let mut working = JoinSet::new();
    loop {
        let wait = match claim(&state, free(&working)).await {
            Ok((claims, wait)) => {
                for claim in claims {
                    working.spawn(work(state.clone(), claim));
                }
                wait
            }
            Err(cause) => {
                tracing::error!(step = "journal", %cause, "the journal rows cannot be read");
                Duration::from_secs(1)
            }
        };
        tokio::select! {
            () = state.wake.journal.notified(), if free(&working) > 0 => {}
            () = tokio::time::sleep(wait), if free(&working) > 0 => {}
            Some(_) = working.join_next() => {}
        }
    }
}

fn free(working: &JoinSet<()>) -> u32 {
    N_AT_ONCE.saturating_sub(u32::try_from(working.len()).unwrap_or(u32::MAX))
}

async fn claim(state: &AppState, most: u32) -> Result<(Vec<Claim>, Duration), StoreError> {
    let now_ms = state.clock.now_utc().timestamp_millis();
    let due = state.store.read(rows::next_due).await?;
    if most == 0 || due.is_none_or(|due| due > now_ms) {
        return Ok((Vec::new(), until(due, now_ms)));
    }
    let claims = state
        .store
        .write(move |conn| rows::claim(conn, now_ms, most))
        .await?;
    Ok((claims, Duration::from_millis(50)))
}

/// One attempt, from the document to the row.
async fn work(state: AppState, claim: Claim) {
    let started = Instant::now();
    let attempt = attempt(&state, &claim).await;
    let duration_ms = started.elapsed().as_millis() as u64;
    let (status, wait) = match attempt {
        Ok(reached) => reached,
        Err(cause) => {
            tracing::error!(submission.id = %claim.form_id, step = "journal", duration_ms, %cause, "again later");
            (JournalStatus::Waiting, BACKOFF.after(claim.attempts))
        }
    };
    let word = outcome_word(&status);
    tracing::info!(submission.id = %claim.form_id, step = "journal", duration_ms, outcome = word, attempts = claim.attempts);
    if let Err(cause) = settle(&state, &claim, status, wait).await {
        tracing::error!(submission.id = %claim.form_id, step = "journal", %cause, "the outcome is not stored");
    }
}

/// How far it came, and how long to wait before the next attempt.
async fn attempt(state: &AppState, claim: &Claim) -> Result<(JournalStatus, Duration), MakeError> {
    let form_id = claim.form_id.clone();
    let owner = state
        .store
        .read(move |conn| accept::owner(conn, &form_id))
        .await?;
    let owner = owner.ok_or(MakeError::NoSuchForm)?;
    let pdf = document::make(state, &claim.form_id, &owner).await?;
    if claim.mode != Mode::G {
        return Ok((JournalStatus::Browser, Duration::ZERO));
    }
    let stopped = |reason| Ok((JournalStatus::Stopped { reason }, Duration::ZERO));
    let Some(session) = session::table::get(&state.store, &claim.sid).await? else {
        return stopped(JournalReason::SessionEnded);
    };
    let Ok(epj) = Epj::for_session(state, &claim.sid).await else {
        return stopped(JournalReason::SessionEnded);
    };
    let plan = match plan_for(state, &owner, &epj).await {
        Ok(plan) => plan,
        Err(reason) => return stopped(reason),
    };
    let material = Material::load(state, &claim.form_id, &owner).await?;
    let job = job(state, plan, &session, &material, &pdf)?;
    let outcome = drive(state, claim, &epj, job).await?;
    let wait = match &outcome {
        JournalOutcome::Later { wait_ms, .. } => BACKOFF
            .after(claim.attempts)
            .max(Duration::from_millis(*wait_ms)),
        _ => Duration::ZERO,
    };
    Ok((outcome.status(state.clock.now_utc(), claim.attempts), wait))
}

/// How to write to this EPJ: as its record pins it, else as it says of itself (`smart-fhir.md` 3.2).
async fn plan_for(state: &AppState, owner: &Owner, epj: &Epj) -> Result<Plan, JournalReason> {
    let record = state.config.issuer(&owner.issuer);
    let pinned = record.and_then(|record| record.issuer.writeback);
    if let Some(writeback) = pinned {
        return plan(Some(writeback.strategy), None);
    }
    let statement = match epj.get("metadata").await {
        Ok(answer) if answer.status == 200 => answer.body,
        _ => None,
    };
    let statement = statement.and_then(|json| CapabilityStatement::read(&json).ok());
    plan(None, statement.map(|read| read.resource).as_ref())
}

/// What to write, and for whom: patient and encounter of the form, token of the session.
fn job(
    state: &AppState,
    plan: Plan,
    session: &session::Row,
    material: &Material,
    pdf: &[u8],
) -> Result<Job, MakeError> {
    let (document_reference, answers) = super::resources(state, material, pdf)?;
    Ok(Job {
        base: session.launch.iss.clone(),
        binding: Binding::new(&material.content().context),
        miljo: state.config.environment,
        today: state.clock.today_oslo(),
        right: JournalRight::of(&session.launch.grant),
        strategy: plan.strategy,
        document_reference,
        questionnaire_response: (plan.answers == Answers::Write).then_some(answers),
    })
}

/// Does what the writer says until it is through. The lease is extended before each step, so that nobody else begins.
async fn drive(
    state: &AppState,
    claim: &Claim,
    epj: &Epj,
    job: Job,
) -> Result<JournalOutcome, StoreError> {
    let (mut writer, mut next) = Writer::start(job);
    loop {
        if !extend(state, claim).await? {
            // Another session has taken over, or it is stored already: whatever we say now is not written down.
            let reason = JournalReason::Conflict;
            return Ok(JournalOutcome::Stopped { reason });
        }
        next = match next {
            Do::Send(request) => writer.answer(epj.send(&request).await),
            Do::Refresh => writer.refreshed(epj.refresh().await),
            Do::Done(outcome) => {
                for finding in writer.findings() {
                    tracing::warn!(submission.id = %claim.form_id, step = "journal", ?finding);
                }
                return Ok(outcome);
            }
        };
    }
}

async fn extend(state: &AppState, claim: &Claim) -> Result<bool, StoreError> {
    let now_ms = state.clock.now_utc().timestamp_millis();
    let claim = claim.clone();
    state
        .store
        .write(move |conn| rows::extend(conn, &claim, now_ms))
        .await
}

async fn settle(
    state: &AppState,
    claim: &Claim,
    status: JournalStatus,
    wait: Duration,
) -> Result<(), StoreError> {
    let at = state.clock.now_utc();
    let next_at = at.timestamp_millis() + wait.as_millis() as i64;
    let (claim, sealer) = (claim.clone(), state.store.sealer().clone());
    state
        .store
        .write(move |conn| {
            let ours = rows::settle(conn, &claim.form_id, &claim.sid, &status, next_at)?;
            let final_word = matches!(
                status,
                JournalStatus::Stored { .. } | JournalStatus::Stopped { .. }
            );
            let Some(owner) = accept::owner(conn, &claim.form_id)?.filter(|_| ours && final_word)
            else {
                return Ok(());
            };
            let entry = audit::Entry {
                at,
                action: Action::Journal,
                outcome: outcome_word(&status),
                owner: &owner,
                form: Some(&claim.form_id),
            };
            audit::append(conn, &sealer, &entry)
        })
        .await
}

/// One word for audit and log.
pub(super) fn outcome_word(status: &JournalStatus) -> &'static str {
    let reason = match status {
        JournalStatus::Waiting => return "waiting",
        JournalStatus::Browser => return "browser",
        JournalStatus::Stored { .. } => return "stored",
        JournalStatus::Retrying { reason, .. } | JournalStatus::Stopped { reason } => reason,
    };
    match reason {
        JournalReason::Unavailable => "unavailable",
        JournalReason::Forbidden => "forbidden",
        JournalReason::SessionEnded => "session-ended",
        JournalReason::ContentRefused => "content-refused",
        JournalReason::NotSupported => "not-supported",
        JournalReason::NotConfirmed => "not-confirmed",
        JournalReason::Conflict => "conflict",
        JournalReason::WrongPatient => "wrong-patient",
    }
}
