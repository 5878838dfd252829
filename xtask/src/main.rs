//! Attest's commands. `cargo xtask` without a word lists them.

mod codes;
mod shell;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  run      build everything, start the sandbox and the gateway, print where to begin
  test     run everything: format, tidy, clippy, unit, flow, wasm, size, browser
  dist     the release: gateway binary and precompressed static files in dist/
  bench    the measurements of docs/measurements.md
  size     what the browser downloads until the first form, and who owns the bytes
  tidy     the house rules that no compiler checks
  codes    compile the diagnosis lists into one compact file
";

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(command) = words.next() else {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    };
    let rest: Vec<String> = words.collect();
    match dispatch(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            shell::failed(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, _rest: &[String]) -> Result<()> {
    let workspace = Workspace::here()?;
    match command {
        "codes" => codes::run(&workspace),
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}
