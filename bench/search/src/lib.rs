//! The diagnosis search as node sees it. Only for `cargo xtask bench search`.

use std::fmt::Write;

use codes::Codes;
use domain::Kodeverk;
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
        let mut out = String::new();
        for hit in self.0.search(query, &Kodeverk::ALL, limit) {
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
}
