//! What belongs to a hit: the subdivisions of a code of ICPC-2, and the code above a subdivision.

use domain::Kodeverk;

use super::tally::Key;
use super::{FEW, Rank, Search};

/// With fewer hits of ICPC-2 than this, the codes above hits of ICPC-2B are offered too.
const FEW_PARENTS: usize = 3;

impl Search<'_, '_> {
    /// Adds the subdivisions of the ICPC-2 codes found by word, in the order of these.
    pub(super) fn subdivisions(&mut self) {
        let Some(list) = self.lists.iter().position(|list| *list == Kodeverk::Icpc2b) else {
            return;
        };
        let mut parents = self.best.clone().into_sorted_vec();
        let [n_icpc2, ..] = self.codes.parts.counts;
        parents.retain(|key| key.entry() < n_icpc2 && key.rank() < Rank::Subdivision);
        for parent in parents {
            let start = [self.codes.parts.code(parent.entry()), "."].concat();
            for entry in self.codes.beginning(Kodeverk::Icpc2b, &start) {
                if self.tallies.get(entry).is_some_and(|tally| !tally.is_hit()) {
                    self.add(Key::new(
                        Rank::Subdivision as u32,
                        list,
                        parent.cost(),
                        entry,
                    ));
                }
            }
            if !self.has_room(list) {
                return;
            }
        }
    }

    /// Adds the ICPC-2 codes above the best hits of ICPC-2B, when ICPC-2 has few hits of its own: most notes bear them.
    pub(super) fn parents(&mut self) {
        let codes = self.codes;
        let [n_icpc2, ..] = codes.parts.counts;
        let Some(list) = self.lists.iter().position(|list| *list == Kodeverk::Icpc2) else {
            return;
        };
        let own = self.best.iter().filter(|hit| hit.entry() < n_icpc2);
        if own.count() >= FEW_PARENTS {
            return;
        }
        let hits = self.best.clone().into_sorted_vec();
        let divided = hits.iter().filter(|hit| codes.list_of(hit.entry()) == 1);
        for hit in divided.take(FEW) {
            let parent = codes
                .parts
                .code(hit.entry())
                .split('.')
                .next()
                .unwrap_or_default();
            let parent = codes.number(Kodeverk::Icpc2, parent);
            let is_new = |entry: &usize| {
                self.tallies
                    .get(*entry)
                    .is_some_and(|tally| !tally.is_hit())
            };
            if let Some(entry) = parent.filter(is_new) {
                let rank = hit.rank().max(Rank::Subdivision) as u32;
                self.add(Key::new(rank, list, hit.cost(), entry));
            }
        }
    }
}
