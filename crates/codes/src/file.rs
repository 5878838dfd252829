//! The file: three lists in one, small on the wire and ready to search with little work.
//!
//! All numbers are little-endian. After the header come three sections.
//!
//! | bytes | what |
//! |---|---|
//! | 4 | magic `ATCD` |
//! | 4 | format version, now 1 |
//! | 4 | checksum of everything after it: FNV-1a (32 bits) over numbers of four bytes, the last filled up with 0, its start value XORed with the number of bytes |
//! | 4 × 3 | number of codes in ICPC-2, ICPC-2B, ICD-10 (in this order, as they are shown); 65 535 in all at most |
//! | 4 | number of pieces, 65 534 at most |
//! | 4 | bytes of the pieces' text |
//! | 4 | bytes of the codes |
//! | 4 | number of text units |
//!
//! **Pieces**: the length of each piece (one byte each), then their text, UTF-8. A piece is a word, or what stands
//! between words when that is not a single space. Words are in the order of their folded spelling
//! ([`crate::fold`]), so that words which fold to the same stand together.
//!
//! **Codes**: for each code the number of bytes it shares with the one before, the number of bytes that follow, and
//! those bytes (ASCII). Each list is in strictly ascending byte order.
//!
//! **Texts**: for each code its text as units of two bytes: a piece's number plus one, or 0 at the end. Between two
//! words that follow each other directly stands one space.
//!
//! Whole words as units instead of letters is what makes the file quick: the search index needs no splitting,
//! folding or hashing of two hundred thousand words, and brotli makes less of it than of the plain text.

mod read;
mod write;

pub(crate) use read::{Parts, read};
pub use write::{ListError, Row, write};

use crate::fold::is_word;

const MAGIC: [u8; 4] = *b"ATCD";
const VERSION: u32 = 1;
/// Magic, version and checksum.
const SEALED_FROM: usize = 12;
/// Codes and pieces are numbered in two bytes.
const MOST: usize = u16::MAX as usize;

/// Why a file of code lists cannot be used. The caller fetches the file again, and tells the operator if that
/// does not help: the file is made by `cargo xtask codes` and nobody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CodesError {
    /// Not a file of code lists, or cut short.
    #[error("this is not a file of code lists")]
    NotCodes,
    /// Made by another version of Attest.
    #[error("the code lists have format version {0}, this program reads version {VERSION}")]
    Version(u32),
    /// Changed on the way.
    #[error("the checksum of the code lists does not fit")]
    Checksum,
    /// The checksum fits and the content does not keep the rules of the format.
    #[error("the code lists are malformed: {0}")]
    Malformed(&'static str),
}

/// FNV-1a over words of four bytes: a quarter of the work, and a change of any one byte still shows.
fn checksum(bytes: &[u8]) -> u32 {
    let (words, rest) = bytes.as_chunks::<4>();
    let mut last = [0; 4];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    let hash =
        |hash: u32, word: &[u8; 4]| (hash ^ u32::from_le_bytes(*word)).wrapping_mul(0x0100_0193);
    // With the length, so that a file cut short by zeros shows too.
    let start = 0x811c_9dc5 ^ bytes.len() as u32;
    hash(words.iter().fold(start, hash), &last)
}

/// Splits a text into words and what stands between them.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = is_word(rest.chars().next()?);
        let end = rest.find(|c| is_word(c) != first).unwrap_or(rest.len());
        let (piece, after) = rest.split_at_checked(end)?;
        rest = after;
        Some(piece)
    })
}
