//! What was typed, taken apart.

use super::synonyms::synonyms;
use crate::file::pieces;
use crate::fold::{fold, is_word};
use crate::index::Index;

/// More words than this are not looked at.
const MOST_TERMS: usize = 8;
/// Longer words are cut, so that one fits into the 64 bits of [`super::spelling`].
const MOST_LETTERS: usize = 64;
/// No code has more letters and digits.
const LONGEST_CODE: usize = 10;
/// Shortest part of a compound that is tried on its own.
const SHORTEST_PART: usize = 3;

/// Words that say nothing when others stand beside them. Folded.
const FILLERS: [&[u8]; 9] = [
    b"i", b"og", b"av", b"med", b"pa", b"ved", b"for", b"til", b"fra",
];

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// The word, folded. Not empty.
    pub(crate) word: Vec<u8>,
    /// The word without dots, if it may be the beginning of a code.
    pub(crate) code: Option<String>,
}

/// The terms of a query. Order does not matter to the search.
pub(crate) fn parse(query: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for chunk in query.split_whitespace() {
        let plain: String = chunk.chars().filter(|c| *c != '.').collect();
        if is_code(&plain) {
            terms.push(term(&plain));
        } else {
            let words = pieces(chunk).filter(|piece| piece.starts_with(is_word));
            terms.extend(words.map(term));
        }
        terms.truncate(MOST_TERMS);
    }
    if terms.iter().any(|term| !is_filler(term)) {
        terms.retain(|term| !is_filler(term));
    }
    terms
}

fn is_filler(term: &Term) -> bool {
    FILLERS.contains(&term.word.as_slice())
}

/// The terms with long words taken apart into words that occur (`ankelbrudd` → `ankel`, `brudd`), or `None` when
/// there is nothing to take apart.
pub(crate) fn split(terms: &[Term], index: &Index) -> Option<Vec<Term>> {
    let mut out = Vec::new();
    for term in terms {
        match parts(&term.word, index) {
            Some((left, right)) => out.extend([left, right].map(|word| Term { word, code: None })),
            None => out.push(term.clone()),
        }
    }
    out.truncate(MOST_TERMS);
    (out.len() > terms.len()).then_some(out)
}

fn term(word: &str) -> Term {
    let mut folded = Vec::new();
    fold(word, &mut folded);
    folded.truncate(MOST_LETTERS);
    Term {
        word: folded,
        code: is_code(word).then(|| word.to_owned()),
    }
}

/// A letter, or a letter and a digit and more of both.
fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() <= LONGEST_CODE
        && bytes.first().is_some_and(u8::is_ascii_alphabetic)
        && bytes.get(1).is_none_or(u8::is_ascii_digit)
        && bytes.iter().all(u8::is_ascii_alphanumeric)
}

/// The two parts of a compound: the left one is a word that occurs (also with `s` or `e` as joint), the right one
/// begins one or is another word for one. A whole right part is preferred, then a long one.
fn parts(word: &[u8], index: &Index) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut begun = None;
    for at in SHORTEST_PART..word.len().saturating_sub(SHORTEST_PART - 1) {
        let (left, right) = word.split_at_checked(at)?;
        let Some(left) = whole(left, index) else {
            continue;
        };
        if index.find(right).is_some() || synonyms(right).next().is_some() {
            return Some((left.to_vec(), right.to_vec()));
        }
        if begun.is_none() && right.len() > SHORTEST_PART && !index.beginning(right).is_empty() {
            begun = Some((left.to_vec(), right.to_vec()));
        }
    }
    begun
}

/// The word, if it occurs, or it without the joint of a compound.
pub(crate) fn whole<'a>(left: &'a [u8], index: &Index) -> Option<&'a [u8]> {
    let joint = left.strip_suffix(b"s").or_else(|| left.strip_suffix(b"e"));
    [Some(left), joint]
        .into_iter()
        .flatten()
        .find(|word| word.len() >= SHORTEST_PART && index.find(word).is_some())
}
