//! The shell of a page. No script, no foreign host, nothing inline.

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use crate::world::Sandbox;

/// Text that is safe between tags and in quoted attributes.
pub fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

/// A whole page. `main` is HTML already.
pub fn page(sandbox: &Sandbox, title: &str, main: &str) -> Response {
    let html = format!(
        r#"<!doctype html>
<html lang="nb">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Prøvejournalen</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<section class="test-banner" aria-label="Testmiljø">TEST – alle personer er oppdiktet <span lang="en">(all people are invented)</span></section>
{main}
</body>
</html>
"#,
        title = escape(title),
    );
    let mut response = Html(html).into_response();
    guard(response.headers_mut(), sandbox);
    response
}

/// 404 with a page.
pub fn missing(sandbox: &Sandbox) -> Response {
    let main = "<main><h1>Finnes ikke</h1><p><a href=\"/\">Til forsiden</a></p></main>";
    let mut response = page(sandbox, "Finnes ikke", main);
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

fn guard(headers: &mut HeaderMap, sandbox: &Sandbox) {
    let app = sandbox.options.app.origin().ascii_serialization();
    // The form of the start page is answered with a redirect to the app, which form-action must allow as well.
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; frame-src 'self' {app}; form-action 'self' {app}; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        headers.insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
}
