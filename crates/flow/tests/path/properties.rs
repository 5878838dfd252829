//! What holds for every server there could be.

use flow::exchange::{Answer, FhirAnswer, Step};
use flow::journal::{Do, FhirRequest, JournalOutcome, Method, Refresh, Strategy as Row, Writer};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::server::*;
use crate::world::*;

fn any_json() -> impl Strategy<Value = Value> {
    let names = prop_oneof![
        Just("resourceType".to_owned()),
        Just("id".to_owned()),
        Just("identifier".to_owned()),
        Just("name".to_owned()),
        Just("entry".to_owned()),
        Just("response".to_owned()),
        Just("status".to_owned()),
        Just("subject".to_owned()),
        Just("reference".to_owned()),
        ".{0,6}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        prop_oneof![
            Just("Patient"),
            Just("Bundle"),
            Just("DocumentReference"),
            Just("OperationOutcome"),
            Just("201 Created"),
            Just("Patient/kari"),
        ]
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..5)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Answers that are nearly right, right, or nonsense.
fn any_answer() -> impl Strategy<Value = Option<Answer>> {
    let code = prop_oneof![
        Just(200),
        Just(201),
        Just(202),
        Just(204),
        Just(400),
        Just(401),
        Just(403),
        Just(404),
        Just(405),
        Just(409),
        Just(410),
        Just(412),
        Just(415),
        Just(422),
        Just(428),
        Just(429),
        Just(500),
        Just(503),
        100u16..600,
    ];
    let body = prop_oneof![
        Just(None),
        any_json().prop_map(Some),
        Just(Some(patient())),
        Just(Some(encounter())),
        Just(Some(job(Row::Put).document_reference)),
        Just(Some(outcome("error", "x"))),
        Just(Some(
            json!({ "resourceType": "Bundle", "entry": [{ "response": { "status": "201" } }] })
        )),
    ];
    let answer = (code, body, prop::option::of(0u64..200_000)).prop_map(|(status, body, retry)| {
        Ok(FhirAnswer {
            status,
            body,
            retry_after_ms: retry,
        })
    });
    // `None`: the honest answer.
    prop_oneof![
        3 => Just(None),
        2 => answer.prop_map(Some),
        1 => Just(Some(silence())),
    ]
}

fn is_our_document(request: &FhirRequest, answer: &Answer) -> bool {
    let ours = job(Row::Put).document_reference;
    let body = answer
        .as_ref()
        .ok()
        .filter(|a| (200..300).contains(&a.status))
        .and_then(|a| a.body.clone());
    request.method == Method::Get
        && request.path == document_path()
        && body.is_some_and(|body| {
            body["subject"] == ours["subject"]
                && body["content"][0]["attachment"]["hash"]
                    == ours["content"][0]["attachment"]["hash"]
        })
}

proptest! {
    #[test]
    fn the_writer_ends_and_says_stored_only_of_what_it_has_read_back(
        script in prop::collection::vec(any_answer(), 0..120),
        batch in any::<bool>(),
        refresh in any::<bool>(),
    ) {
        let mut server = Server::new();
        let mut script = script.into_iter();
        let mut read_back = false;
        let mut guarded = 0;
        let (mut writer, mut next) = Writer::start(job(if batch { Row::Batch } else { Row::Put }));
        let mut n_steps = 0;
        let outcome = loop {
            n_steps += 1;
            prop_assert!(n_steps < 200, "no end");
            next = match next {
                Do::Send(request) => {
                    prop_assert!(request.wait_ms <= 120_000);
                    let honest = server.answer(&request);
                    let answer = script.next().flatten().unwrap_or(honest);
                    read_back |= is_our_document(&request, &answer);
                    match request.path.as_str() {
                        "Patient/kari" | "Encounter/time" => guarded += 1,
                        path if request.body.is_some() && !path.starts_with("Questionnaire") => {
                            prop_assert!(guarded >= 2, "a send without a guard before it");
                            guarded = 0;
                        }
                        _ => {}
                    }
                    writer.answer(answer)
                }
                Do::Refresh => writer.refreshed(if refresh { Refresh::Done } else { Refresh::Failed }),
                Do::Done(outcome) => break outcome,
            };
        };
        if let JournalOutcome::Stored { document_id, .. } = &outcome {
            prop_assert!(read_back || document_id != ID);
        }
        // Whatever comes after the end changes nothing.
        prop_assert_eq!(writer.answer(silence()), Do::Done(outcome.clone()));
        prop_assert_eq!(writer.refreshed(Refresh::Done), Do::Done(outcome));
    }

    #[test]
    fn the_context_reader_ends_whatever_it_is_answered(
        answers in prop::collection::vec(any_answer(), 0..40),
    ) {
        let mut reader = flow::context::ContextReader::new(facts());
        let mut answers = answers.into_iter();
        let mut step = reader.start();
        let mut n_rounds = 0;
        let epj = Epj::new();
        while let Step::Fetch(round) = step {
            n_rounds += 1;
            prop_assert!(n_rounds < 60, "no end");
            prop_assert!(!round.gets.is_empty());
            let answered = round.gets.iter().map(|get| {
                let honest = epj.answers.get(&get.path).cloned().unwrap_or(status(404, None));
                answers.next().flatten().unwrap_or(honest)
            });
            step = reader.answer(answered.collect());
        }
        if let Step::Done(context) = step {
            prop_assert_eq!(context.patient.id, "kari");
            prop_assert_eq!(context.patient.ident, FNR);
        }
    }

    #[test]
    fn fhir_02_no_json_makes_a_reader_panic(value in any_json(), kind in 0usize..11) {
        let kinds = [
            "Patient", "Practitioner", "PractitionerRole", "Organization", "Encounter", "Condition",
            "Bundle", "OperationOutcome", "CapabilityStatement", "DocumentReference",
            "QuestionnaireResponse",
        ];
        let mut value = value;
        if let Some(object) = value.as_object_mut() {
            object.insert("resourceType".into(), json!(kinds[kind]));
        }
        _ = fhir::Patient::read(&value);
        _ = fhir::Practitioner::read(&value);
        _ = fhir::PractitionerRole::read(&value);
        _ = fhir::Organization::read(&value);
        _ = fhir::Encounter::read(&value);
        _ = fhir::Condition::read(&value);
        _ = fhir::Bundle::read(&value);
        _ = fhir::OperationOutcome::read(&value);
        _ = fhir::CapabilityStatement::read(&value);
        _ = fhir::StoredDocument::read(&value);
        _ = fhir::StoredAnswers::read(&value);
    }
}
