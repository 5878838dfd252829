//! Notes in a second against single commits in a second, in a release build.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{build, shell};

/// The measurements: the store alone, and the whole way over HTTP.
const EXAMPLES: [&str; 2] = ["store_submissions", "submissions"];

/// Builds the measurements and runs them on the disk that holds the target folder.
///
/// # Errors
/// When the release build fails, or the gateway refuses a note.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut make = build::cargo(workspace, "build");
    make.arg("--release");
    for example in EXAMPLES {
        make.args(["--example", example]);
    }
    shell::run(make)?;
    println!("64 notes in flight against single commits on the same disk (bar: ratio 20)");
    for example in EXAMPLES {
        println!("\n{example}");
        measure(workspace, example)?;
    }
    Ok(())
}

fn measure(workspace: &Workspace, example: &str) -> Result<()> {
    let folder = workspace.target().join("attest/bench-submissions");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let program = workspace.target().join("release/examples").join(example);
    let measured = shell::run(shell::command(program, [&folder], workspace.root()));
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    measured
}
