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
    word_of_piece: Vec<u16>,
    entries: Vec<u16>,
    entries_at: Vec<u32>,
    first_word: Vec<u16>,
    n_words: Vec<u8>,
}

impl Index {
    /// Builds the index in two passes over the units.
    pub(crate) fn new(parts: &Parts) -> Result<Index, CodesError> {
        let mut index = Index::vocabulary(parts)?;
        let n_entries = parts.code_at.len() - 1;
        let mut counts = vec![0_u32; index.len() + 1];
        for entry in 0..n_entries {
            let (first, n_words) = index.count(parts.units(entry), &mut counts);
            index.first_word.push(first);
            index.n_words.push(n_words);
        }
        let mut sum = 0;
        for count in &mut counts {
            sum += std::mem::replace(count, sum);
        }
        index.entries_at = counts.clone();
        index.entries = vec![0; sum as usize];
        for entry in 0..n_entries {
            for unit in parts.units(entry) {
                let Some(word) = index.word_of_unit(*unit) else {
                    continue;
                };
                let Some(place) = counts.get_mut(usize::from(word)) else {
                    continue;
                };
                if let Some(slot) = index.entries.get_mut(*place as usize) {
                    // Entries are at most 65 535, the reader has seen to it.
                    *slot = entry as u16;
                    *place += 1;
                }
            }
        }
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

    /// The word that a unit of a text stands for; `None` for what stands between words.
    pub(crate) fn word_of_unit(&self, unit: u16) -> Option<u16> {
        let piece = usize::from(unit).checked_sub(1)?;
        self.word_of_piece
            .get(piece)
            .copied()
            .filter(|word| *word != NO_WORD)
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
            word_of_piece: Vec::new(),
            entries: Vec::new(),
            entries_at: Vec::new(),
            first_word: Vec::new(),
            n_words: Vec::new(),
        };
        let mut folded = Vec::new();
        for piece in 0..parts.piece_at.len() - 1 {
            let piece = parts.piece(piece);
            if !piece.starts_with(is_word) {
                index.word_of_piece.push(NO_WORD);
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
            index.word_of_piece.push((index.len() - 1) as u16);
        }
        Ok(index)
    }

    /// Counts the words of a text; gives the first of them and how many there are.
    fn count(&self, units: &[u16], counts: &mut [u32]) -> (u16, u8) {
        let mut first = NO_WORD;
        let mut n_words = 0_u8;
        for word in units.iter().filter_map(|unit| self.word_of_unit(*unit)) {
            if n_words == 0 {
                first = word;
            }
            n_words = n_words.saturating_add(1);
            if let Some(count) = counts.get_mut(usize::from(word)) {
                *count += 1;
            }
        }
        (first, n_words)
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
