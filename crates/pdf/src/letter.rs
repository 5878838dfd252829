//! What the template gets to read: the document's words, made printable, and the few of our own.

use chrono::{Datelike, Timelike};
use contract::{Document, Entry, Section};
use domain::{Miljo, Sprak};
use serde::Serialize;
use typst::foundations::Datetime;
use typst::text::Font;
use typst_pdf::Timestamp;

use crate::text::printable;

/// The content of `data.json`, see `brev.typ`.
#[derive(Serialize)]
pub struct Letter {
    lang: &'static str,
    title: String,
    created: String,
    reference: String,
    test: Option<&'static str>,
    sections: Vec<Part>,
    #[serde(skip)]
    ident: String,
    #[serde(skip)]
    timestamp: Option<Timestamp>,
}

#[derive(Serialize)]
struct Part {
    heading: String,
    entries: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    label: String,
    text: String,
}

impl Letter {
    /// Everything that `document` says, in letters that `font` has.
    pub fn new(document: &Document, font: &Font) -> Letter {
        let Document {
            sprak,
            title,
            id,
            created,
            environment,
            sections,
        } = document;
        Letter {
            lang: sprak.tag(),
            title: printable(title, font).replace('\n', " "),
            created: created.format("%d.%m.%Y kl. %H.%M").to_string(),
            reference: printable(id, font).replace('\n', " "),
            test: match environment {
                Miljo::Test => Some(test_note(*sprak)),
                Miljo::Production => None,
            },
            sections: sections
                .iter()
                .map(|section| Part::new(section, font))
                .collect(),
            ident: id.clone(),
            timestamp: timestamp(document),
        }
    }

    /// Names the document for good; becomes a hash in the file.
    pub fn ident(&self) -> String {
        self.ident.clone()
    }

    /// The time of creation that the metadata carry.
    pub fn timestamp(&self) -> Option<Timestamp> {
        self.timestamp
    }
}

impl Part {
    fn new(section: &Section, font: &Font) -> Part {
        let line = |entry: &Entry| Line {
            label: printable(&entry.label, font).replace('\n', " "),
            text: printable(&entry.text, font),
        };
        Part {
            heading: printable(&section.heading, font).replace('\n', " "),
            entries: section.entries.iter().map(line).collect(),
        }
    }
}

fn test_note(sprak: Sprak) -> &'static str {
    sprak.pick(
        "TEST – oppdiktede personer, ikke et gyldig dokument",
        "TEST – oppdikta personar, ikkje eit gyldig dokument",
    )
}

/// `None` only for years that the PDF format cannot write.
fn timestamp(document: &Document) -> Option<Timestamp> {
    let created = document.created;
    let datetime = Datetime::from_ymd_hms(
        created.year(),
        u8::try_from(created.month()).ok()?,
        u8::try_from(created.day()).ok()?,
        u8::try_from(created.hour()).ok()?,
        u8::try_from(created.minute()).ok()?,
        u8::try_from(created.second()).ok()?,
    )?;
    Timestamp::new_local(datetime, created.offset().local_minus_utc() / 60)
}
