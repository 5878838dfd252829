//! Programs that only the tests need, from Debian's package manager.

use std::os::unix::fs::MetadataExt;

use anyhow::{Result, bail};

use crate::shell;
use crate::workspace::Workspace;

/// A program that a test calls, and the package that has it.
struct Wanted {
    program: &'static str,
    package: &'static str,
    what_for: &'static str,
}

const WANTED: [Wanted; 2] = [
    Wanted {
        program: "chromium",
        package: "chromium",
        what_for: "the browser tests",
    },
    Wanted {
        program: "pdftotext",
        package: "poppler-utils",
        what_for: "reading the PDF back",
    },
];

/// Installs what is missing where that is possible, and gives the programs that stay missing.
///
/// # Errors
/// When the package manager fails, and in CI when anything stays missing:
/// there a test must not be left out without a person seeing it.
pub fn for_the_tests(workspace: &Workspace) -> Result<Vec<&'static str>> {
    let missing = || WANTED.iter().filter(|wanted| !shell::found(wanted.program));
    if missing().next().is_none() {
        return Ok(Vec::new());
    }
    if shell::found("apt-get") && is_root() {
        let packages: Vec<_> = missing().map(|wanted| wanted.package).collect();
        shell::note(format!(
            "Debian packages: apt-get install {}",
            packages.join(" ")
        ));
        shell::run(shell::command(
            "apt-get",
            ["-q", "update"],
            workspace.root(),
        ))?;
        let mut install = shell::command(
            "apt-get",
            ["-qy", "--no-install-recommends", "install"],
            workspace.root(),
        );
        install
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive");
        shell::run(install)?;
    }
    for wanted in missing() {
        let Wanted {
            program,
            package,
            what_for,
        } = wanted;
        shell::note(format!(
            "{program} is missing ({what_for}): install Debian's {package}"
        ));
    }
    let missing: Vec<_> = missing().map(|wanted| wanted.program).collect();
    if std::env::var_os("CI").is_some() && !missing.is_empty() {
        bail!("missing in CI: {}", missing.join(", "));
    }
    Ok(missing)
}

/// Whether packages can be installed: `/proc/self` belongs to the user we run as.
fn is_root() -> bool {
    std::fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}
