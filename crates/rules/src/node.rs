//! A tree: questions with two ways on, and outcomes that name their law.

use crate::Regel;

/// A node of a tree. Everything is `'static`, so a tree is a constant.
#[derive(Debug)]
pub enum Node {
    /// A question about the input.
    Ask {
        /// The question.
        rule: Regel,
        /// Where "yes" leads.
        yes: &'static Node,
        /// Where "no" leads.
        no: &'static Node,
    },
    /// The end.
    Stop(Utfall),
}

/// What a tree ends in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Utfall {
    /// Accepted, refused or for a person to judge.
    pub status: Status,
    /// Name of the outcome as on the wire; `None` when OK.
    pub name: Option<&'static str>,
    /// The law it rests on; `None` where section 3 of `sykmelding.md` gives none.
    pub paragraf: Option<Paragraf>,
}

/// What becomes of the note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Accepted.
    Ok,
    /// A person at Nav judges it. Nav's API calls it `PENDING`.
    Manual,
    /// Not approved.
    Invalid,
}

/// A paragraph of folketrygdloven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paragraf {
    /// § 8-3 first ledd: the right to sickness benefit, and from which age.
    Ftrl8_3Ledd1,
    /// § 8-4 first ledd: unable to work because of sickness or injury.
    Ftrl8_4Ledd1,
    /// § 8-7: the note as evidence.
    Ftrl8_7,
    /// § 8-7 first ledd: who may write it.
    Ftrl8_7Ledd1,
    /// § 8-7 first ledd first punktum.
    Ftrl8_7Ledd1Punktum1,
    /// § 8-7 second ledd second punktum: before the practitioner was seen.
    Ftrl8_7Ledd2Punktum2,
}

impl Paragraf {
    /// As it is cited.
    pub fn citation(self) -> &'static str {
        match self {
            Paragraf::Ftrl8_3Ledd1 => "folketrygdloven § 8-3 første ledd",
            Paragraf::Ftrl8_4Ledd1 => "folketrygdloven § 8-4 første ledd",
            Paragraf::Ftrl8_7 => "folketrygdloven § 8-7",
            Paragraf::Ftrl8_7Ledd1 => "folketrygdloven § 8-7 første ledd",
            Paragraf::Ftrl8_7Ledd1Punktum1 => "folketrygdloven § 8-7 første ledd første punktum",
            Paragraf::Ftrl8_7Ledd2Punktum2 => "folketrygdloven § 8-7 andre ledd andre punktum",
        }
    }
}

impl Utfall {
    /// Accepted.
    pub const fn ok(paragraf: Option<Paragraf>) -> Utfall {
        Utfall {
            status: Status::Ok,
            name: None,
            paragraf,
        }
    }

    /// Not approved, under the name of the outcome.
    pub const fn invalid(name: &'static str, paragraf: Option<Paragraf>) -> Utfall {
        Utfall {
            status: Status::Invalid,
            name: Some(name),
            paragraf,
        }
    }

    /// For a person to judge, under the name of the outcome.
    pub const fn manual(name: &'static str, paragraf: Option<Paragraf>) -> Utfall {
        Utfall {
            status: Status::Manual,
            name: Some(name),
            paragraf,
        }
    }
}
