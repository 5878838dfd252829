//! Reads the file and trusts nothing in it.

use super::{CodesError, MAGIC, MOST, SEALED_FROM, VERSION, checksum};
use crate::fold::is_word;

/// The content of a file, checked and unpacked.
pub(crate) struct Parts {
    /// Number of codes in each list.
    pub(crate) counts: [usize; 3],
    /// Text of all pieces, one after the other.
    pub(crate) piece_text: String,
    /// Where each piece begins in `piece_text`, and after the last one its end.
    pub(crate) piece_at: Vec<u32>,
    /// All codes, one after the other.
    pub(crate) code_text: String,
    /// Where each code begins in `code_text`, and after the last one its end.
    pub(crate) code_at: Vec<u32>,
    /// The texts' units: a piece's number plus one, or 0 at the end of a text. Not checked yet: the index does that
    /// on its way through them.
    pub(crate) units: Vec<u16>,
}

impl Parts {
    /// The piece with this number; empty when there is none.
    pub(crate) fn piece(&self, number: usize) -> &str {
        slice(&self.piece_text, &self.piece_at, number)
    }

    /// The code of an entry; empty when there is none.
    pub(crate) fn code(&self, entry: usize) -> &str {
        slice(&self.code_text, &self.code_at, entry)
    }
}

fn slice<'a>(text: &'a str, at: &[u32], number: usize) -> &'a str {
    let (Some(start), Some(end)) = (at.get(number), at.get(number + 1)) else {
        return "";
    };
    text.get(*start as usize..*end as usize).unwrap_or_default()
}

/// Reads a file. Time and memory are bounded by its length.
pub(crate) fn read(file: &[u8]) -> Result<Parts, CodesError> {
    let mut rest = Bytes(file);
    if rest.take(4)? != MAGIC {
        return Err(CodesError::NotCodes);
    }
    let version = rest.number()?;
    if version != VERSION {
        return Err(CodesError::Version(version));
    }
    let sealed = rest.number()?;
    if sealed != checksum(file.get(SEALED_FROM..).unwrap_or_default()) {
        return Err(CodesError::Checksum);
    }
    let counts = [rest.size()?, rest.size()?, rest.size()?];
    let [n_pieces, piece_bytes, code_bytes, n_units] =
        [rest.size()?, rest.size()?, rest.size()?, rest.size()?];
    let n_codes = counts.iter().fold(0_usize, |sum, n| sum.saturating_add(*n));
    if n_codes > MOST || n_pieces >= MOST {
        return Err(CodesError::Malformed("too many codes or pieces"));
    }
    let lengths = rest.take(n_pieces)?;
    let (piece_text, piece_at) = pieces(lengths, rest.take(piece_bytes)?)?;
    let (code_text, code_at) = codes(rest.take(code_bytes)?, counts)?;
    let unit_bytes = rest.take(n_units.saturating_mul(2))?;
    let units = unit_bytes.as_chunks::<2>().0;
    let units = units.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    if !rest.0.is_empty() {
        return Err(CodesError::Malformed("something follows the end"));
    }
    Ok(Parts {
        counts,
        piece_text,
        piece_at,
        code_text,
        code_at,
        units,
    })
}

fn pieces(lengths: &[u8], text: &[u8]) -> Result<(String, Vec<u32>), CodesError> {
    let text =
        std::str::from_utf8(text).map_err(|_| CodesError::Malformed("pieces are not UTF-8"))?;
    let mut at = Vec::with_capacity(lengths.len() + 1);
    let mut end = 0_u32;
    at.push(end);
    for length in lengths {
        let start = end as usize;
        end += u32::from(*length);
        let piece = text.get(start..end as usize).unwrap_or_default();
        let mut kinds = piece.chars().map(is_word);
        let first = kinds.next();
        // A piece of both kinds would be marked wrongly in the list of hits.
        if first.is_none() || kinds.any(|kind| Some(kind) != first) {
            return Err(CodesError::Malformed(
                "a piece is neither a word nor a separator",
            ));
        }
        at.push(end);
    }
    if end as usize != text.len() {
        return Err(CodesError::Malformed("pieces and their lengths differ"));
    }
    Ok((text.to_owned(), at))
}

fn codes(packed: &[u8], counts: [usize; 3]) -> Result<(String, Vec<u32>), CodesError> {
    const NOT_UNPACKED: CodesError = CodesError::Malformed("a code cannot be unpacked");
    let mut rest = Bytes(packed);
    let mut text: Vec<u8> = Vec::with_capacity(2 * packed.len());
    let mut at = Vec::with_capacity(counts.iter().sum::<usize>() + 1);
    at.push(0_u32);
    let mut before = 0..0;
    for count in counts {
        for n in 0..count {
            let shared = before.start + usize::from(rest.byte()?);
            let n_new = usize::from(rest.byte()?);
            let new = rest.take(n_new)?;
            let differing = text.get(shared..before.end).ok_or(NOT_UNPACKED)?;
            if new.is_empty() {
                return Err(NOT_UNPACKED);
            }
            if n > 0 && new <= differing {
                return Err(CodesError::Malformed("codes are not in ascending order"));
            }
            let start = text.len();
            text.extend_from_within(before.start..shared);
            text.extend_from_slice(new);
            before = start..text.len();
            // A code has at most 510 bytes and there are at most 65 535, so this fits.
            at.push(text.len() as u32);
        }
    }
    if !rest.0.is_empty() {
        return Err(CodesError::Malformed("more codes than counted"));
    }
    match String::from_utf8(text) {
        Ok(text) if text.is_ascii() => Ok((text, at)),
        _ => Err(CodesError::Malformed("a code is not ASCII")),
    }
}

/// What is left to read.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, n: usize) -> Result<&'a [u8], CodesError> {
        let (taken, rest) = self.0.split_at_checked(n).ok_or(CodesError::NotCodes)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, CodesError> {
        let (first, rest) = self.0.split_first().ok_or(CodesError::NotCodes)?;
        self.0 = rest;
        Ok(*first)
    }

    fn number(&mut self) -> Result<u32, CodesError> {
        let (first, rest) = self.0.split_first_chunk().ok_or(CodesError::NotCodes)?;
        self.0 = rest;
        Ok(u32::from_le_bytes(*first))
    }

    fn size(&mut self) -> Result<usize, CodesError> {
        Ok(self.number()? as usize)
    }
}
