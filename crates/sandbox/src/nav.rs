//! Nav: the receiver of sick notes (sykmelding.md section 4) and the registers that the gateway asks.

mod http;
mod payload;
mod receiver;
mod registers;
mod returned;
mod verdict;

pub use http::routes;
pub use receiver::Receiver;
