//! The ways in, against the sandbox over HTTP, in one process.

mod browser_mode;
mod callback;
mod launch;
mod proxy;
mod server;
mod session;
mod world;
