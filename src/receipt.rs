//! Step receipt: what has become of a note that was sent.

mod follow;
mod nav;
mod page;

pub use page::ReceiptPage;
