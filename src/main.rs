//! Attest in the browser.

fn main() {}
