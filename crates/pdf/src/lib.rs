//! The document that goes into the journal, set by typst.
