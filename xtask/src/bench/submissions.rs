//! Notes in a second against single commits in a second, in a release build.

use anyhow::Result;

use crate::workspace::Workspace;
use crate::{build, shell};

/// Builds the measurement and runs it on the disk that holds the target folder.
///
/// # Errors
/// When the release build fails, or the gateway refuses a note.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut make = build::cargo(workspace, "build");
    make.args(["--release", "--example", "submissions"]);
    shell::run(make)?;
    let folder = workspace.target().join("attest/bench-submissions");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    println!("gateway and sandbox in one process, 64 notes in flight (bar: ratio 20)");
    let program = workspace.target().join("release/examples/submissions");
    let measured = shell::run(shell::command(program, [&folder], workspace.root()));
    std::fs::remove_dir_all(&folder)?;
    measured
}
