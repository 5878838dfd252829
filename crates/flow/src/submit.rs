//! Step submit: what is sent to Nav, and what it means that the gateway has it.

pub mod payload;

pub use payload::Payload;

use chrono::{DateTime, Utc};
use contract::{Context, FormId, Utfall};
use domain::Sykmelding;
use thiserror::Error;

use crate::rules::{Verdict, Vurdert};

/// A note that may go: whole, judged, and seen again where a rule asks for that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleared(Vurdert);

/// A note that is stored durably at the gateway. From here on it is delivered, without anybody waiting.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its id everywhere.
    pub form_id: FormId,
    /// When the disk had said yes.
    pub received_at: DateTime<Utc>,
    /// The note.
    pub sykmelding: Sykmelding,
    /// What the gateway's rules said.
    pub utfall: Utfall,
}

/// Why a note does not go.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotCleared {
    /// The clinician must see this outcome first, and may then send all the same.
    #[error("a rule asks for a second look")]
    Soft(Utfall),
    /// It must be changed.
    #[error("a rule stops the note")]
    Hard(Utfall),
}

/// The office has no organisation number or no telephone: `ProblemKind::OfficeIncomplete`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the office has no organisation number or no telephone")]
pub struct OfficeIncomplete;

/// Lets a judged note go, or not. `despite_rule` is the rule that the clinician has seen; it must be the very rule
/// that speaks now.
pub fn clear(vurdert: Vurdert, despite_rule: Option<&str>) -> Result<Cleared, NotCleared> {
    match vurdert.verdict() {
        Verdict::Send => Ok(Cleared(vurdert)),
        Verdict::Soft(rule) if despite_rule == Some(rule) => Ok(Cleared(vurdert)),
        Verdict::Soft(_) => Err(NotCleared::Soft(vurdert.utfall())),
        Verdict::Hard(_) => Err(NotCleared::Hard(vurdert.utfall())),
    }
}

impl Cleared {
    /// The judged note.
    pub fn vurdert(&self) -> &Vurdert {
        &self.0
    }

    /// What is sent to Nav. `issuer` is the name of the EPJ installation.
    ///
    /// # Errors
    /// [`OfficeIncomplete`]: nothing is stored, the EPJ must be mended.
    pub fn payload(
        &self,
        form_id: &FormId,
        context: &Context,
        issuer: &str,
    ) -> Result<Payload, OfficeIncomplete> {
        Payload::new(self.0.sykmelding(), form_id, context, issuer)
    }

    /// To be called when the store has answered, and not before.
    pub fn accepted(self, form_id: FormId, received_at: DateTime<Utc>) -> Accepted {
        let utfall = self.0.utfall();
        Accepted {
            form_id,
            received_at,
            sykmelding: self.0.into_sykmelding(),
            utfall,
        }
    }
}
