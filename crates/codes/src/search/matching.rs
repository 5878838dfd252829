//! From a term to the words of the vocabulary that it may mean, best first.

use std::collections::BinaryHeap;

use super::Rank;
use super::query::{Term, whole};
use super::spelling::{Pattern, Place, squeezed, tolerance};
use super::synonyms::{Meaning, Synonym};
use crate::index::{Index, letters};

/// Shorter terms are looked for at the beginning of words only.
const SHORTEST_INSIDE: usize = 3;
/// Shorter misspelt terms are looked for at the beginning of words only.
const SHORTEST_MISSPELT_INSIDE: usize = 6;
/// Terms of this length have one letter wrong at most, and not the first.
const SHORTEST_MISSPELT: usize = 4;
/// Shortest stem that an ending is taken from.
const SHORTEST_STEM: usize = 3;
/// Endings by which what is typed may differ from what is written in the lists: `smerter` for `Smerte`.
const ENDINGS: [&[u8]; 12] = [
    b"ene", b"mer", b"er", b"en", b"et", b"ne", b"es", b"e", b"r", b"n", b"t", b"s",
];

/// A word of the vocabulary that a term may mean. The better is the smaller.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    pub(crate) rank: Rank,
    /// Smaller is better within a rank.
    pub(crate) cost: u32,
    pub(crate) word: u16,
}

/// Words that are or begin with the term, or mean the same. Best first; a word may stand there twice.
pub(crate) fn beginning(term: &Term, index: &Index, _: usize) -> Vec<Match> {
    let mut out = Vec::new();
    let word = term.word.as_slice();
    let found = |rank, cost| {
        move |word: usize| Match {
            word: word as u16,
            rank,
            cost,
        }
    };
    out.extend(index.find(word).map(usize::from).map(found(Rank::Word, 0)));
    for Synonym { meaning, cost, .. } in &term.meanings {
        if let Meaning::Word(other) = meaning {
            out.extend(
                index
                    .beginning(other.as_bytes())
                    .map(found(Rank::Word, *cost)),
            );
        }
    }
    out.extend(index.beginning(word).map(found(Rank::Word, 2)));
    for stem in ENDINGS
        .iter()
        .filter_map(|ending| word.strip_suffix(*ending))
    {
        if stem.len() >= SHORTEST_STEM {
            out.extend(index.find(stem).map(usize::from).map(found(Rank::Word, 3)));
        }
    }
    out
}

/// The words of [`beginning`], then those that hold the term behind their beginning or may be meant by it.
pub(crate) fn anywhere(term: &Term, index: &Index, end: usize) -> Vec<Match> {
    let word = term.word.as_slice();
    let mut out = beginning(term, index, end);
    for Synonym { meaning, cost, .. } in &term.meanings {
        if let Meaning::Loosely(other) = meaning {
            let loosely = |word: usize| Match {
                rank: Rank::Part,
                cost: *cost,
                word: word as u16,
            };
            out.extend(index.beginning(other.as_bytes()).map(loosely));
        }
    }
    if word.len() >= SHORTEST_INSIDE {
        inside(word, index, end, &mut out);
    }
    for Synonym { meaning, .. } in &term.meanings {
        if let Meaning::Word(other) = meaning {
            inside(other.as_bytes(), index, end, &mut out);
        }
    }
    out
}

/// The words of [`anywhere`], because often one word is right and another is not, then those that the term becomes
/// when a few mistakes are mended.
pub(crate) fn misspelt(term: &Term, index: &Index, end: usize) -> Vec<Match> {
    let mut out = anywhere(term, index, end);
    out.append(&mut mended(term, index));
    out
}

/// Words that the term becomes when a few mistakes are mended. Best first.
fn mended(term: &Term, index: &Index) -> Vec<Match> {
    let word = term.word.as_slice();
    let tolerance = tolerance(word.len());
    // A heap sorts with a tenth of the code that `sort_unstable` brings into the browser.
    let mut out = BinaryHeap::new();
    if tolerance == 0 {
        return Vec::new();
    }
    let pattern = Pattern::new(&squeezed(word));
    let needed = letters(word);
    let mut right = Vec::new();
    for (number, there) in index.letters().iter().enumerate() {
        // A mistake adds one letter at most that the right word does not have.
        if (needed & !there).count_ones() > tolerance {
            continue;
        }
        right.clear();
        right.extend_from_slice(index.word(number));
        if right.len() + (tolerance as usize) < word.len() {
            continue;
        }
        right.dedup();
        let anywhere = pattern.mistakes(&right, Place::Anywhere);
        if anywhere > tolerance {
            continue;
        }
        let beginning = pattern.mistakes(&right, Place::Beginning);
        let (mistakes, place) = if beginning <= tolerance {
            (beginning, 0)
        } else if word.len() >= SHORTEST_MISSPELT_INSIDE {
            (anywhere, 4)
        } else {
            continue;
        };
        let first_letter = if right.first() == word.first() { 0 } else { 2 };
        if word.len() == SHORTEST_MISSPELT && first_letter > 0 {
            continue;
        }
        let length = right.len().abs_diff(word.len()).min(3) as u32;
        let rank = if mistakes < 2 {
            Rank::Misspelt
        } else {
            Rank::FarMisspelt
        };
        out.push(Match {
            word: number as u16,
            rank,
            cost: place + first_letter + length,
        });
    }
    out.into_sorted_vec()
}

/// Words that hold the term behind their beginning: first those where it is a part of a compound.
fn inside(word: &[u8], index: &Index, end: usize, out: &mut Vec<Match>) {
    let needed = letters(word);
    let mut just_inside = Vec::new();
    for (number, there) in index.letters().iter().enumerate() {
        if needed & !there != 0 {
            continue;
        }
        let compound = index.word(number);
        let Some(at) = find(compound, word).filter(|at| *at > 0) else {
            continue;
        };
        let first = index.entries(number as u16).first();
        if first.is_none_or(|entry| usize::from(*entry) >= end) {
            continue;
        }
        let found = |rank| Match {
            word: number as u16,
            rank,
            cost: 0,
        };
        if is_part(compound, at, index) {
            out.push(found(Rank::Part));
        } else {
            just_inside.push(found(Rank::Inside));
        }
    }
    out.append(&mut just_inside);
}

/// Is this a joint of the compound: is what stands before it, or what begins there, a word of its own?
fn is_part(compound: &[u8], at: usize, index: &Index) -> bool {
    let Some((left, right)) = compound.split_at_checked(at) else {
        return false;
    };
    whole(left, index).is_some() || index.find(right).is_some()
}

/// Where the word begins in the text. By hand, because the standard library's search is long.
pub(crate) fn find(text: &[u8], word: &[u8]) -> Option<usize> {
    let (first, others) = word.split_first()?;
    let mut rest = text;
    while let Some((letter, after)) = rest.split_first() {
        if letter == first && after.starts_with(others) {
            return Some(text.len() - rest.len());
        }
        rest = after;
    }
    None
}
