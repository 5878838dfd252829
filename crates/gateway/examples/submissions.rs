//! How many notes a gateway takes in a second, against how often the same disk confirms a single commit.
//!
//! Gateway and sandbox run in this process; the notes come over HTTP, 64 in flight, each with an id of its own.
//! Each round measures both, one after the other. `cargo xtask bench submissions` calls this with a folder.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a measurement that goes wrong shall stop"
)]

#[expect(dead_code, reason = "shared with tests/flow.rs, which uses all of it")]
#[path = "../../../tests/flow/browser.rs"]
mod browser;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use browser::Browser;
use contract::SessionView;
use domain::{Aktivitetstype, Draft, Kodeverk, PeriodeDraft};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

const ROUNDS: usize = 5;
const IN_FLIGHT: usize = 64;
const NOTES: usize = 1_000;
const COMMITS: usize = 400;
/// About what one stored note takes.
const ROW: usize = 3_000;

#[tokio::main]
async fn main() {
    let folder = PathBuf::from(std::env::args().nth(1).unwrap());
    std::fs::create_dir_all(&folder).unwrap();
    let gateway_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = gateway_listener.local_addr().unwrap().port();
    let app = Url::parse(&format!("http://localhost:{port}")).unwrap();
    let sandbox_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sandbox = sandbox::start(sandbox_listener, sandbox::Options::new(app.clone())).unwrap();
    let text = sandbox::gateway_config(&sandbox.url, &app, &folder.join("data"), None);
    let config = gateway::Config::parse(&text).unwrap();
    let gateway = gateway::start(gateway_listener, config).await.unwrap();

    let browser = Arc::new(Browser::new(&sandbox.url));
    let launch = json!({"way": "secret", "practitioner": "lege", "patient": "kari", "encounter": "kari-i-dag"});
    let session = browser.launch(launch).await;
    let view: SessionView = browser.get(&session, "").await;
    let body = json!({
        "form": draft(),
        "patient": view.context.patient.id,
        "encounter": view.context.encounter.id,
        "despiteRule": null,
        "sprak": "nb",
    });
    // One note before the clock counts: caches fill, connections open.
    let _ = notes(&browser, &session, &body, 1).await;
    println!("round  single commits/s  notes/s  ratio");
    for round in 1..=ROUNDS {
        let commits = commits(&folder);
        let notes = notes(&browser, &session, &body, NOTES).await;
        println!(
            "{round:>5}  {commits:>16.0}  {notes:>7.0}  {:>5.2}",
            notes / commits
        );
    }
    gateway.stop().await;
    sandbox.stop().await;
}

/// Commits of one row each, one after the other, in a second: what the disk gives without a common commit.
fn commits(folder: &Path) -> f64 {
    let conn = rusqlite::Connection::open(folder.join("single.db")).unwrap();
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))
        .unwrap();
    conn.execute_batch("PRAGMA synchronous = FULL; CREATE TABLE IF NOT EXISTS row (content BLOB);")
        .unwrap();
    let begin = Instant::now();
    for _ in 0..COMMITS {
        conn.execute("INSERT INTO row (content) VALUES (?1)", [vec![7_u8; ROW]])
            .unwrap();
    }
    per_second(COMMITS, begin)
}

/// Notes that were answered with 201 in a second.
async fn notes(browser: &Arc<Browser>, session: &str, body: &Value, count: usize) -> f64 {
    let left = Arc::new(AtomicUsize::new(count));
    let begin = Instant::now();
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..IN_FLIGHT.min(count) {
        let (browser, left) = (Arc::clone(browser), Arc::clone(&left));
        let (session, body) = (session.to_owned(), body.clone());
        senders.spawn(async move {
            let take = |left: usize| left.checked_sub(1);
            while left
                .fetch_update(Ordering::Relaxed, Ordering::Relaxed, take)
                .is_ok()
            {
                let path = format!("/forms/{}", uuid::Uuid::new_v4());
                let (status, answer) = browser.call("PUT", &session, &path, Some(&body)).await;
                assert_eq!(status, 201, "{answer}");
            }
        });
    }
    while let Some(sender) = senders.join_next().await {
        sender.unwrap();
    }
    per_second(count, begin)
}

fn per_second(count: usize, begin: Instant) -> f64 {
    f64::from(u32::try_from(count).unwrap()) / begin.elapsed().as_secs_f64()
}

/// A week, 100 %, with a diagnosis: what most notes are.
fn draft() -> Draft {
    let day = |offset| {
        (chrono::Utc::now() + chrono::Duration::days(offset))
            .format("%d.%m.%Y")
            .to_string()
    };
    Draft {
        perioder: vec![PeriodeDraft {
            slag: Aktivitetstype::AktivitetIkkeMulig,
            fom: day(0),
            tom: day(6),
            ..domain::PeriodeDraft::default()
        }],
        hoveddiagnose: Some(domain::Diagnosevalg {
            system: Kodeverk::Icpc2,
            code: "L84".to_owned(),
            text: String::new(),
            kilde: None,
        }),
        ..Draft::default()
    }
}
