//! The diagnosis search and the rules as node sees them. Only for `cargo xtask bench search`.

use std::fmt::Write;

use chrono::NaiveDate;
use codes::Codes;
use domain::{Draft, Kodeverk, Sykefravaer, Sykmelding};
use rules::Input;
use wasm_bindgen::prelude::wasm_bindgen;

/// The lists, read.
#[wasm_bindgen]
pub struct Lists(Codes);

#[wasm_bindgen]
impl Lists {
    /// Reads the file of lists; `None` if it is not one.
    pub fn read(file: &[u8]) -> Option<Lists> {
        Codes::read(file).ok().map(Lists)
    }

    /// The number of codes in all lists.
    pub fn n_codes(&self) -> usize {
        Kodeverk::ALL
            .into_iter()
            .map(|kodeverk| self.0.len(kodeverk))
            .sum()
    }

    /// Searches all lists and gives the number of hits. What the app does before it shows anything.
    pub fn search(&self, query: &str, limit: usize) -> usize {
        self.0.search(query, &Kodeverk::ALL, limit).len()
    }

    /// Searches all lists and writes system, code and text of every hit into one string, a line for each.
    /// This is what a caller in JavaScript would get, so it is what stands beside fuse.js.
    pub fn search_and_write(&self, query: &str, limit: usize) -> String {
        self.write(query, &Kodeverk::ALL, limit)
    }

    /// The same in the lists that are named, in that order: `ICPC-2,ICPC-2B`.
    pub fn search_in(&self, query: &str, names: &str, limit: usize) -> String {
        let named = |name: &str| Kodeverk::ALL.into_iter().find(|list| list.name() == name);
        let lists: Vec<Kodeverk> = names.split(',').filter_map(named).collect();
        self.write(query, &lists, limit)
    }

    fn write(&self, query: &str, lists: &[Kodeverk], limit: usize) -> String {
        let mut out = String::new();
        for hit in self.0.search(query, lists, limit) {
            let entry = hit.entry;
            // Writing to a string does not fail.
            let _ = writeln!(
                out,
                "{}\t{}\t{}",
                entry.kodeverk().name(),
                entry.code(),
                entry.text()
            );
        }
        out
    }

    /// Asks every rule about a note, its codes looked up in the lists. Gives the number of questions that were asked.
    pub fn judge(&self, note: &Note) -> usize {
        let known = |kodeverk, code: &str| self.0.valid(kodeverk, code);
        let now = note.today.and_time(chrono::NaiveTime::MIN);
        let input = Input::digital(&note.note, now, &known);
        rules::vurder(&input)
            .runs
            .iter()
            .map(|run| run.path.len())
            .sum()
    }
}

/// A form that has become a note, and the day it did.
#[wasm_bindgen]
pub struct Note {
    note: Sykmelding,
    today: NaiveDate,
}

#[wasm_bindgen]
impl Note {
    /// Reads a form as the app stores it; `today` as `2026-11-21`. `None` if it is not complete.
    pub fn read(form: &str, today: &str) -> Option<Note> {
        let today = today.parse().ok()?;
        let draft: Draft = serde_json::from_str(form).ok()?;
        let note = domain::parse(&draft, today, &Sykefravaer::default()).ok()?;
        Some(Note { note, today })
    }
}
