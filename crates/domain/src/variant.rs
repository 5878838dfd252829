//! Which sick note it is: the four forms of `sykmelding.md` 1.1, and what each of them asks.

use serde::{Deserialize, Serialize};

use crate::Aktivitetstype;

/// The form that was opened. It decides which sections are shown and which kinds of period there are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Variant {
    /// Wholly or partly away from work.
    #[default]
    Normal,
    /// Travel paid instead of sickness benefit.
    Reisetilskudd,
    /// Single days of treatment.
    Behandlingsdager,
    /// The employer is asked to adapt the work first.
    Avventende,
}

impl Variant {
    /// All four, in the order in which they are offered.
    pub const ALL: [Variant; 4] = [
        Variant::Normal,
        Variant::Reisetilskudd,
        Variant::Behandlingsdager,
        Variant::Avventende,
    ];

    /// The kinds of period that this form offers, the usual one first.
    pub fn slag(self) -> &'static [Aktivitetstype] {
        match self {
            Variant::Normal => &[Aktivitetstype::Gradert, Aktivitetstype::AktivitetIkkeMulig],
            Variant::Reisetilskudd => &[Aktivitetstype::Reisetilskudd, Aktivitetstype::Gradert],
            Variant::Behandlingsdager => &[Aktivitetstype::Behandlingsdager],
            Variant::Avventende => &[Aktivitetstype::Avventende],
        }
    }

    /// Whether there may be more than one period.
    pub fn has_several_periods(self) -> bool {
        self == Variant::Normal
    }

    /// Whether the employer is asked for.
    pub fn has_arbeidsforhold(self) -> bool {
        self != Variant::Behandlingsdager
    }

    /// Whether there is a text to the employer besides the periods: an avventende note is one already.
    pub fn has_melding_til_arbeidsgiver(self) -> bool {
        self != Variant::Avventende
    }

    /// Whether a graded period of this form is with travel paid.
    pub fn grades_with_reisetilskudd(self) -> bool {
        self == Variant::Reisetilskudd
    }

    /// Whether work can be named as a cause of a period away from work, and extra questions can come.
    pub fn is_normal(self) -> bool {
        self == Variant::Normal
    }

    /// Whether the text to Nav is always open: there it describes the treatment.
    pub fn describes_treatment(self) -> bool {
        self == Variant::Behandlingsdager
    }

    /// The form that a set of kinds belongs to (`sykmelding.md` 1.1).
    pub fn of(slag: impl IntoIterator<Item = (Aktivitetstype, bool)>) -> Variant {
        let mut found = Variant::Normal;
        for (slag, reisetilskudd) in slag {
            match slag {
                Aktivitetstype::Behandlingsdager => return Variant::Behandlingsdager,
                Aktivitetstype::Avventende => found = Variant::Avventende,
                Aktivitetstype::Reisetilskudd => found = Variant::Reisetilskudd,
                Aktivitetstype::Gradert if reisetilskudd => found = Variant::Reisetilskudd,
                Aktivitetstype::Gradert | Aktivitetstype::AktivitetIkkeMulig => {}
            }
        }
        found
    }
}
