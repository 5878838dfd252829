//! Entries that fit some of the words only: better than none for `hjernerystelse etter fall`.

use super::matching::{Match, misspelt};
use super::named::codes_meant;
use super::query::Term;
use super::synonyms::Meaning;
use super::tally::Key;
use super::{Rank, STEP, Search};

/// What a rare word weighs; each doubling of the entries that hold it takes one off.
const RAREST: u32 = 17;
/// What is taken off for a word that had to be mended.
const MENDED: u32 = 2;

impl Search<'_, '_> {
    /// Adds the entries whose fitting words weigh most. The rarer a word, the more it says about what is meant.
    pub(super) fn partial(&mut self, terms: &[Term]) {
        let mut weights = vec![(0_u32, 0_u32); self.tallies.len()];
        for (term, number) in terms.iter().zip(1_u32..) {
            for (entry, weight) in self.weighed(term) {
                if let Some((last, sum)) = weights.get_mut(entry).filter(|(last, _)| *last < number)
                {
                    *last = number;
                    *sum += weight;
                }
            }
        }
        let searched = |entry: usize| self.place_of(entry).is_some();
        let sums = weights
            .iter()
            .enumerate()
            .filter(|(entry, _)| searched(*entry));
        let most = sums.map(|(_, (_, sum))| *sum).max().unwrap_or_default();
        for (entry, (_, sum)) in weights.into_iter().enumerate() {
            let is_new = self.tallies.get(entry).is_some_and(|tally| !tally.is_hit());
            if let Some(list) = self
                .place_of(entry)
                .filter(|_| is_new && sum > 0 && 2 * sum > most)
            {
                let cost = (most - sum) * STEP + self.cost_of(entry);
                self.add(Key::new(Rank::SomeWords as u32, list, cost, entry));
            }
        }
    }

    /// The entries that fit a term, and what that weighs.
    fn weighed(&self, term: &Term) -> Vec<(usize, u32)> {
        let codes = self.codes;
        let mut out = Vec::new();
        for (kodeverk, start) in term.code.iter().flat_map(|code| codes_meant(code)) {
            out.extend(
                codes
                    .beginning(kodeverk, &start)
                    .map(|entry| (entry, RAREST)),
            );
        }
        for synonym in &term.meanings {
            if let Meaning::Code(code) = synonym.meaning {
                out.extend(self.named(code).map(|entry| (entry, RAREST - synonym.cost)));
            }
        }
        let words = misspelt(term, &codes.index, usize::MAX);
        let best = words.iter().map(|word| word.rank).min();
        let postings = |word: &Match| codes.index.entries(word.word);
        let fitting = words.iter().filter(|word| Some(word.rank) == best);
        let n: usize = fitting.map(|word| postings(word).len()).sum();
        let rare = RAREST.saturating_sub(u32::BITS - (n as u32).leading_zeros());
        for word in &words {
            let mended = if word.rank >= Rank::Misspelt {
                MENDED
            } else {
                0
            };
            let weight = rare.saturating_sub(mended);
            out.extend(
                postings(word)
                    .iter()
                    .map(|entry| (usize::from(*entry), weight)),
            );
        }
        out
    }
}
