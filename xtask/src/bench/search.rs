//! The diagnosis search: ours as WebAssembly under node beside fuse.js, and natively.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::workspace::Workspace;
use crate::{codes, shell, tools};

const PACKAGE: &str = "attest-bench-search";
const WASM: &str = "wasm32-unknown-unknown";

/// Beside the checkout, where tests find their data. The lists are measured with ICPC-2B when it is there.
const ICPC2B: &str = "../shared/data/icpc2b.json";
/// The table of what is found.
const QUALITY: &str = "docs/search-quality.md";

/// Compiles the search with the profile of the app and lets `bench/search/run.mjs` measure it beside fuse.js, turn
/// by turn in one process; then the same queries natively. Raw samples go to `bench/out`. What doctors type
/// (`bench/search/quality.tsv`) is asked of both, and `docs/search-quality.md` written anew.
///
/// # Errors
/// When a tool or a list is missing, or a program that measures fails.
pub fn run(workspace: &Workspace) -> Result<()> {
    let out = workspace.path("bench/out");
    fs::create_dir_all(&out)?;
    let icpc2b = std::env::var_os(codes::ICPC2B).filter(|path| !path.is_empty());
    let icpc2b = workspace.path(icpc2b.unwrap_or_else(|| ICPC2B.into()));
    let icpc2b = Some(icpc2b).filter(|path| path.is_file());
    let file = out.join("codes.bin");
    fs::write(&file, codes::compile(workspace, icpc2b.as_deref())?)?;
    let module = wasm_module(workspace)?;
    let measure = |script: &str, result: PathBuf| {
        let mut node = shell::command("node", [script], workspace.root());
        node.arg(&module)
            .arg(workspace.root())
            .arg(&file)
            .arg(result);
        shell::run(node)
    };
    measure("bench/search/run.mjs", out.join("search.json"))?;
    measure("bench/search/quality.mjs", workspace.path(QUALITY))?;
    let native = [
        "run",
        "--quiet",
        "--release",
        "-p",
        PACKAGE,
        "--example",
        "native",
    ];
    let mut native = shell::command("cargo", native, workspace.root());
    native.arg(&file).arg(out.join("search-native.json"));
    shell::run(native)
}

/// Builds the module for node and gives its JavaScript half.
fn wasm_module(workspace: &Workspace) -> Result<PathBuf> {
    let tools = tools::for_the_app(workspace)?;
    let bindgen = tools
        .iter()
        .map(|folder| folder.join("wasm-bindgen"))
        .find(|path| path.is_file());
    let target = workspace.target().join("bench");
    let build = [
        "build",
        "-p",
        PACKAGE,
        "--profile",
        "wasm",
        "--target",
        WASM,
    ];
    let mut build = shell::command("cargo", build, workspace.root());
    // Its own folder, so that the app's is not built anew for the sake of other features.
    build.env("CARGO_TARGET_DIR", &target);
    shell::run(build)?;
    let glue = target.join("search");
    let bindgen = bindgen.context("wasm-bindgen is not among the tools")?;
    let mut bind = shell::command(
        bindgen,
        ["--target", "nodejs", "--out-dir"],
        workspace.root(),
    );
    bind.arg(&glue)
        .arg(target.join(WASM).join("wasm/bench_search.wasm"));
    shell::run(bind)?;
    Ok(glue.join("bench_search.js"))
}
