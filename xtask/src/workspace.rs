//! Where things lie: the checkout, the build output, the per-user cache.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The checkout that the command works on.
pub struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The checkout that this xtask was built from.
    ///
    /// # Errors
    /// When the folder is gone, for example because the checkout was moved after the build.
    pub fn here() -> Result<Workspace> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"))
            .parent()
            .context("xtask lies in a folder of the workspace")?
            .canonicalize()
            .context("the workspace that xtask was built from is gone, build it again")?;
        Ok(Workspace { root })
    }

    /// The top of the checkout.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A path inside the checkout.
    pub fn path(&self, inside: impl AsRef<Path>) -> PathBuf {
        self.root.join(inside)
    }

    /// The folder that cargo builds into. `CARGO_TARGET_DIR` is honoured.
    pub fn target(&self) -> PathBuf {
        match std::env::var_os("CARGO_TARGET_DIR") {
            Some(folder) => self.root.join(folder),
            None => self.root.join("target"),
        }
    }

    /// Where tools of a pinned version are kept between checkouts:
    /// `$XDG_CACHE_HOME/attest/tools`, by default below `~/.cache`.
    ///
    /// # Errors
    /// When neither `XDG_CACHE_HOME` nor `HOME` is set.
    pub fn tools(&self) -> Result<PathBuf> {
        let cache = match std::env::var_os("XDG_CACHE_HOME").filter(|path| !path.is_empty()) {
            Some(folder) => PathBuf::from(folder),
            None => Path::new(&std::env::var_os("HOME").context("HOME is not set")?).join(".cache"),
        };
        Ok(cache.join("attest").join("tools"))
    }
}
