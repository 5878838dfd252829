//! The house rules of style.md that no compiler checks.

mod claims;
mod layers;
mod places;
mod shape;

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::shell;
use crate::workspace::Workspace;

/// A text file of the checkout.
struct Text {
    /// Its path from the top of the checkout, with `/`.
    path: String,
    content: String,
}

impl Text {
    fn has_extension(&self, extensions: &[&str]) -> bool {
        let extension = Path::new(&self.path)
            .extension()
            .and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    }

    /// Lines with their numbers from one.
    fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        self.content
            .lines()
            .enumerate()
            .map(|(index, line)| (index.saturating_add(1), line))
    }

    /// The lines of code in front of the unit tests, without comments.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        self.lines()
            .take_while(|(_, line)| line.trim() != "#[cfg(test)]")
            .filter(|(_, line)| !line.trim_start().starts_with("//"))
    }

    /// Whether the whole file is test code by its place or name.
    fn is_test(&self) -> bool {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        self.path.split('/').any(|part| part == "tests")
            || file.ends_with("_tests.rs")
            || file == "tests.rs"
    }
}

/// Prints every breach of a rule.
///
/// # Errors
/// When there is one.
pub fn run(workspace: &Workspace) -> Result<()> {
    let texts = texts(workspace)?;
    let mut found = Vec::new();
    found.extend(shape::check(&texts));
    found.extend(places::check(&texts));
    found.extend(layers::check(&texts)?);
    found.extend(claims::check(&texts));
    for one in &found {
        eprintln!("    {one}");
    }
    if !found.is_empty() {
        bail!("{} against the house rules", found.len());
    }
    shell::note(format!("{} files in order", texts.len()));
    Ok(())
}

/// Everything that git tracks or would track, as far as it is text.
fn texts(workspace: &Workspace) -> Result<Vec<Text>> {
    let list = [
        "ls-files",
        "--cached",
        "--others",
        "--exclude-standard",
        "-z",
    ];
    let names = shell::output(shell::command("git", list, workspace.root()))
        .context("tidy reads the list of files from git")?;
    let mut texts = Vec::new();
    for path in names.split('\0').filter(|path| !path.is_empty()) {
        // A file that git knows and that is gone, or that is not text, has nothing to check.
        if let Ok(content) = std::fs::read_to_string(workspace.path(path)) {
            texts.push(Text {
                path: path.to_owned(),
                content,
            });
        }
    }
    Ok(texts)
}

#[cfg(test)]
fn text(path: &str, content: &str) -> Text {
    Text {
        path: path.to_owned(),
        content: content.to_owned(),
    }
}
