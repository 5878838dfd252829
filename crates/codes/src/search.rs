//! Search for a doctor who types few keys and not always the right ones.
//!
//! # Order of hits
//!
//! Every word must fit, in any order; where nearly nothing does, some of the words must.
//!
//! 1. What fits as it was typed; then what stands inside a word or fits when a misspelling is mended; then what fits
//!    some of the words only.
//! 2. By list, in the order asked for: in the form ICPC-2 before ICPC-2B (`sykmelding.md` 2.3).
//! 3. By [`Rank`]: how well the worst of the words typed fits.
//! 4. By how well the words fit within the rank: whole words before beginnings, the text's first word before others,
//!    short texts before long ones, and the codes that many sick notes bear before others.
//! 5. By code. So the order never depends on anything but query and lists.
//!
//! # How
//!
//! A term is looked up among the ten thousand words of the vocabulary, and each entry that holds one of the found
//! words is noted in a tally of four bytes. Words come best first and the first to touch an entry counts.
//! Passes with lower demands follow only while hits are lacking: subdivisions of what was found, compounds taken
//! apart, misspellings. No index of letter sequences is needed, so loading is quick.

mod family;
mod marks;
mod matching;
mod named;
mod partial;
mod query;
mod spelling;
mod synonyms;
mod tally;

use std::collections::BinaryHeap;

use domain::Kodeverk;

pub use marks::marks;
use matching::{Match, anywhere, beginning, misspelt};
use query::{Term, parse, phrases, pieces, split, understand};
pub(crate) use synonyms::Synonyms;
use tally::{Key, Number, Tally};

use crate::index::Index;
use crate::lists::{Codes, Entry};

/// With fewer hits than this, misspellings are looked for too.
const FEW: usize = 8;
/// What a word costs that is not the first of its text.
const NOT_FIRST: u32 = 3;
/// What a code costs that sick notes seldom bear.
const SELDOM: u32 = 6;
/// What a step in the quality of a match costs, as a multiple of a word in the text.
const STEP: u32 = 4;

/// How well an entry fits the query. Smaller is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// The code is, or begins with, what was typed.
    Code,
    /// A word of the text is, or begins with, what was typed, or means the same.
    Word,
    /// A part of a compound does (`rygg` in `korsryggsmerte`), or the parts of a typed compound do.
    Part,
    /// A subdivision of an ICPC-2 code that fits, or the code of ICPC-2 above a subdivision that does.
    Subdivision,
    /// It stands somewhere inside a word.
    Inside,
    /// A word with one letter wrong.
    Misspelt,
    /// A word with two letters wrong.
    FarMisspelt,
    /// Some of the words only.
    SomeWords,
}

/// An entry that fits the query.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'a> {
    /// The code and its text.
    pub entry: Entry<'a>,
    /// How well it fits.
    pub rank: Rank,
}

impl Codes {
    /// The best hits in the given lists, at most `limit`, best first. Lists come in the order in which they are given.
    /// An empty query has no hits.
    pub fn search(&self, query: &str, lists: &[Kodeverk], limit: usize) -> Vec<Hit<'_>> {
        let mut terms = parse(query);
        if terms.is_empty() || limit == 0 {
            return Vec::new();
        }
        understand(&mut terms, &self.synonyms);
        let mut search = Search::new(self, lists, limit);
        let phrases = phrases(&terms, &self.synonyms);
        if let Some(terms) = &phrases {
            search.pass(terms, beginning, Rank::Code);
        }
        search.pass(&terms, beginning, Rank::Code);
        if search.found_codes() {
            return search.hits();
        }
        if search.has_room(0) {
            search.pass(&terms, anywhere, Rank::Part);
        }
        search.subdivisions();
        search.parents();
        if search.has_room(0)
            && let Some(parts) = split(&terms, &self.index, &self.synonyms)
        {
            search.pass(&parts, anywhere, Rank::Part);
        }
        if search.is_unsure() {
            let mut terms = phrases.unwrap_or(terms);
            for term in &mut terms {
                term.meanings.extend(self.synonyms.near(&term.word));
            }
            search.pass(&terms, misspelt, Rank::Misspelt);
            search.parents();
            if search.lacks(FEW) {
                search.partial(&pieces(terms, &self.index, &self.synonyms));
            }
        }
        search.hits()
    }
}

/// Gives the words that a term may mean, best first; those that only entries from a number on hold may be left out.
type Words = fn(&Term, &Index, usize) -> Vec<Match>;

struct Search<'a, 'q> {
    codes: &'a Codes,
    lists: &'q [Kodeverk],
    limit: usize,
    tallies: Vec<Tally>,
    n_terms: u32,
    best: BinaryHeap<Key>,
}

impl<'a, 'q> Search<'a, 'q> {
    fn new(codes: &'a Codes, lists: &'q [Kodeverk], limit: usize) -> Search<'a, 'q> {
        let tallies = vec![Tally::default(); codes.parts.counts.iter().sum()];
        Search {
            codes,
            lists,
            limit,
            tallies,
            n_terms: 0,
            best: BinaryHeap::new(),
        }
    }

    fn lacks(&self, enough: usize) -> bool {
        self.best.len() < enough
    }

    /// Is there room for hits of lower rank in the list at this place: empty, or taken by a later list?
    fn has_room(&self, list: usize) -> bool {
        self.lacks(self.limit) || self.best.peek().is_some_and(|worst| worst.list() > list)
    }

    /// Are there few hits as typed? Then misspellings are looked for too.
    fn is_unsure(&self) -> bool {
        let sure = self.best.iter().filter(|hit| hit.rank() < Rank::Inside);
        sure.count() < FEW
    }

    /// Were all terms codes? Then nothing else is meant.
    fn found_codes(&self) -> bool {
        let mut hits = self.best.iter();
        !self.best.is_empty() && hits.all(|hit| hit.rank() == Rank::Code)
    }

    /// The end of the entries that can still become hits of a rank. Lists that are full of better ones, and those behind
    /// them, need not be looked at when they are asked for in the order of the file.
    fn end(&self, at_best: Rank) -> usize {
        let counts = self.codes.parts.counts.iter();
        if !Kodeverk::ALL.starts_with(self.lists) {
            return counts.sum();
        }
        let full = self.best.peek().filter(|_| !self.lacks(self.limit));
        let n_lists = match full {
            Some(worst) if worst.rank() < Rank::Inside => {
                worst.list() + usize::from(at_best <= worst.rank())
            }
            _ => self.lists.len(),
        };
        counts.take(n_lists).sum()
    }

    /// Adds the entries that fit all terms, none of them with a better rank than `at_best`.
    fn pass(&mut self, terms: &[Term], words: Words, at_best: Rank) {
        let codes = self.codes;
        let [n_icpc2, ..] = codes.parts.counts;
        let (first, last) = (self.n_terms + 1, self.n_terms + terms.len() as u32);
        self.n_terms = last;
        for (term, number) in terms.iter().zip(first..) {
            let number = Number {
                term: number,
                first,
                last,
            };
            self.count_codes(number, term, at_best);
            self.count_named(number, term, at_best, 0..=0);
            // Three letters stand inside so many words that only those of ICPC-2 tell anything.
            let end = self.end(at_best);
            let end = if term.word.len() > 3 {
                end
            } else {
                n_icpc2.min(end)
            };
            for found in words(term, &codes.index, end) {
                let end = self.end(at_best);
                for entry in codes.index.entries(found.word) {
                    if usize::from(*entry) >= end {
                        break;
                    }
                    let is_first = codes.index.is_first_word(*entry, found.word);
                    let cost = found.cost * STEP + if is_first { 0 } else { NOT_FIRST };
                    self.count(usize::from(*entry), number, found.rank.max(at_best), cost);
                }
            }
            self.count_named(number, term, at_best, 1..=u32::MAX);
        }
    }

    /// Counts a term for an entry; when it was the last one, the entry is a hit.
    fn count(&mut self, entry: usize, number: Number, rank: Rank, cost: u32) {
        let Some(tally) = self.tallies.get_mut(entry) else {
            return;
        };
        if tally.count(number, rank, cost) && number.term == number.last {
            let (rank, cost) = (tally.rank(), tally.cost());
            let Some(list) = self.place_of(entry) else {
                return;
            };
            // In a list of codes the order is that of the codes.
            let more = if rank == Rank::Code as u32 {
                0
            } else {
                self.cost_of(entry)
            };
            self.add(Key::new(rank, list, cost + more, entry));
        }
    }

    /// The place of an entry's list among those asked for.
    fn place_of(&self, entry: usize) -> Option<usize> {
        let kodeverk = Kodeverk::ALL.get(self.codes.list_of(entry))?;
        self.lists.iter().position(|list| list == kodeverk)
    }

    fn add(&mut self, key: Key) {
        if let Some(tally) = self.tallies.get_mut(key.entry()) {
            tally.0 = Tally::HIT;
        }
        if self.best.len() < self.limit {
            self.best.push(key);
        } else if let Some(mut worst) = self.best.peek_mut().filter(|worst| key < **worst) {
            *worst = key;
        }
    }

    /// What an entry costs whatever was typed: long texts and rare codes come later.
    fn cost_of(&self, entry: usize) -> u32 {
        let seldom = if self.codes.is_often_used(entry) {
            0
        } else {
            SELDOM
        };
        u32::from(self.codes.index.n_words(entry).min(15)) + seldom
    }

    fn hits(self) -> Vec<Hit<'a>> {
        let codes = self.codes;
        let keys = self.best.into_sorted_vec().into_iter();
        keys.filter_map(|key| {
            Some(Hit {
                entry: codes.entry(key.entry())?,
                rank: key.rank(),
            })
        })
        .collect()
    }
}
