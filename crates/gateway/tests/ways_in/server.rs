use gateway::Config;
use gateway::config::check;
use reqwest::Method;

use crate::world::{World, problem};

const ALWAYS: [(&str, &str); 6] = [
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    (
        "permissions-policy",
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), clipboard-read=()",
    ),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

#[tokio::test]
async fn every_page_of_a_session_can_be_loaded_again() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    let id = "3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b";
    let one =
        ["skjema", "oppsummering", "kvittering", "sykmelding"].map(|page| format!("/{page}/{id}"));
    for page in one.iter().map(String::as_str).chain(["", "/vilkar"]) {
        let answer = browser.get(&format!("{}/s/{sid}{page}", world.app)).await;
        let kind = answer.headers()["content-type"]
            .to_str()
            .unwrap()
            .to_owned();
        assert_eq!(
            (answer.status().as_u16(), kind.starts_with("text/html")),
            (200, true),
            "{page}"
        );
    }
}

#[tokio::test]
async fn sec_12_every_route_has_the_security_headers() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    for path in [
        "/",
        "/launch",
        "/launch?iss=x&launch=y",
        "/callback/secret",
        "/callback/browser",
        "/callback/nobody",
        &format!("/s/{sid}"),
        &format!("/s/{sid}/skjema/x"),
        "/feil/no-encounter?ref=x",
        "/nowhere",
        "/index.html",
        "/attest-3f2a7b049c1d4e5f.js",
        "/.well-known/jwks.json",
        "/api/config",
        &format!("/api/sessions/{sid}"),
        "/api/nothing",
        "/internal/is-alive",
        "/internal/is-ready",
    ] {
        let answer = browser.get(&format!("{}{path}", world.app)).await;
        let headers = answer.headers();
        for (name, value) in ALWAYS {
            assert_eq!(headers.get(name).unwrap(), value, "{path}: {name}");
            assert_eq!(headers.get_all(name).iter().count(), 1, "{path}: {name}");
        }
        let policy = headers["content-security-policy"].to_str().unwrap();
        for part in [
            "default-src 'none'",
            "script-src 'self' 'wasm-unsafe-eval';",
            "frame-src 'none'",
            "object-src 'none'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types default",
        ] {
            assert!(policy.contains(part), "{path}: {part}");
        }
        for bad in ["'unsafe-inline'", "'unsafe-eval'", "*", "http:;", "https:;"] {
            assert!(!policy.contains(bad), "{path}: {bad}");
        }
        assert!(headers.get("x-frame-options").is_none());
        let cache = headers["cache-control"].to_str().unwrap();
        let expected = match path {
            "/attest-3f2a7b049c1d4e5f.js" => "public, max-age=31536000, immutable",
            "/.well-known/jwks.json" => "public, max-age=300",
            _ => "no-store",
        };
        assert_eq!(cache, expected, "{path}");
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_13_a_page_is_framed_only_by_the_epj_of_its_own_session() {
    let ancestors = "frame_ancestors = [\"https://secret.example\"]";
    let world = World::start_with(|config| {
        let (before, after) = config.split_once("[issuers.secret]").unwrap();
        let (_, rest) = after.split_once("frame_ancestors").unwrap();
        let (_, rest) = rest.split_once('\n').unwrap();
        let (middle, _) = after.split_once("frame_ancestors").unwrap();
        format!("{before}[issuers.secret]{middle}{ancestors}\n{rest}")
    })
    .await;
    let sandbox = world.sandbox.url.origin().ascii_serialization();
    let mut pages = vec![
        ("/".to_owned(), "'none'".to_owned()),
        ("/s/unknown".to_owned(), "'none'".to_owned()),
        ("/feil/state-unknown?ref=x".to_owned(), "'none'".to_owned()),
        (
            "/feil/state-unknown?ref=x&epj=jwt".to_owned(),
            sandbox.clone(),
        ),
        ("/callback/browser?code=x".to_owned(), sandbox.clone()),
    ];
    for (way, ancestor) in [
        ("secret", "https://secret.example"),
        ("jwt", sandbox.as_str()),
    ] {
        let sid = world
            .browser()
            .navigate(&world.launch_url(way).await)
            .await
            .sid();
        pages.push((format!("/s/{sid}"), ancestor.to_owned()));
    }
    let launch = world.launch_url("browser").await;
    pages.push((
        launch.trim_start_matches(&world.app).to_owned(),
        sandbox.clone(),
    ));
    for (path, ancestor) in pages {
        let answer = world.browser().get(&format!("{}{path}", world.app)).await;
        assert_eq!(answer.status(), 200, "{path}");
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.contains(&format!("frame-ancestors {ancestor};")),
            "{path}: {policy}"
        );
        // Only a page of a browser-mode EPJ may reach that EPJ.
        let reaches = path.starts_with("/callback/browser") || path.starts_with("/launch");
        assert_eq!(
            policy.contains(&format!("connect-src 'self' {sandbox};")),
            reaches,
            "{path}: {policy}"
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn files_come_in_the_best_encoding_and_nothing_else_is_a_file() {
    let world = World::start().await;
    let get = |path: &'static str, accepted: &'static str| {
        let url = format!("{}{path}", world.app);
        world
            .browser()
            .http()
            .get(url)
            .header("accept-encoding", accepted)
            .send()
    };
    let script = "/attest-3f2a7b049c1d4e5f.js";
    for (accepted, encoding, text) in [
        ("gzip, deflate, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("br;q=0, gzip;q=0", None, "plain"),
        ("", None, "plain"),
    ] {
        let answer = get(script, accepted).await.unwrap();
        let found = answer
            .headers()
            .get("content-encoding")
            .map(|value| value.to_str().unwrap());
        assert_eq!(found, encoding, "{accepted}");
        assert_eq!(
            answer.headers()["content-type"],
            "text/javascript; charset=utf-8"
        );
        assert_eq!(answer.headers()["vary"], "Accept-Encoding");
        assert_eq!(answer.text().await.unwrap(), text);
    }
    for path in [
        "/attest-3f2a7b049c1d4e5f.js.br",
        "/index.html",
        "/../data/attest.db",
        "/%2e%2e/data/storage-key",
        "/s",
        "/s/x/other/y",
        "/skjema",
    ] {
        let answer = get(path, "br").await.unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
    world.stop().await;
}

#[tokio::test]
async fn a_refused_call_says_so_in_the_users_language() {
    let world = World::start().await;
    for (language, word) in [
        ("nn-NO,nn;q=0.9", "Økta"),
        ("nb,nn;q=0.5", "Økten"),
        ("en", "Økten"),
    ] {
        let answer = world
            .browser()
            .http()
            .get(format!("{}/api/sessions/x", world.app))
            .header("x-attest", "1")
            .header("accept-language", language)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 401);
        let text = answer.text().await.unwrap();
        assert!(text.contains(word), "{language}: {text}");
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_33_bodies_that_are_too_large_or_too_deep_are_refused() {
    let world = World::start().await;
    let post = |body: String| {
        world
            .browser()
            .http()
            .post(format!("{}/api/sessions", world.app))
            .header("x-attest", "1")
            .header("origin", &world.app)
            .header("content-type", "application/json")
            .body(body)
            .send()
    };
    let large = post(format!("\"{}\"", "x".repeat(3 * 1024 * 1024)))
        .await
        .unwrap();
    assert_eq!(large.status(), 413);
    assert_eq!(problem(large).await, "too-large");
    let deep = post(format!("{}{}", "[".repeat(65), "]".repeat(65)))
        .await
        .unwrap();
    assert_eq!(problem(deep).await, "bad-request");
    let none = post("{}".to_owned()).await.unwrap();
    assert_eq!(problem(none).await, "bad-request");
    let answer = world.browser().call(Method::PATCH, "/api/config").await;
    assert!(matches!(answer.status().as_u16(), 404 | 405));
    world.stop().await;
}

#[tokio::test]
async fn it_says_whether_it_is_alive_and_ready() {
    let world = World::start().await;
    for (path, text) in [
        ("/internal/is-alive", "alive"),
        ("/internal/is-ready", "ready"),
    ] {
        let answer = world.browser().get(&format!("{}{path}", world.app)).await;
        assert_eq!(answer.text().await.unwrap(), text);
    }
    world.stop().await;
}

/// A production configuration without fault.
const GOOD: &str = r#"
listen = "127.0.0.1:8080"
public_url = "https://attest.example"
data = "data"
environment = "production"
storage_key = "env:PATH"
signing_key = "env:PATH"
[nav]
url = "https://nav.example"
token = "env:PATH"
registers = "https://nav.example/registers"
[issuers.epj]
name = "EPJ"
iss = "https://epj.example/fhir"
endpoint_hosts = ["epj.example"]
mode = "G"
client_id = "attest"
client_auth = "private_key_jwt"
redirect_uri = "https://attest.example/callback/epj"
frame_ancestors = ["https://epj.example"]
"#;

#[test]
fn sec_43_51_an_unsafe_configuration_is_refused() {
    let findings = |text: &str| Config::parse(text).map(|config| check(&config));
    assert_eq!(findings(GOOD).unwrap(), []);
    let (without_issuers, _) = GOOD.split_once("[issuers").unwrap();
    for (what, text) in [
        (
            "http",
            GOOD.replace("public_url = \"https:", "public_url = \"http:"),
        ),
        (
            "http on the own machine",
            GOOD.replace("https://attest.example", "http://localhost:8080"),
        ),
        (
            "a wildcard",
            GOOD.replace("[\"https://epj.example\"]", "[\"https://*.example\"]"),
        ),
        (
            "any ancestor",
            GOOD.replace("[\"https://epj.example\"]", "[\"*\"]"),
        ),
        ("no issuer", without_issuers.to_owned()),
        (
            "no storage key",
            GOOD.replace("storage_key = \"env:PATH\"", ""),
        ),
        (
            "no signing key",
            GOOD.replace("signing_key = \"env:PATH\"", ""),
        ),
        (
            "http to Nav",
            GOOD.replace("https://nav.example\"", "http://nav.example\""),
        ),
        (
            "http to the EPJ",
            GOOD.replace("iss = \"https:", "iss = \"http:"),
        ),
        (
            "no client authentication",
            GOOD.replace("client_auth = \"private_key_jwt\"", ""),
        ),
        (
            "a secret for nothing",
            format!("{GOOD}client_secret = \"env:PATH\"\n"),
        ),
        (
            "another redirect URI",
            GOOD.replace("/callback/epj", "/callback/other"),
        ),
        ("a test issuer", format!("{GOOD}environment = \"test\"\n")),
        ("no host", GOOD.replace("[\"epj.example\"]", "[]")),
    ] {
        let found = findings(&text).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert!(!found.is_empty(), "{what}");
    }
    for (what, text) in [
        (
            "a secret in the open",
            GOOD.replace("token = \"env:PATH\"", "token = \"test-value:x\""),
        ),
        (
            "a secret without reference",
            GOOD.replace("token = \"env:PATH\"", "token = \"x\""),
        ),
        (
            "a missing variable",
            GOOD.replace("token = \"env:PATH\"", "token = \"env:ATTEST_NO_SUCH\""),
        ),
        ("an unknown key", format!("surprise = 1\n{GOOD}")),
        (
            "an unknown key of a record",
            format!("{GOOD}surprise = 1\n"),
        ),
    ] {
        assert!(findings(&text).is_err(), "{what}");
    }
}

#[test]
fn secrets_are_not_shown() {
    let config = Config::parse(GOOD).unwrap();
    let path = std::env::var("PATH").unwrap();
    assert!(!format!("{config:?}").contains(path.trim()));
}

#[test]
fn the_example_configuration_would_start() {
    let example = include_str!("../../../../deploy/attest.example.toml");
    let here = example
        .lines()
        .map(|line| match line.split_once(" = \"") {
            // The secrets of the example are not on this machine.
            Some((key, value)) if value.starts_with("file:") || value.starts_with("env:") => {
                format!("{key} = \"env:PATH\"")
            }
            _ => line.to_owned(),
        })
        .collect::<Vec<_>>()
        .join("\n");
    assert_eq!(check(&Config::parse(&here).unwrap()), []);
}
