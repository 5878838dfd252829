use gateway::epj::Epj;
use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{World, problem};

#[tokio::test]
async fn the_app_reads_its_patient_through_the_gateway() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    let (patient, encounter) = world.visits().remove(0);
    for path in [
        format!("Patient/{patient}"),
        format!("Encounter/{encounter}"),
        format!("Condition?encounter={encounter}"),
        format!("Condition?encounter=Encounter/{encounter}"),
        format!("Condition?patient={patient}"),
        "Condition?_count=50".to_owned(),
    ] {
        let answer = browser
            .call(Method::GET, &format!("/api/sessions/{sid}/fhir/{path}"))
            .await;
        assert_eq!(answer.status(), 200, "{path}");
        assert!(
            answer.headers()["content-type"]
                .to_str()
                .unwrap()
                .starts_with("application/fhir+json")
        );
        let body: Value = answer.json().await.unwrap();
        let expected = if path.contains('?') {
            "Bundle"
        } else {
            path.split('/').next().unwrap()
        };
        assert_eq!(body["resourceType"], expected);
    }
    let seen = world.inspect().await;
    let fhir = seen["fhirRequests"].as_array().unwrap();
    let limited = fhir
        .iter()
        .filter(|request| request["path"].as_str().unwrap().contains("Condition"));
    for request in limited {
        let query = request["query"].to_string();
        assert!(
            query.contains(&patient) || query.contains(&encounter),
            "{query}"
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_03_30_31_nothing_else_than_the_sessions_patient_is_asked_for() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    let (other, other_encounter) = world.visits().remove(1);
    let before = world.inspect().await["fhirRequests"]
        .as_array()
        .unwrap()
        .len();
    for path in [
        format!("Patient/{other}"),
        format!("Condition?patient={other}"),
        format!("Condition?encounter={other_encounter}"),
        format!("Condition?subject=Patient/{other}"),
        "Condition?patient:missing=false".to_owned(),
        "Patient?name=a".to_owned(),
        "Patient".to_owned(),
        "metadata".to_owned(),
        "Binary/1".to_owned(),
        format!("Patient/x%2f..%2f{other}"),
        format!("Patient/%2e%2e/Patient/{other}"),
        format!("/Patient/{other}"),
        "https://evil.example/Patient/1".to_owned(),
        "//evil.example/Patient/1".to_owned(),
        "@evil.example/Patient/1".to_owned(),
        format!("Patient/{other}/$everything"),
    ] {
        let answer = browser
            .call(Method::GET, &format!("/api/sessions/{sid}/fhir/{path}"))
            .await;
        let status = answer.status().as_u16();
        assert!(matches!(status, 403 | 404), "{path}: {status}");
    }
    for method in [Method::DELETE, Method::PATCH, Method::PUT, Method::POST] {
        let (patient, _) = world.visits().remove(0);
        let answer = browser
            .call(
                method.clone(),
                &format!("/api/sessions/{sid}/fhir/Patient/{patient}"),
            )
            .await;
        let status = answer.status().as_u16();
        assert!(matches!(status, 404 | 405), "{method}: {status}");
    }
    let after = world.inspect().await["fhirRequests"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(before, after, "no request was made");
    world.stop().await;
}

#[tokio::test]
async fn what_the_epj_gives_of_another_patient_stays_here() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    let (patient, encounter) = world.visits().remove(0);
    let path = format!("/api/sessions/{sid}/fhir");
    world
        .fault("fhir.Patient.read", json!("wrongPatient"))
        .await;
    let answer = browser
        .call(Method::GET, &format!("{path}/Patient/{patient}"))
        .await;
    assert_eq!(problem(answer).await, "wrong-patient");
    world.mend().await;
    let search = format!("{path}/Condition?encounter={encounter}");
    let own: Value = browser
        .call(Method::GET, &search)
        .await
        .json()
        .await
        .unwrap();
    world
        .fault("fhir.Condition.search", json!("wrongPatient"))
        .await;
    let kept: Value = browser
        .call(Method::GET, &search)
        .await
        .json()
        .await
        .unwrap();
    let ids = |bundle: &Value| -> Vec<Value> {
        let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
        entries
            .iter()
            .map(|entry| entry["resource"]["id"].clone())
            .collect()
    };
    assert_eq!(ids(&own), ids(&kept));
    world.stop().await;
}

#[tokio::test]
async fn each_fault_of_the_epj_is_a_problem_of_its_own() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    let (patient, _) = world.visits().remove(0);
    let path = format!("/api/sessions/{sid}/fhir/Patient/{patient}");
    for (fault, slug) in [
        (json!({"status": 403}), "epj-forbidden"),
        (json!({"status": 404}), "epj-not-found"),
        (json!({"status": 500}), "epj-unavailable"),
        (json!("drop"), "epj-unavailable"),
        (json!("malformedJson"), "epj-malformed"),
        (json!("html"), "epj-malformed"),
    ] {
        world.fault("fhir.Patient.read", fault.clone()).await;
        let answer = browser.call(Method::GET, &path).await;
        assert_eq!(problem(answer).await, slug, "{fault}");
        world.mend().await;
    }
    world.stop().await;
}

#[tokio::test]
async fn smart_63_67_a_token_about_to_end_is_refreshed_once_for_all_who_wait() {
    let world = World::start().await;
    world.fault("auth.token", json!("shortLived")).await;
    let (browser, sid) = world.launched("secret").await;
    world.mend().await;
    let (patient, _) = world.visits().remove(0);
    let before = world.token_requests().await;
    let path = format!("Patient/{patient}");
    let state = world.gateway.state().clone();
    let reads: Vec<_> = (0..20)
        .map(|_| {
            let (state, sid, path) = (state.clone(), sid.clone(), path.clone());
            tokio::spawn(async move {
                Epj::for_session(&state, &sid)
                    .await
                    .unwrap()
                    .get(&path)
                    .await
                    .unwrap()
                    .status
            })
        })
        .collect();
    for read in reads {
        assert_eq!(read.await.unwrap(), 200);
    }
    let after = world.token_requests().await;
    assert_eq!(after - before, 1);
    let view = browser
        .call(Method::GET, &format!("/api/sessions/{sid}"))
        .await;
    assert_eq!(view.status(), 200);
    world.stop().await;
}

#[tokio::test]
async fn smart_66_a_refused_refresh_ends_the_access_to_the_epj() {
    let world = World::start().await;
    world.fault("auth.token", json!("shortLived")).await;
    let (browser, sid) = world.launched("secret").await;
    world.mend().await;
    world.fault("auth.refresh", json!({"status": 400})).await;
    let (patient, _) = world.visits().remove(0);
    let path = format!("/api/sessions/{sid}/fhir/Patient/{patient}");
    let answer = browser.call(Method::GET, &path).await;
    assert_eq!(problem(answer).await, "epj-session-ended");
    assert!(Epj::for_session(world.gateway.state(), &sid).await.is_err());
    world.stop().await;
}

#[tokio::test]
async fn smart_61_the_token_travels_in_the_header_and_in_no_address() {
    let world = World::start().await;
    world.launched("secret").await;
    let seen = world.inspect().await;
    let requests = seen["fhirRequests"].as_array().unwrap();
    let reads: Vec<_> = requests
        .iter()
        .filter(|request| request["path"].as_str().unwrap().contains("Patient/"))
        .collect();
    assert!(!reads.is_empty());
    for request in reads {
        assert!(
            request["headers"]["authorization"]
                .as_str()
                .unwrap()
                .starts_with("Bearer")
        );
        assert!(!request["query"].to_string().contains("access_token"));
    }
    world.stop().await;
}
