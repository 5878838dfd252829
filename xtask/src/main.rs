//! Attest's commands: `cargo xtask run`, `test`, `dist`, `bench`, `size`, `tidy`, `codes`.

fn main() {}
