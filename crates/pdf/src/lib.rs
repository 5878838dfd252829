//! The document that goes into the journal, set by typst.
//!
//! A [`contract::Document`] is words without looks: a title, sections, labels and texts.
//! [`Typesetter::pdf`] makes a PDF of it that is archivable (PDF/A-2a) and accessible (PDF/UA-1) at once.
//! The same document gives the same bytes, so a journal write that is tried again writes the same file.
//!
//! What was typed by a person is data all the way: it reaches the template as strings of a JSON file, never as markup.

mod letter;
mod text;
mod typesetter;

pub use typesetter::{PdfError, Typesetter};
