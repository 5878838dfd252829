//! Cuts the app into the part that the first form needs and parts that load later.
//!
//! Trunk runs a program called `wasm-bindgen` between cargo and wasm-opt, and that is the only place where the module
//! can be cut: later, what tells the functions apart is gone. So we put ourselves there under that name, cut, let the
//! real one work on the first part, and leave Trunk one script as it expects.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::workspace::Workspace;
use crate::{shell, tools};

/// The name that Trunk calls.
const NAME: &str = "wasm-bindgen";
/// Where the real program is.
const REAL: &str = "ATTEST_WASM_BINDGEN";
/// The script that loads the parts; the module asks for it under this name.
const LINKS: &str = "./__wasm_split.js";

/// What wasm-opt may use. Named one by one: with `--all-features` it writes imports that Chromium refuses.
const FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-mutable-globals",
    "--enable-sign-ext",
    "--enable-nontrapping-float-to-int",
    "--enable-multivalue",
    "--enable-reference-types",
];

/// The files of the parts, and which part needs which.
pub fn folder(workspace: &Workspace) -> PathBuf {
    workspace.target().join("attest/parts")
}

/// Which files a part is made of, by the name of the part. Parts share files.
///
/// # Errors
/// When the app has not been built in this target folder.
pub fn parts(workspace: &Workspace) -> Result<BTreeMap<String, Vec<String>>> {
    let list = std::fs::read(folder(workspace).join(PARTS)).context("the parts of the app")?;
    serde_json::from_slice(&list).context(PARTS)
}

const PARTS: &str = "parts.json";

/// Puts this program on the path as `wasm-bindgen`, and tells it where the real one is.
///
/// # Errors
/// When the real one is missing or the folder cannot be written.
pub fn step_in(workspace: &Workspace, trunk: &mut Command, tools: &[PathBuf]) -> Result<PathBuf> {
    let real = tools
        .iter()
        .map(|folder| folder.join(NAME))
        .find(|program| program.is_file())
        .context("wasm-bindgen is not installed")?;
    let parts = folder(workspace);
    if parts.exists() {
        std::fs::remove_dir_all(&parts)?;
    }
    std::fs::create_dir_all(&parts)?;
    let place = workspace.target().join("attest/step-in");
    std::fs::create_dir_all(&place)?;
    let program = place.join(NAME);
    // A running program cannot be written over.
    if program.exists() {
        std::fs::remove_file(&program)?;
    }
    std::fs::copy(this_program()?, &program).context("a copy of xtask")?;
    trunk.env(REAL, real);
    Ok(place)
}

/// Where the bytes of this program are, also when cargo has built it anew since it was started.
fn this_program() -> Result<PathBuf> {
    let running = PathBuf::from("/proc/self/exe");
    match running.exists() {
        true => Ok(running),
        false => std::env::current_exe().context("where xtask is"),
    }
}

/// Whether this process was started as `wasm-bindgen`.
pub fn is_called() -> bool {
    let name = std::env::args_os().next();
    name.as_deref().map(Path::new).and_then(Path::file_name) == Some(OsStr::new(NAME))
}

/// Does what Trunk wants of `wasm-bindgen`, with the module cut into parts first.
///
/// # Errors
/// When Trunk calls in a way that we do not know, or a step fails.
pub fn instead_of_wasm_bindgen() -> Result<()> {
    let real = std::env::var_os(REAL).context("only `cargo xtask` may call this")?;
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    let mut run = Command::new(&real);
    let Some(call) = Call::read(&arguments) else {
        run.args(arguments);
        return shell::run(run);
    };
    let workspace = Workspace::here()?;
    let module = std::fs::read(&call.input).context("the module from cargo")?;
    let cut_into = call.out_dir.join("parts");
    let first = cut_into.join("first.wasm");
    let script = call.out_dir.join(format!("{}.js", call.out_name));
    let main_module = format!("./{}.js", call.out_name);
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = &cut_into;
    options.main_out_path = &first;
    options.link_name = LINKS;
    options.main_module = &main_module;
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("cutting the module: {error:#}"))?;
    run.args(arguments.iter().filter(|argument| **argument != call.input));
    run.arg("--keep-lld-exports").arg(&first);
    shell::run(run)?;

    let links = cut_into.join(LINKS);
    let mut text = std::fs::read_to_string(&links)?;
    let mut names = Vec::new();
    for part in &cut.split_modules {
        let (stem, served) = optimise(&workspace, part)?;
        text = pinned(&text, &stem, &served)?;
        names.push((stem, served.name));
    }
    std::fs::write(call.out_dir.join(LINKS), text)?;
    one_script(&workspace, &script)?;
    let parts: BTreeMap<String, Vec<String>> = cut
        .prefetch_map
        .into_iter()
        .map(|(part, stems)| {
            let served = |stem: &String| names.iter().find(|(own, _)| own == stem);
            let files = stems.iter().filter_map(served);
            (part, files.map(|(_, name)| name.clone()).collect())
        })
        .collect();
    let list = serde_json::to_vec_pretty(&parts)?;
    std::fs::write(folder(&workspace).join(PARTS), list).context(PARTS)
}

/// Puts the parts beside the rest of the app.
///
/// # Errors
/// When a file cannot be copied.
pub fn deliver(workspace: &Workspace, dist: &Path) -> Result<()> {
    for part in super::below(&folder(workspace))? {
        if part.extension() == Some(OsStr::new("wasm")) {
            let name = part.file_name().context("a part without a name")?;
            std::fs::copy(&part, dist.join(name))?;
        }
    }
    Ok(())
}

/// How Trunk calls.
struct Call {
    input: OsString,
    out_dir: PathBuf,
    out_name: String,
}

impl Call {
    /// `None` for a question such as `--version`.
    fn read(arguments: &[OsString]) -> Option<Call> {
        let option = |name: &str| {
            arguments.iter().find_map(|argument| {
                let value = argument.to_str()?.strip_prefix(name)?.strip_prefix('=')?;
                Some(value.to_owned())
            })
        };
        let input = arguments
            .iter()
            .find(|argument| Path::new(argument).extension() == Some(OsStr::new("wasm")))?;
        Some(Call {
            input: input.clone(),
            out_dir: option("--out-dir")?.into(),
            out_name: option("--out-name")?,
        })
    }
}

/// A part as it is served.
struct Served {
    name: String,
    integrity: String,
}

/// Makes a part small and names it by its content, so that it may be kept for ever.
fn optimise(workspace: &Workspace, part: &Path) -> Result<(String, Served)> {
    let stem = part.file_stem().and_then(OsStr::to_str);
    let stem = stem.context("a part without a name")?.to_owned();
    let small = part.with_extension("small");
    let program = workspace.path("node_modules/binaryen/bin/wasm-opt");
    let mut run = shell::command(program, FEATURES, workspace.root());
    run.arg("-Oz").arg("-o").arg(&small).arg(part);
    shell::run(run)?;
    let bytes = std::fs::read(&small)?;
    let name = format!("{stem}-{}.wasm", tools::short_hash(&bytes));
    std::fs::write(folder(workspace).join(&name), &bytes)?;
    let integrity = format!("sha384-{}", STANDARD.encode(Sha384::digest(&bytes)));
    Ok((stem, Served { name, integrity }))
}

/// The script with the name under which the part is served, and its digest: the page pins the script, the script the part.
fn pinned(script: &str, stem: &str, served: &Served) -> Result<String> {
    let Served { name, integrity } = served;
    let before = format!("new URL(\"./{stem}.wasm\", import.meta.url)");
    ensure!(script.contains(&before), "the script does not load {stem}");
    let after = format!("new URL(\"./{name}\", import.meta.url), {{integrity: \"{integrity}\"}}");
    Ok(script.replace(&before, &after))
}

/// Makes one small script of the bindings and of what loads the parts.
fn one_script(workspace: &Workspace, script: &Path) -> Result<()> {
    let options = [
        "--bundle",
        "--minify",
        "--format=esm",
        "--legal-comments=none",
        "--log-level=warning",
        // The module asks for the same links more than once, under one name.
        "--log-override:duplicate-object-key=silent",
        "--allow-overwrite",
    ];
    let program = workspace.path("node_modules/.bin/esbuild");
    let mut run = shell::command(program, options, workspace.root());
    run.arg(format!("--outfile={}", script.display()))
        .arg(script);
    shell::run(run)?;
    if !std::fs::read_to_string(script)?.contains("import.meta.url") {
        bail!("the script cannot find its parts any more");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_of_trunk_is_read() {
        let words = [
            "--target=web",
            "--out-dir=/x/y",
            "--out-name=attest",
            "/z/attest.wasm",
        ];
        let call = Call::read(&words.map(OsString::from)).unwrap();
        assert_eq!(call.input, "/z/attest.wasm");
        assert_eq!(call.out_dir, Path::new("/x/y"));
        assert_eq!(call.out_name, "attest");
    }

    #[test]
    fn a_question_is_left_to_the_real_one() {
        assert!(Call::read(&[OsString::from("--version")]).is_none());
    }

    #[test]
    fn a_part_is_pinned_by_name_and_digest() {
        let served = Served {
            name: "split_a-12.wasm".to_owned(),
            integrity: "sha384-x".to_owned(),
        };
        let script = "fetch(new URL(\"./split_a.wasm\", import.meta.url));";
        assert_eq!(
            pinned(script, "split_a", &served).unwrap(),
            "fetch(new URL(\"./split_a-12.wasm\", import.meta.url), {integrity: \"sha384-x\"});"
        );
        assert!(pinned(script, "split_b", &served).is_err());
    }
}
