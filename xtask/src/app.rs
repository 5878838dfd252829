//! Builds the app into `dist/`: looks, code lists, wasm, a page without inline scripts, compressed files.

mod assets;
mod files;
mod page;
mod precompress;
pub mod split;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::shell;
use crate::tools;
use crate::workspace::Workspace;

pub use files::below;

/// Whether warnings stop the build.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Lint {
    /// Build with clippy as the compiler and refuse every warning.
    Deny,
    /// Build as a user would.
    Off,
}

/// What decides how the app comes out, files and folders.
const INPUTS: [&str; 19] = [
    "build.rs",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "index.html",
    "package-lock.json",
    "public",
    "src",
    "crates/codes",
    "crates/contract",
    "crates/domain",
    "crates/fhir",
    "crates/flow",
    "crates/rules",
    "crates/smart",
    ".cargo",
    "clippy.toml",
    "xtask/src/app",
    "xtask/src/app.rs",
];

/// Makes `dist/` if anything that it is made from has changed since it was made.
///
/// # Errors
/// When a tool is missing or a step fails.
pub fn build(workspace: &Workspace, lint: Lint) -> Result<()> {
    let path = tools::for_the_app(workspace)?;
    assets::write(workspace)?;
    crate::codes::run(workspace)?;
    let inputs = fingerprint(workspace)?;
    if stamp_says(workspace, lint, &inputs) {
        shell::note("the app in dist/ is up to date");
        return Ok(());
    }
    forget_stamps(workspace);
    trunk(workspace, &path, lint)?;
    let dist = workspace.path("dist");
    split::deliver(workspace, &dist)?;
    page::move_inline_scripts(&dist)?;
    precompress::folder(&dist)?;
    write_stamps(workspace, lint, &inputs)
}

fn trunk(workspace: &Workspace, tools: &[PathBuf], lint: Lint) -> Result<()> {
    shell::note("trunk build, profile wasm");
    let mut trunk = shell::command("trunk", ["build"], workspace.root());
    let mut first = vec![split::step_in(workspace, &mut trunk, tools)?];
    first.extend_from_slice(tools);
    trunk.env("PATH", with_first(&first)?);
    // trunk takes NO_COLOR for a boolean and refuses the usual "1".
    trunk.env_remove("NO_COLOR");
    if lint == Lint::Deny {
        lint_while_building(&mut trunk, workspace)?;
    }
    shell::run(trunk)
}

/// Makes cargo compile the crates of the workspace with clippy, every warning an error.
///
/// Dependencies are compiled as ever, so that nothing is compiled once for clippy and once for use.
///
/// # Errors
/// When rustc does not say where it lives.
pub fn lint_while_building(cargo: &mut std::process::Command, workspace: &Workspace) -> Result<()> {
    let sysroot = shell::output(shell::command(
        "rustc",
        ["--print", "sysroot"],
        workspace.root(),
    ))?;
    let clippy = Path::new(sysroot.trim()).join("bin/clippy-driver");
    cargo.env("RUSTC_WORKSPACE_WRAPPER", clippy);
    // The form in which cargo-clippy hands arguments to clippy-driver.
    cargo.env(
        "CLIPPY_ARGS",
        "-D__CLIPPY_HACKERY__warnings__CLIPPY_HACKERY__",
    );
    Ok(())
}

fn with_first(folders: &[PathBuf]) -> Result<std::ffi::OsString> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(all).context("a folder of the tools has a colon in its name")
}

/// A hash over names and contents of everything that the app is made from.
fn fingerprint(workspace: &Workspace) -> Result<String> {
    let mut hash = Sha256::new();
    for input in INPUTS {
        for file in files::below(&workspace.path(input))? {
            let name = file.strip_prefix(workspace.root()).unwrap_or(&file);
            let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
            hash.update(name.as_os_str().as_encoded_bytes());
            hash.update([0]);
            hash.update(Sha256::digest(&bytes));
        }
    }
    Ok(tools::hex(&hash.finalize()))
}

/// The stamp of an app that was built, and the stamp of one that was built without a warning.
fn stamps(workspace: &Workspace) -> [PathBuf; 2] {
    let folder = workspace.target().join("attest");
    [folder.join("app-built"), folder.join("app-linted")]
}

fn stamp_says(workspace: &Workspace, lint: Lint, inputs: &str) -> bool {
    let [built, linted] = stamps(workspace);
    let holds = |path: &Path| std::fs::read_to_string(path).is_ok_and(|held| held == inputs);
    let page = workspace.path("dist/index.html").is_file();
    page && holds(&built) && (lint == Lint::Off || holds(&linted))
}

fn forget_stamps(workspace: &Workspace) {
    for stamp in stamps(workspace) {
        // A stamp that is not there needs no forgetting.
        let _ = std::fs::remove_file(stamp);
    }
}

fn write_stamps(workspace: &Workspace, lint: Lint, inputs: &str) -> Result<()> {
    let [built, linted] = stamps(workspace);
    if let Some(folder) = built.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(built, inputs)?;
    if lint == Lint::Deny {
        std::fs::write(linted, inputs)?;
    }
    Ok(())
}
