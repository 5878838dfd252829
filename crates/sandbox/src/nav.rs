//! Nav: the receiver of sick notes (sykmelding.md section 4) and the registers that the gateway asks.

mod employers;
mod history;
mod http;
mod payload;
mod receiver;
mod registers;
mod returned;
mod verdict;

pub use history::notes as history;
pub use http::routes;
pub use receiver::Receiver;
