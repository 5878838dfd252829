//! The release: one folder with the gateway, the app's files and their checksums.

use std::path::Path;

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::app::{self, Lint, below};
use crate::build::{self, Profile};
use crate::shell;
use crate::tools::hex;
use crate::workspace::Workspace;

/// Builds everything for use and lays it out below `target/attest-<version>`.
///
/// # Errors
/// When something does not build or cannot be copied.
pub fn run(workspace: &Workspace) -> Result<()> {
    shell::timed("the app", || app::build(workspace, Lint::Off))?;
    shell::timed("the gateway", || {
        build::servers(workspace, Profile::Release)
    })?;
    let target = workspace.target();
    let folder = target.join(concat!("attest-", env!("CARGO_PKG_VERSION")));
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let dist = workspace.path("dist");
    for file in below(&dist)? {
        let inside = file.strip_prefix(&dist)?;
        copy(&file, &folder.join("app").join(inside))?;
    }
    copy(
        &target.join("release/attest-gateway"),
        &folder.join("attest-gateway"),
    )?;
    checksums(&folder)?;
    shell::heading("the release");
    shell::note(folder.display().to_string());
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::copy(from, to).with_context(|| from.display().to_string())?;
    Ok(())
}

/// In the form that `sha256sum --check` reads.
fn checksums(folder: &Path) -> Result<()> {
    let mut lines = String::new();
    for file in below(folder)? {
        let sum = hex(&Sha256::digest(std::fs::read(&file)?));
        lines.push_str(&format!(
            "{sum}  {}\n",
            file.strip_prefix(folder)?.display()
        ));
    }
    std::fs::write(folder.join("SHA256SUMS"), lines)?;
    Ok(())
}
