//! Which crate may use which: style.md, section 2.

use anyhow::{Context, Result};
use toml::Table;

use super::Text;

/// The layers from below, each from left to right.
/// A crate uses crates of lower layers and, inside its own, those to its left.
const LAYERS: [&[&str]; 5] = [
    &["fhir", "fhirpath"],
    // The code lists speak of the code systems that `domain` names, so they stand beside it.
    &["domain", "codes", "rules", "questionnaire", "smart"],
    &["contract", "flow"],
    &["pdf"],
    &["attest", "gateway", "sandbox"],
];

/// The layers without a clock, a network or a browser.
pub const PURE: [&str; 9] = [
    "codes",
    "fhir",
    "fhirpath",
    "domain",
    "rules",
    "questionnaire",
    "smart",
    "contract",
    "flow",
];

/// Tools and tests, which may use everything; nothing may use them.
const OUTSIDE: [&str; 2] = ["r4check", "xtask"];

/// What a pure crate must not bring along.
const IMPURE: [&str; 12] = [
    "axum",
    "fs-err",
    "getrandom",
    "gloo-net",
    "js-sys",
    "leptos",
    "rand",
    "regex",
    "reqwest",
    "rusqlite",
    "tokio",
    "web-sys",
];

/// Dependencies that point up, to the right, or out of the pure layers.
///
/// # Errors
/// When a manifest is not TOML.
pub fn check(texts: &[Text]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for text in texts.iter().filter(|text| is_manifest(&text.path)) {
        let manifest: Table = text.content.parse().with_context(|| text.path.clone())?;
        let Some(name) = package(&manifest) else {
            continue;
        };
        if OUTSIDE.contains(&name) {
            continue;
        }
        let Some(place) = place(name) else {
            found.push(format!(
                "{}: `{name}` has no place in the layers of tidy",
                text.path
            ));
            continue;
        };
        for dependency in dependencies(&manifest) {
            if PURE.contains(&name) && IMPURE.contains(&dependency) {
                found.push(format!("{}: a pure crate uses {dependency}", text.path));
            }
            if OUTSIDE.contains(&dependency) {
                found.push(format!("{}: nothing may use {dependency}", text.path));
            }
            let other = self::place(dependency);
            if other.is_some_and(|other| other >= place || (other.0 == 4 && place.0 == 4)) {
                found.push(format!("{}: {name} may not use {dependency}", text.path));
            }
        }
    }
    Ok(found)
}

/// The app and the crates; what lies in bench/ and xtask/ is measured and built with, not shipped.
fn is_manifest(path: &str) -> bool {
    path == "Cargo.toml" || (path.starts_with("crates/") && path.ends_with("/Cargo.toml"))
}

/// The package's short name: `domain` for `attest-domain`.
fn package(manifest: &Table) -> Option<&str> {
    let name = manifest.get("package")?.get("name")?.as_str()?;
    Some(name.strip_prefix("attest-").unwrap_or(name))
}

/// Names of the ordinary dependencies. Tests and build scripts may use what they need.
fn dependencies(manifest: &Table) -> impl Iterator<Item = &str> {
    let ordinary = manifest
        .get("dependencies")
        .and_then(|found| found.as_table());
    ordinary
        .into_iter()
        .flat_map(|table| table.keys().map(String::as_str))
}

/// Layer, and position inside the layer.
fn place(name: &str) -> Option<(usize, usize)> {
    LAYERS.iter().enumerate().find_map(|(layer, crates)| {
        let position = crates.iter().position(|krate| *krate == name)?;
        Some((layer, position))
    })
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use super::*;

    fn found(name: &str, dependency: &str) -> usize {
        let manifest =
            format!("[package]\nname = \"{name}\"\n[dependencies]\n{dependency} = \"1\"");
        check(&[text("crates/x/Cargo.toml", &manifest)])
            .unwrap()
            .len()
    }

    #[test]
    fn a_dependency_points_down_or_left() {
        assert_eq!(found("attest-flow", "domain"), 0);
        assert_eq!(found("attest-flow", "contract"), 0);
        assert_eq!(found("attest-contract", "flow"), 1);
        assert_eq!(found("attest-domain", "contract"), 1);
    }

    #[test]
    fn a_process_does_not_use_another() {
        assert_eq!(found("attest-sandbox", "gateway"), 1);
    }

    #[test]
    fn a_pure_crate_brings_no_runtime() {
        assert_eq!(found("attest-domain", "tokio"), 1);
        assert_eq!(found("attest-gateway", "tokio"), 0);
    }

    #[test]
    fn every_pure_crate_has_a_place() {
        assert!(
            PURE.iter()
                .all(|krate| place(krate).is_some_and(|place| place.0 < 3))
        );
    }
}
