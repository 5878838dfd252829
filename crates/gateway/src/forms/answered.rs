//! Our own record of which extra questions were answered in which note.
//!
//! Nav's storage merges answers of different weeks (`sykmelding.md` 4.5) and hides those of others, so what was sent
//! from here is known better here.

use std::collections::BTreeMap;

use domain::Sporsmal;
use rusqlite::Connection;

use super::accept;
use crate::clock::in_oslo;
use crate::nav::outbox::{self, Delivery};
use crate::owner::Owner;
use crate::store::{Sealer, StoreError, from_ms};

/// The questions that were answered in a note, by its id at Nav. A note that is not here was not sent from here.
pub type Answered = BTreeMap<String, Vec<Sporsmal>>;

/// Absences are looked at no further back than Nav keeps notes.
const KEPT_MS: i64 = 365 * 24 * 60 * 60 * 1_000;

/// What was answered in the notes of this patient that Nav has received from here, whoever signed them.
///
/// Only which questions: the answers themselves stay sealed to everybody but their author.
pub fn answered(
    conn: &Connection,
    sealer: &Sealer,
    patient: &Owner,
    now_ms: i64,
) -> Result<Answered, StoreError> {
    let mut found = Answered::new();
    for (form_id, owner) in accept::of_patient(conn, patient, now_ms - KEPT_MS)? {
        let Some(Delivery::Delivered { answer, .. }) = outbox::delivery(conn, sealer, &form_id)?
        else {
            continue;
        };
        let (content, received_ms) = match accept::load(conn, sealer, &form_id, &owner) {
            Ok(Some(form)) => form,
            Ok(None) => continue,
            Err(StoreError::Unreadable(cause)) => {
                tracing::warn!(submission.id = %form_id, step = "context", %cause);
                continue;
            }
            Err(cause) => return Err(cause),
        };
        let received = in_oslo(from_ms(received_ms)).date_naive();
        if let Ok(note) = domain::parse(&content.draft, received, &content.sykefravaer) {
            let keys = note.details().utdypende.iter().map(|svar| svar.sporsmal);
            found.insert(answer.sykmelding_id, keys.collect());
        }
    }
    Ok(found)
}
