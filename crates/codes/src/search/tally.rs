//! What the search notes of an entry, and how hits are ordered: each in one number.

use super::Rank;

const RANKS: [Rank; 8] = [
    Rank::Code,
    Rank::Word,
    Rank::Part,
    Rank::Subdivision,
    Rank::Inside,
    Rank::Misspelt,
    Rank::FarMisspelt,
    Rank::SomeWords,
];

/// What is known of an entry: the number of the last term that fitted, the worst rank and the sum of costs; and
/// whether it is a hit already. Terms are numbered on from pass to pass, so nothing is cleared in between.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tally(pub(crate) u32);

impl Tally {
    pub(crate) const HIT: u32 = 1 << 31;
    const COST: u32 = 0xffff;

    fn last_term(self) -> u32 {
        self.0 >> 20 & 0xff
    }

    pub(crate) fn rank(self) -> u32 {
        self.0 >> 16 & 0xf
    }

    pub(crate) fn cost(self) -> u32 {
        self.0 & Tally::COST
    }

    pub(crate) fn is_hit(self) -> bool {
        self.0 & Tally::HIT != 0
    }

    /// Counts a term, unless it has been counted or one before it in this pass did not fit.
    pub(crate) fn count(&mut self, number: Number, rank: Rank, cost: u32) -> bool {
        let last = self.last_term();
        let (next, before) = if number.term == number.first {
            (last < number.term, Tally::default())
        } else {
            (last + 1 == number.term, *self)
        };
        if !next || self.is_hit() {
            return false;
        }
        let rank = before.rank().max(rank as u32);
        let cost = (before.cost() + cost).min(Tally::COST);
        self.0 = number.term << 20 | rank << 16 | cost;
        true
    }
}

/// The number of a term, and those of the first and the last one of its pass. They begin with 1.
#[derive(Clone, Copy)]
pub(crate) struct Number {
    pub(crate) term: u32,
    pub(crate) first: u32,
    pub(crate) last: u32,
}

/// A hit as a number that sorts as hits are shown: how far from what was typed, list, rank, cost, entry.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key(u64);

impl Key {
    pub(crate) fn new(rank: u32, list: usize, cost: u32, entry: usize) -> Key {
        let worse = [Rank::Inside, Rank::SomeWords];
        let worse = worse.map(|worse| u64::from(rank >= worse as u32));
        let order = worse.iter().sum::<u64>() << 48 | (list as u64) << 44 | u64::from(rank) << 40;
        Key(order | u64::from(cost.min(Tally::COST)) << 16 | entry as u64)
    }

    pub(crate) fn rank(self) -> Rank {
        RANKS
            .get((self.0 >> 40) as usize & 0xf)
            .copied()
            .unwrap_or(Rank::SomeWords)
    }

    /// The place of the list among those that are searched.
    pub(crate) fn list(self) -> usize {
        (self.0 >> 44) as usize & 0xf
    }

    pub(crate) fn cost(self) -> u32 {
        (self.0 >> 16) as u32 & Tally::COST
    }

    pub(crate) fn entry(self) -> usize {
        (self.0 & 0xffff) as usize
    }
}
