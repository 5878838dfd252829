//! What was typed, taken apart.

use super::synonyms::{Synonym, Synonyms};
use crate::file::pieces as words;
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
/// Shortest part of a compound whose other part is unknown.
const SHORTEST_PIECE: usize = 4;
/// More words than this mean nothing together.
const LONGEST_PHRASE: usize = 3;
/// Beginnings of words in nynorsk and in the lists, which are in bokmål. Folded; no word of the lists begins so.
const STEMS: [(&[u8], &[u8]); 6] = [
    (b"hjart", b"hjert"),
    (b"hovud", b"hode"),
    (b"auge", b"oye"),
    (b"oyre", b"ore"),
    (b"hogt", b"hoyt"),
    (b"sjuk", b"syk"),
];

/// Words that say nothing when others stand beside them. Folded.
const FILLERS: [&[u8]; 16] = [
    b"i", b"og", b"av", b"med", b"pa", b"ved", b"for", b"til", b"fra", b"etter", b"er", b"en",
    b"et", b"har", b"hos", b"pga",
];

/// A word of the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Term {
    /// The word, folded. Not empty.
    pub(crate) word: Vec<u8>,
    /// The word without dots, if it may be the beginning of a code.
    pub(crate) code: Option<String>,
    /// What the word may also mean, once [`understand`] has looked.
    pub(crate) meanings: Vec<Synonym>,
}

/// The terms of a query. Order does not matter to the search.
pub(crate) fn parse(query: &str) -> Vec<Term> {
    let mut terms = Vec::new();
    for chunk in query.split_whitespace() {
        let plain: String = chunk.chars().filter(|c| *c != '.').collect();
        if is_code(&plain) {
            terms.push(term(&plain));
        } else {
            let words = words(chunk).filter(|piece| piece.starts_with(is_word));
            terms.extend(words.map(term));
        }
        terms.truncate(MOST_TERMS);
    }
    let mut terms = join_codes(terms);
    if terms.iter().any(|term| !is_filler(term)) {
        terms.retain(|term| !is_filler(term));
    }
    terms
}

/// `l 03` is a code, too: a letter and digits behind it become one term.
fn join_codes(terms: Vec<Term>) -> Vec<Term> {
    let mut out: Vec<Term> = Vec::new();
    for term in terms {
        let digits = term.word.iter().all(u8::is_ascii_digit);
        match out.last_mut().filter(|before| digits && before.is_letter()) {
            Some(letter) => *letter = letter.with(&term),
            None => out.push(term),
        }
    }
    out
}

impl Term {
    fn is_letter(&self) -> bool {
        self.word.len() == 1 && self.code.is_some()
    }

    fn with(&self, digits: &Term) -> Term {
        term(&String::from_utf8_lossy(
            &[self.word.as_slice(), &digits.word].concat(),
        ))
    }
}

/// Writes nynorsk as the lists do and looks up what else the terms may mean.
pub(crate) fn understand(terms: &mut [Term], synonyms: &Synonyms) {
    for term in terms {
        for (nynorsk, listed) in STEMS {
            if let Some(rest) = term.word.strip_prefix(nynorsk) {
                term.word = [listed, rest].concat();
            }
        }
        term.meanings = synonyms.of(&term.word);
    }
}

/// The terms with those put together that mean something only together (`lavt stoffskifte`); `None` if none do.
pub(crate) fn phrases(terms: &[Term], synonyms: &Synonyms) -> Option<Vec<Term>> {
    let together = |from: usize, to: usize| {
        let words = terms.get(from..to)?.iter();
        let mut words: Vec<&[u8]> = words.map(|term| term.word.as_slice()).collect();
        let mut word = words.join(&b' ');
        let mut meanings = synonyms.of(&word);
        if meanings.is_empty() {
            words.reverse();
            word = words.join(&b' ');
            meanings = synonyms.of(&word);
        }
        let term = Term {
            word,
            code: None,
            meanings,
        };
        (!term.meanings.is_empty()).then_some(term)
    };
    for length in (2..=terms.len().min(LONGEST_PHRASE)).rev() {
        for from in 0..=terms.len() - length {
            if let Some(phrase) = together(from, from + length) {
                let mut out = terms.to_vec();
                out.splice(from..from + length, [phrase]);
                return Some(out);
            }
        }
    }
    None
}

fn is_filler(term: &Term) -> bool {
    FILLERS.contains(&term.word.as_slice())
}

/// The terms with long words taken apart into words that occur (`ankelbrudd` → `ankel`, `brudd`), or `None` when
/// there is nothing to take apart.
pub(crate) fn split(terms: &[Term], index: &Index, synonyms: &Synonyms) -> Option<Vec<Term>> {
    let mut out = Vec::new();
    for term in terms {
        match parts(&term.word, index, synonyms) {
            Some((left, right)) => out.extend([left, right].map(|word| Term {
                meanings: synonyms.of(&word),
                word,
                code: None,
            })),
            None => out.push(term.clone()),
        }
    }
    out.truncate(MOST_TERMS);
    (out.len() > terms.len()).then_some(out)
}

/// The terms and those parts of long ones that are known: for entries that fit something of what was typed.
pub(crate) fn pieces(mut terms: Vec<Term>, index: &Index, synonyms: &Synonyms) -> Vec<Term> {
    let known = |word: &[u8]| index.find(word).is_some() || synonyms.know(word);
    let mut more = Vec::new();
    for term in terms.iter().filter(|term| !term.word.contains(&b' ')) {
        let cuts = SHORTEST_PIECE..(term.word.len() + 1).saturating_sub(SHORTEST_PIECE);
        let halves = |at| term.word.split_at_checked(at);
        let left = cuts.clone().rev().filter_map(halves).map(|(left, _)| left);
        let right = cuts.filter_map(halves).map(|(_, right)| right);
        more.extend(left.into_iter().find(|word| known(word)));
        more.extend(right.into_iter().find(|word| known(word)));
    }
    let more = more.into_iter().map(|word| Term {
        word: word.to_vec(),
        code: None,
        meanings: synonyms.of(word),
    });
    let more: Vec<Term> = more.collect();
    terms.extend(more);
    terms
}

fn term(word: &str) -> Term {
    let mut folded = Vec::new();
    fold(word, &mut folded);
    folded.truncate(MOST_LETTERS);
    Term {
        word: folded,
        code: is_code(word).then(|| word.to_owned()),
        meanings: Vec::new(),
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
fn parts(word: &[u8], index: &Index, synonyms: &Synonyms) -> Option<(Vec<u8>, Vec<u8>)> {
    let mut begun = None;
    for at in SHORTEST_PART..word.len().saturating_sub(SHORTEST_PART - 1) {
        let (left, right) = word.split_at_checked(at)?;
        let Some(left) = whole(left, index) else {
            continue;
        };
        if index.find(right).is_some() || synonyms.know(right) {
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
