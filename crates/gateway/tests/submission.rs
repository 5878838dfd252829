//! Sending a form, against the sandbox over HTTP: what is accepted, what stops it, and that Nav has it once.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that is wrong shall stop"
)]

#[expect(
    dead_code,
    reason = "shared with the tests of the journal, which use all of it"
)]
#[path = "world/world.rs"]
mod world;

use std::sync::Arc;

use contract::{NavStatus, Overview, UtfallStatus};
use serde_json::json;
use world::{World, body, body_for, draft, form_id, slug};

#[tokio::test(flavor = "multi_thread")]
async fn sec_32_the_same_form_has_one_effect_and_other_content_is_refused() {
    let world = Arc::new(World::start().await);
    let session = world.launch("kari", "kari-i-dag").await;
    let (id, form) = (form_id(), body(&draft("L84", 0)));

    let sends: Vec<_> = (0..20)
        .map(|_| {
            let (world, session) = (world.clone(), session.clone());
            let (id, form) = (id.clone(), form.clone());
            tokio::spawn(async move { world.send(&session, &id, &form).await })
        })
        .collect();
    let mut answers = Vec::new();
    for send in sends {
        answers.push(send.await.unwrap());
    }
    let created = answers.iter().filter(|(status, _)| *status == 201).count();
    let same = answers.iter().filter(|(status, _)| *status == 200).count();
    assert_eq!((created, same), (1, 19));
    assert!(
        answers
            .iter()
            .all(|(_, answer)| answer["formId"] == json!(id))
    );

    let other = body(&draft("L84", 1));
    let (status, problem) = world.send(&session, &id, &other).await;
    assert_eq!((status, slug(&problem)), (409, "form-conflict"));

    world.delivered(&session, &id).await;
    assert_eq!(world.received().await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn wb_34_nav_down_the_form_is_accepted_and_delivered_when_nav_is_back() {
    let (world, session) = World::opened().await;
    world.fault("nav", json!({"status": 503})).await;
    let id = form_id();
    let (status, answer) = world.send(&session, &id, &body(&draft("L84", 0))).await;
    assert_eq!(
        (status, answer["nav"]["state"].as_str()),
        (201, Some("queued"))
    );
    let overview: Overview = world.browser.get(&session, "/overview").await;
    assert_eq!(overview.earlier, None);
    assert!(world.received().await.is_empty());

    world.mend().await;
    let nav = world.delivered(&session, &id).await;
    assert!(
        matches!(nav, NavStatus::Delivered { utfall, .. } if utfall.status == UtfallStatus::Ok)
    );
    let overview: Overview = world.browser.get(&session, "/overview").await;
    assert_eq!(overview.earlier.unwrap().notes.len(), 1);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_accepted_is_delivered_once_after_a_restart_also_when_the_answer_got_lost() {
    let (world, session) = World::opened().await;
    // Nav keeps the note and the connection breaks: only asking again tells.
    world.fault("nav.create", json!("storeAndDrop")).await;
    let id = world.accepted(&session).await;
    let world = world.restart().await;
    assert!(matches!(
        world.status(&session, &id).await.nav,
        NavStatus::Queued { .. }
    ));

    world.mend().await;
    world.delivered(&session, &id).await;
    assert_eq!(world.received().await.len(), 1);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_27_screen_session_and_epj_must_be_about_one_patient() {
    let (world, session) = World::opened().await;
    let form = draft("L84", 0);
    let id = form_id();
    for (patient, encounter) in [("ola", "kari-i-dag"), ("kari", "another")] {
        let (status, problem) = world
            .send(&session, &id, &body_for(&form, patient, encounter))
            .await;
        assert_eq!((status, slug(&problem)), (409, "wrong-patient"));
    }

    world
        .fault("fhir.Patient.read", json!("wrongPatient"))
        .await;
    let (status, problem) = world.send(&session, &id, &body(&form)).await;
    assert_eq!((status, slug(&problem)), (409, "wrong-patient"));
    world.mend().await;
    assert!(world.received().await.is_empty());

    // An EPJ that does not answer contradicts nothing: the context was read at launch.
    world.fault("fhir", json!({"status": 503})).await;
    let (status, _) = world.send(&session, &id, &body(&form)).await;
    assert_eq!(status, 201);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_stop_or_ask_for_a_second_look_and_the_draft_stays() {
    let (world, session) = World::opened().await;
    let id = form_id();
    let soft = draft("Z01", 0);
    world
        .browser
        .put(&session, &format!("/drafts/{id}"), &json!(soft))
        .await;

    let (status, problem) = world.send(&session, &id, &body(&soft)).await;
    assert_eq!((status, slug(&problem)), (409, "rule-soft"));
    let rule = problem["utfall"]["rule"].clone();
    assert_eq!(rule, json!("ICPC_2_Z_DIAGNOSE"));

    let mut despite_another = body(&soft);
    despite_another["despiteRule"] = json!("INNTIL_8_DAGER");
    let (status, _) = world.send(&session, &id, &despite_another).await;
    assert_eq!(status, 409);

    // Nav alone knows that this practitioner may not: hard, and not to be forced.
    world.fault("nav.verify", json!("invalid")).await;
    let mut despite = body(&soft);
    despite["despiteRule"] = rule;
    let (status, problem) = world.send(&session, &id, &despite).await;
    assert_eq!((status, slug(&problem)), (422, "rule-hard"));
    world.mend().await;
    let overview: Overview = world.browser.get(&session, "/overview").await;
    assert_eq!(overview.drafts.len(), 1, "nothing that was typed is lost");

    let (status, answer) = world.send(&session, &id, &despite).await;
    assert_eq!(
        (status, answer["utfall"]["status"].as_str()),
        (201, Some("INVALID"))
    );
    let nav = world.delivered(&session, &id).await;
    assert!(
        matches!(nav, NavStatus::Delivered { utfall, .. } if utfall.status == UtfallStatus::Invalid)
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_patient_that_nav_does_not_know_cannot_be_sent_and_an_incomplete_form_neither() {
    let (world, session) = World::opened().await;
    let id = form_id();
    world.fault("nav.verify", json!("unknownPatient")).await;
    let (status, problem) = world.send(&session, &id, &body(&draft("L84", 0))).await;
    assert_eq!((status, slug(&problem)), (422, "patient-unknown-at-nav"));
    world.mend().await;

    let mut empty = draft("L84", 0);
    empty.hoveddiagnose = None;
    let (status, problem) = world.send(&session, &id, &body(&empty)).await;
    assert_eq!((status, slug(&problem)), (422, "form-incomplete"));
    assert!(world.received().await.is_empty());
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sec_26_a_draft_follows_its_patient_and_goes_when_it_is_sent() {
    let world = World::start().await;
    let kari = world.launch("kari", "kari-i-dag").await;
    let patients = world.browser.inspect().await["people"]["patients"].clone();
    let other = patients
        .as_array()
        .unwrap()
        .iter()
        .find(|p| {
            p["id"] != json!("kari") && !p["ident"].is_null() && !p["encounters"][0].is_null()
        })
        .unwrap()
        .clone();
    let (patient, encounter) = (
        other["id"].as_str().unwrap(),
        other["encounters"][0].as_str().unwrap(),
    );
    let stranger = world.launch(patient, encounter).await;
    let (id, form) = (form_id(), draft("L84", 0));
    let path = format!("/drafts/{id}");
    world.browser.put(&kari, &path, &json!(form)).await;

    for (method, content) in [("GET", None), ("PUT", Some(json!(form)))] {
        let (status, problem) = world
            .browser
            .call(method, &stranger, &path, content.as_ref())
            .await;
        assert_eq!(
            (status, slug(&problem)),
            (404, "draft-not-found"),
            "{method}"
        );
    }
    let overview: Overview = world.browser.get(&stranger, "/overview").await;
    assert!(overview.drafts.is_empty());

    // The same clinician and patient in a later launch: the draft is there.
    let later = world.launch("kari", "kari-i-dag").await;
    let overview: Overview = world.browser.get(&later, "/overview").await;
    assert_eq!(overview.drafts.len(), 1);
    let (status, _) = world.send(&later, &id, &body(&form)).await;
    assert_eq!(status, 201);
    let (status, _) = world.browser.call("GET", &kari, &path, None).await;
    assert_eq!(status, 404);
    let (status, problem) = world
        .browser
        .call("PUT", &kari, &path, Some(&json!(form)))
        .await;
    assert_eq!(
        (status, slug(&problem)),
        (409, "form-conflict"),
        "a late autosave"
    );

    // Nor is the form itself there for anybody else.
    let form_path = format!("/forms/{id}");
    for path in [form_path.clone(), format!("{form_path}/pdf")] {
        let (status, problem) = world.browser.call("GET", &stranger, &path, None).await;
        assert_eq!((status, slug(&problem)), (404, "form-not-found"), "{path}");
    }
    let (path, again) = (format!("{form_path}/journal"), json!({}));
    let (status, problem) = world
        .browser
        .call("POST", &stranger, &path, Some(&again))
        .await;
    assert_eq!((status, slug(&problem)), (404, "form-not-found"));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_verify_answers_nothing_is_lost_and_nothing_is_sent_twice() {
    let (world, session) = World::opened().await;
    let form = draft("L84", 0);
    // Refused: the payload is not understood (ours to mend), or the patient is unknown. Nothing is stored.
    for (answer, expected) in [
        (json!({"status": 400}), (500, "internal")),
        (json!({"status": 422}), (422, "patient-unknown-at-nav")),
    ] {
        world.fault("nav.verify", answer.clone()).await;
        let id = form_id();
        let draft_path = format!("/drafts/{id}");
        world.browser.put(&session, &draft_path, &json!(form)).await;
        let (status, problem) = world.send(&session, &id, &body(&form)).await;
        assert_eq!((status, slug(&problem)), expected, "{answer}");
        assert_eq!(
            world
                .browser
                .call("GET", &session, &draft_path, None)
                .await
                .0,
            200
        );
        world.mend().await;
    }
    assert!(world.received().await.is_empty());
    // No outcome: accepted on our own rules, delivered once.
    let answers = [
        json!({"status": 500}),
        json!({"status": 401}),
        json!("html"),
        json!("malformedJson"),
        json!("empty"),
        json!("drop"),
    ];
    for (answer, n_before) in answers.into_iter().zip(0..) {
        world.fault("nav.verify", answer.clone()).await;
        let id = world.accepted(&session).await;
        world.mend().await;
        world.delivered(&session, &id).await;
        let (status, _) = world.send(&session, &id, &body(&form)).await;
        assert_eq!(
            (status, world.received().await.len()),
            (200, n_before + 1),
            "{answer}"
        );
    }
    world.stop().await;
}
