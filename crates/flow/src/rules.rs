//! Step rules: what the rules say of a note.

use chrono::NaiveDateTime;
use contract::{RuleAnswer, Utfall, UtfallStatus};
use domain::{Kodeverk, Sykmelding};
use rules::{Input, Status, Vurdering};

use crate::form::Ready;

/// A note with what the rules say of it. Only [`judge`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vurdert {
    sykmelding: Sykmelding,
    vurdering: Vurdering,
}

/// What becomes of a note when the clinician presses send.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It goes.
    Send,
    /// It goes after a second look: the clinician must have seen the rule of this name.
    Soft(&'static str),
    /// It does not go.
    Hard(&'static str),
}

/// Runs all trees. `now` is local time in Oslo; `kode_finnes` tells whether a code stands in a list (`codes::Codes::valid`).
pub fn judge(
    ready: Ready,
    now: NaiveDateTime,
    kode_finnes: &dyn Fn(Kodeverk, &str) -> bool,
) -> Vurdert {
    let sykmelding = ready.into_sykmelding();
    let vurdering = rules::vurder(&Input::digital(&sykmelding, now, kode_finnes));
    Vurdert {
        sykmelding,
        vurdering,
    }
}

impl Vurdert {
    /// The note.
    pub fn sykmelding(&self) -> &Sykmelding {
        &self.sykmelding
    }

    pub(crate) fn into_sykmelding(self) -> Sykmelding {
        self.sykmelding
    }

    /// The trees that ran, with every answer.
    pub fn vurdering(&self) -> &Vurdering {
        &self.vurdering
    }

    /// The outcome as app and gateway speak of it.
    pub fn utfall(&self) -> Utfall {
        Utfall {
            status: match self.vurdering.status() {
                Status::Ok => UtfallStatus::Ok,
                Status::Manual => UtfallStatus::Pending,
                Status::Invalid => UtfallStatus::Invalid,
            },
            rule: self.vurdering.rule().map(str::to_owned),
        }
    }

    /// Whether it may be sent, and after which second look (`sykmelding.md` 2.9).
    pub fn verdict(&self) -> Verdict {
        match (self.vurdering.status(), self.vurdering.rule()) {
            (Status::Ok, _) | (_, None) => Verdict::Send,
            (_, Some(rule)) if rules::is_soft(rule) => Verdict::Soft(rule),
            (_, Some(rule)) => Verdict::Hard(rule),
        }
    }

    /// The answer to a check.
    pub fn answer(&self) -> RuleAnswer {
        RuleAnswer {
            utfall: self.utfall(),
            may_send: !matches!(self.verdict(), Verdict::Hard(_)),
        }
    }
}
