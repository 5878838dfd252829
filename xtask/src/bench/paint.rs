//! Key press to paint and launch to form, in Debian's chromium.

use anyhow::Result;

use crate::app::{self, Lint};
use crate::build::{self, Profile};
use crate::shell;
use crate::workspace::Workspace;

/// Builds the app and the servers and lets `bench/paint` type. Raw samples are printed and go to `bench/out`.
///
/// # Errors
/// When something does not build, or the browser does not get to the form.
pub fn run(workspace: &Workspace) -> Result<()> {
    app::build(workspace, Lint::Off)?;
    build::servers(workspace, Profile::Dev)?;
    let mut bench = shell::command(
        "npx",
        ["--no-install", "playwright", "test"],
        workspace.root(),
    );
    bench.args([
        "--config",
        "bench/paint/playwright.config.ts",
        "--reporter",
        "line",
    ]);
    bench.env("ATTEST_BIN", workspace.target().join("debug"));
    bench.env("ATTEST_DIST", workspace.path("dist"));
    shell::run(bench)
}
