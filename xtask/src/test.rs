//! Runs everything that can be run, and stops at the first thing that is wrong.

use std::time::Duration;

use anyhow::{Result, bail};

use crate::app::{self, Lint};
use crate::build;
use crate::shell;
use crate::workspace::Workspace;
use crate::{debian, size, tidy, tools};

/// The steps in the order of how soon they find something.
///
/// # Errors
/// The first step that fails, by name.
pub fn run(workspace: &Workspace) -> Result<()> {
    let mut report = Report::default();
    let mut missing = Vec::new();
    report.step("what the tests need", || {
        tools::for_the_app(workspace)?;
        missing = debian::for_the_tests(workspace)?;
        Ok(())
    })?;
    report.step("format", || {
        shell::run(shell::command(
            "cargo",
            ["fmt", "--all", "--check"],
            workspace.root(),
        ))
    })?;
    report.step("tidy", || tidy::run(workspace))?;
    report.step("build with clippy", || build_and_lint(workspace))?;
    report.step("unit and flow tests", || {
        let mut test = build::cargo(workspace, "test");
        app::lint_while_building(&mut test, workspace)?;
        shell::run(test)
    })?;
    report.step("the app in wasm, with clippy", || {
        app::build(workspace, Lint::Deny)
    })?;
    report.step("size", || size::run(workspace))?;
    if missing.contains(&"chromium") {
        report.left_out("browser tests: there is no chromium");
    } else {
        report.step("browser tests", || browser(workspace))?;
    }
    if missing.contains(&"pdftotext") {
        report.left_out("reading the PDF back: there is no pdftotext");
    }
    report.print();
    Ok(())
}

/// One pass of clippy-driver makes the binaries, the test programs and every lint.
fn build_and_lint(workspace: &Workspace) -> Result<()> {
    shell::note("the first build takes a quarter of an hour on two cores: typst and fhir-model");
    let mut build = build::cargo(workspace, "build");
    build.arg("--all-targets");
    app::lint_while_building(&mut build, workspace)?;
    shell::run(build)
}

/// Playwright drives Debian's chromium; its own browsers are not downloaded.
fn browser(workspace: &Workspace) -> Result<()> {
    let config = "tests/e2e/playwright.config.ts";
    if !workspace.path(config).is_file() {
        bail!("{config} is missing");
    }
    let mut test = shell::command(
        "npx",
        ["--no-install", "playwright", "test"],
        workspace.root(),
    );
    test.args(["--config", config]);
    test.env("ATTEST_BIN", workspace.target().join("debug"));
    test.env("ATTEST_DIST", workspace.path("dist"));
    shell::run(test)
}

/// What was run, how long it took, what was not run.
#[derive(Default)]
struct Report {
    steps: Vec<(&'static str, Duration)>,
    left_out: Vec<&'static str>,
}

impl Report {
    fn step(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) -> Result<()> {
        let taken = shell::timed(name, step)?;
        self.steps.push((name, taken));
        Ok(())
    }

    fn left_out(&mut self, what: &'static str) {
        self.left_out.push(what);
    }

    fn print(&self) {
        shell::heading("all green");
        for (name, taken) in &self.steps {
            eprintln!("    {:>7.1} s  {name}", taken.as_secs_f64());
        }
        for what in &self.left_out {
            eprintln!("    LEFT OUT   {what}");
        }
    }
}
