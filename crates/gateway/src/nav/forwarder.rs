//! Delivers what is queued: at least once, with the form id as key, so that Nav has it once.

use std::sync::Arc;
use std::time::{Duration, Instant};

use contract::FormId;
use tokio::task::JoinSet;

use super::outbox::{self, Claim, NavAnswer, Outcome};
use super::{NavError, SykmeldingReceiver};
use crate::audit::{self, Action};
use crate::backoff::Backoff;
use crate::clock::Clock;
use crate::forms::accept;
use crate::journal::rows as journal;
use crate::store::{Store, StoreError};
use crate::wake::{Wake, until};

/// Deliveries at a time.
const N_AT_ONCE: u32 = 16;

/// Between tries. Nav's outages last minutes to hours, and a form must not wait long after one.
const BACKOFF: Backoff = Backoff {
    first: Duration::from_secs(1),
    most: Duration::from_secs(120),
};

/// What the forwarder needs.
#[derive(Clone)]
pub struct Forwarder {
    /// Where the rows are.
    pub store: Store,
    /// The time.
    pub clock: Clock,
    /// Where they go.
    pub receiver: Arc<dyn SykmeldingReceiver>,
    /// The bells.
    pub wake: Wake,
}

impl Forwarder {
    /// Works until it is aborted, which it may be at any point.
    pub async fn run(self) {
        if let Err(cause) = self.resume().await {
            tracing::error!(step = "submit", %cause, "old leases are not free before they run out");
        }
        let mut sending = JoinSet::new();
        loop {
            let wait = match self.claim(free(&sending)).await {
                Ok((claims, wait)) => {
                    for claim in claims {
                        sending.spawn(self.clone().deliver(claim));
                    }
                    wait
                }
                Err(cause) => {
                    tracing::error!(step = "submit", %cause, "the outbox cannot be read");
                    Duration::from_secs(1)
                }
            };
            tokio::select! {
                () = self.wake.nav.notified(), if free(&sending) > 0 => {}
                () = tokio::time::sleep(wait), if free(&sending) > 0 => {}
                Some(_) = sending.join_next() => {}
            }
        }
    }

    /// What a process that is gone had leased is free again, when there is no other process.
    async fn resume(&self) -> Result<(), StoreError> {
        match self.store.is_alone() {
            true => self.store.write(outbox::free_leases).await,
            false => Ok(()),
        }
    }

    /// Due rows, and how long to sleep when there is nothing more.
    async fn claim(&self, most: u32) -> Result<(Vec<Claim>, Duration), StoreError> {
        let now_ms = self.clock.now_utc().timestamp_millis();
        let due = self.store.read(outbox::next_due).await?;
        if most == 0 || due.is_none_or(|due| due > now_ms) {
            return Ok((Vec::new(), until(due, now_ms)));
        }
        let sealer = self.store.sealer().clone();
        let claims = self
            .store
            .write(move |conn| outbox::claim(conn, &sealer, now_ms, most))
            .await?;
        Ok((claims, Duration::from_millis(50)))
    }

    async fn deliver(self, claim: Claim) {
        let Claim {
            form_id,
            attempts,
            payload,
        } = claim;
        let started = Instant::now();
        let answer = self.receiver.create(&payload).await;
        let duration_ms = started.elapsed().as_millis() as u64;
        let now_ms = self.clock.now_utc().timestamp_millis();
        let outcome = match answer {
            Ok(note) => {
                tracing::info!(submission.id = %form_id, step = "submit", duration_ms, attempts, "Nav has it");
                Outcome::Delivered {
                    answer: NavAnswer {
                        utfall: note.utfall(),
                        sykmelding_id: note.sykmelding_id,
                    },
                }
            }
            Err(NavError::Unavailable(cause)) => {
                tracing::warn!(submission.id = %form_id, step = "submit", duration_ms, attempts, cause, "again later");
                let wait = BACKOFF.after(attempts).as_millis() as i64;
                Outcome::Again {
                    next_at: now_ms + wait,
                }
            }
            Err(refusal) => {
                tracing::error!(submission.id = %form_id, step = "submit", duration_ms, attempts, cause = %refusal, "into the drawer");
                Outcome::Refused {
                    reason: refusal.to_string(),
                }
            }
        };
        if let Err(cause) = self.settle(form_id.clone(), outcome).await {
            // The lease runs out and it is sent again; Nav knows the id.
            tracing::error!(submission.id = %form_id, step = "submit", %cause, "Nav's answer is not stored");
        }
    }

    async fn settle(&self, form_id: FormId, outcome: Outcome) -> Result<(), StoreError> {
        let sealer = self.store.sealer().clone();
        let at = self.clock.now_utc();
        self.store
            .write(move |conn| {
                let now_ms = at.timestamp_millis();
                outbox::settle(conn, &sealer, &form_id, &outcome, now_ms)?;
                let word = match outcome {
                    Outcome::Delivered { .. } => "delivered",
                    Outcome::Refused { .. } => "refused",
                    Outcome::Again { .. } => return Ok(()),
                };
                journal::nav_answered(conn, &form_id, now_ms)?;
                let Some(owner) = accept::owner(conn, &form_id)? else {
                    return Ok(());
                };
                let entry = audit::Entry {
                    at,
                    action: Action::Nav,
                    outcome: word,
                    owner: &owner,
                    form: Some(&form_id),
                };
                audit::append(conn, &sealer, &entry)
            })
            .await?;
        self.wake.journal.notify_one();
        Ok(())
    }
}

fn free(sending: &JoinSet<()>) -> u32 {
    N_AT_ONCE.saturating_sub(u32::try_from(sending.len()).unwrap_or(u32::MAX))
}
