//! What the patient can do in a period: the kinds of `sykmelding.md` 1.3.

use serde::{Deserialize, Serialize};

use crate::Periode;

/// The kind of a period, spelt as on the wire.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Aktivitetstype {
    /// 1–99 % sick.
    #[default]
    Gradert,
    /// 100 % sick.
    AktivitetIkkeMulig,
}

impl Aktivitetstype {
    /// The spelling of Nav's API and of the Questionnaire.
    pub fn wire(self) -> &'static str {
        match self {
            Aktivitetstype::Gradert => "GRADERT",
            Aktivitetstype::AktivitetIkkeMulig => "AKTIVITET_IKKE_MULIG",
        }
    }
}

/// Percent sick, 1–99.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Grad(u8);

impl Grad {
    /// `None` outside 1–99: 100 % is its own kind, 0 % is no sick leave.
    pub fn new(percent: u32) -> Option<Grad> {
        u8::try_from(percent)
            .ok()
            .filter(|p| (1..=99).contains(p))
            .map(Grad)
    }

    /// Percent sick.
    pub fn percent(self) -> u8 {
        self.0
    }
}

/// One period of a note with what the patient can do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aktivitet {
    /// The patient cannot be at work at all.
    AktivitetIkkeMulig {
        /// The days.
        periode: Periode,
    },
    /// The patient can be partly at work.
    Gradert {
        /// The days.
        periode: Periode,
        /// Percent sick.
        grad: Grad,
    },
}

impl Aktivitet {
    /// The days.
    pub fn periode(&self) -> Periode {
        match self {
            Aktivitet::AktivitetIkkeMulig { periode } | Aktivitet::Gradert { periode, .. } => {
                *periode
            }
        }
    }

    /// The kind.
    pub fn slag(&self) -> Aktivitetstype {
        match self {
            Aktivitet::AktivitetIkkeMulig { .. } => Aktivitetstype::AktivitetIkkeMulig,
            Aktivitet::Gradert { .. } => Aktivitetstype::Gradert,
        }
    }

    /// Percent sick, for a graded period.
    pub fn grad(&self) -> Option<Grad> {
        match self {
            Aktivitet::Gradert { grad, .. } => Some(*grad),
            Aktivitet::AktivitetIkkeMulig { .. } => None,
        }
    }
}
