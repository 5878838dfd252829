//! The trees, in the order in which they run.

mod arbeidsuforhet;
mod dato;
mod perioder;

use crate::Node;

/// A tree. The variants stand in the order of execution (`sykmelding.md` 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// The periods as such.
    Perioder,
    /// The medical reason.
    Arbeidsuforhet,
    /// Start and length.
    Dato,
}

impl Tree {
    /// All, in the order of execution.
    pub const ALL: [Tree; 3] = [Tree::Perioder, Tree::Arbeidsuforhet, Tree::Dato];

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Tree::Perioder => "PERIODER",
            Tree::Arbeidsuforhet => "ARBEIDSUFORHET",
            Tree::Dato => "DATO",
        }
    }

    /// The first question.
    pub fn root(self) -> &'static Node {
        match self {
            Tree::Perioder => &perioder::ROOT,
            Tree::Arbeidsuforhet => &arbeidsuforhet::ROOT,
            Tree::Dato => &dato::ROOT,
        }
    }
}
