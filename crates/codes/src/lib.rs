//! ICD-10, ICPC-2 and ICPC-2B: what a code means, whether it exists, and search while typing.
//!
//! The lists are one file, made by `cargo xtask codes` and read by the gateway at start and by the app after first
//! paint. Nothing of them is in the program.
//!
//! ```
//! use codes::{Codes, Row};
//! use domain::Kodeverk;
//!
//! let row = |code: &str, text: &str| Row { code: code.to_owned(), text: text.to_owned() };
//! let file = codes::write([vec![row("R80", "Influensa")], vec![], vec![row("J11", "Influensa")]])?;
//! let codes = Codes::read(&file)?;
//! let hits = codes.search("infl", &[Kodeverk::Icpc2], 100);
//! assert_eq!(hits.first().map(|hit| hit.entry.code()), Some("R80"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod file;
mod fold;
mod index;
mod lists;
mod often;
mod search;

pub use file::{CodesError, ListError, Row, write};
pub use lists::{Codes, Entry, Text};
pub use search::{Hit, Rank, marks};
