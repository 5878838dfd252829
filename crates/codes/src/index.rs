//! What the search looks things up in: the vocabulary of folded words, and for each word the texts that hold it.
//!
//! Ten thousand words stand for two hundred thousand, so even a misspelling is looked for in no more than 100 kB.

use crate::file::{CodesError, Parts};
use crate::fold::{fold, is_word};

/// Piece that is not a word.
const NO_WORD: u16 = u16::MAX;

/// Folded words in ascending order and where they occur.
pub(crate) struct Index {
    words: Vec<u8>,
    word_at: Vec<u32>,
    letters: Vec<u32>,
    word_of_unit: Vec<u16>,
    /// Where each text begins among the units, and after the last one its end.
    text_at: Vec<u32>,
    first_word: Vec<u16>,
    n_words: Vec<u8>,
    entries: Vec<u16>,
    entries_at: Vec<u32>,
}

impl Index {
    /// Builds the index in two passes over the units.
    pub(crate) fn new(parts: &Parts) -> Result<Index, CodesError> {
        let mut index = Index::vocabulary(parts)?;
        let mut places = index.count(parts)?;
        index.entries_at = places.clone();
        index.fill(&parts.units, &mut places);
        Ok(index)
    }

    /// Number of words in the vocabulary.
    pub(crate) fn len(&self) -> usize {
        self.word_at.len() - 1
    }

    /// The word with this number; empty when there is none.
    pub(crate) fn word(&self, number: usize) -> &[u8] {
        let (Some(start), Some(end)) = (self.word_at.get(number), self.word_at.get(number + 1))
        else {
            return &[];
        };
        self.words
            .get(*start as usize..*end as usize)
            .unwrap_or_default()
    }

    /// The set of letters of each word, in the order of the words; see [`letters`].
    pub(crate) fn letters(&self) -> &[u32] {
        &self.letters
    }

    /// Where the units of an entry's text stand, without the end mark.
    pub(crate) fn text(&self, entry: usize) -> std::ops::Range<usize> {
        let (Some(start), Some(end)) = (self.text_at.get(entry), self.text_at.get(entry + 1))
        else {
            return 0..0;
        };
        *start as usize..(*end as usize).saturating_sub(1)
    }

    /// The entries whose text holds the word, in ascending order; one that holds it twice stands twice.
    pub(crate) fn entries(&self, word: u16) -> &[u16] {
        let word = usize::from(word);
        let (Some(start), Some(end)) = (self.entries_at.get(word), self.entries_at.get(word + 1))
        else {
            return &[];
        };
        self.entries
            .get(*start as usize..*end as usize)
            .unwrap_or_default()
    }

    /// Is this the word with which the entry's text begins?
    pub(crate) fn is_first_word(&self, entry: u16, word: u16) -> bool {
        self.first_word.get(usize::from(entry)) == Some(&word)
    }

    /// The number of words in an entry's text, 255 at most.
    pub(crate) fn n_words(&self, entry: usize) -> u8 {
        self.n_words.get(entry).copied().unwrap_or(u8::MAX)
    }

    /// The number of this very word.
    pub(crate) fn find(&self, word: &[u8]) -> Option<u16> {
        let at = self.first_not_before(word);
        (!word.is_empty() && self.word(at) == word).then_some(at as u16)
    }

    /// The numbers of the words that begin so.
    pub(crate) fn beginning(&self, start: &[u8]) -> std::ops::Range<usize> {
        let from = self.first_not_before(start);
        let to = partition_point(from, self.len(), |at| self.word(at).starts_with(start));
        from..to
    }

    fn first_not_before(&self, word: &[u8]) -> usize {
        partition_point(0, self.len(), |at| self.word(at) < word)
    }

    fn vocabulary(parts: &Parts) -> Result<Index, CodesError> {
        let mut index = Index {
            words: Vec::with_capacity(parts.piece_text.len()),
            word_at: vec![0],
            letters: Vec::new(),
            // The end mark.
            word_of_unit: vec![NO_WORD],
            text_at: vec![0],
            first_word: Vec::new(),
            n_words: Vec::new(),
            entries: Vec::new(),
            entries_at: Vec::new(),
        };
        let mut folded = Vec::new();
        for piece in 0..parts.piece_at.len() - 1 {
            let piece = parts.piece(piece);
            if !piece.starts_with(is_word) {
                index.word_of_unit.push(NO_WORD);
                continue;
            }
            folded.clear();
            fold(piece, &mut folded);
            let before = index.len().checked_sub(1).map(|last| index.word(last));
            if before.is_none_or(|before| before < folded.as_slice()) {
                index.words.extend_from_slice(&folded);
                index.word_at.push(index.words.len() as u32);
                index.letters.push(letters(&folded));
            } else if before != Some(folded.as_slice()) {
                return Err(CodesError::Malformed("words are not in ascending order"));
            }
            // Pieces are fewer than 65 535, the reader has seen to it.
            index.word_of_unit.push((index.len() - 1) as u16);
        }
        Ok(index)
    }

    /// The first pass: checks the units, notes where texts begin and how often each word occurs. Gives the place
    /// among the entries where those of each word begin, and after the last one their end.
    fn count(&mut self, parts: &Parts) -> Result<Vec<u32>, CodesError> {
        let n_entries = parts.code_at.len() - 1;
        self.text_at.reserve(n_entries);
        self.first_word.reserve(n_entries);
        self.n_words.reserve(n_entries);
        let mut counts = vec![0_u32; self.len() + 1];
        let (mut first, mut n_words) = (NO_WORD, 0_u8);
        for (unit, at) in parts.units.iter().zip(1_u32..) {
            let Some(word) = self.word_of_unit.get(usize::from(*unit)) else {
                return Err(CodesError::Malformed(
                    "a text uses a piece that does not exist",
                ));
            };
            if let Some(count) = counts.get_mut(usize::from(*word)) {
                *count += 1;
                if n_words == 0 {
                    first = *word;
                }
                n_words = n_words.saturating_add(1);
            } else if *unit == 0 {
                self.text_at.push(at);
                self.first_word.push(first);
                self.n_words.push(n_words);
                (first, n_words) = (NO_WORD, 0);
            }
        }
        let ended = parts.units.last().is_none_or(|unit| *unit == 0);
        if !ended || self.n_words.len() != n_entries {
            return Err(CodesError::Malformed("not one text for each code"));
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += std::mem::replace(count, sum);
        }
        self.entries = vec![0; sum as usize];
        Ok(counts)
    }

    /// The second pass: notes for each word the entries whose text holds it.
    fn fill(&mut self, units: &[u16], places: &mut [u32]) {
        // Entries are at most 65 535, the reader has seen to it.
        let mut entry = 0_u16;
        for unit in units {
            let word = self
                .word_of_unit
                .get(usize::from(*unit))
                .copied()
                .unwrap_or(NO_WORD);
            if let Some(place) = places.get_mut(usize::from(word)) {
                if let Some(slot) = self.entries.get_mut(*place as usize) {
                    *slot = entry;
                    *place += 1;
                }
            } else if *unit == 0 {
                entry = entry.wrapping_add(1);
            }
        }
    }
}

/// The set of letters in a folded word: a bit for each letter, one for digits, one for the rest.
pub(crate) fn letters(word: &[u8]) -> u32 {
    word.iter().fold(0, |set, byte| {
        set | match byte {
            b'a'..=b'z' => 1 << (byte - b'a'),
            b'0'..=b'9' => 1 << 26,
            _ => 1 << 27,
        }
    })
}

/// The first number in the range for which the question is answered with no, given that yes comes before no.
pub(crate) fn partition_point(from: usize, to: usize, yes: impl Fn(usize) -> bool) -> usize {
    let (mut from, mut to) = (from, to.max(from));
    while from < to {
        let middle = from + (to - from) / 2;
        if yes(middle) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    from
}
