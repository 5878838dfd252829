//! Compiles lists into the file. Runs at build time only.

use std::collections::{BTreeMap, BTreeSet};

use super::{MAGIC, MOST, VERSION, checksum, pieces};
use crate::fold::{fold, is_word};

/// A code and its text, as published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The code, as `L84`, `Y06.0001` or `M545`.
    pub code: String,
    /// The text in Norwegian.
    pub text: String,
}

/// Why the lists cannot be compiled. The list has changed its nature, and the format or the source must be looked at.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// A code is empty, longer than 255 bytes or not ASCII.
    #[error("`{0}` is not a code")]
    NotACode(String),
    /// A code stands twice in one list.
    #[error("`{0}` stands twice in one list")]
    Twice(String),
    /// A text without words, with a line break or a word longer than 255 bytes.
    #[error("the text of `{0}` cannot be stored")]
    Text(String),
    /// More codes or more different words than two bytes can number.
    #[error("more than {MOST} codes or words")]
    TooMany,
}

/// Compiles the lists of ICPC-2, ICPC-2B and ICD-10 (in this order). The same lists give the same bytes, in whatever
/// order their rows come. A list may be empty.
pub fn write(lists: [Vec<Row>; 3]) -> Result<Vec<u8>, ListError> {
    let mut lists = lists;
    for list in &mut lists {
        list.sort_by(|a, b| a.code.cmp(&b.code));
        check(list)?;
    }
    let dictionary = Dictionary::of(lists.iter().flatten());
    let codes = codes(lists.iter().flatten());
    let units = units(lists.iter().flatten(), &dictionary);
    if lists.iter().map(Vec::len).sum::<usize>() > MOST || dictionary.pieces.len() >= MOST {
        return Err(ListError::TooMany);
    }
    let text: String = dictionary.pieces.concat();
    let mut body = Vec::new();
    let counts = lists.iter().map(Vec::len).chain([
        dictionary.pieces.len(),
        text.len(),
        codes.len(),
        units.len(),
    ]);
    for count in counts {
        let count = u32::try_from(count).map_err(|_| ListError::TooMany)?;
        body.extend_from_slice(&count.to_le_bytes());
    }
    // Lengths were checked with the rows.
    body.extend(
        dictionary
            .pieces
            .iter()
            .map(|piece| piece.len().min(255) as u8),
    );
    body.extend_from_slice(text.as_bytes());
    body.extend_from_slice(&codes);
    body.extend(units.iter().flat_map(|unit| unit.to_le_bytes()));
    Ok(seal(&body))
}

/// Puts magic, version and checksum in front.
pub(crate) fn seal(body: &[u8]) -> Vec<u8> {
    let mut file = Vec::with_capacity(body.len() + 12);
    file.extend_from_slice(&MAGIC);
    file.extend_from_slice(&VERSION.to_le_bytes());
    file.extend_from_slice(&checksum(body).to_le_bytes());
    file.extend_from_slice(body);
    file
}

fn check(list: &[Row]) -> Result<(), ListError> {
    let mut before: Option<&str> = None;
    for row in list {
        if row.code.is_empty() || row.code.len() > 255 || !row.code.is_ascii() {
            return Err(ListError::NotACode(row.code.clone()));
        }
        if before == Some(&row.code) {
            return Err(ListError::Twice(row.code.clone()));
        }
        before = Some(&row.code);
        let has_word = row.text.chars().any(is_word);
        let fits = pieces(&row.text).all(|piece| piece.len() <= 255);
        if !has_word || !fits || row.text.contains(char::is_control) {
            return Err(ListError::Text(row.code.clone()));
        }
    }
    Ok(())
}

/// All pieces, and the number of each.
struct Dictionary<'a> {
    pieces: Vec<&'a str>,
    unit: BTreeMap<&'a str, u16>,
}

impl<'a> Dictionary<'a> {
    fn of(rows: impl Iterator<Item = &'a Row>) -> Dictionary<'a> {
        let different: BTreeSet<&str> = rows
            .flat_map(|row| pieces(&row.text))
            .filter(|piece| *piece != " ")
            .collect();
        let fold_word = |piece: &'a str| {
            let mut folded = Vec::new();
            if piece.starts_with(is_word) {
                fold(piece, &mut folded);
            }
            (folded, piece)
        };
        let mut sorted: Vec<(Vec<u8>, &str)> = different.into_iter().map(fold_word).collect();
        sorted.sort_unstable();
        let pieces: Vec<&str> = sorted.into_iter().map(|(_, piece)| piece).collect();
        // Too many are refused by the caller before a wrapped number can be used.
        let unit = pieces
            .iter()
            .zip(1_u32..)
            .map(|(piece, n)| (*piece, n as u16))
            .collect();
        Dictionary { pieces, unit }
    }
}

fn units<'a>(rows: impl Iterator<Item = &'a Row>, dictionary: &Dictionary<'_>) -> Vec<u16> {
    let mut out = Vec::new();
    for row in rows {
        out.extend(pieces(&row.text).filter_map(|piece| dictionary.unit.get(piece)));
        out.push(0);
    }
    out
}

fn codes<'a>(rows: impl Iterator<Item = &'a Row>) -> Vec<u8> {
    let mut out = Vec::new();
    let mut before: &[u8] = &[];
    for row in rows {
        let code = row.code.as_bytes();
        let shared = before.iter().zip(code).take_while(|(a, b)| a == b).count();
        let new = code.get(shared..).unwrap_or_default();
        // Both fit: codes were checked to be no longer than 255 bytes.
        out.extend([shared as u8, new.len() as u8]);
        out.extend_from_slice(new);
        before = code;
    }
    out
}
