//! Entries that a term names: by their code, or by another word for them.

use std::ops::RangeInclusive;

use domain::Kodeverk;

use super::query::Term;
use super::synonyms::{Meaning, Synonym};
use super::tally::Number;
use super::{Rank, STEP, Search};

impl Search<'_, '_> {
    /// Counts the entries whose codes begin with the term.
    pub(super) fn count_codes(&mut self, number: Number, term: &Term, at_best: Rank) {
        if let Some(code) = &term.code {
            for (kodeverk, start) in codes_meant(code) {
                for entry in self.codes.beginning(kodeverk, &start) {
                    let exact = self.codes.parts.code(entry).len() == start.len();
                    self.count(entry, number, at_best, if exact { 0 } else { 1 });
                }
            }
        }
    }

    /// Counts the entries that the term is another word for, if what that costs lies in the range.
    pub(super) fn count_named(
        &mut self,
        number: Number,
        term: &Term,
        at_best: Rank,
        costs: RangeInclusive<u32>,
    ) {
        let mut n_before = [0; 2];
        for Synonym {
            meaning,
            cost,
            mistakes,
        } in &term.meanings
        {
            let Meaning::Code(code) = meaning else {
                continue;
            };
            if !costs.contains(cost) {
                continue;
            }
            let rank = at_best.max(match mistakes {
                0 => Rank::Word,
                1 => Rank::Misspelt,
                _ => Rank::FarMisspelt,
            });
            if let Some(entry) = self.named(code) {
                // The table names the likeliest of each list first.
                let [icpc2, icd10] = &mut n_before;
                let before = if code.contains('.') { icd10 } else { icpc2 };
                let cost = cost * STEP + *before;
                *before += 1;
                self.count(entry, number, rank, cost);
            }
        }
    }

    /// The entry of a code in the table of synonyms: with a dot it is one of ICD-10.
    pub(super) fn named(&self, code: &str) -> Option<usize> {
        match code.split_once('.') {
            Some((category, rest)) => self
                .codes
                .number(Kodeverk::Icd10, &[category, rest].concat()),
            None => self.codes.number(Kodeverk::Icpc2, code),
        }
    }
}

/// The beginnings of codes that a typed code may mean: dots need not be typed.
pub(super) fn codes_meant(typed: &str) -> impl Iterator<Item = (Kodeverk, String)> {
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
