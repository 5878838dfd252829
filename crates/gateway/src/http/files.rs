//! The app's files: read once, served from memory, compressed beforehand.

use std::collections::HashMap;
use std::path::Path;

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

/// The page that every address of the app gives.
pub const INDEX: &str = "/index.html";

/// What one year is called for a cache.
const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// All files under their paths, such as `/attest-3f2a7b049c1d4e5f.js`. Nothing else can be asked for.
#[derive(Debug, Default)]
pub struct Files {
    files: HashMap<String, File>,
    codes: Option<String>,
}

#[derive(Clone, Debug)]
struct File {
    media_type: &'static str,
    etag: HeaderValue,
    lifetime: Lifetime,
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Lifetime {
    /// The name changes with the content.
    Forever,
    /// Ask again; the ETag answers.
    Revalidate,
    /// A page: depends on who asks.
    Never,
}

impl Files {
    /// Reads the folder. `codes` is the file of the code lists; without it the folder is searched.
    ///
    /// # Errors
    /// When a folder or file cannot be read.
    pub fn read(folder: Option<&Path>, codes: Option<&Path>) -> std::io::Result<Files> {
        let mut files = Files::default();
        if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
            files.add_folder(folder, "/")?;
        }
        let lists = match codes {
            Some(path) => Some(File::read(path, "codes.bin")?),
            None => ["/codes.bin", "/generated/codes.bin"]
                .iter()
                .find_map(|path| files.files.get(*path).cloned()),
        };
        if let Some(mut lists) = lists {
            let path = format!("/codes-{}.bin", fingerprint(&lists.plain));
            lists.lifetime = Lifetime::Forever;
            files.codes = Some(path.clone());
            files.files.insert(path, lists);
        }
        Ok(files)
    }

    /// Path of the code lists with a hash of their content.
    pub fn codes(&self) -> Option<&str> {
        self.codes.as_deref()
    }

    /// The bytes of the code lists.
    pub fn code_lists(&self) -> Option<&[u8]> {
        Some(&self.files.get(self.codes.as_deref()?)?.plain)
    }

    /// Whether there is an app to serve.
    pub fn has_app(&self) -> bool {
        self.files.contains_key(INDEX)
    }

    /// The file under a path in the best encoding the client takes, or `None`.
    pub fn serve(&self, path: &str, request: &HeaderMap) -> Option<Response> {
        let file = self.files.get(path)?;
        let accepted = request
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let (encoding, body) = file.best(accepted);
        if file.lifetime == Lifetime::Revalidate
            && request.get(header::IF_NONE_MATCH) == Some(&file.etag)
        {
            return Some(
                (
                    StatusCode::NOT_MODIFIED,
                    [(header::ETAG, file.etag.clone())],
                )
                    .into_response(),
            );
        }
        let mut response = body.into_response();
        let headers = response.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static(file.media_type),
        );
        headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
        if let Some(encoding) = encoding {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        match file.lifetime {
            Lifetime::Forever => {
                headers.insert(header::CACHE_CONTROL, IMMUTABLE);
            }
            Lifetime::Revalidate => {
                headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
                headers.insert(header::ETAG, file.etag.clone());
            }
            Lifetime::Never => {}
        }
        Some(response)
    }

    fn add_folder(&mut self, folder: &Path, prefix: &str) -> std::io::Result<()> {
        for entry in std::fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str().filter(|name| !name.starts_with('.')) else {
                continue;
            };
            if entry.file_type()?.is_dir() {
                self.add_folder(&entry.path(), &format!("{prefix}{name}/"))?;
            } else if !name.ends_with(".br") && !name.ends_with(".gz") {
                self.files
                    .insert(format!("{prefix}{name}"), File::read(&entry.path(), name)?);
            }
        }
        Ok(())
    }
}

impl File {
    fn read(path: &Path, name: &str) -> std::io::Result<File> {
        let plain = Bytes::from(std::fs::read(path)?);
        let beside = |suffix: &str| {
            let mut compressed = path.as_os_str().to_owned();
            compressed.push(suffix);
            std::fs::read(compressed).ok().map(Bytes::from)
        };
        let etag = HeaderValue::from_str(&format!("\"{}\"", fingerprint(&plain)));
        Ok(File {
            media_type: media_type(name),
            etag: etag.unwrap_or(HeaderValue::from_static("\"\"")),
            lifetime: lifetime(name),
            brotli: beside(".br"),
            gzip: beside(".gz"),
            plain,
        })
    }

    fn best(&self, accepted: &str) -> (Option<&'static str>, Bytes) {
        match (&self.brotli, &self.gzip) {
            (Some(bytes), _) if accepts(accepted, "br") => (Some("br"), bytes.clone()),
            (_, Some(bytes)) if accepts(accepted, "gzip") => (Some("gzip"), bytes.clone()),
            _ => (None, self.plain.clone()),
        }
    }
}

/// Whether `Accept-Encoding` names the coding and does not give it the weight 0.
fn accepts(accepted: &str, coding: &str) -> bool {
    accepted.split(',').any(|part| {
        let mut pieces = part.split(';').map(str::trim);
        pieces.next() == Some(coding)
            && !pieces.any(|weight| matches!(weight, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
    })
}

fn lifetime(name: &str) -> Lifetime {
    // Trunk writes `attest-3f2a7b049c1d4e5f.js` and `attest-3f2a7b049c1d4e5f_bg.wasm`.
    let hashed = name.split(['-', '_', '.']).any(|part| {
        part.len() >= 8
            && part.bytes().all(|byte| byte.is_ascii_hexdigit())
            && part.bytes().any(|byte| byte.is_ascii_digit())
    });
    match (name.ends_with(".html"), hashed) {
        (true, _) => Lifetime::Never,
        (_, true) => Lifetime::Forever,
        (_, false) => Lifetime::Revalidate,
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("json" | "webmanifest") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn fingerprint(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_hash_lives_for_ever_and_a_page_not_at_all() {
        for (name, expected) in [
            ("attest-3f2a7b049c1d4e5f.js", Lifetime::Forever),
            ("attest-3f2a7b049c1d4e5f_bg.wasm", Lifetime::Forever),
            ("index.html", Lifetime::Never),
            ("favicon.svg", Lifetime::Revalidate),
            ("source-sans.woff2", Lifetime::Revalidate),
        ] {
            assert_eq!(lifetime(name), expected, "{name}");
        }
    }

    #[test]
    fn a_coding_of_weight_nought_is_not_accepted() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("br;q=0.5", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("", "gzip"));
    }
}
