//! The tools that build the app: fetched when missing, at pinned versions, kept between checkouts.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::shell;
use crate::workspace::Workspace;

/// A program that `cargo install` builds.
struct Tool {
    krate: &'static str,
    version: &'static str,
    binary: &'static str,
    dependencies: Dependencies,
}

/// Which versions of its dependencies a tool is built with.
enum Dependencies {
    /// Those in its own lock file.
    Locked,
    /// The newest that fit. wasm-bindgen-cli's own lock file does not build any more.
    Newest,
}

const TRUNK: Tool = Tool {
    krate: "trunk",
    version: "0.21.14",
    binary: "trunk",
    dependencies: Dependencies::Locked,
};
/// Must be the version of the crate wasm-bindgen in Cargo.lock, to the last digit.
const WASM_BINDGEN: Tool = Tool {
    krate: "wasm-bindgen-cli",
    version: "0.2.130",
    binary: "wasm-bindgen",
    dependencies: Dependencies::Newest,
};

const WASM: &str = "wasm32-unknown-unknown";

/// Installs what the build of the app needs and gives the folders to put first on the path.
///
/// # Errors
/// When something cannot be installed; the output of the installer stands above the message.
pub fn for_the_app(workspace: &Workspace) -> Result<Vec<PathBuf>> {
    wasm_target(workspace)?;
    let trunk = ensure(workspace, &TRUNK)?;
    let wasm_bindgen = ensure(workspace, &WASM_BINDGEN)?;
    npm_packages(workspace)?;
    Ok(vec![
        workspace.path("node_modules/binaryen/bin"),
        trunk,
        wasm_bindgen,
    ])
}

/// Runs `npm ci` when `node_modules` was not made from the lock file that is here now.
///
/// # Errors
/// When npm is missing or fails.
pub fn npm_packages(workspace: &Workspace) -> Result<()> {
    let lock = std::fs::read(workspace.path("package-lock.json")).context("package-lock.json")?;
    let wanted = hex(&Sha256::digest(&lock));
    let stamp = workspace.path("node_modules/.attest-lock");
    if std::fs::read_to_string(&stamp).is_ok_and(|made_from| made_from == wanted) {
        return Ok(());
    }
    if !shell::found("npm") {
        bail!("npm is not on the path: install Node.js 20 or newer with npm, then try again");
    }
    shell::note("npm packages: npm ci");
    shell::run(shell::command(
        "npm",
        ["ci", "--no-audit", "--no-fund"],
        workspace.root(),
    ))?;
    std::fs::write(stamp, wanted).context("the stamp in node_modules")
}

fn wasm_target(workspace: &Workspace) -> Result<()> {
    let sysroot = shell::output(shell::command(
        "rustc",
        ["--print", "sysroot"],
        workspace.root(),
    ))?;
    if Path::new(sysroot.trim())
        .join("lib/rustlib")
        .join(WASM)
        .is_dir()
    {
        return Ok(());
    }
    if !shell::found("rustup") {
        bail!("the Rust target {WASM} is missing and there is no rustup to add it with");
    }
    shell::note(format!("Rust target {WASM}: rustup target add"));
    shell::run(shell::command(
        "rustup",
        ["target", "add", WASM],
        workspace.root(),
    ))
}

/// Builds the tool unless the cache folder has it, and gives the folder with the program.
fn ensure(workspace: &Workspace, tool: &Tool) -> Result<PathBuf> {
    let Tool {
        krate,
        version,
        binary,
        dependencies,
    } = tool;
    let folder = workspace.tools()?.join(format!("{krate}-{version}"));
    let programs = folder.join("bin");
    if programs.join(binary).is_file() {
        return Ok(programs);
    }
    shell::note(format!(
        "{krate} {version}: cargo install, some minutes, only this once"
    ));
    let mut install = Command::new("cargo");
    install
        .args(["install", krate, "--version", version, "--root"])
        .arg(&folder);
    if matches!(dependencies, Dependencies::Locked) {
        install.arg("--locked");
    }
    // Neither our target folder nor our lints are for other people's tools.
    install
        .env_remove("CARGO_TARGET_DIR")
        .env_remove("RUSTC_WORKSPACE_WRAPPER");
    install.current_dir(std::env::temp_dir());
    shell::run(install)?;
    Ok(programs)
}

/// Bytes as lowercase hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Sixteen hexadecimal digits that change with the content: for names of files that may be cached forever.
pub fn short_hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)).chars().take(16).collect()
}
