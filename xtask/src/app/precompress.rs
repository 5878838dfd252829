//! Puts a `.br` and a `.gz` beside each text file, so that the gateway never compresses while it serves.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::files;

const COMPRESSIBLE: [&str; 10] = [
    "bin",
    "css",
    "html",
    "js",
    "json",
    "map",
    "svg",
    "txt",
    "wasm",
    "webmanifest",
];

/// Compresses every file of the folder that gains from it.
///
/// # Errors
/// When a file cannot be read or written.
pub fn folder(folder: &Path) -> Result<()> {
    for file in files::below(folder)? {
        let extension = file.extension().and_then(|extension| extension.to_str());
        if extension.is_some_and(|extension| COMPRESSIBLE.contains(&extension)) {
            one(&file).with_context(|| file.display().to_string())?;
        }
    }
    Ok(())
}

fn one(file: &Path) -> Result<()> {
    let raw = std::fs::read(file)?;
    keep(file, "br", &raw, &brotli(&raw)?)?;
    keep(file, "gz", &raw, &gzip(&raw)?)
}

/// Brotli at its strongest, as in the file that is served.
///
/// # Errors
/// Never in practice: the output is memory.
pub fn brotli(raw: &[u8]) -> Result<Vec<u8>> {
    let mut squeezed = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: raw.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &raw[..], &mut squeezed, &parameters)?;
    Ok(squeezed)
}

fn gzip(raw: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(raw)?;
    Ok(encoder.finish()?)
}

fn keep(file: &Path, extension: &str, raw: &[u8], squeezed: &[u8]) -> Result<()> {
    let mut name = file.as_os_str().to_owned();
    name.push(".");
    name.push(extension);
    if squeezed.len() < raw.len() {
        std::fs::write(PathBuf::from(name), squeezed)?;
    }
    Ok(())
}
