//! Nav's rules: questions as functions, trees as data (`sykmelding.md` section 3).
//!
//! The same trees run in the browser on every change and in the gateway before anything is stored; the diagrams in
//! `docs/rules/` are made from the same values. Nothing here reads a clock: times are part of the [`Input`].

pub mod diagram;
pub mod earlier;
pub mod input;
pub mod node;
pub mod regel;
pub mod registre;
mod run;
pub mod texts;
pub mod tree;

pub use input::{AnnenFravarsarsak, Input, Kode, Mode, Regelperiode, Slag, Tidligere};
pub use node::{Node, Paragraf, Status, Utfall};
pub use regel::Regel;
pub use registre::Registre;
pub use run::{Answer, TreeRun, Vurdering, run_tree, vurder};
pub use texts::text;
pub use tree::Tree;

/// Outcomes that a clinician may send all the same, after a second look (`sykmelding.md` 2.9). Every other one stops,
/// also one that this version does not know.
const SOFT: [&str; 10] = [
    "BEHANDLER_MT_FT_KI_OVER_12_UKER",
    "ICPC_2_Z_DIAGNOSE",
    "ICPC_2_A97",
    "PASIENT_YNGRE_ENN_13",
    "INNTIL_8_DAGER",
    "MINDRE_ENN_1_MAANED",
    "MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE",
    "OVER_1_MND",
    "OVER_1_MND_MED_BEGRUNNELSE",
    "SYKMELDING_MED_BEHANDLINGSDAGER",
];

/// Whether a note with this outcome may be sent all the same.
pub fn is_soft(rule: &str) -> bool {
    SOFT.contains(&rule)
}
