//! The process is killed again and again while forms are sent: what was acknowledged is at Nav and in the journal, once.
//! Needs the binary: `--features pdf`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong shall stop"
)]

#[path = "../../../tests/flow/browser.rs"]
#[expect(dead_code, reason = "shared with tests/flow.rs, which uses all of it")]
mod browser;

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use browser::Browser;
use domain::{Aktivitetstype, Diagnosevalg, Draft, Kodeverk, PeriodeDraft, dato};
use serde_json::{Value, json};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

const KILLS: usize = 10;
const SENDERS: usize = 4;

#[tokio::test(flavor = "multi_thread")]
async fn wb_36_what_was_acknowledged_survives_kill_9_and_arrives_once() {
    rustls::crypto::ring::default_provider()
        .install_default()
        .ok();
    let port = {
        let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
        free.local_addr().unwrap().port()
    };
    let app = Url::parse(&format!("http://localhost:{port}")).unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sandbox = sandbox::start(listener, sandbox::Options::new(app.clone())).unwrap();
    let data = tempfile::tempdir().unwrap();
    let config = data.path().join("attest.toml");
    std::fs::write(
        &config,
        sandbox::gateway_config(&sandbox.url, &app, data.path(), None),
    )
    .unwrap();

    let mut gateway = start(&config, port).await;
    let browser = Arc::new(Browser::new(&sandbox.url));
    let session = browser
        .launch(json!({
            "way": "secret",
            "practitioner": "lege",
            "patient": "kari",
            "encounter": "kari-i-dag",
        }))
        .await;
    let acknowledged = Arc::new(Mutex::new(BTreeSet::new()));
    for round in 0..KILLS {
        let senders: Vec<_> = (0..SENDERS)
            .map(|_| {
                tokio::spawn(send_for_ever(
                    browser.clone(),
                    session.clone(),
                    acknowledged.clone(),
                ))
            })
            .collect();
        let before = acknowledged.lock().unwrap().len();
        for _ in 0..1_000 {
            if acknowledged.lock().unwrap().len() > before {
                break;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        // Another moment each time: in the middle of a request, a commit, a delivery, a write to the journal.
        tokio::time::sleep(Duration::from_millis(37 * (round as u64 % 7))).await;
        gateway.kill().unwrap();
        gateway.wait().unwrap();
        for sender in senders {
            sender.abort();
            sender.await.ok();
        }
        gateway = start(&config, port).await;
    }

    let acknowledged = acknowledged.lock().unwrap().clone();
    assert!(acknowledged.len() >= KILLS, "{} forms", acknowledged.len());
    let arrived = async |kind: &str| {
        let seen = browser.inspect().await;
        match kind {
            "received" => ids(&seen["received"], "submitId"),
            _ => ids(&seen["resources"], "id"),
        }
    };
    for kind in ["received", "resources"] {
        let mut missing = acknowledged.len();
        for _ in 0..600 {
            let there = arrived(kind).await;
            missing = acknowledged.iter().filter(|id| !there.contains(id)).count();
            if missing == 0 {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        assert_eq!(missing, 0, "{kind}: of {} forms", acknowledged.len());
        let there = arrived(kind).await;
        let once: BTreeSet<&String> = there.iter().collect();
        assert_eq!(there.len(), once.len(), "{kind}: something is there twice");
    }
    gateway.kill().unwrap();
    gateway.wait().unwrap();
    sandbox.stop().await;
}

/// Sends form after form, and notes which ones were acknowledged.
async fn send_for_ever(
    browser: Arc<Browser>,
    session: String,
    acknowledged: Arc<Mutex<BTreeSet<String>>>,
) {
    let body = json!({
        "form": draft(),
        "patient": "kari",
        "encounter": "kari-i-dag",
        "despiteRule": null,
        "sprak": "nb",
    });
    loop {
        let id = uuid::Uuid::new_v4().to_string();
        let (status, answer) = browser
            .call("PUT", &session, &format!("/forms/{id}"), Some(&body))
            .await;
        assert_eq!(status, 201, "{answer}");
        acknowledged.lock().unwrap().insert(id);
    }
}

/// The gateway as a process of its own, once it listens.
async fn start(config: &Path, port: u16) -> Child {
    let mut child = Command::new(env!("CARGO_BIN_EXE_attest-gateway"))
        .args(["serve", "--config"])
        .arg(config)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    for _ in 0..300 {
        if TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
            return child;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    child.kill().unwrap();
    child.wait().unwrap();
    panic!("the gateway does not listen")
}

/// The values of one member; of resources only the documents.
fn ids(list: &Value, member: &str) -> Vec<String> {
    let all = list.as_array().unwrap().iter();
    all.filter(|one| {
        one["resourceType"].is_null() || one["resourceType"] == json!("DocumentReference")
    })
    .map(|one| one[member].as_str().unwrap().to_owned())
    .collect()
}

fn draft() -> Draft {
    let today = chrono::Utc::now().date_naive();
    Draft {
        perioder: vec![PeriodeDraft {
            slag: Aktivitetstype::AktivitetIkkeMulig,
            fom: dato::felt(today),
            tom: dato::felt(today),
            ..domain::PeriodeDraft::default()
        }],
        hoveddiagnose: Some(Diagnosevalg {
            system: Kodeverk::Icpc2,
            code: "L84".to_owned(),
            text: "Syntetisk diagnose".to_owned(),
            kilde: None,
        }),
        ..Draft::default()
    }
}
