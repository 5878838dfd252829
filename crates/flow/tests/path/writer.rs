//! Step journal: the writer on its good days, and the guard.

use contract::{JournalReason, JournalStatus};
use flow::exchange::FhirAnswer;
use flow::journal::{
    Answers, Do, Job, JournalOutcome, Method, Plan, QrOutcome, Refresh, Strategy, Writer,
    WriterFinding, plan,
};
use flow::launch::JournalRight;
use serde_json::{Value, json};
use smart::issuer::WriteStrategy;

use crate::server::*;
use crate::world::*;

fn stored() -> JournalOutcome {
    JournalOutcome::Stored {
        document_id: ID.into(),
        questionnaire_response: QrOutcome::Stored,
    }
}

fn stored_alone() -> JournalOutcome {
    JournalOutcome::Stored {
        document_id: ID.into(),
        questionnaire_response: QrOutcome::Missing,
    }
}

fn stopped(reason: JournalReason) -> JournalOutcome {
    JournalOutcome::Stopped { reason }
}

fn steps(server: &Server) -> Vec<String> {
    let step =
        |r: &flow::journal::FhirRequest| format!("{:?} {}", r.method, r.path.replace(ID, "id"));
    server.requests.iter().map(step).collect()
}

#[test]
fn wb_01_a_put_is_guarded_looked_for_sent_and_read_back() {
    let mut server = Server::new();
    assert_eq!(server.run(job(Strategy::Put)), stored());
    assert_eq!(
        steps(&server),
        [
            "Get Patient/kari",
            "Get Encounter/time",
            "Get DocumentReference/id",
            "Put DocumentReference/id",
            "Get DocumentReference/id",
            "Get QuestionnaireResponse/id",
            "Put QuestionnaireResponse/id",
            "Get QuestionnaireResponse/id",
        ]
    );
    assert_eq!(server.store[&document_path()]["id"], ID);
}

#[test]
fn wb_02_the_same_form_written_five_times_is_one_document() {
    let mut server = Server::new();
    for _ in 0..5 {
        assert_eq!(server.run(job(Strategy::Put)), stored());
    }
    assert_eq!((server.n_writes(), server.n_documents()), (1, 1));
}

#[test]
fn wb_03_another_document_under_the_same_id_is_a_conflict_and_stays() {
    let changes: [(&str, Value); 5] = [
        ("/subject/reference", json!("Patient/ola")),
        ("/content/0/attachment/hash", json!("AAAA")),
        ("/context/encounter/0/reference", json!("Encounter/annen")),
        ("/type/coding/0/code", json!("J00-1")),
        ("/status", json!("entered-in-error")),
    ];
    for (pointer, value) in changes {
        let mut server = Server::new();
        let mut other = job(Strategy::Put).document_reference;
        *other.pointer_mut(pointer).unwrap() = value;
        server.store.insert(document_path(), other.clone());
        let outcome = server.run(job(Strategy::Put));
        assert_eq!(outcome, stopped(JournalReason::Conflict), "{pointer}");
        assert_eq!(
            (server.n_writes(), &server.store[&document_path()]),
            (0, &other)
        );
    }
}

#[test]
fn wb_15_a_batch_goes_to_the_base_with_two_puts() {
    let mut server = Server::new();
    assert_eq!(server.run(job(Strategy::Batch)), stored());
    let post = server
        .requests
        .iter()
        .find(|r| r.method == Method::Post)
        .unwrap();
    assert_eq!(post.path, "");
    assert_eq!(
        post.media_type.header(),
        "application/fhir+json; charset=utf-8"
    );
    insta::with_settings!({ sort_maps => true }, {
        insta::assert_json_snapshot!("batch", parsed(post));
    });
    assert!(!server.requests.iter().any(|r| r.method == Method::Put));
}

#[test]
fn wb_18_without_answers_the_document_is_put_alone_and_refers_to_nothing() {
    let mut server = Server::new();
    let job = Job {
        questionnaire_response: None,
        ..job(Strategy::Batch)
    };
    assert_eq!(server.run(job), stored_alone());
    assert!(
        server.store[&document_path()]["context"]
            .get("related")
            .is_none()
    );
    assert!(!server.store.contains_key(&answers_path()));
}

#[test]
fn wb_18_answers_that_are_refused_do_not_stand_in_the_way() {
    for code in [400, 403, 404, 422] {
        let refused = Fault::Answer(status(code, Some(outcome("error", "nei"))));
        let mut server = Server::new().trap(Method::Put, "QuestionnaireResponse/", refused, 9);
        assert_eq!(server.run(job(Strategy::Put)), stored_alone(), "{code}");
    }
}

#[test]
fn answers_are_put_twice_at_most() {
    let silent = Fault::Answer(silence());
    let mut server = Server::new().trap(Method::Put, "QuestionnaireResponse/", silent, 9);
    assert_eq!(server.run(job(Strategy::Put)), stored_alone());
    let puts = server.requests.iter().filter(|r| r.method == Method::Put);
    assert_eq!(puts.filter(|r| r.path == answers_path()).count(), 2);
}

#[test]
fn wb_36_starting_over_after_a_crash_at_any_point_leaves_one_document() {
    let whole = {
        let mut server = Server::new();
        server.run(job(Strategy::Put));
        server.requests.len()
    };
    for crash_after in 0..=whole {
        let mut server = Server::new();
        let (mut writer, mut next) = Writer::start(job(Strategy::Put));
        for _ in 0..crash_after {
            if let Do::Send(request) = next {
                next = writer.answer(server.answer(&request));
            }
        }
        assert_eq!(
            server.run(job(Strategy::Put)),
            stored(),
            "crash after {crash_after}"
        );
        assert_eq!((server.n_writes(), server.n_documents()), (1, 1));
    }
}

#[test]
fn wb_44_without_the_right_to_write_nothing_is_asked() {
    let mut server = Server::new();
    let job = Job {
        right: JournalRight::NotGranted,
        ..job(Strategy::Put)
    };
    assert_eq!(server.run(job), stopped(JournalReason::NotSupported));
    assert_eq!(server.requests.len(), 0);
}

/// The conditions of `smart-fhir.md` 4.5 number 6; that the token is the session's is the driver's to see to.
#[test]
fn wb_35_a_fresh_patient_or_encounter_that_disagrees_stops_everything() {
    type Spoil = fn(&mut Server);
    let spoils: [(&str, Spoil); 6] = [
        ("other patient answers", |s| {
            s.store.get_mut("Patient/kari").unwrap()["id"] = json!("ola")
        }),
        ("other identity number", |s| {
            s.store.get_mut("Patient/kari").unwrap()["identifier"][0]["value"] = json!(OTHER_FNR);
        }),
        ("no identity number", |s| {
            s.store.get_mut("Patient/kari").unwrap()["identifier"] = json!([]);
        }),
        ("patient merged", |s| {
            s.store.get_mut("Patient/kari").unwrap()["link"] = json!([{ "type": "replaced-by" }]);
        }),
        ("encounter of another", |s| {
            s.store.get_mut("Encounter/time").unwrap()["subject"]["reference"] =
                json!("Patient/ola");
        }),
        ("encounter cancelled", |s| {
            s.store.get_mut("Encounter/time").unwrap()["status"] = json!("cancelled");
        }),
    ];
    for (name, spoil) in spoils {
        let mut server = Server::new();
        spoil(&mut server);
        let outcome = server.run(job(Strategy::Put));
        assert_eq!(outcome, stopped(JournalReason::WrongPatient), "{name}");
        assert_eq!(server.n_writes(), 0, "{name}");
    }
}

#[test]
fn wb_35_a_document_about_somebody_else_is_never_sent() {
    for (pointer, value) in [
        ("/subject/reference", "Patient/ola"),
        ("/author/0/reference", "Practitioner/annen"),
        ("/context/encounter/0/reference", "Encounter/annen"),
        ("/subject/reference", "https://evil.example/Patient/kari"),
    ] {
        let mut job = job(Strategy::Put);
        *job.document_reference.pointer_mut(pointer).unwrap() = json!(value);
        let mut server = Server::new();
        assert_eq!(
            server.run(job),
            stopped(JournalReason::WrongPatient),
            "{pointer} {value}"
        );
        assert_eq!(server.requests.len(), 0);
    }
    let mut job = job(Strategy::Put);
    job.questionnaire_response.as_mut().unwrap()["subject"]["reference"] = json!("Patient/ola");
    assert_eq!(Server::new().run(job), stopped(JournalReason::WrongPatient));
}

#[test]
fn wb_35_the_guard_is_passed_again_before_every_send() {
    let busy = || Fault::Answer(status(503, None));
    let mut server = Server::new().on_put(busy(), 1);
    assert_eq!(server.run(job(Strategy::Put)), stored());
    let guards = server
        .requests
        .iter()
        .filter(|r| r.path == "Patient/kari")
        .count();
    assert_eq!((guards, server.n_writes()), (2, 2));
}

#[test]
fn wb_20_a_refused_token_is_refreshed_once_and_the_write_is_repeated_after_a_look() {
    let refused = || Fault::Answer(status(401, None));
    let mut server = Server::new().on_put(refused(), 1);
    assert_eq!(server.run(job(Strategy::Put)), stored());
    assert_eq!(
        (server.refreshes, server.n_writes(), server.n_documents()),
        (1, 2, 1)
    );

    let mut server = Server::new().on_put(refused(), 2);
    assert_eq!(
        server.run(job(Strategy::Put)),
        stopped(JournalReason::SessionEnded)
    );
    assert_eq!(server.refreshes, 1);
}

#[test]
fn wb_21_a_token_that_cannot_be_refreshed_ends_the_run_and_not_the_document() {
    let mut server = Server::new().on_put(Fault::Answer(status(401, None)), 1);
    server.refresh = Refresh::Failed;
    assert_eq!(
        server.run(job(Strategy::Put)),
        stopped(JournalReason::SessionEnded)
    );
    assert_eq!(server.n_documents(), 0);
}

#[test]
fn wb_42_a_batch_that_was_promised_and_refused_is_noted_and_put_alone() {
    let refused = Fault::Answer(status(404, None));
    let mut server = Server::new().trap(Method::Post, "", refused, 9);
    let (mut writer, mut next) = Writer::start(job(Strategy::Batch));
    while let Do::Send(request) = next {
        next = writer.answer(server.answer(&request));
    }
    assert_eq!(next, Do::Done(stored()));
    assert_eq!(writer.findings(), [WriterFinding::BatchRefused]);
}

#[test]
fn wb_43_a_server_that_does_not_say_whether_put_creates_is_tried() {
    let statement = |document: Value, interaction: Value| {
        let json = json!({
            "resourceType": "CapabilityStatement",
            "fhirVersion": "4.0.1",
            "rest": [{ "mode": "server", "interaction": interaction, "resource": [
                document, { "type": "QuestionnaireResponse" },
            ] }],
        });
        fhir::CapabilityStatement::read(&json).unwrap().resource
    };
    let batch = json!([{ "code": "batch" }]);
    let silent = statement(json!({ "type": "DocumentReference" }), batch.clone());
    let able = statement(
        json!({ "type": "DocumentReference", "updateCreate": true }),
        batch,
    );
    let unable = statement(
        json!({ "type": "DocumentReference", "updateCreate": false }),
        json!([]),
    );
    let put = Plan {
        strategy: Strategy::Put,
        answers: Answers::Write,
    };
    let both = Plan {
        strategy: Strategy::Batch,
        answers: Answers::Write,
    };
    assert_eq!(plan(None, None), Ok(put));
    assert_eq!(plan(None, Some(&silent)), Ok(put));
    assert_eq!(plan(None, Some(&able)), Ok(both));
    assert_eq!(plan(None, Some(&unable)), Err(JournalReason::NotSupported));
    assert_eq!(plan(Some(WriteStrategy::Put), Some(&able)), Ok(put));
    assert_eq!(
        plan(Some(WriteStrategy::Off), Some(&able)),
        Err(JournalReason::NotSupported)
    );
}

#[test]
fn an_outcome_is_told_as_the_contract_tells_it() {
    let now = "2025-06-05T07:31:09Z".parse().unwrap();
    let later = JournalOutcome::Later {
        reason: JournalReason::Unavailable,
        wait_ms: 1,
    };
    assert_eq!(
        later.status(now, 2),
        JournalStatus::Retrying {
            attempts: 2,
            reason: JournalReason::Unavailable
        }
    );
    assert_eq!(
        stored_alone().status(now, 1),
        JournalStatus::Stored {
            at: now,
            document_id: ID.into(),
            questionnaire_response: false
        }
    );
}

#[test]
fn an_answer_is_made_of_whatever_http_gives() {
    let answer = FhirAnswer::new(503, b"<html>", Some(" 7 "));
    assert_eq!((answer.body, answer.retry_after_ms), (None, Some(7_000)));
    assert_eq!(
        FhirAnswer::new(503, b"", Some("Wed, 21 Oct 2026")).retry_after_ms,
        None
    );
}
