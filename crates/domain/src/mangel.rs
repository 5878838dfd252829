//! What stands between a draft and a note.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::utdypende::Sporsmal;

/// A field of the form, in the order of the form. Rows count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Felt {
    /// The employer that the note is for.
    Arbeidsgiver,
    /// The list of periods as such.
    Perioder,
    /// First day of a row.
    Fom(usize),
    /// Last day of a row.
    Tom(usize),
    /// Percent sick of a row.
    Grad(usize),
    /// The causes at work of a row.
    Arsaker(usize),
    /// The other cause at work of a row, in words.
    AnnenArsak(usize),
    /// What the employer of a row is asked to do.
    Innspill(usize),
    /// Text to the employer.
    MeldingTilArbeidsgiver,
    /// The day of the first contact.
    Kontaktdato,
    /// Why the note is backdated.
    Tilbakedateringsgrunn,
    /// Why in words.
    AnnenTilbakedateringsgrunn,
    /// The main diagnosis.
    Hoveddiagnose,
    /// A row of the other diagnoses.
    Bidiagnose(usize),
    /// The other legal ground.
    AnnenFravarsgrunn,
    /// An extra question.
    Utdypende(Sporsmal),
    /// The day of the injury.
    Skadedato,
    /// Text to Nav.
    MeldingTilNav,
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
    /// The periods span more than the rules allow: 366 calendar days, 17 for an avventende sykmelding.
    TooLong,
    /// Not a whole number from 1 to 99.
    GradOutOfRange,
    /// More characters than [`crate::MAX_TEXT_CHARS`] allows; nothing is cut.
    TextTooLong,
    /// Not one of the kinds or answers that this form offers. Cannot be typed, only sent.
    NotOffered,
}

/// What stands in the way, by field, in the order of the form.
pub type Mangler = BTreeMap<Felt, Mangel>;
