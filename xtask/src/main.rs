//! Attest's commands. `cargo xtask` without a word lists them.

mod app;
mod bench;
mod build;
mod codes;
mod debian;
mod dist;
mod run;
mod shell;
mod size;
mod test;
mod tidy;
mod tools;
mod workspace;

use std::process::ExitCode;

use anyhow::{Result, bail};
use workspace::Workspace;

const USAGE: &str = "\
cargo xtask <command>

  run      build everything, start the sandbox and the gateway, print where to begin
  test     run everything: format, tidy, clippy, unit, flow, wasm, size, browser
  dist     the release: gateway binary and precompressed static files in target/
  bench    the measurements of docs/measurements.md, all or by name
  app      build the app into dist/
  size     what the browser downloads until the first form, and who owns the bytes
  tidy     the house rules that no compiler checks
  codes    compile the diagnosis lists into one compact file
";

fn main() -> ExitCode {
    if app::split::is_called() {
        return finished(app::split::instead_of_wasm_bindgen());
    }
    let mut words = std::env::args().skip(1);
    let Some(command) = words.next() else {
        print!("{USAGE}");
        return ExitCode::SUCCESS;
    };
    let rest: Vec<String> = words.collect();
    finished(dispatch(&command, &rest))
}

fn finished(result: Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            shell::failed(&error);
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: &str, rest: &[String]) -> Result<()> {
    let workspace = Workspace::here()?;
    if command != "bench" && !rest.is_empty() {
        bail!("`{command}` takes no arguments\n\n{USAGE}");
    }
    match command {
        "run" => run::run(&workspace),
        "test" => test::run(&workspace),
        "dist" => dist::run(&workspace),
        "bench" => bench::run(&workspace, rest),
        "app" => app::build(&workspace, app::Lint::Off),
        "size" => size::run(&workspace),
        "tidy" => tidy::run(&workspace),
        "codes" => {
            tools::npm_packages(&workspace)?;
            codes::run(&workspace)
        }
        other => bail!("there is no command `{other}`\n\n{USAGE}"),
    }
}
