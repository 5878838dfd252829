//! Other words for the same, from `synonyms.txt`: what doctors type and the lists do not say.

use super::spelling::{Pattern, Place, squeezed, tolerance};
use crate::fold::fold;

/// What a word may also mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Meaning {
    /// A code of ICPC-2, or with a dot one of ICD-10.
    Code(&'static str),
    /// The beginning of a folded word that means the same.
    Word(&'static str),
    /// The beginning of a folded word that may be meant; found after what was typed.
    Loosely(&'static str),
}

/// A meaning of what was typed, and what it costs that more or less was typed than stands in the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Synonym {
    pub(crate) meaning: Meaning,
    pub(crate) cost: u32,
    pub(crate) mistakes: u32,
}

/// What is typed, folded, and the meanings as written.
type Line = (Vec<u8>, &'static str);

/// The table, ready to be asked: its lines by the first letter.
pub(crate) struct Synonyms([Vec<Line>; N_FIRST]);

/// Letters, and one place for whatever else a line begins with.
const N_FIRST: usize = 27;

fn first(typed: &[u8]) -> usize {
    match typed.first() {
        Some(letter @ b'a'..=b'z') => usize::from(letter - b'a'),
        _ => N_FIRST - 1,
    }
}

const TABLE: &str = include_str!("synonyms.txt");
/// Shorter words are not taken for the beginning of another.
const SHORTEST_BEGUN: usize = 4;
/// The most letters that a word may have more than the one in the table: endings.
const LONGEST_ENDING: usize = 3;
/// What a word costs that is not typed to its end yet, and one with an ending.
const BEGUN: u32 = 2;
const WITH_ENDING: u32 = 3;

impl Synonyms {
    /// Folds the left sides.
    pub(crate) fn new() -> Synonyms {
        let line = |line: &'static str| {
            let (typed, meanings) = line.split_once(": ").filter(|_| !line.starts_with('#'))?;
            let mut folded = Vec::new();
            for word in typed.split(' ') {
                if !folded.is_empty() {
                    folded.push(b' ');
                }
                fold(word, &mut folded);
            }
            Some((folded, meanings))
        };
        let mut by_letter = [const { Vec::new() }; N_FIRST];
        for (typed, meanings) in TABLE.lines().filter_map(line) {
            if let Some(lines) = by_letter.get_mut(first(&typed)) {
                lines.push((typed, meanings));
            }
        }
        Synonyms(by_letter)
    }

    fn beginning_like(&self, word: &[u8]) -> &[Line] {
        self.0.get(first(word)).map_or(&[], Vec::as_slice)
    }

    /// The other meanings of a folded word, or of several with a space between them.
    pub(crate) fn of(&self, word: &[u8]) -> Vec<Synonym> {
        meanings(self.beginning_like(word), |typed| {
            if let Some(rest) = typed.strip_prefix(word) {
                // A word alone is not the beginning of several.
                let begun = word.len() >= SHORTEST_BEGUN && !rest.contains(&b' ');
                (begun || rest.is_empty()).then_some((0, if rest.is_empty() { 0 } else { BEGUN }))
            } else {
                let ending = word.strip_prefix(typed)?;
                let ended = typed.len() >= SHORTEST_BEGUN && ending.len() <= LONGEST_ENDING;
                (ended && !ending.contains(&b' ')).then_some((0, WITH_ENDING))
            }
        })
    }

    /// Does this very word have other meanings?
    pub(crate) fn know(&self, word: &[u8]) -> bool {
        self.beginning_like(word)
            .iter()
            .any(|(typed, _)| typed == word)
    }

    /// The meanings of the words that a misspelt one may be.
    pub(crate) fn near(&self, word: &[u8]) -> Vec<Synonym> {
        let most = tolerance(word.len());
        if most == 0 {
            return Vec::new();
        }
        let n_words = words(word);
        let pattern = Pattern::new(&squeezed(word));
        meanings(self.0.iter().flatten(), |typed| {
            let too_short =
                typed.len() < SHORTEST_BEGUN || typed.len() + (most as usize) < word.len();
            if too_short || words(typed) != n_words {
                return None;
            }
            let mistakes = pattern.mistakes(&squeezed(typed), Place::Beginning);
            let same_start = word.len() > SHORTEST_BEGUN || typed.first() == word.first();
            // A word that goes on behind what was typed is less likely meant.
            let begun = if typed.len() > word.len() + 1 {
                BEGUN
            } else {
                0
            };
            (mistakes <= most && same_start).then_some((mistakes, mistakes + begun))
        })
    }
}

/// The meanings of the lines for which there are a number of mistakes and a cost.
fn meanings<'a>(
    lines: impl IntoIterator<Item = &'a Line>,
    fits: impl Fn(&[u8]) -> Option<(u32, u32)>,
) -> Vec<Synonym> {
    let mut out = Vec::new();
    for (typed, meanings) in lines {
        if let Some((mistakes, cost)) = fits(typed) {
            out.extend(meanings.split(' ').map(|written| Synonym {
                meaning: meaning(written),
                cost,
                mistakes,
            }));
        }
    }
    out
}

fn words(typed: &[u8]) -> usize {
    typed.iter().filter(|byte| **byte == b' ').count()
}

fn meaning(written: &'static str) -> Meaning {
    match written.strip_prefix('~') {
        Some(word) => Meaning::Loosely(word),
        None if written.starts_with(|c: char| c.is_ascii_uppercase()) => Meaning::Code(written),
        None => Meaning::Word(written),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_what_it_means_and_none_stands_twice() {
        let mut seen = std::collections::BTreeSet::new();
        for (typed, meanings) in Synonyms::new().0.into_iter().flatten() {
            assert!(!meanings.is_empty());
            for one in meanings.split(' ').map(meaning) {
                if let Meaning::Word(word) | Meaning::Loosely(word) = one {
                    let mut folded = Vec::new();
                    fold(word, &mut folded);
                    assert_eq!(folded, word.as_bytes(), "folded on the right side");
                }
            }
            assert!(seen.insert(typed.clone()), "{typed:?} stands twice");
        }
        let lines = TABLE
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        assert_eq!(lines.count(), seen.len());
    }

    #[test]
    fn a_word_is_known_when_begun_ended_or_misspelt() {
        let synonyms = Synonyms::new();
        let first = |found: Vec<Synonym>| found.first().map(|synonym| synonym.meaning);
        let disc = Some(Meaning::Code("L84"));
        assert_eq!(first(synonyms.of(b"hekseskudd")), disc);
        assert_eq!(first(synonyms.of(b"hekses")), disc);
        assert_eq!(first(synonyms.of(b"hekseskuddet")), disc);
        assert_eq!(first(synonyms.near(b"hekseskud")), disc);
        assert_eq!(first(synonyms.of(b"heksehyl")), None);
        assert_eq!(
            first(synonyms.of(b"lavt stoffskifte")),
            Some(Meaning::Code("T86"))
        );
    }
}
