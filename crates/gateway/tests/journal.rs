//! The document on its way to the journal, against the sandbox over HTTP. Needs the typesetter: `--features pdf`.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong shall stop"
)]

#[expect(
    dead_code,
    reason = "shared with the tests of submission, which use all of it"
)]
#[path = "world/world.rs"]
mod world;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use contract::{FormId, JournalFiles, JournalReason, JournalStatus, NavStatus, Overview};
use serde_json::{Value, json};
use world::{World, eventually};

/// Sends a form for the usual patient and waits until Nav has it.
async fn sent(world: &World, session: &str) -> FormId {
    let id = world.accepted(session).await;
    world.delivered(session, &id).await;
    id
}

fn is_stored(journal: &JournalStatus) -> bool {
    matches!(journal, JournalStatus::Stored { .. })
}

fn is_stopped(journal: &JournalStatus) -> bool {
    matches!(journal, JournalStatus::Stopped { .. })
}

/// The documents that the EPJ holds, as it holds them.
async fn documents(world: &World) -> Vec<Value> {
    let resources = world.browser.inspect().await["resources"].clone();
    let all = resources.as_array().unwrap().iter();
    all.filter(|resource| resource["resourceType"] == json!("DocumentReference"))
        .cloned()
        .collect()
}

async fn try_again(world: &World, session: &str, id: &FormId) {
    let path = format!("/forms/{id}/journal");
    let (status, answer) = world
        .browser
        .call("POST", session, &path, Some(&json!({})))
        .await;
    assert_eq!(status, 200, "{answer}");
}

/// How often the EPJ was asked to write a document.
async fn writes(world: &World) -> usize {
    let seen = world.browser.inspect().await["fhirRequests"].clone();
    let all = seen.as_array().unwrap().iter();
    all.filter(|request| {
        let path = request["path"].as_str().unwrap_or_default();
        request["method"] == json!("PUT") && path.contains("DocumentReference")
            || request["method"] == json!("POST") && !path.contains("_search")
    })
    .count()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_journal_holds_one_document_and_the_pdf_is_the_same_byte_for_byte() {
    let (world, session) = World::opened().await;
    let id = sent(&world, &session).await;
    let journal = world.journal(&session, &id, is_stored).await;
    assert!(
        matches!(journal, JournalStatus::Stored { document_id, questionnaire_response: true, .. }
        if document_id == id.as_str())
    );

    let documents = documents(&world).await;
    assert_eq!(documents.len(), 1);
    assert_eq!(documents[0]["subject"]["reference"], json!("Patient/kari"));
    let data = documents[0]["content"][0]["attachment"]["data"]
        .as_str()
        .unwrap();
    let filed = BASE64_STANDARD.decode(data).unwrap();
    let path = format!("/forms/{id}/pdf");
    let (status, shown) = world.browser.bytes(&session, &path).await;
    assert!(status == 200 && shown.starts_with(b"%PDF-") && shown == filed);
    let overview: Overview = world.browser.get(&session, "/overview").await;
    assert!(overview.unfinished.is_empty() && overview.drafts.is_empty());
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wb_33_a_refused_write_leaves_nav_alone_and_is_tried_again_by_itself() {
    let (world, session) = World::opened().await;
    world
        .fault("fhir.DocumentReference.write", json!({"status": 403}))
        .await;
    let id = sent(&world, &session).await;
    let journal = world.journal(&session, &id, is_stopped).await;
    let reason = JournalReason::Forbidden;
    assert_eq!(journal, JournalStatus::Stopped { reason });
    assert!(matches!(
        world.status(&session, &id).await.nav,
        NavStatus::Delivered { .. }
    ));
    assert!(documents(&world).await.is_empty());

    world.mend().await;
    try_again(&world, &session, &id).await;
    world.journal(&session, &id, is_stored).await;
    assert_eq!(documents(&world).await.len(), 1);
    let received = world.received().await;
    assert_eq!(
        (
            received.len(),
            received[0]["deliveries"].as_u64().unwrap_or(1)
        ),
        (1, 1)
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wb_36_a_restart_between_write_and_answer_ends_with_one_document() {
    for fault in [json!("storeAndDrop"), json!({"status": 503})] {
        let (world, session) = World::opened().await;
        world.fault("fhir.DocumentReference.write", fault).await;
        // Look and read-back fail, too, so the writer is in the middle when the process ends.
        world
            .fault("fhir.DocumentReference.read", json!({"status": 503}))
            .await;
        let id = sent(&world, &session).await;
        eventually(async || {
            let tried = world.browser.inspect().await["fhirRequests"].to_string();
            tried.contains("DocumentReference").then_some(())
        })
        .await;
        let world = world.restart().await;
        assert!(!is_stored(&world.status(&session, &id).await.journal));
        world.mend().await;
        try_again(&world, &session, &id).await;
        world.journal(&session, &id, is_stored).await;
        assert_eq!(documents(&world).await.len(), 1);
        assert_eq!(world.received().await.len(), 1);
        world.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn wb_36_a_restart_before_the_document_is_made_resumes_by_itself() {
    let (world, session) = World::opened().await;
    world.fault("nav.create", json!({"status": 503})).await;
    let id = world.accepted(&session).await;
    let world = world.restart().await;
    world.mend().await;
    world.delivered(&session, &id).await;
    world.journal(&session, &id, is_stored).await;
    assert_eq!(
        (documents(&world).await.len(), world.received().await.len()),
        (1, 1)
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_ended_session_left_is_taken_over_by_the_next_launch_when_asked() {
    let world = World::start().await;
    let first = world.launch("kari", "kari-i-dag").await;
    world
        .fault("fhir.DocumentReference.write", json!({"status": 403}))
        .await;
    let id = sent(&world, &first).await;
    world.journal(&first, &id, is_stopped).await;
    let (status, _) = world.browser.call("DELETE", &first, "", None).await;
    assert!((200..300).contains(&status));
    world.mend().await;

    let second = world.launch("kari", "kari-i-dag").await;
    let overview: Overview = world.browser.get(&second, "/overview").await;
    assert_eq!(overview.unfinished.len(), 1);
    assert_eq!(overview.unfinished[0].form_id, id);
    let before = writes(&world).await;
    try_again(&world, &second, &id).await;
    world.journal(&second, &id, is_stored).await;
    assert!(writes(&world).await > before);
    assert_eq!(documents(&world).await.len(), 1);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wb_35_another_patient_in_the_epj_stops_the_write() {
    let (world, session) = World::opened().await;
    // Nav takes long, so that the switch is set between submission and write.
    world.fault("nav.create", json!({"delayMs": 2000})).await;
    let id = world.accepted(&session).await;
    world
        .fault("fhir.Patient.read", json!("wrongPatient"))
        .await;
    let journal = world.journal(&session, &id, is_stopped).await;
    let reason = JournalReason::WrongPatient;
    assert_eq!(journal, JournalStatus::Stopped { reason });
    assert!(documents(&world).await.is_empty());
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_nav_delays_the_document_by_ten_seconds_and_no_more() {
    let (world, session) = World::opened().await;
    world.fault("nav.create", json!({"status": 503})).await;
    let id = world.accepted(&session).await;
    let (status, pdf) = world
        .browser
        .bytes(&session, &format!("/forms/{id}/pdf"))
        .await;
    assert!(status == 200 && pdf.starts_with(b"%PDF-"));
    world.journal(&session, &id, is_stored).await;
    assert!(matches!(
        world.status(&session, &id).await.nav,
        NavStatus::Queued { .. }
    ));
    world.mend().await;
    world.delivered(&session, &id).await;
    let (_, later) = world
        .browser
        .bytes(&session, &format!("/forms/{id}/pdf"))
        .await;
    assert!(later == pdf, "the document was frozen");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_browser_mode_the_gateway_hands_out_the_files_and_takes_the_report() {
    let (world, session) = World::opened().await;
    // From here on the session is one of mode B; opening one with a proof is tested with the ways in.
    let to_browser_mode = |conn: &rusqlite::Connection| {
        conn.execute("UPDATE session SET mode = 'B'", [])?;
        Ok(())
    };
    world
        .gateway
        .state()
        .store
        .write(to_browser_mode)
        .await
        .unwrap();
    let id = sent(&world, &session).await;
    let is_the_browsers = |journal: &JournalStatus| *journal == JournalStatus::Browser;
    world.journal(&session, &id, is_the_browsers).await;
    assert!(
        documents(&world).await.is_empty(),
        "the gateway writes nothing"
    );

    let path = format!("/forms/{id}/journal");
    let files: JournalFiles = world.browser.get(&session, &path).await;
    let document = json!(files.document_reference);
    let data = document["content"][0]["attachment"]["data"]
        .as_str()
        .unwrap();
    let (_, pdf) = world
        .browser
        .bytes(&session, &format!("/forms/{id}/pdf"))
        .await;
    assert_eq!(BASE64_STANDARD.decode(data).unwrap(), pdf);
    assert_eq!(json!(files.questionnaire_response)["id"], json!(id));

    let report = async |status: Value| {
        let body = json!({ "status": status });
        let (code, answer) = world
            .browser
            .call("POST", &session, &path, Some(&body))
            .await;
        (
            code,
            answer["journal"]["state"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let stopped = json!({"state": "stopped", "reason": "forbidden"});
    assert_eq!(report(stopped).await, (200, "stopped".to_owned()));
    try_again(&world, &session, &id).await;
    world.journal(&session, &id, is_the_browsers).await;
    let stored = |document_id: &str| {
        json!({
            "state": "stored",
            "at": "1999-01-01T00:00:00Z",
            "documentId": document_id,
            "questionnaireResponse": false,
        })
    };
    assert_eq!(report(stored("../Patient/1")).await.0, 400);
    assert_eq!(
        report(stored(id.as_str())).await,
        (200, "stored".to_owned())
    );
    let journal = world.status(&session, &id).await.journal;
    assert!(matches!(journal, JournalStatus::Stored { at, .. } if at.timestamp() > 1_600_000_000));
    // What is stored stays stored.
    try_again(&world, &session, &id).await;
    assert!(is_stored(&world.status(&session, &id).await.journal));
    world.stop().await;
}
