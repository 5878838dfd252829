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
    /// The employer is asked to adapt the work first.
    Avventende,
    /// Single days of treatment.
    Behandlingsdager,
    /// Fully at work, travel paid.
    Reisetilskudd,
}

impl Aktivitetstype {
    /// All kinds.
    pub const ALL: [Aktivitetstype; 5] = [
        Aktivitetstype::Gradert,
        Aktivitetstype::AktivitetIkkeMulig,
        Aktivitetstype::Avventende,
        Aktivitetstype::Behandlingsdager,
        Aktivitetstype::Reisetilskudd,
    ];

    /// The spelling of Nav's API and of the Questionnaire.
    pub fn wire(self) -> &'static str {
        match self {
            Aktivitetstype::Gradert => "GRADERT",
            Aktivitetstype::AktivitetIkkeMulig => "AKTIVITET_IKKE_MULIG",
            Aktivitetstype::Avventende => "AVVENTENDE",
            Aktivitetstype::Behandlingsdager => "BEHANDLINGSDAGER",
            Aktivitetstype::Reisetilskudd => "REISETILSKUDD",
        }
    }

    /// The kind of a spelling; `None` for one that this version does not know.
    pub fn from_wire(wire: &str) -> Option<Aktivitetstype> {
        Aktivitetstype::ALL
            .into_iter()
            .find(|own| own.wire() == wire)
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

/// How the work is a cause of the absence. Invariant: at least one of the two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arbeidsrelatert {
    /// The work was not adapted (`MANGLENDE_TILRETTELEGGING`).
    pub manglende_tilrettelegging: bool,
    /// Something else (`ANNET`), in words.
    pub annet: Option<String>,
}

/// One period of a note with what the patient can do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Aktivitet {
    /// The patient cannot be at work at all.
    AktivitetIkkeMulig {
        /// The days.
        periode: Periode,
        /// How the work is a cause; `None` when it is not.
        arbeidsrelatert: Option<Arbeidsrelatert>,
    },
    /// The patient can be partly at work.
    Gradert {
        /// The days.
        periode: Periode,
        /// Percent sick.
        grad: Grad,
        /// Travel paid as well.
        reisetilskudd: bool,
    },
    /// The patient can work if the employer adapts the work.
    Avventende {
        /// The days.
        periode: Periode,
        /// What the employer is asked to do; never blank.
        innspill: String,
    },
    /// The patient is away on single days of treatment.
    Behandlingsdager {
        /// The days.
        periode: Periode,
        /// How many days of treatment: one for each week that has begun.
        antall: u32,
    },
    /// The patient can work if travel is paid.
    Reisetilskudd {
        /// The days.
        periode: Periode,
    },
}

impl Aktivitet {
    /// The days.
    pub fn periode(&self) -> Periode {
        match self {
            Aktivitet::AktivitetIkkeMulig { periode, .. }
            | Aktivitet::Gradert { periode, .. }
            | Aktivitet::Avventende { periode, .. }
            | Aktivitet::Behandlingsdager { periode, .. }
            | Aktivitet::Reisetilskudd { periode } => *periode,
        }
    }

    /// The kind.
    pub fn slag(&self) -> Aktivitetstype {
        match self {
            Aktivitet::AktivitetIkkeMulig { .. } => Aktivitetstype::AktivitetIkkeMulig,
            Aktivitet::Gradert { .. } => Aktivitetstype::Gradert,
            Aktivitet::Avventende { .. } => Aktivitetstype::Avventende,
            Aktivitet::Behandlingsdager { .. } => Aktivitetstype::Behandlingsdager,
            Aktivitet::Reisetilskudd { .. } => Aktivitetstype::Reisetilskudd,
        }
    }

    /// Percent sick, for a graded period.
    pub fn grad(&self) -> Option<Grad> {
        match self {
            Aktivitet::Gradert { grad, .. } => Some(*grad),
            _ => None,
        }
    }
}

/// Days of treatment in a period: one for each week that has begun, at least one. The highest number that Nav's rules
/// allow (`sykmelding.md` 1.2 number 12, 3.5 node 10).
pub fn behandlingsdager(periode: Periode) -> u32 {
    u32::try_from(periode.n_days().div_euclid(7) + i64::from(periode.n_days() % 7 != 0))
        .unwrap_or(1)
        .max(1)
}
