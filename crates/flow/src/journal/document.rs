//! The text of the PDF.

use chrono::{DateTime, FixedOffset};
use contract::{Document, Utfall};
use domain::{Miljo, Sprak};

use super::Sent;

/// What Nav had said when the document was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavAnswer {
    /// Nav has the note.
    Delivered {
        /// When Nav answered, with Oslo's offset.
        at: DateTime<FixedOffset>,
        /// Nav's outcome.
        utfall: Utfall,
    },
    /// Nav had not answered yet; the note is stored and will be delivered.
    NotYet,
}

/// The document of a note (`sykmelding.md` 5.2): every value that was sent, who signed, and what Nav said.
pub fn document(sent: &Sent<'_>, nav: &NavAnswer, miljo: Miljo, sprak: Sprak) -> Document {
    todo!()
}
