//! The measurements of docs/measurements.md. They print raw samples; nothing here is a test.

use anyhow::{Result, bail};

use crate::workspace::Workspace;
use crate::{shell, size};

/// A measurement and its name on the command line.
type Bench = (&'static str, fn(&Workspace) -> Result<()>);

const BENCHES: [Bench; 1] = [("size", size::run)];

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
