//! Search for a doctor who types few keys and not always the right ones.
//!
//! # Order of hits
//!
//! 1. By [`Rank`]: how well the worst of the words typed fits. Every word must fit, in any order.
//! 2. By list: ICPC-2, ICPC-2B, ICD-10.
//! 3. By how well the words fit within the rank: whole words before beginnings, the text's first word before others,
//!    short texts before long ones.
//! 4. By code. So the order never depends on anything but query and lists.
//!
//! # How
//!
//! A term is looked up among the ten thousand words of the vocabulary, and each entry that holds one of the found
//! words is noted in a tally of four bytes. Words come best first and the first to touch an entry counts.
//! Passes with lower demands follow only while hits are lacking: subdivisions of what was found, compounds taken
//! apart, misspellings. No index of letter sequences is needed, so loading is quick.

mod marks;
mod matching;
mod query;
mod spelling;
mod synonyms;
mod tally;

use std::collections::BinaryHeap;

use domain::Kodeverk;

pub use marks::marks;
use matching::{Match, anywhere, beginning, misspelt};
use query::{Term, parse, split};
use synonyms::{Meaning, synonyms};
use tally::{Key, Number, Tally};

use crate::index::Index;
use crate::lists::{Codes, Entry};

/// With fewer hits than this, misspellings are looked for too.
const FEW: usize = 8;
/// What a word costs that is not the first of its text.
const NOT_FIRST: u32 = 3;
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
    /// It stands somewhere inside a word.
    Inside,
    /// A subdivision of an ICPC-2 code that fits.
    Subdivision,
    /// A word with one letter wrong.
    Misspelt,
    /// A word with two letters wrong.
    FarMisspelt,
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
    /// The best hits in the given lists, at most `limit`, best first. An empty query has none.
    pub fn search(&self, query: &str, lists: &[Kodeverk], limit: usize) -> Vec<Hit<'_>> {
        let terms = parse(query);
        if terms.is_empty() || limit == 0 {
            return Vec::new();
        }
        let mut search = Search::new(self, lists, limit);
        search.pass(&terms, beginning, Rank::Code);
        if search.found_codes() {
            return search.hits();
        }
        if search.lacks(limit) {
            search.pass(&terms, anywhere, Rank::Part);
        }
        if search.lacks(limit) {
            search.subdivisions();
        }
        if search.lacks(limit)
            && let Some(parts) = split(&terms, &self.index)
        {
            search.pass(&parts, anywhere, Rank::Part);
        }
        if search.lacks(FEW.min(limit)) {
            search.pass(&terms, misspelt, Rank::Misspelt);
        }
        search.hits()
    }
}

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

    /// Were all terms codes? Then nothing else is meant.
    fn found_codes(&self) -> bool {
        self.best
            .peek()
            .is_some_and(|worst| worst.rank() == Rank::Code)
    }

    /// Adds the entries that fit all terms, none of them with a better rank than `at_best`.
    fn pass(&mut self, terms: &[Term], words: fn(&Term, &Index) -> Vec<Match>, at_best: Rank) {
        let codes = self.codes;
        let (first, last) = (self.n_terms + 1, self.n_terms + terms.len() as u32);
        self.n_terms = last;
        for (term, number) in terms.iter().zip(first..) {
            let number = Number {
                term: number,
                first,
                last,
            };
            self.count_codes(number, term, at_best);
            for found in words(term, &codes.index) {
                for entry in codes.index.entries(found.word) {
                    let is_first = codes.index.is_first_word(*entry, found.word);
                    let cost = found.cost * STEP + if is_first { 0 } else { NOT_FIRST };
                    self.count(usize::from(*entry), number, found.rank.max(at_best), cost);
                }
            }
        }
    }

    /// Counts the entries whose codes begin with the term, or that the term is another word for.
    fn count_codes(&mut self, number: Number, term: &Term, at_best: Rank) {
        if let Some(code) = &term.code {
            for (kodeverk, start) in codes_meant(code) {
                for entry in self.codes.beginning(kodeverk, &start) {
                    let exact = self.codes.parts.code(entry).len() == start.len();
                    self.count(entry, number, at_best, if exact { 0 } else { 1 });
                }
            }
        }
        for meaning in synonyms(&term.word) {
            let Meaning::Code(code) = meaning else {
                continue;
            };
            for entry in self.codes.beginning(Kodeverk::Icpc2, code) {
                if self.codes.parts.code(entry) == code {
                    self.count(entry, number, at_best.max(Rank::Word), 0);
                }
            }
        }
    }

    /// Counts a term for an entry; when it was the last one, the entry is a hit.
    fn count(&mut self, entry: usize, number: Number, rank: Rank, cost: u32) {
        let Some(tally) = self.tallies.get_mut(entry) else {
            return;
        };
        if tally.count(number, rank, cost) && number.term == number.last {
            let (rank, cost) = (tally.rank(), tally.cost());
            let list = self.codes.list_of(entry);
            if !Kodeverk::ALL
                .get(list)
                .is_some_and(|kodeverk| self.lists.contains(kodeverk))
            {
                return;
            }
            // In a list of codes the order is that of the codes.
            let length = if rank == Rank::Code as u32 {
                0
            } else {
                self.words_of(entry)
            };
            self.add(Key::new(rank, list, cost + length, entry));
        }
    }

    /// Adds the subdivisions of the ICPC-2 codes found by word, in the order of these.
    fn subdivisions(&mut self) {
        if !self.lists.contains(&Kodeverk::Icpc2b) {
            return;
        }
        let mut parents = self.best.clone().into_sorted_vec();
        let [n_icpc2, ..] = self.codes.parts.counts;
        parents.retain(|key| key.entry() < n_icpc2 && key.rank() < Rank::Inside);
        for parent in parents {
            let start = [self.codes.parts.code(parent.entry()), "."].concat();
            for entry in self.codes.beginning(Kodeverk::Icpc2b, &start) {
                if self.tallies.get(entry).is_some_and(|tally| !tally.is_hit()) {
                    self.add(Key::new(Rank::Subdivision as u32, 1, parent.cost(), entry));
                }
            }
            if !self.lacks(self.limit) {
                return;
            }
        }
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

    fn words_of(&self, entry: usize) -> u32 {
        u32::from(self.codes.index.n_words(entry).min(15))
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

/// The beginnings of codes that a typed code may mean: dots need not be typed.
fn codes_meant(typed: &str) -> impl Iterator<Item = (Kodeverk, String)> {
    let whole = [
        (Kodeverk::Icpc2, typed.to_owned()),
        (Kodeverk::Icd10, typed.to_owned()),
    ];
    let undivided = (typed.len() <= 4).then(|| (Kodeverk::Icpc2b, typed.to_owned()));
    // The part before the dot has three letters and digits, in a few codes four.
    let divided = [3, 4].into_iter().filter_map(move |at| {
        let (parent, child) = typed.split_at_checked(at)?;
        (!child.is_empty()).then(|| (Kodeverk::Icpc2b, [parent, ".", child].concat()))
    });
    whole.into_iter().chain(undivided).chain(divided)
}
