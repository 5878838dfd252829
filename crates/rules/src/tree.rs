//! The trees, in the order in which they run.

mod arbeidsuforhet;
mod dato;
mod hpr;
mod perioder;
mod suspensjon;
mod tilbakedatering;
mod under_13;
mod validering;

use crate::Node;

/// A tree. The variants stand in the order of execution (`sykmelding.md` 3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tree {
    /// Whether the practitioner may write sick notes now.
    Suspensjon,
    /// Who and from where.
    Validering,
    /// The periods as such.
    Perioder,
    /// What the practitioner is authorised for.
    Hpr,
    /// The medical reason.
    Arbeidsuforhet,
    /// The age of the patient.
    Under13,
    /// Start and length.
    Dato,
    /// Why it begins before it was signed.
    Tilbakedatering,
}

impl Tree {
    /// All, in the order of execution.
    pub const ALL: [Tree; 8] = [
        Tree::Suspensjon,
        Tree::Validering,
        Tree::Perioder,
        Tree::Hpr,
        Tree::Arbeidsuforhet,
        Tree::Under13,
        Tree::Dato,
        Tree::Tilbakedatering,
    ];

    /// The tree of a name; `None` for any other.
    pub fn named(name: &str) -> Option<Tree> {
        Tree::ALL.into_iter().find(|tree| tree.name() == name)
    }

    /// The name on the wire.
    pub fn name(self) -> &'static str {
        match self {
            Tree::Suspensjon => "SUSPENSJON",
            Tree::Validering => "VALIDERING",
            Tree::Hpr => "HPR",
            Tree::Under13 => "UNDER_13",
            Tree::Tilbakedatering => "TILBAKEDATERING",
            Tree::Perioder => "PERIODER",
            Tree::Arbeidsuforhet => "ARBEIDSUFORHET",
            Tree::Dato => "DATO",
        }
    }

    /// The first question.
    pub fn root(self) -> &'static Node {
        match self {
            Tree::Suspensjon => &suspensjon::ROOT,
            Tree::Validering => &validering::ROOT,
            Tree::Hpr => &hpr::ROOT,
            Tree::Under13 => &under_13::ROOT,
            Tree::Tilbakedatering => &tilbakedatering::ROOT,
            Tree::Perioder => &perioder::ROOT,
            Tree::Arbeidsuforhet => &arbeidsuforhet::ROOT,
            Tree::Dato => &dato::ROOT,
        }
    }
}
