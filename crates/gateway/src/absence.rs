//! The absence so far, which decides the extra questions (`sykmelding.md` 1.8).

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use domain::Sykefravaer;

use crate::forms::Answered;
use crate::nav::{NavError, Note};
use crate::owner::Owner;
use crate::session::Authenticated;
use crate::state::AppState;

/// As many as are kept; more than work at the same time.
const MOST: usize = 10_000;

/// What Nav's list told last about the absences of patients that are in hand.
///
/// The screen has asked its questions by it. When Nav does not answer at the moment of sending, what was asked still
/// counts as asked, and no answer is lost. In memory only: after a restart Nav is asked again.
#[derive(Default)]
pub struct LastKnown(Mutex<HashMap<[u8; 32], Sykefravaer>>);

impl LastKnown {
    fn keep(&self, owner: &Owner, absence: &Sykefravaer) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST && !known.contains_key(&owner.key) {
            known.clear();
        }
        known.insert(owner.key, absence.clone());
    }

    fn of(&self, owner: &Owner) -> Sykefravaer {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&owner.key).cloned().unwrap_or_default()
    }
}

/// Nav's list of the patient's notes, without any that Nav says is of somebody else.
///
/// # Errors
/// As of the receiver.
pub async fn notes(state: &AppState, session: &Authenticated) -> Result<Vec<Note>, NavError> {
    let (patient, clinician) = (&session.context.patient, &session.context.practitioner);
    let mut notes = state.receiver.list(&patient.ident, &clinician.hpr).await?;
    let all = notes.len();
    notes.retain(|note| note.may_be_of(&patient.ident));
    if notes.len() < all {
        tracing::error!(step = "context", "Nav's list holds notes of another person");
    }
    Ok(notes)
}

/// The absence that these notes and our own record of answers tell of; remembered for [`at_submission`].
pub fn of(state: &AppState, owner: &Owner, notes: &[Note], answered: &Answered) -> Sykefravaer {
    let earlier = notes.iter().filter_map(|note| {
        let mut earlier = note.tidligere()?;
        if let Some(own) = answered.get(&note.sykmelding_id) {
            earlier.answered.clone_from(own);
        }
        Some(earlier)
    });
    let absence = Sykefravaer::of(earlier.collect());
    state.last_known.keep(owner, &absence);
    absence
}

/// The absence at the moment of sending: fresh, or as it was known last, for the note is not held up by Nav's list.
pub async fn at_submission(state: &AppState, session: &Authenticated) -> Sykefravaer {
    let owner = Owner::of(state, session);
    let (sealer, ours) = (state.store.sealer().clone(), owner.clone());
    let now_ms = state.clock.now_utc().timestamp_millis();
    let answered = state
        .store
        .read(move |conn| crate::forms::answered(conn, &sealer, &ours, now_ms));
    let (answered, notes) = tokio::join!(answered, notes(state, session));
    match (answered, notes) {
        (Ok(answered), Ok(notes)) => of(state, &owner, &notes, &answered),
        (answered, notes) => {
            let cause = match (answered, notes) {
                (Err(cause), _) => cause.to_string(),
                (_, Err(cause)) => cause.to_string(),
                _ => String::new(),
            };
            tracing::warn!(
                step = "submit",
                cause,
                "the absence is taken as it was known last"
            );
            state.last_known.of(&owner)
        }
    }
}
