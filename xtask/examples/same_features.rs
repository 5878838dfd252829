//! Does nothing. Naming an example makes cargo count the features that tests ask for.
//!
//! Without it `cargo xtask run` and `cargo xtask test` would ask for different features of small crates
//! below typst, and typst would be compiled once for each of them.

fn main() {}
