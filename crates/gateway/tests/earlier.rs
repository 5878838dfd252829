//! What Nav and its registers tell of the patient, against the sandbox over HTTP: notes, absence, employers; and the
//! conditions of use.
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

use contract::{Earlier, Overview, Terms};
use domain::{Draft, Innsyn, Sporsmal, Svar};
use serde_json::{Value, json};
use world::{World, body_for, draft, form_id, slug};

async fn earlier(world: &World, session: &str) -> Earlier {
    let overview: Overview = world.browser.get(session, "/overview").await;
    overview.earlier.unwrap()
}

fn count(earlier: &Earlier, innsyn: Innsyn) -> usize {
    let notes = earlier.notes.iter();
    notes.filter(|note| note.note.innsyn == innsyn).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn story_62_64_66_earlier_notes_are_full_light_or_redacted_and_older_ones_wait_to_be_asked_for()
 {
    let world = World::start().await;
    let session = world.launch("historie", "historie-i-dag").await;
    let first = earlier(&world, &session).await;
    assert_eq!(
        [Innsyn::Full, Innsyn::Light, Innsyn::Redacted].map(|innsyn| count(&first, innsyn)),
        [3, 0, 2],
        "another's refused note is not there"
    );
    assert_eq!(first.older, 3);
    let tom: Vec<_> = first.notes.iter().map(|note| note.note.tom()).collect();
    assert!(tom.is_sorted_by(|a, b| a >= b));

    let (status, asked) = world
        .browser
        .call("POST", &session, "/older", Some(&json!({})))
        .await;
    assert_eq!((status, &asked["earlier"]["older"]), (200, &json!(0)));
    let after = earlier(&world, &session).await;
    assert_eq!(count(&after, Innsyn::Light), 3);
    let bare = |note: &&contract::EarlierNote| note.note.hoveddiagnose.is_none();
    let light = after
        .notes
        .iter()
        .filter(|note| note.note.innsyn == Innsyn::Light);
    assert_eq!(
        light.filter(bare).count(),
        2,
        "none, and one of an unknown system"
    );
    // The consent is this clinician's for this patient, in any session, and nobody else's.
    let other = world.launch("varianter", "varianter-i-dag").await;
    assert_eq!(earlier(&world, &other).await.notes.len(), 5);
    let again = world.launch("historie", "historie-i-dag").await;
    assert_eq!(earlier(&world, &again).await.older, 0);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_note_is_there_as_the_list_shows_it_and_never_for_another_patient() {
    let world = World::start().await;
    let session = world.launch("historie", "historie-i-dag").await;
    let listed = earlier(&world, &session).await.notes;
    let path = |id: &str| format!("/earlier/{id}");
    for note in &listed {
        let one: contract::EarlierNote = world
            .browser
            .get(&session, &path(&note.note.sykmelding_id))
            .await;
        assert_eq!(&one, note);
    }
    world
        .browser
        .call("POST", &session, "/older", Some(&json!({})))
        .await;
    let all = earlier(&world, &session).await.notes;
    let light = all
        .iter()
        .find(|note| note.note.innsyn == Innsyn::Light)
        .unwrap();
    let light = path(&light.note.sykmelding_id);
    assert_eq!(
        world.browser.call("GET", &session, &light, None).await.0,
        200
    );

    let stranger = world.launch("varianter", "varianter-i-dag").await;
    let unknown = path("3f2a7b04-9c1d-4e5f-8a6b-0c1d2e3f4a5b");
    for path in [
        light.as_str(),
        &path(&listed[0].note.sykmelding_id),
        &unknown,
        "/earlier/x",
    ] {
        let (status, problem) = world.browser.call("GET", &stranger, path, None).await;
        assert_eq!((status, slug(&problem)), (404, "form-not-found"), "{path}");
    }
    world.fault("nav.get", json!({"status": 500})).await;
    let (status, problem) = world.browser.call("GET", &session, &light, None).await;
    assert_eq!((status, slug(&problem)), (503, "nav-unavailable"));
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_older_note_is_not_there_before_it_was_asked_for() {
    let world = World::start().await;
    let session = world.launch("historie", "historie-i-dag").await;
    let path = "/earlier/5eed0000-0000-4000-8000-00000000000b";
    let (status, problem) = world.browser.call("GET", &session, path, None).await;
    assert_eq!((status, slug(&problem)), (404, "form-not-found"));
    world
        .browser
        .call("POST", &session, "/older", Some(&json!({})))
        .await;
    assert_eq!(world.browser.call("GET", &session, path, None).await.0, 200);
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_that_fails_or_talks_nonsense_is_missing_and_the_rest_is_there() {
    let world = World::start().await;
    let session = world.launch("historie", "historie-i-dag").await;
    let id = form_id();
    world
        .browser
        .put(&session, &format!("/drafts/{id}"), &json!(draft("L84", 0)))
        .await;
    for fault in [
        json!({"status": 500}),
        json!({"status": 401}),
        json!("html"),
        json!("malformedJson"),
        json!("empty"),
        json!("drop"),
        json!({"delayMs": 6_000}),
    ] {
        world.fault("nav.list", fault.clone()).await;
        let overview: Overview = world.browser.get(&session, "/overview").await;
        assert_eq!(
            (overview.earlier, overview.drafts.len()),
            (None, 1),
            "{fault}"
        );
        world.mend().await;
        assert_eq!(
            earlier(&world, &session).await.notes.len(),
            5,
            "asked again"
        );
    }
    world.stop().await;
}

/// A week from today on, 100 %, with answers.
fn asked(answers: &[Sporsmal]) -> Draft {
    Draft {
        utdypende: answers
            .iter()
            .map(|sporsmal| Svar {
                sporsmal: *sporsmal,
                svar: "Oppdiktet svar.".to_owned(),
            })
            .collect(),
        ..draft("P76", 0)
    }
}

const WEEK_7: [Sporsmal; 2] = [
    Sporsmal::UtfordringerMedArbeid,
    Sporsmal::MedisinskOppsummering,
];

#[tokio::test(flavor = "multi_thread")]
async fn story_31_the_questions_of_the_week_are_required_sent_and_not_asked_again() {
    let world = World::start().await;
    let session = world.launch("uke7", "uke7-i-dag").await;
    let before = earlier(&world, &session).await.sykefravaer;
    assert_eq!((before.days, before.previously_answered.len()), (52, 0));
    let body = |draft: &Draft| body_for(draft, "uke7", "uke7-i-dag");
    let id = form_id();
    let (status, problem) = world.send(&session, &id, &body(&asked(&[]))).await;
    assert_eq!((status, slug(&problem)), (422, "form-incomplete"));

    let (status, answer) = world.send(&session, &id, &body(&asked(&WEEK_7))).await;
    assert_eq!(status, 201, "{answer}");
    world.delivered(&session, &id).await;
    let sent = world.received().await[0]["payload"]["values"]["utdypendeSporsmal"].clone();
    assert_eq!(
        sent["medisinskOppsummering"]["svar"],
        json!("Oppdiktet svar.")
    );
    let mut after = earlier(&world, &session).await.sykefravaer;
    after.previously_answered.sort();
    assert_eq!(
        (after.days, after.previously_answered),
        (59, WEEK_7.to_vec())
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn weeks_17_and_39_follow_from_nine_months_of_notes() {
    let world = World::start().await;
    for (patient, days, answered) in [("uke17", 120, 2), ("uke39", 274, 6)] {
        let session = world.launch(patient, &format!("{patient}-i-dag")).await;
        let absence = earlier(&world, &session).await.sykefravaer;
        let told = (absence.days, absence.previously_answered.len());
        assert_eq!(told, (days, answered), "{patient}");
    }
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_answered_by_the_list_of_before_is_sent_also_when_nav_does_not_answer_now() {
    let world = World::start().await;
    let session = world.launch("uke7", "uke7-i-dag").await;
    earlier(&world, &session).await;
    world.fault("nav", json!({"status": 503})).await;
    let id = form_id();
    let body = body_for(&asked(&WEEK_7), "uke7", "uke7-i-dag");
    let (status, answer) = world.send(&session, &id, &body).await;
    assert_eq!(status, 201, "{answer}");
    world.mend().await;
    world.delivered(&session, &id).await;
    let sent = world.received().await[0]["payload"]["values"]["utdypendeSporsmal"].clone();
    assert!(
        !sent["utfordringerMedArbeid"].is_null(),
        "nothing typed is lost"
    );
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn story_68_the_employers_of_the_patient_are_several_one_or_none() {
    let world = World::start().await;
    for (patient, expected) in [("kari", 3), ("ola", 1), ("zara", 0)] {
        let session = world.launch(patient, &format!("{patient}-i-dag")).await;
        let employers: Vec<contract::Employer> = world.browser.get(&session, "/employers").await;
        assert_eq!(employers.len(), expected, "{patient}");
        assert!(
            employers
                .iter()
                .all(|employer| employer.orgnummer.is_some())
        );
    }
    let session = world.launch("kari", "kari-i-dag").await;
    for fault in [json!({"status": 500}), json!("html")] {
        world.fault("nav.arbeidsforhold", fault).await;
        let (status, problem) = world
            .browser
            .call("GET", &session, "/employers", None)
            .await;
        assert_eq!((status, slug(&problem)), (503, "nav-unavailable"));
        world.mend().await;
    }
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn story_73_74_where_terms_are_required_nothing_is_sent_before_they_are_accepted() {
    let world = World::start_with("require_terms = true").await;
    let session = world.launch("kari", "kari-i-dag").await;
    let overview: Overview = world.browser.get(&session, "/overview").await;
    assert!(overview.terms_due);
    let (id, form) = (form_id(), world::body(&draft("L84", 0)));
    let (status, problem) = world.send(&session, &id, &form).await;
    assert_eq!((status, slug(&problem)), (403, "terms-not-accepted"));

    let terms: Terms = world.browser.get(&session, "/terms").await;
    assert!(terms.required && terms.accepted_at.is_none() && terms.text.contains("\n\n"));
    let accept = async |version: &str| {
        let body = json!({ "version": version });
        world
            .browser
            .call("POST", &session, "/terms", Some(&body))
            .await
    };
    assert_eq!(accept("0.9").await.0, 400, "not what was shown");
    let (status, first) = accept(&terms.version).await;
    assert!(status == 200 && !first["acceptedAt"].is_null());
    assert_eq!(accept(&terms.version).await.1, first, "once is enough");
    let kept = world.gateway.state().store.read(|conn| {
        let count = "SELECT count(*), min(hpr), min(length(text_sha256)) FROM terms";
        Ok(conn.query_row(count, [], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                row.get::<_, String>(1)?,
                row.get::<_, i64>(2)?,
            ))
        })?)
    });
    assert_eq!(kept.await.unwrap(), (1, "9144889".to_owned(), 32));

    // It holds for the clinician, whoever the patient is, also after a restart.
    let world = world.restart().await;
    let other = world.launch("ola", "ola-i-dag").await;
    let overview: Overview = world.browser.get(&other, "/overview").await;
    assert!(!overview.terms_due);
    let (status, answer) = world.send(&session, &id, &form).await;
    assert_eq!(status, 201, "{answer}");
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_terms_are_not_required_they_can_be_read_and_hold_nothing_up() {
    let (world, session) = World::opened().await;
    let overview: Overview = world.browser.get(&session, "/overview").await;
    let terms: Terms = world.browser.get(&session, "/terms").await;
    assert!(!overview.terms_due && !terms.required);
    world.accepted(&session).await;
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_that_cannot_be_read_is_absent_and_one_of_another_version_opens() {
    let (world, session) = World::opened().await;
    let id = form_id();
    let path = format!("/drafts/{id}");
    // Keys of tomorrow, and most of today's missing.
    let strange = json!({ "variant": "NORMAL", "noeNytt": { "a": [1] }, "meldingTilNav": "Tekst" });
    world.browser.put(&session, &path, &strange).await;
    let stored: contract::StoredDraft = world.browser.get(&session, &path).await;
    assert_eq!(stored.draft.melding_til_nav, "Tekst");
    let damage = |conn: &rusqlite::Connection| {
        conn.execute("UPDATE draft SET content = x'00112233'", [])?;
        Ok(())
    };
    world.gateway.state().store.write(damage).await.unwrap();
    let (status, problem): (u16, Value) = world.browser.call("GET", &session, &path, None).await;
    assert_eq!((status, slug(&problem)), (404, "draft-not-found"));
    let overview: Overview = world.browser.get(&session, "/overview").await;
    assert!(overview.drafts.is_empty());
    world.browser.put(&session, &path, &strange).await;
    assert_eq!(
        world.browser.call("GET", &session, &path, None).await.0,
        200
    );
    world.stop().await;
}
