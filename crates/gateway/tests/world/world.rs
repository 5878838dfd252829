//! Gateway and sandbox in this process, and the browser of a clinician.

#[path = "../../../../tests/flow/browser.rs"]
mod browser;

use std::time::Duration;

pub use browser::Browser;
use contract::{FormId, FormStatus, JournalStatus, NavStatus};
use domain::{Aktivitetstype, Diagnosevalg, Draft, Kodeverk, PeriodeDraft, dato};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

/// Both processes, in this one.
pub struct World {
    pub gateway: gateway::Running,
    pub sandbox: sandbox::Running,
    pub browser: Browser,
    data: tempfile::TempDir,
    port: u16,
    extra: &'static str,
}

impl World {
    /// A fresh pair on free ports.
    pub async fn start() -> World {
        World::start_with("").await
    }

    /// A fresh pair, and the usual patient launched by the usual clinician: the address of the session.
    pub async fn opened() -> (World, String) {
        let world = World::start().await;
        let session = world.launch("kari", "kari-i-dag").await;
        (world, session)
    }

    /// As [`World::start`], with more lines before the tables of the gateway's configuration.
    pub async fn start_with(extra: &'static str) -> World {
        // The first to install one wins; the gateway brings its own, the sandbox and the browser look for the default.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let sandbox_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sandbox = sandbox::start(sandbox_listener, sandbox::Options::new(app(port))).unwrap();
        let data = tempfile::tempdir().unwrap();
        let gateway = open(listener, &sandbox.url, port, data.path(), extra).await;
        World {
            browser: Browser::new(&sandbox.url),
            gateway,
            sandbox,
            data,
            port,
            extra,
        }
    }

    /// Stops the gateway without letting it finish anything, and starts another on its data and address.
    pub async fn restart(self) -> World {
        let World {
            gateway,
            sandbox,
            browser,
            data,
            port,
            extra,
        } = self;
        gateway.stop().await;
        let listener = eventually(async || TcpListener::bind(("127.0.0.1", port)).await.ok()).await;
        let gateway = open(listener, &sandbox.url, port, data.path(), extra).await;
        World {
            gateway,
            sandbox,
            browser,
            data,
            port,
            extra,
        }
    }

    /// Launches from the EPJ, `lege` for this patient; gives the address of the session.
    pub async fn launch(&self, patient: &str, encounter: &str) -> String {
        self.browser
            .launch(json!({
                "way": "secret",
                "practitioner": "lege",
                "patient": patient,
                "encounter": encounter,
            }))
            .await
    }

    /// Sets a switch of the sandbox.
    pub async fn fault(&self, place: &str, fault: Value) {
        let url = self.sandbox.url.join("faults").unwrap();
        let body = json!({"where": place, "fault": fault, "times": null});
        let answer = reqwest::Client::new()
            .post(url)
            .json(&body)
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status().as_u16(), 201);
    }

    /// Clears all switches.
    pub async fn mend(&self) {
        let url = self.sandbox.url.join("faults").unwrap();
        reqwest::Client::new().delete(url).send().await.unwrap();
    }

    /// What Nav has received.
    pub async fn received(&self) -> Vec<Value> {
        self.browser.inspect().await["received"]
            .as_array()
            .unwrap()
            .clone()
    }

    /// Sends a form; gives the status and the answer.
    pub async fn send(&self, session: &str, id: &FormId, body: &Value) -> (u16, Value) {
        self.browser
            .call("PUT", session, &format!("/forms/{id}"), Some(body))
            .await
    }

    /// Sends a form for the usual patient that is taken in; gives its id.
    pub async fn accepted(&self, session: &str) -> FormId {
        let id = form_id();
        let (status, answer) = self.send(session, &id, &body(&draft("L84", 0))).await;
        assert_eq!(status, 201, "{answer}");
        id
    }

    /// How far a form has come.
    pub async fn status(&self, session: &str, id: &FormId) -> FormStatus {
        self.browser.get(session, &format!("/forms/{id}")).await
    }

    /// Waits until Nav has it.
    pub async fn delivered(&self, session: &str, id: &FormId) -> NavStatus {
        eventually(async || {
            let nav = self.status(session, id).await.nav;
            matches!(nav, NavStatus::Delivered { .. }).then_some(nav)
        })
        .await
    }

    /// Waits until the journal has come to a state.
    pub async fn journal(
        &self,
        session: &str,
        id: &FormId,
        reached: impl Fn(&JournalStatus) -> bool,
    ) -> JournalStatus {
        eventually(async || {
            let journal = self.status(session, id).await.journal;
            reached(&journal).then_some(journal)
        })
        .await
    }

    /// Stops both.
    pub async fn stop(self) {
        self.gateway.stop().await;
        self.sandbox.stop().await;
    }
}

async fn open(
    listener: TcpListener,
    sandbox: &Url,
    port: u16,
    data: &std::path::Path,
    extra: &str,
) -> gateway::Running {
    let tables = sandbox::gateway_config(sandbox, &app(port), data, None);
    let text = format!("{extra}\n{tables}");
    gateway::start(listener, gateway::Config::parse(&text).unwrap())
        .await
        .unwrap()
}

fn app(port: u16) -> Url {
    Url::parse(&format!("http://localhost:{port}")).unwrap()
}

/// Asks until there is an answer, half a minute at most.
pub async fn eventually<T>(ask: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..300 {
        if let Some(answer) = ask().await {
            return answer;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("half a minute has passed")
}

/// A new form id.
pub fn form_id() -> FormId {
    FormId::new(&uuid::Uuid::new_v4().to_string()).unwrap()
}

/// A week, 100 %, from so many days from now, with this ICPC-2 code.
pub fn draft(code: &str, days: i64) -> Draft {
    let today = chrono::Utc::now().date_naive();
    let day = |offset| dato::felt(today + chrono::Duration::days(days + offset));
    Draft {
        perioder: vec![PeriodeDraft {
            slag: Aktivitetstype::AktivitetIkkeMulig,
            fom: day(0),
            tom: day(6),
            ..domain::PeriodeDraft::default()
        }],
        hoveddiagnose: Some(Diagnosevalg {
            system: Kodeverk::Icpc2,
            code: code.to_owned(),
            text: "Syntetisk diagnose".to_owned(),
            kilde: None,
        }),
        ..Draft::default()
    }
}

/// The body of a submission for the usual patient.
pub fn body(draft: &Draft) -> Value {
    body_for(draft, "kari", "kari-i-dag")
}

/// The body of a submission.
pub fn body_for(draft: &Draft, patient: &str, encounter: &str) -> Value {
    json!({
        "form": draft,
        "patient": patient,
        "encounter": encounter,
        "despiteRule": null,
        "sprak": "nb",
    })
}

/// The slug of a problem.
pub fn slug(problem: &Value) -> &str {
    problem["type"]
        .as_str()
        .unwrap_or_default()
        .trim_start_matches("/problems/")
}
