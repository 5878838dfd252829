//! The first page of a session: new note, drafts, earlier notes, what is not in the journal yet.

mod back;
mod drafts;
mod earlier;
mod lists;
mod note;
mod page;
mod terms;
mod unfinished;

pub use back::BackButton;
pub use earlier::take_over;
pub use lists::{OverviewLists, ask};
pub use note::NotePage;
pub use page::OverviewPage;
pub use terms::TermsPage;
