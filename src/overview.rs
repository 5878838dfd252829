//! The first page of a session: new note, drafts, earlier notes, what is not in the journal yet.

mod drafts;
mod earlier;
mod page;
mod unfinished;

pub use page::{OverviewPage, absence};
