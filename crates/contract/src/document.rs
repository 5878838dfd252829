//! The document of a form, before it is typeset.

use chrono::{DateTime, FixedOffset};
use domain::{Miljo, Sprak};
use serde::{Deserialize, Serialize};

/// What the PDF says, in order. The same value gives the same bytes.
///
/// Texts are shown as they are: nothing in them is markup.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document {
    /// Language of the labels; becomes the language of the PDF.
    pub sprak: Sprak,
    /// Title on the page and in the metadata. Never an identity number.
    pub title: String,
    /// Id of the form, in the footer and in the metadata.
    pub id: String,
    /// When the form was received, with Oslo's offset; becomes the creation time of the PDF.
    pub created: DateTime<FixedOffset>,
    /// In test every page says so.
    pub environment: Miljo,
    /// The body.
    pub sections: Vec<Section>,
}

/// A heading and what stands under it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// Label and text, in order.
    pub entries: Vec<Entry>,
}

/// One label with its text.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What it is; empty for a paragraph without label.
    pub label: String,
    /// The text; line breaks are kept.
    pub text: String,
}

impl Entry {
    /// One label with its text.
    pub fn new(label: impl Into<String>, text: impl Into<String>) -> Entry {
        Entry {
            label: label.into(),
            text: text.into(),
        }
    }
}
