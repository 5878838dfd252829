//! What the browser downloads until the first form can be used, and who owns the bytes.

mod wasm;

use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::app::{below, split};
use crate::shell;
use crate::workspace::Workspace;

/// design.md, section 12: what we want, and what CI refuses.
const BAR: u64 = 285_000;
const LIMIT: u64 = 320_000;

/// One file of the app as it is served.
struct Served {
    name: String,
    raw: u64,
    brotli: u64,
}

impl Served {
    /// Code lists and rare letters load later.
    fn is_code(&self) -> bool {
        self.name.ends_with(".wasm") || self.name.ends_with(".js")
    }
}

/// The part that stands between the user and the first form in browser mode. The others load after it.
const LOGIN: &str = "login";

/// Prints the sizes and compares them with the bar.
///
/// # Errors
/// When `dist/` is not built, or the code is larger than the limit.
pub fn run(workspace: &Workspace) -> Result<()> {
    let files = served(&workspace.path("dist"))?;
    println!("{:>10} {:>10}  served file", "raw", "brotli");
    for Served { name, raw, brotli } in &files {
        println!("{raw:>10} {brotli:>10}  {name}");
    }
    let parts = split::parts(workspace)?;
    let login = parts.get(LOGIN).map_or(&[][..], Vec::as_slice);
    let sum = |wanted: &dyn Fn(&String) -> bool| -> u64 {
        let code = files.iter().filter(|file| file.is_code());
        code.filter(|file| wanted(&file.name))
            .map(|file| file.brotli)
            .sum()
    };
    let all = sum(&|_| true);
    let gateway_mode = sum(&|name| !parts.values().flatten().any(|part| part == name));
    let code = gateway_mode.saturating_add(sum(&|name| login.contains(name)));
    println!("\nwasm + JS until the first form, brotli: bar {BAR}, limit {LIMIT}");
    println!("{gateway_mode:>10}  launched through the gateway");
    println!("{code:>10}  launched in browser mode, with the part `{LOGIN}`");
    println!(
        "{:>10}  loads after the first form",
        all.saturating_sub(code)
    );
    for (part, files) in &parts {
        println!("            part `{part}`: {}", files.join(", "));
    }
    owners(workspace)?;
    if code > LIMIT {
        bail!(
            "the app is {} bytes over the limit",
            code.saturating_sub(LIMIT)
        );
    }
    if code > BAR {
        shell::note("over the bar, under the limit");
    }
    Ok(())
}

/// Every file of `dist/`, largest first, without the compressed twins.
fn served(dist: &Path) -> Result<Vec<Served>> {
    let mut files = Vec::new();
    for file in below(dist)? {
        let extension = file.extension().and_then(|extension| extension.to_str());
        if matches!(extension, Some("br" | "gz")) {
            continue;
        }
        let name = file
            .strip_prefix(dist)
            .unwrap_or(&file)
            .to_string_lossy()
            .into_owned();
        let raw = std::fs::metadata(&file)?.len();
        let twin = dist.join(format!("{name}.br"));
        let brotli = std::fs::metadata(twin).map_or(raw, |twin| twin.len());
        files.push(Served { name, raw, brotli });
    }
    if !files.iter().any(Served::is_code) {
        bail!("dist/ holds no app: run `cargo xtask run` or `cargo xtask dist` first");
    }
    files.sort_by_key(|file| std::cmp::Reverse(file.brotli));
    Ok(files)
}

/// The ten largest owners of code, from the module before wasm-opt, which still has names.
fn owners(workspace: &Workspace) -> Result<()> {
    let module = workspace
        .target()
        .join("wasm32-unknown-unknown/wasm/attest.wasm");
    let Ok(bytes) = std::fs::read(&module) else {
        shell::note("no module with names in the target folder, so no owners");
        return Ok(());
    };
    let owners = wasm::owners(&bytes).context("the module before wasm-opt")?;
    println!("\nthe ten largest owners of code before wasm-opt, raw bytes");
    for (owner, bytes) in owners.iter().take(10) {
        println!("{bytes:>10}  {owner}");
    }
    Ok(())
}
