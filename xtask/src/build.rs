//! The native builds. All of them choose the same packages and features:
//! cargo would otherwise compile typst, which takes minutes, once for every choice.

use std::process::Command;

use anyhow::Result;

use crate::shell;
use crate::workspace::Workspace;

/// Speed of the build against speed of the program.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// For working and testing.
    Dev,
    /// For use and for measuring.
    Release,
}

/// What every native cargo command is about: the whole workspace, the gateway with its PDF.
pub const SELECTION: [&str; 4] = [
    "--workspace",
    "--features",
    "attest-gateway/pdf",
    "--locked",
];

/// A cargo command on the whole workspace.
pub fn cargo(workspace: &Workspace, command: &str) -> Command {
    let mut cargo = shell::command("cargo", [command], workspace.root());
    cargo.args(SELECTION);
    cargo
}

/// Builds `attest-sandbox` and `attest-gateway`.
///
/// # Errors
/// When they do not compile.
pub fn servers(workspace: &Workspace, profile: Profile) -> Result<()> {
    shell::note("the first build takes some minutes, most of them for typst, which makes the PDF");
    let mut build = cargo(workspace, "build");
    build.args(["--bin", "attest-sandbox", "--bin", "attest-gateway"]);
    // See there: it keeps the choice of features the same as for the tests.
    build.args(["--example", "same_features"]);
    if profile == Profile::Release {
        build.arg("--release");
    }
    shell::run(build)
}
