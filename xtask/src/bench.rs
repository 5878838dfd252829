//! The measurements of docs/measurements.md. They print raw samples; nothing here is a test.

mod paint;
mod pdf;
mod search;
mod submissions;

use std::time::Duration;

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use crate::{shell, size};

/// A measurement and its name on the command line.
type Bench = (&'static str, fn(&Workspace) -> Result<()>);

const BENCHES: [Bench; 5] = [
    ("size", size::run),
    ("search", search::run),
    ("paint", paint::run),
    ("pdf", pdf::run),
    ("submissions", submissions::run),
];

/// Runs the measurements that are named, or all of them.
///
/// # Errors
/// When a name is unknown or a measurement cannot be made.
pub fn run(workspace: &Workspace, names: &[String]) -> Result<()> {
    let known = |name: &String| BENCHES.iter().any(|(bench, _)| bench == name);
    if let Some(unknown) = names.iter().find(|name| !known(name)) {
        let all: Vec<_> = BENCHES.iter().map(|(name, _)| *name).collect();
        bail!("no measurement `{unknown}`; there are {}", all.join(", "));
    }
    for (name, bench) in BENCHES {
        if names.is_empty() || names.iter().any(|wanted| wanted == name) {
            shell::timed(name, || bench(workspace))?;
        }
    }
    Ok(())
}

/// Prints how many samples there are and how they spread, then the samples in the order they were taken.
fn print_samples(what: &str, samples: &[Duration]) {
    let mut sorted = samples.to_vec();
    sorted.sort();
    let at = |percent: usize| {
        let index = sorted
            .len()
            .saturating_sub(1)
            .saturating_mul(percent)
            .div_ceil(100);
        sorted.get(index).map_or(0.0, milliseconds)
    };
    println!(
        "{what}: {} samples, ms: min {:.3}, p50 {:.3}, p95 {:.3}, max {:.3}",
        samples.len(),
        at(0),
        at(50),
        at(95),
        at(100),
    );
    let raw: Vec<_> = samples
        .iter()
        .map(|one| format!("{:.3}", milliseconds(one)))
        .collect();
    println!("{}", raw.join(" "));
}

fn milliseconds(duration: &Duration) -> f64 {
    duration.as_secs_f64() * 1_000.0
}
