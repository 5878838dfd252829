//! The document of a form: made once, when Nav has answered or has had its time, and frozen.

use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use contract::FormId;
use domain::{Diagnose, Draft, Sykmelding};
use flow::journal::{NavAnswer, Sent};
use thiserror::Error;

use super::rows;
use crate::clock::in_oslo;
use crate::documents::DocumentError;
use crate::forms::accept::{self, Content, WAIT_FOR_NAV};
use crate::forms::nav_utfall;
use crate::nav::outbox::{self, Delivery};
use crate::owner::Owner;
use crate::state::AppState;
use crate::store::{StoreError, from_ms};

/// Why there is no document yet.
#[derive(Debug, Error)]
pub enum MakeError {
    /// No such form of this owner.
    #[error("no such form of this owner")]
    NoSuchForm,
    /// The database did not do it: try again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The typesetter did not do it: an operator must act.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// What was accepted can no longer be parsed or written: a fault of ours.
    #[error("the accepted form cannot be parsed or written")]
    Unparsable,
}

/// An accepted form with everything that its document and resources need.
pub struct Material {
    form_id: FormId,
    content: Content,
    sykmelding: Sykmelding,
    received: DateTime<FixedOffset>,
}

impl Material {
    /// Reads a form back. What was accepted on a day is parsed as on that day.
    pub async fn load(
        state: &AppState,
        form_id: &FormId,
        owner: &Owner,
    ) -> Result<Material, MakeError> {
        let (sealer, id, owner) = (state.store.sealer().clone(), form_id.clone(), owner.clone());
        let found = state
            .store
            .read(move |conn| accept::load(conn, &sealer, &id, &owner))
            .await?;
        let (content, received_ms) = found.ok_or(MakeError::NoSuchForm)?;
        // Whole seconds: what is written to the journal has no finer ones, and is compared when it is read back.
        let received = in_oslo(from_ms(received_ms / 1000 * 1000));
        Ok(Material {
            form_id: form_id.clone(),
            sykmelding: domain::parse(&content.draft, received.date_naive(), &content.sykefravaer)
                .map_err(|_| MakeError::Unparsable)?,
            content,
            received,
        })
    }

    /// What we keep of the form.
    pub fn content(&self) -> &Content {
        &self.content
    }

    /// Lends the form as the step journal wants it.
    pub fn sent<R>(&self, state: &AppState, use_it: impl FnOnce(&Sent<'_>) -> R) -> R {
        let text_of = |diagnose: &Diagnose| {
            let from_lists = state
                .codes
                .as_ref()
                .and_then(|codes| codes.text(diagnose.system, &diagnose.code));
            from_lists.or_else(|| chosen_text(&self.content.draft, diagnose))
        };
        use_it(&Sent {
            form_id: &self.form_id,
            sykmelding: &self.sykmelding,
            context: &self.content.context,
            utfall: &self.content.utfall,
            sprak: self.content.sprak,
            received: self.received,
            text_of: &text_of,
        })
    }
}

/// The frozen document; made now when it is not there.
pub async fn make(state: &AppState, form_id: &FormId, owner: &Owner) -> Result<Vec<u8>, MakeError> {
    if let Some(pdf) = frozen(state, form_id).await? {
        return Ok(pdf);
    }
    let material = Material::load(state, form_id, owner).await?;
    let nav = nav_answer(state, &material).await?;
    let environment = state.config.environment;
    let document = material.sent(state, |sent| {
        flow::journal::document(sent, &nav, environment)
    });
    let documents = state.documents.clone();
    let pdf = tokio::task::spawn_blocking(move || documents.pdf(&document))
        .await
        .map_err(|_| DocumentError::Failed("the typesetter broke off".to_owned()))??;
    let sealed = rows::seal(state.store.sealer(), form_id, &pdf)?;
    let now_ms = state.clock.now_utc().timestamp_millis();
    let (id, sealer) = (form_id.clone(), state.store.sealer().clone());
    // Another one may have been faster; then its bytes are the document.
    let kept = state
        .store
        .write(move |conn| {
            rows::freeze(conn, &id, &sealed, now_ms)?;
            rows::document(conn, &sealer, &id)
        })
        .await?;
    Ok(kept.unwrap_or(pdf))
}

/// The frozen document, for somebody who waits: it comes when Nav has answered, after the wait for Nav it is made at once.
pub async fn wait_for(
    state: &AppState,
    form_id: &FormId,
    owner: &Owner,
) -> Result<Vec<u8>, MakeError> {
    let material = Material::load(state, form_id, owner).await?;
    loop {
        if let Some(pdf) = frozen(state, form_id).await? {
            return Ok(pdf);
        }
        let waited = state.clock.now_utc() - material.received.to_utc();
        if waited >= WAIT_FOR_NAV || nav_answer(state, &material).await? != NavAnswer::NotYet {
            return make(state, form_id, owner).await;
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn frozen(state: &AppState, form_id: &FormId) -> Result<Option<Vec<u8>>, StoreError> {
    let (id, sealer) = (form_id.clone(), state.store.sealer().clone());
    state
        .store
        .read(move |conn| rows::document(conn, &sealer, &id))
        .await
}

/// What Nav has said so far. A refusal is no answer that a journal should hold: it says that Nav has not confirmed.
async fn nav_answer(state: &AppState, material: &Material) -> Result<NavAnswer, StoreError> {
    let (id, sealer) = (material.form_id.clone(), state.store.sealer().clone());
    let delivery = state
        .store
        .read(move |conn| outbox::delivery(conn, &sealer, &id))
        .await?;
    Ok(match delivery {
        Some(Delivery::Delivered { at_ms, answer }) => NavAnswer::Delivered {
            at: in_oslo(from_ms(at_ms)),
            utfall: nav_utfall(&answer, &material.content.utfall),
        },
        _ => NavAnswer::NotYet,
    })
}

/// The text that stood on the screen, when the lists do not know the code.
fn chosen_text(draft: &Draft, diagnose: &Diagnose) -> Option<String> {
    let others = draft.bidiagnoser.iter().flatten();
    draft
        .hoveddiagnose
        .iter()
        .chain(others)
        .find(|valg| valg.diagnose() == *diagnose)
        .map(|valg| valg.text.clone())
}
