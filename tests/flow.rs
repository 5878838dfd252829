//! The whole path in one process: launch → context → prefill → form → rules → submit → journal → receipt.
//!
//! The gateway and the sandbox are the real ones, on free ports; this file plays the browser of a clinician. The same
//! path in a real browser, and mode B, are in `tests/e2e`.
#![cfg(not(target_arch = "wasm32"))]
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong shall stop"
)]

#[path = "flow/browser.rs"]
mod browser;

use std::time::Duration;

use browser::Browser;
use contract::{
    FormStatus, JournalStatus, NavStatus, Overview, SessionView, StoredDraft, UtfallStatus,
};
use domain::{Aktivitetstype, Draft, Kodeverk, PeriodeDraft, dato};
use flow::exchange::{Answer, FhirAnswer, Step};
use flow::prefill::{PrefillFacts, PrefillReader, PrefillStatus};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

const FORM: &str = "3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b";

/// Both processes, in this one.
struct World {
    gateway: gateway::Running,
    sandbox: sandbox::Running,
    browser: Browser,
    _data: tempfile::TempDir,
}

impl World {
    async fn start() -> World {
        let data = tempfile::tempdir().unwrap();
        let gateway_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = gateway_listener.local_addr().unwrap().port();
        let app = Url::parse(&format!("http://localhost:{port}")).unwrap();
        let sandbox_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sandbox = sandbox::start(sandbox_listener, sandbox::Options::new(app.clone())).unwrap();
        let text = sandbox::gateway_config(&sandbox.url, &app, data.path(), None);
        let config = gateway::Config::parse(&text).unwrap();
        let gateway = gateway::start(gateway_listener, config).await.unwrap();
        World {
            gateway,
            browser: Browser::new(&sandbox.url),
            sandbox,
            _data: data,
        }
    }

    async fn stop(self) {
        self.gateway.stop().await;
        self.sandbox.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_note_goes_from_launch_to_receipt() {
    for way in ["secret", "jwt"] {
        let world = World::start().await;
        one_note(&world.browser, way).await;
        world.stop().await;
    }
}

async fn one_note(browser: &Browser, way: &str) {
    // launch
    let session = browser.launch(json!({"way": way, "practitioner": "lege", "patient": "kari", "encounter": "kari-i-dag"})).await;

    // context
    let view: SessionView = browser.get(&session, "").await;
    let context = &view.context;
    assert_eq!(
        (context.patient.id.as_str(), context.encounter.id.as_str()),
        ("kari", "kari-i-dag")
    );
    assert!(context.office.orgnummer.is_some() && context.office.phone.is_some());

    // prefill, by the machine that the app drives
    let facts = PrefillFacts {
        base: view.fhir_base.clone(),
        patient: context.patient.id.clone(),
        encounter: context.encounter.id.clone(),
        diagnoses: context.encounter.diagnoses.clone(),
    };
    let prefill = prefill(browser, &session, facts).await;
    assert_eq!(prefill.status, PrefillStatus::Ok);
    let mut draft = Draft::default();
    flow::prefill::apply(&mut draft, &prefill);
    assert!(
        draft
            .hoveddiagnose
            .as_ref()
            .is_some_and(|valg| valg.kilde.is_some())
    );

    // form: drafts belong to clinician and patient
    let today = chrono::Utc::now().date_naive();
    draft.perioder = vec![PeriodeDraft {
        slag: Aktivitetstype::AktivitetIkkeMulig,
        fom: dato::felt(today),
        tom: dato::felt(today + chrono::Days::new(6)),
        ..domain::PeriodeDraft::default()
    }];
    draft.har_melding_til_nav = true;
    draft.melding_til_nav = "Synthetic text for Nav: æøå čđŋšŧž".into();
    browser
        .put(
            &session,
            &format!("/drafts/{FORM}"),
            &serde_json::to_value(&draft).unwrap(),
        )
        .await;
    let stored: StoredDraft = browser.get(&session, &format!("/drafts/{FORM}")).await;
    assert_eq!(stored.draft, draft);

    // rules
    let body = json!({"form": draft, "patient": "kari", "encounter": "kari-i-dag", "despiteRule": null, "sprak": "nb"});
    let (status, answer) = browser
        .call(
            "POST",
            &session,
            &format!("/forms/{FORM}/check"),
            Some(&body),
        )
        .await;
    assert_eq!(
        (status, answer["utfall"]["status"].as_str()),
        (200, Some("OK"))
    );

    // submit, and the same once more
    let (status, first) = browser
        .call("PUT", &session, &format!("/forms/{FORM}"), Some(&body))
        .await;
    assert_eq!(status, 201, "{first}");
    let (status, _) = browser
        .call("PUT", &session, &format!("/forms/{FORM}"), Some(&body))
        .await;
    assert_eq!(status, 200);
    let mut other = body.clone();
    other["form"]["meldingTilNav"] = json!("Another text");
    let (status, problem) = browser
        .call("PUT", &session, &format!("/forms/{FORM}"), Some(&other))
        .await;
    assert_eq!(
        (status, problem["type"].as_str()),
        (409, Some("/problems/form-conflict"))
    );

    // journal and receipt
    let receipt = settled(browser, &session).await;
    assert!(
        matches!(&receipt.nav, NavStatus::Delivered { utfall, .. } if utfall.status == UtfallStatus::Ok),
        "{:?}",
        receipt.nav
    );
    assert!(
        matches!(
            receipt.journal,
            JournalStatus::Stored {
                questionnaire_response: true,
                ..
            }
        ),
        "{:?}",
        receipt.journal
    );
    let overview: Overview = browser.get(&session, "/overview").await;
    assert!(overview.drafts.is_empty() && overview.unfinished.is_empty());
    assert_eq!(overview.earlier.map(|earlier| earlier.notes.len()), Some(1));

    what_the_world_has(browser, &session, way).await;
}

/// The receiver has one payload, the journal one document with a PDF and one set of answers.
async fn what_the_world_has(browser: &Browser, session: &str, way: &str) {
    let seen = browser.inspect().await;
    assert_eq!(seen["received"].as_array().map(Vec::len), Some(1), "{way}");
    let payload = &seen["received"][0]["payload"];
    assert_eq!(payload["submitId"], FORM);
    assert_eq!(payload["values"]["hoveddiagnose"]["system"], "ICPC2");
    assert_eq!(payload["values"]["tilbakedatering"], Value::Null);
    assert_eq!(
        seen["documents"],
        json!({"DocumentReference": 1, "QuestionnaireResponse": 1})
    );
    let resources = seen["resources"].as_array().unwrap();
    let document = resources
        .iter()
        .find(|r| r["resourceType"] == "DocumentReference")
        .unwrap();
    assert_eq!(document["id"], FORM);
    assert_eq!(document["subject"]["reference"], "Patient/kari");
    let attachment = &document["content"][0]["attachment"];
    let pdf = browser::base64(attachment["data"].as_str().unwrap());
    assert!(pdf.starts_with(b"%PDF-"));
    assert_eq!(attachment["size"], pdf.len());
    let (status, download) = browser.bytes(session, &format!("/forms/{FORM}/pdf")).await;
    assert_eq!(status, 200);
    assert_eq!(
        download, pdf,
        "the download and the journal hold the same bytes"
    );
}

async fn prefill(browser: &Browser, session: &str, facts: PrefillFacts) -> flow::prefill::Prefill {
    let known = |kodeverk: Kodeverk, code: &str| {
        (kodeverk == Kodeverk::Icpc2 && !code.is_empty()).then(|| "A text".to_owned())
    };
    let mut reader = PrefillReader::new(facts);
    let mut step = reader.start(&known);
    for _ in 0..4 {
        match step {
            Step::Done(prefill) => return prefill,
            Step::Failed(kind) => panic!("prefill never fails, and this is {kind:?}"),
            Step::Fetch(round) => {
                let mut answers: Vec<Answer> = Vec::new();
                for get in round.gets {
                    let (status, body) =
                        browser.bytes(session, &format!("/fhir/{}", get.path)).await;
                    answers.push(Ok(FhirAnswer::new(status, &body, None)));
                }
                step = reader.answer(answers, &known);
            }
        }
    }
    panic!("prefill asked more than three times")
}

/// The receipt when both deliveries have come to an end.
async fn settled(browser: &Browser, session: &str) -> FormStatus {
    let mut last = None;
    for _ in 0..150 {
        let status: FormStatus = browser.get(session, &format!("/forms/{FORM}")).await;
        let nav = matches!(
            status.nav,
            NavStatus::Delivered { .. } | NavStatus::Refused { .. }
        );
        let journal = matches!(
            status.journal,
            JournalStatus::Stored { .. } | JournalStatus::Stopped { .. }
        );
        if nav && journal {
            return status;
        }
        last = Some(status);
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    panic!("not settled in half a minute: {last:?}")
}
