//! What stands between a draft and a note.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A field of the form, in the order of the form. Rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Felt {
    /// The list of periods as such.
    Perioder,
    /// First day of a row.
    Fom(usize),
    /// Last day of a row.
    Tom(usize),
    /// Percent sick of a row.
    Grad(usize),
    /// The main diagnosis.
    Hoveddiagnose,
    /// A row of the other diagnoses.
    Bidiagnose(usize),
    /// Text to Nav.
    MeldingTilNav,
    /// Text to the employer.
    MeldingTilArbeidsgiver,
}

/// What is wrong with a field. Its text lives with the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Mangel {
    /// Must be filled in or chosen.
    Missing,
    /// Not a date that exists.
    NotADate,
    /// The last day lies before the first.
    EndBeforeStart,
    /// Starts before the previous period has ended.
    Overlap,
    /// A working day lies between this period and the previous one.
    Gap,
    /// Starts more than 30 days from today.
    TooFarAhead,
    /// Starts more than three years back.
    TooFarBack,
    /// The periods span more than the rules allow, 366 calendar days.
    TooLong,
    /// Not a whole number from 1 to 99.
    GradOutOfRange,
    /// More characters than [`crate::MAX_TEXT_CHARS`] allows; nothing is cut.
    TextTooLong,
}

/// What stands in the way, by field, in the order of the form.
pub type Mangler = BTreeMap<Felt, Mangel>;
