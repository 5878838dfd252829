//! Takes comments, spaces and long names out of the script that wasm-bindgen writes.

use std::path::Path;

use anyhow::{Context, Result};

use super::page;
use crate::shell;
use crate::workspace::Workspace;

/// Minifies the bindings in `dist/` in place with esbuild and pins the new content in `index.html`.
///
/// The name keeps the hash that Trunk gave: it follows the content that it was made from.
///
/// # Errors
/// When esbuild fails, or the page does not pin the script, so that a browser would refuse it.
pub fn bindings(workspace: &Workspace, dist: &Path) -> Result<()> {
    let esbuild = workspace.path("node_modules/.bin/esbuild");
    let index = dist.join("index.html");
    let mut html = std::fs::read_to_string(&index).context("dist/index.html")?;
    for file in super::below(dist)? {
        let name = file.file_name().and_then(|name| name.to_str());
        if !name.is_some_and(|name| name.starts_with("attest-") && name.ends_with(".js")) {
            continue;
        }
        let before = page::integrity(&std::fs::read_to_string(&file)?);
        let options = ["--minify", "--format=esm", "--legal-comments=none"];
        let mut run = shell::command(&esbuild, options, workspace.root());
        run.args(["--log-level=warning", "--allow-overwrite"])
            .arg(format!("--outfile={}", file.display()))
            .arg(&file);
        shell::run(run)?;
        let after = page::integrity(&std::fs::read_to_string(&file)?);
        anyhow::ensure!(html.contains(&before), "index.html does not pin the script");
        html = html.replace(&before, &after);
    }
    std::fs::write(index, html).context("dist/index.html")
}
