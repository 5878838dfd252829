//! Which parts of a text the query found, for highlighting.

use std::ops::Range;

use super::matching::find;
use super::query::{Term, parse};
use super::spelling::{Pattern, Place, tolerance};
use crate::file::pieces;
use crate::fold::{Folded, fold_with_places, is_word};

/// The parts of a text that fit the words of the query, as byte ranges in ascending order that do not touch letters
/// twice. Needs no lists: the caller may keep its own copies of the hits.
pub fn marks(query: &str, text: &str) -> Vec<Range<usize>> {
    let with_pattern = |term: Term| (Pattern::new(&term.word), term);
    let terms: Vec<(Pattern, Term)> = parse(query).into_iter().map(with_pattern).collect();
    let mut out = Vec::new();
    let mut at = 0;
    for piece in pieces(text) {
        if piece.starts_with(is_word) {
            let folded = fold_with_places(piece);
            let found = terms
                .iter()
                .filter_map(|(pattern, term)| mark(&folded, term, pattern));
            let best = found.min_by_key(|range| (range.start, usize::MAX - range.end));
            out.extend(best.map(|range| at + range.start..at + range.end));
        }
        at += piece.len();
    }
    out
}

/// The part of a word that fits the term: the place where it stands, or the whole word if it is misspelt.
fn mark(folded: &[Folded], term: &Term, pattern: &Pattern) -> Option<Range<usize>> {
    let word: Vec<u8> = folded.iter().map(|folded| folded.byte).collect();
    let length = term.word.len();
    let at = find(&word, &term.word).filter(|at| *at == 0 || length > 2);
    let tolerance = tolerance(length);
    let misspelt = || tolerance > 0 && pattern.mistakes(&word, Place::Beginning) <= tolerance;
    let (first, last) = match at {
        Some(at) => (at, at + length - 1),
        None if misspelt() => (0, word.len() - 1),
        None => return None,
    };
    Some(folded.get(first)?.start..folded.get(last)?.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(query: &str, text: &str) -> String {
        let mut out = text.to_owned();
        for range in marks(query, text).into_iter().rev() {
            out.insert(range.end, ']');
            out.insert(range.start, '[');
        }
        out
    }

    #[test]
    fn what_was_typed_is_marked_where_it_stands() {
        assert_eq!(
            marked("rygg smer", "Korsryggsmerter, rygg"),
            "Kors[rygg]smerter, [rygg]"
        );
        assert_eq!(marked("haand", "Brudd hånd/fot"), "Brudd [hånd]/fot");
        assert_eq!(marked("blae", "Blærekatarr"), "[Blæ]rekatarr");
        assert_eq!(marked("influesa", "Influensa A"), "[Influensa] A");
        assert_eq!(marked("l03", "Korsrygg"), "Korsrygg");
    }

    #[test]
    fn a_short_word_is_marked_only_at_the_beginning() {
        assert_eq!(marked("in", "Influensa i kinin"), "[In]fluensa i kinin");
    }
}
