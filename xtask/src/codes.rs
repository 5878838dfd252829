//! Compiles the diagnosis lists into one compact file.
//!
//! ICD-10 and ICPC-2 come from the npm package `@navikt/diagnosekoder`. ICPC-2B is not published there; it is added
//! when `ATTEST_ICPC2B` names a JSON file that holds it (an array of objects with `code` and `text`, as in
//! `navikt/tsm-diagnoser`). Without it the search offers ICPC-2 and ICD-10, and a code of ICPC-2B is known by its
//! ICPC-2 parent.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use codes::{Codes, Row};
use serde_json::Value;

use crate::shell;
use crate::workspace::Workspace;

/// Where the compact file is written, inside the checkout. Not in git.
pub const FILE: &str = "public/generated/codes.bin";

/// Names the file with ICPC-2B.
pub const ICPC2B: &str = "ATTEST_ICPC2B";

/// Reads the lists from `node_modules`, and ICPC-2B if asked for, and writes the compact file.
/// The same lists give the same bytes; an unchanged file is left as it is.
///
/// # Errors
/// When a list is missing or does not look as expected.
pub fn run(workspace: &Workspace) -> Result<()> {
    let icpc2b = std::env::var_os(ICPC2B)
        .filter(|path| !path.is_empty())
        .map(PathBuf::from);
    let icpc2b = icpc2b.map(|path| workspace.path(path));
    let file = compile(workspace, icpc2b.as_deref())?;
    let path = workspace.path(FILE);
    if fs::read(&path).is_ok_and(|before| before == file) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().context("the file lies in a folder")?)?;
    fs::write(&path, &file).with_context(|| format!("cannot write {FILE}"))?;
    shell::note(format!("{FILE}: {} bytes", file.len()));
    Ok(())
}

/// The compact file, read back once.
///
/// # Errors
/// As [`run`].
pub fn compile(workspace: &Workspace, icpc2b: Option<&Path>) -> Result<Vec<u8>> {
    let package = workspace.path("node_modules/@navikt/diagnosekoder/lib");
    let lists = [
        list(&package.join("ICPC2.json"))?,
        icpc2b.map(list).transpose()?.unwrap_or_default(),
        list(&package.join("ICD10.json"))?,
    ];
    let [icpc2, icpc2b, icd10] = &lists;
    // Half of the lists of 2026: a package that lost its content must not pass for a release.
    ensure!(
        icpc2.len() > 350 && icd10.len() > 9_000,
        "the lists of the npm package are too short"
    );
    let parents: HashSet<&str> = icpc2.iter().map(|row| row.code.as_str()).collect();
    for row in icpc2b {
        let parent = row.code.split('.').next().unwrap_or_default();
        ensure!(
            parents.contains(parent),
            "{} of ICPC-2B has no parent in ICPC-2",
            row.code
        );
    }
    let file = codes::write(lists)?;
    Codes::read(&file).context("what was written cannot be read")?;
    Ok(file)
}

fn list(path: &Path) -> Result<Vec<Row>> {
    let name = path.display();
    let json = fs::read(path).with_context(|| format!("cannot read {name}"))?;
    let json: Value = serde_json::from_slice(&json).with_context(|| name.to_string())?;
    let rows = json
        .as_array()
        .with_context(|| format!("{name} is not an array"))?;
    rows.iter()
        .map(|row| self::row(row).with_context(|| format!("{name}: {row}")))
        .collect()
}

fn row(row: &Value) -> Result<Row> {
    let field = |name| {
        row.get(name)
            .and_then(Value::as_str)
            .context("a row without code or text")
    };
    // One text of ICPC-2B holds HTML.
    let text = field("text")?.replace("<br/>", " ");
    Ok(Row {
        code: field("code")?.trim().to_owned(),
        text: text.trim().to_owned(),
    })
}
