//! The ways in, against the sandbox over HTTP, in one process.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a helper of a test may panic as the test may"
)]

mod browser_mode;
mod callback;
mod launch;
mod proxy;
mod server;
mod session;
mod world;
