//! Makes the page fit for a Content-Security-Policy without `unsafe-inline`.
//!
//! Trunk starts the wasm from a script inside the page. That script becomes a file of its own here,
//! named by its hash and pinned by subresource integrity.

use std::path::Path;

use anyhow::{Context, Result, bail};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

use crate::tools;

/// Moves every inline script of `dist/index.html` into a file beside it.
///
/// # Errors
/// When the page is not there, or holds an inline script or style that cannot be moved.
pub fn move_inline_scripts(dist: &Path) -> Result<()> {
    let file = dist.join("index.html");
    let page = std::fs::read_to_string(&file).context("dist/index.html")?;
    let (page, scripts) = outsourced(&page)?;
    for (name, script) in scripts {
        std::fs::write(dist.join(name), script)?;
    }
    std::fs::write(file, page).context("dist/index.html")
}

/// The page without inline scripts, and the scripts by file name.
fn outsourced(page: &str) -> Result<(String, Vec<(String, String)>)> {
    let mut clean = String::with_capacity(page.len());
    let mut scripts = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<script") {
        let (attributes, after) = after.split_once('>').context("an unfinished script tag")?;
        let (body, after) = after
            .split_once("</script>")
            .context("an unfinished script")?;
        clean.push_str(before);
        if body.trim().is_empty() {
            clean.push_str(&format!("<script{attributes}>{body}</script>"));
        } else {
            let script = format!("{}\n", body.trim());
            let name = format!("start-{}.js", tools::short_hash(script.as_bytes()));
            clean.push_str(&format!(
                "<script{attributes} src=\"/{name}\" integrity=\"{}\" crossorigin=\"anonymous\"></script>",
                integrity(&script)
            ));
            scripts.push((name, script));
        }
        rest = after;
    }
    clean.push_str(rest);
    for forbidden in ["<style", " style=", " onload=", " onclick=", "javascript:"] {
        if clean.contains(forbidden) {
            bail!("index.html has `{forbidden}`, which its Content-Security-Policy blocks");
        }
    }
    Ok((clean, scripts))
}

/// A digest as subresource integrity wants it: <https://www.w3.org/TR/SRI/>.
pub fn integrity(text: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(text)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inline_script_becomes_a_pinned_file() {
        let page = r#"<html><script type="module">import init from '/a.js';</script></html>"#;
        let (clean, scripts) = outsourced(page).unwrap();
        let [(name, script)] = &scripts[..] else {
            panic!("one script, not {scripts:?}")
        };
        assert_eq!(script, "import init from '/a.js';\n");
        assert!(clean.contains(&format!(
            r#"<script type="module" src="/{name}" integrity="sha384-"#
        )));
        assert!(!clean.contains("import init"));
    }

    #[test]
    fn a_script_with_a_source_stays() {
        let page = r#"<script src="/a.js"></script><p>x</p>"#;
        assert_eq!(outsourced(page).unwrap(), (page.to_owned(), Vec::new()));
    }

    #[test]
    fn an_inline_style_is_refused() {
        assert!(outsourced(r#"<p style="color: red">x</p>"#).is_err());
    }
}
