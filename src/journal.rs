//! Step journal: where the document is, and in mode B the driver that writes it.

mod driver;
mod view;

pub use driver::{Writing, write};
pub use view::JournalView;
