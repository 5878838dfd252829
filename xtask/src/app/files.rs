//! Walking a folder.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// All files below a folder, sorted; a file gives itself, a path that does not exist nothing.
///
/// # Errors
/// When a folder cannot be read.
pub fn below(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    if !path.is_dir() {
        return Ok(Vec::new());
    }
    let mut inside = Vec::new();
    for entry in std::fs::read_dir(path).with_context(|| path.display().to_string())? {
        inside.push(entry?.path());
    }
    inside.sort();
    let mut files = Vec::new();
    for one in inside {
        files.extend(below(&one)?);
    }
    Ok(files)
}
