//! Step submit: the summary, sending, and what the rules may say to that.

mod page;
mod rule_dialog;
mod send;
mod signer;
mod values;

pub use page::SummaryPage;
pub use values::values;
