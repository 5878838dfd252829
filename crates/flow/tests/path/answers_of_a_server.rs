//! Step journal: what the writer makes of every kind of answer (`smart-fhir.md` 3.6).

use contract::JournalReason;
use flow::exchange::{Answer, FhirAnswer};
use flow::journal::{JournalOutcome, MediaType, Method, QrOutcome, Strategy};
use serde_json::{Value, json};

use crate::server::*;
use crate::world::*;

fn is_stored(outcome: &JournalOutcome) -> bool {
    matches!(outcome, JournalOutcome::Stored { document_id, .. } if document_id == ID)
}

fn reason(outcome: JournalOutcome) -> Option<JournalReason> {
    match outcome {
        JournalOutcome::Stopped { reason } => Some(reason),
        _ => None,
    }
}

fn later(outcome: JournalOutcome) -> Option<JournalReason> {
    match outcome {
        JournalOutcome::Later { reason, .. } => Some(reason),
        _ => None,
    }
}

fn put(fault: Fault, times: usize) -> (JournalOutcome, Server) {
    let mut server = Server::new().on_put(fault, times);
    (server.run(job(Strategy::Put)), server)
}

fn refused(code: u16, text: &str) -> Fault {
    Fault::Answer(status(code, Some(outcome("error", text))))
}

fn bare(code: u16) -> Fault {
    Fault::Answer(status(code, None))
}

#[test]
fn wb_04_a_write_that_was_stored_before_the_time_out_is_found_and_not_repeated() {
    let (outcome, server) = put(Fault::StoreAndAnswer(silence()), 1);
    assert!(is_stored(&outcome));
    assert_eq!(server.n_writes(), 1);
}

#[test]
fn wb_05_a_write_that_was_lost_is_sent_again() {
    let (outcome, server) = put(Fault::Answer(silence()), 1);
    assert!(is_stored(&outcome));
    assert_eq!((server.n_writes(), server.n_documents()), (2, 1));
}

#[test]
fn wb_06_a_busy_server_gets_the_document_at_its_own_pace() {
    let busy = Ok(FhirAnswer {
        status: 503,
        body: None,
        retry_after_ms: Some(5_000),
    });
    let (outcome, server) = put(Fault::Answer(busy), 2);
    assert!(is_stored(&outcome));
    assert_eq!(server.n_writes(), 3);
    let waited: u64 = server.requests.iter().map(|r| r.wait_ms).sum();
    assert!(waited >= 10_000, "{waited}");
}

#[test]
fn wb_06_a_server_that_stays_busy_is_tried_four_times_and_left_for_later() {
    let (outcome, server) = put(bare(503), 99);
    assert_eq!(later(outcome), Some(JournalReason::Unavailable));
    assert_eq!(server.n_writes(), 4);
}

#[test]
fn wb_07_a_fault_after_the_write_is_found_out_by_looking() {
    for code in [500, 502, 504] {
        let (outcome, server) = put(Fault::StoreAndAnswer(status(code, None)), 1);
        assert!(is_stored(&outcome), "{code}");
        assert_eq!(server.n_writes(), 1);
    }
}

#[test]
fn wb_08_a_server_that_does_not_create_by_put_ends_on_rows_that_are_not_built_yet() {
    for fault in [
        refused(400, "Update as create is not allowed"),
        refused(404, "unknown id"),
        bare(405),
    ] {
        let (outcome, server) = put(fault, 9);
        assert_eq!(reason(outcome), Some(JournalReason::NotSupported));
        assert_eq!(server.n_writes(), 1);
    }
}

#[test]
fn wb_13_a_canned_answer_is_not_taken_for_a_document() {
    let canned = json!({
        "resourceType": "DocumentReference",
        "id": "canned",
        "subject": { "reference": "Patient/ola" },
    });
    let mut server = Server::new().on_put(Fault::Answer(status(201, Some(canned.clone()))), 9);
    server
        .store
        .insert("DocumentReference/canned".into(), canned);
    let outcome = server.run(job(Strategy::Put));
    assert_eq!(reason(outcome), Some(JournalReason::NotConfirmed));
    assert_eq!(server.n_writes(), 1);
}

#[test]
fn wb_14_a_document_that_was_given_another_id_is_found_under_it() {
    let mut given = job(Strategy::Put).document_reference;
    given["id"] = json!("17");
    let mut server = Server::new().on_put(Fault::Answer(status(201, Some(given.clone()))), 9);
    server.store.insert("DocumentReference/17".into(), given);
    let outcome = server.run(job(Strategy::Put));
    assert!(matches!(outcome, JournalOutcome::Stored { document_id, .. } if document_id == "17"));
    assert_eq!(server.n_writes(), 1);
}

#[test]
fn a_server_that_says_yes_and_stores_nothing_is_never_believed() {
    for said in [
        status(201, None),
        status(204, None),
        ok(job(Strategy::Put).document_reference),
    ] {
        let (outcome, server) = put(Fault::Answer(said), 99);
        assert_eq!(reason(outcome), Some(JournalReason::NotConfirmed));
        assert_eq!(server.n_writes(), 4);
    }
}

#[test]
fn a_server_that_changes_the_document_is_not_believed() {
    let get = |times| {
        let mut changed = job(Strategy::Put).document_reference;
        changed["content"][0]["attachment"]["size"] = json!(3);
        Server::new()
            .trap(
                Method::Get,
                "DocumentReference/",
                Fault::Answer(status(404, None)),
                1,
            )
            .trap(
                Method::Get,
                "DocumentReference/",
                Fault::Answer(ok(changed)),
                times,
            )
    };
    let outcome = get(9).run(job(Strategy::Put));
    assert_eq!(reason(outcome), Some(JournalReason::NotConfirmed));
}

#[test]
fn a_server_that_moves_the_file_elsewhere_and_keeps_its_hash_is_believed() {
    let mut moved = job(Strategy::Put).document_reference;
    let attachment = moved["content"][0]["attachment"].as_object_mut().unwrap();
    attachment.remove("data");
    attachment.insert("url".into(), json!("Binary/1"));
    let mut server = Server::new();
    server.store.insert(document_path(), moved.clone());
    assert!(is_stored(&server.run(job(Strategy::Put))));

    for kept in ["hash", "size"] {
        moved["content"][0]["attachment"]
            .as_object_mut()
            .unwrap()
            .remove(kept);
    }
    server.store.insert(document_path(), moved);
    assert_eq!(
        reason(server.run(job(Strategy::Put))),
        Some(JournalReason::Conflict)
    );
}

/// What a batch answers when its entries end so; those below 300 were stored.
fn batch_answer(server: Server, entries: &[u16]) -> (JournalOutcome, Server) {
    let response: Vec<Value> = entries
        .iter()
        .map(|code| json!({ "response": { "status": format!("{code} x") } }))
        .collect();
    let said = ok(json!({ "resourceType": "Bundle", "entry": response }));
    let mut server = server.trap(Method::Post, "", Fault::Answer(said), 1);
    for (code, (path, resource)) in entries.iter().zip([
        (
            document_path(),
            Some(job(Strategy::Batch).document_reference),
        ),
        (answers_path(), job(Strategy::Batch).questionnaire_response),
    ]) {
        if *code < 300 {
            server
                .store
                .insert(format!("later {path}"), resource.unwrap());
        }
    }
    let outcome = {
        // The entries take effect when the batch is sent, not before.
        let (mut writer, mut next) = flow::journal::Writer::start(job(Strategy::Batch));
        loop {
            next = match next {
                flow::journal::Do::Send(request) => {
                    let answer = server.answer(&request);
                    if request.method == Method::Post {
                        let ready: Vec<String> = server
                            .store
                            .keys()
                            .filter(|k| k.starts_with("later "))
                            .cloned()
                            .collect();
                        for key in ready {
                            let value = server.store.remove(&key).unwrap();
                            server
                                .store
                                .insert(key.trim_start_matches("later ").into(), value);
                        }
                    }
                    writer.answer(answer)
                }
                flow::journal::Do::Refresh => writer.refreshed(flow::journal::Refresh::Failed),
                flow::journal::Do::Done(outcome) => break outcome,
            }
        }
    };
    (outcome, server)
}

#[test]
fn wb_16_in_a_batch_the_document_decides() {
    let refuse = || {
        let no = Fault::Answer(status(422, None));
        Server::new().trap(Method::Put, "QuestionnaireResponse/", no, 9)
    };
    let (outcome, server) = batch_answer(refuse(), &[201, 422]);
    let alone = JournalOutcome::Stored {
        document_id: ID.into(),
        questionnaire_response: QrOutcome::Missing,
    };
    assert_eq!((outcome, server.n_writes()), (alone, 1));

    for entries in [&[500, 201][..], &[], &[422, 201]] {
        let (outcome, server) = batch_answer(Server::new(), entries);
        assert!(is_stored(&outcome), "{entries:?}");
        assert_eq!(
            (server.n_writes(), server.n_documents()),
            (2, 1),
            "{entries:?}"
        );
    }
}

#[test]
fn wb_17_a_server_without_batch_gets_the_document_by_put() {
    for code in [400, 404, 405, 413, 501] {
        let mut server = Server::new().trap(Method::Post, "", bare(code), 9);
        assert!(is_stored(&server.run(job(Strategy::Batch))), "{code}");
        assert!(
            server.store[&document_path()]["context"]
                .get("related")
                .is_none()
        );
    }
}

#[test]
fn wb_19_refused_content_is_sent_once_more_without_what_is_optional() {
    let (outcome, server) = put(refused(422, "related not found"), 1);
    assert!(is_stored(&outcome));
    let stored = &server.store[&document_path()];
    assert!(stored.get("docStatus").is_none() && stored.get("custodian").is_none());

    let (outcome, server) = put(refused(422, "nei"), 9);
    assert_eq!(reason(outcome), Some(JournalReason::ContentRefused));
    assert_eq!(server.n_writes(), 2);

    let entry = json!({ "response": { "status": "422", "outcome": outcome_of("related") } });
    let said = ok(json!({ "resourceType": "Bundle", "entry": [entry] }));
    let mut server = Server::new().trap(Method::Post, "", Fault::Answer(said), 1);
    assert!(is_stored(&server.run(job(Strategy::Batch))));
    assert!(
        server.store[&document_path()]["context"]
            .get("related")
            .is_none()
    );
}

fn outcome_of(text: &str) -> Value {
    outcome("error", text)
}

#[test]
fn wb_22_a_refused_right_stops_at_once() {
    let (outcome, server) = put(bare(403), 9);
    assert_eq!(reason(outcome), Some(JournalReason::Forbidden));
    assert_eq!(server.n_writes(), 1);
}

#[test]
fn wb_23_every_other_answer_has_its_own_action() {
    use JournalReason as R;
    for (code, wanted) in [
        (409, R::Conflict),
        (410, R::Conflict),
        (412, R::Conflict),
        (415, R::NotSupported),
        (422, R::ContentRefused),
        (428, R::NotSupported),
        (501, R::NotSupported),
        (302, R::NotConfirmed),
        (418, R::ContentRefused),
    ] {
        assert_eq!(reason(put(bare(code), 99).0), Some(wanted), "{code}");
    }
    for code in [423, 429] {
        assert_eq!(later(put(bare(code), 99).0), Some(R::Unavailable), "{code}");
        assert!(is_stored(&put(bare(code), 1).0), "{code}");
    }
}

#[test]
fn wb_23_a_conflict_over_our_own_document_is_a_success() {
    for code in [409, 412] {
        let (outcome, _) = put(Fault::StoreAndAnswer(status(code, None)), 1);
        assert!(is_stored(&outcome), "{code}");
    }
}

#[test]
fn wb_23_another_media_type_and_a_precondition_are_tried_once() {
    let (outcome, server) = put(bare(415), 1);
    assert!(is_stored(&outcome));
    let last = server
        .requests
        .iter()
        .rfind(|r| r.path == document_path() && r.body.is_some());
    assert_eq!(last.unwrap().media_type, MediaType::Json);

    let (outcome, server) = put(bare(428), 1);
    assert!(is_stored(&outcome));
    let last = server
        .requests
        .iter()
        .rfind(|r| r.path == document_path() && r.body.is_some());
    assert_eq!(last.unwrap().if_none_match, Some("*"));
}

#[test]
fn wb_23_a_document_that_was_deleted_in_the_epj_is_not_made_anew() {
    let mut server = Server::new().trap(
        Method::Get,
        "DocumentReference/",
        Fault::Answer(status(410, None)),
        9,
    );
    assert_eq!(
        reason(server.run(job(Strategy::Put))),
        Some(JournalReason::Conflict)
    );
    assert_eq!(server.n_writes(), 0);
}

#[test]
fn wb_24_a_document_that_is_too_large_stops_until_binary_is_built() {
    for fault in [bare(413), refused(500, "request entity too large")] {
        let (outcome, server) = put(fault, 9);
        assert_eq!(reason(outcome), Some(JournalReason::ContentRefused));
        assert_eq!(server.n_writes(), 1);
    }
}

#[test]
fn wb_25_a_success_with_an_error_inside_is_a_refusal_and_with_a_warning_a_success() {
    let inside = |severity: &str| status(200, Some(outcome(severity, "x")));
    let (refused, _) = put(Fault::Answer(inside("error")), 9);
    assert_eq!(reason(refused), Some(JournalReason::ContentRefused));
    for severity in ["warning", "information"] {
        let (outcome, server) = put(Fault::StoreAndAnswer(inside(severity)), 9);
        assert!(is_stored(&outcome) && server.n_writes() == 1, "{severity}");
    }
}

#[test]
fn wb_26_a_queued_write_is_looked_for_later_and_not_sent_again() {
    let (outcome, server) = put(Fault::Answer(status(202, None)), 9);
    assert_eq!(
        outcome,
        JournalOutcome::Later {
            reason: JournalReason::NotConfirmed,
            wait_ms: 60_000
        }
    );
    assert_eq!(server.n_writes(), 1);
}

#[test]
fn a_document_that_may_be_written_and_not_read_is_never_called_stored() {
    let no = Fault::Answer(status(403, None));
    let mut server = Server::new().trap(Method::Get, "DocumentReference/", no, 99);
    assert_eq!(
        reason(server.run(job(Strategy::Put))),
        Some(JournalReason::NotConfirmed)
    );
    assert_eq!(server.n_writes(), 1);
}

#[test]
fn an_epj_that_is_away_before_the_first_write_is_left_for_later() {
    for path in ["Patient/", "Encounter/", "DocumentReference/"] {
        for said in [silence(), status(500, None), status(200, None)] {
            let said: Answer = said;
            let mut server = Server::new().trap(Method::Get, path, Fault::Answer(said), 99);
            let outcome = server.run(job(Strategy::Put));
            assert_eq!(later(outcome), Some(JournalReason::Unavailable), "{path}");
            assert_eq!(server.n_writes(), 0, "{path}");
        }
    }
}
