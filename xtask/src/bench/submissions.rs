//! Notes in a second against single commits in a second, in a release build.

use std::path::PathBuf;

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
    let slow = slow_sync(workspace);
    for example in EXAMPLES {
        println!("\n{example}, this disk as it is");
        measure(workspace, example, None)?;
        match &slow {
            Ok(library) => {
                println!("\n{example}, every sync {SLOW_SYNC_US} µs slower, for both sides");
                measure(workspace, example, Some(library))?;
            }
            Err(error) => println!("\nnot measured with slower syncs: {error:#}"),
        }
    }
    Ok(())
}

/// What a sync costs at least on a disk without a cache that survives a power cut: one write that has arrived.
/// Virtual machines answer at once when their host does not wait for its disk.
const SLOW_SYNC_US: u32 = 5_000;

/// A library that makes syncs slower, to be loaded before the program.
fn slow_sync(workspace: &Workspace) -> Result<PathBuf> {
    let library = workspace.target().join("attest/slow_sync.so");
    let mut compile = shell::command("cc", ["-shared", "-fPIC", "-O1", "-o"], workspace.root());
    compile
        .arg(&library)
        .arg("bench/sync/slow_sync.c")
        .arg("-ldl");
    shell::run(compile)?;
    Ok(library)
}

fn measure(workspace: &Workspace, example: &str, slow: Option<&PathBuf>) -> Result<()> {
    let folder = workspace.target().join("attest/bench-submissions");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let program = workspace.target().join("release/examples").join(example);
    let mut run = shell::command(program, [&folder], workspace.root());
    if let Some(library) = slow {
        run.env("LD_PRELOAD", library);
        run.env("SLOW_SYNC_US", SLOW_SYNC_US.to_string());
    }
    let measured = shell::run(run);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    measured
}
