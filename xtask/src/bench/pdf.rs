//! How long it takes to set a note, in a release build.

use std::time::Duration;

use anyhow::{Context, Result};

use super::print_samples;
use crate::workspace::Workspace;
use crate::{build, shell};

/// Notes that are set before the clock counts: the gateway's first few are slower.
const WARM_UP: usize = 20;
const COUNTED: usize = 200;

/// Sets notes of ordinary length, each another one, and prints the times after warm-up.
///
/// # Errors
/// When the release build fails.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut make = build::cargo(workspace, "build");
    make.args(["--release", "--example", "measure"]);
    shell::run(make)?;
    let program = workspace.target().join("release/examples/measure");
    let rounds = (WARM_UP + COUNTED).to_string();
    let printed = shell::output(shell::command(program, [rounds], workspace.root()))?;
    let samples = printed
        .lines()
        .map(|line| Ok(Duration::from_secs_f64(line.parse::<f64>()? / 1_000.0)))
        .collect::<Result<Vec<_>>>()
        .context("the samples of the measurement")?;
    let (first, counted) = samples.split_at(WARM_UP.min(samples.len()));
    print_samples("setting a note, first ones", first);
    print_samples("setting a note, after warm-up (bar: p95 60 ms)", counted);
    Ok(())
}
