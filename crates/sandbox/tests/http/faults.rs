//! The switches.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::Method;
use sandbox::Way;
use serde_json::{Value, json};

use super::client::{SCOPES_V1, logged_in, parts, world};
use super::fhir::document;
use super::nav::{note, post};

#[tokio::test]
async fn a_status_is_answered_in_the_dialect_of_the_place() {
    let (world, login) = logged_in().await;
    world.fault("fhir.Patient", json!({ "status": 503 })).await;
    let answer = world
        .fhir(&login, Method::GET, "/Patient/kari")
        .send()
        .await
        .unwrap();
    assert_eq!(answer.headers()["retry-after"], "1");
    let (status, body) = parts(answer).await;
    assert_eq!(
        (status, &body["resourceType"]),
        (503, &json!("OperationOutcome"))
    );
    assert_eq!(
        world.read(&login, "/Patient/kari").await.0,
        200,
        "it was set for one time"
    );
    world.fault("nav.verify", json!({ "status": 500 })).await;
    let (status, body) = post(&world, "/verify", &note(&world, "kari").await).await;
    assert!(status == 500 && body["message"].is_string());
}

#[tokio::test]
async fn drop_cuts_the_connection_before_the_answer() {
    let (world, login) = logged_in().await;
    world.fault("fhir.Patient.read", json!("drop")).await;
    let cut = world
        .fhir(&login, Method::GET, "/Patient/kari")
        .send()
        .await;
    let lost = match cut {
        Err(_) => true,
        Ok(response) => response.bytes().await.is_err(),
    };
    assert!(lost, "an answer arrived");
}

#[tokio::test]
async fn half_of_the_json_is_no_json() {
    let (world, login) = logged_in().await;
    world.fault("fhir.Encounter", json!("malformedJson")).await;
    let response = world
        .fhir(&login, Method::GET, "/Encounter/kari-i-dag")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert!(serde_json::from_slice::<Value>(&response.bytes().await.unwrap()).is_err());
}

#[tokio::test]
async fn another_patient_comes_back_from_reads_and_searches() {
    let (world, login) = logged_in().await;
    world
        .fault("fhir.Patient.read", json!("wrongPatient"))
        .await;
    assert_ne!(world.read(&login, "/Patient/kari").await.1["id"], "kari");
    world
        .fault("fhir.Condition.search", json!("wrongPatient"))
        .await;
    let (_, found) = world.read(&login, "/Condition?patient=kari").await;
    let foreign = found["entry"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|entry| entry["resource"]["subject"]["reference"] != "Patient/kari");
    assert_eq!(foreign.count(), 1);
}

#[tokio::test]
async fn writes_can_be_lost_kept_or_pretended() {
    let (world, login) = logged_in().await;
    let outcome = [
        ("emptyOk", false),
        ("pretendStored", false),
        ("storeAndFail", true),
        ("storeAndDrop", true),
    ];
    for (fault, stored) in outcome {
        world
            .fault("fhir.DocumentReference.write", json!(fault))
            .await;
        let path = format!("/DocumentReference/{fault}");
        let request = world
            .fhir(&login, Method::PUT, &path)
            .json(&document(fault));
        // Whether an answer comes is another matter; here it counts what is stored.
        let _ = request.send().await;
        let expected = if stored { 200 } else { 404 };
        assert_eq!(world.read(&login, &path).await.0, expected, "{fault}");
    }
}

#[tokio::test]
async fn what_is_read_back_can_differ() {
    let (world, login) = logged_in().await;
    world
        .write(&login, Method::PUT, "/DocumentReference/a", &document("a"))
        .await;
    world
        .fault("fhir.DocumentReference.read", json!("readBackDiffers"))
        .await;
    let (_, spoiled) = world.read(&login, "/DocumentReference/a").await;
    let (_, whole) = world.read(&login, "/DocumentReference/a").await;
    let data = |resource: &Value| resource["content"][0]["attachment"]["data"].clone();
    assert_ne!(data(&spoiled), data(&whole));
    assert_eq!(data(&whole), data(&document("a")));
}

#[tokio::test]
async fn the_id_token_can_be_wrong_in_each_way() {
    let world = world().await;
    let claims = |login: &super::client::Login| -> Value {
        let part = login.text("id_token").split('.').nth(1).unwrap().to_owned();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    let right = claims(&world.login(Way::Secret, SCOPES_V1).await);
    for (fault, claim) in [
        ("wrongIssuer", "iss"),
        ("wrongAudience", "aud"),
        ("wrongNonce", "nonce"),
        ("noNonce", "nonce"),
    ] {
        world.fault("auth.token", json!(fault)).await;
        let wrong = claims(&world.login(Way::Secret, SCOPES_V1).await);
        assert_ne!(wrong[claim], right[claim], "{fault}");
    }
    world.fault("auth.token", json!("expiredIdToken")).await;
    let old = claims(&world.login(Way::Secret, SCOPES_V1).await);
    assert!(old["exp"].as_u64().unwrap() < jsonwebtoken::get_current_timestamp());
}

#[tokio::test]
async fn a_strange_key_signs_under_the_published_name() {
    let world = world().await;
    world.fault("auth.token", json!("wrongKey")).await;
    let login = world.login(Way::Secret, SCOPES_V1).await;
    let jwks = world
        .http
        .get(format!("{}/jwks", world.issuer(Way::Secret)))
        .send()
        .await
        .unwrap();
    let jwks: jsonwebtoken::jwk::JwkSet = jwks.json().await.unwrap();
    let header = jsonwebtoken::decode_header(login.text("id_token")).unwrap();
    let jwk = jwks.find(&header.kid.unwrap()).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(jwk).unwrap();
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    validation.set_audience(&["attest-secret"]);
    let refused = jsonwebtoken::decode::<Value>(login.text("id_token"), &key, &validation);
    assert!(matches!(
        refused.unwrap_err().kind(),
        jsonwebtoken::errors::ErrorKind::InvalidSignature
    ));
}

#[tokio::test]
async fn the_launch_context_can_be_missing_or_foreign() {
    let world = world().await;
    world.fault("auth.token", json!("noPatient")).await;
    assert!(
        world
            .login(Way::Jwt, SCOPES_V1)
            .await
            .body
            .get("patient")
            .is_none()
    );
    world.fault("auth.token", json!("noEncounter")).await;
    assert!(
        world
            .login(Way::Jwt, SCOPES_V1)
            .await
            .body
            .get("encounter")
            .is_none()
    );
    world
        .fault("auth.token", json!("encounterOfOtherPatient"))
        .await;
    let login = world.login(Way::Jwt, SCOPES_V1).await;
    let (status, encounter) = world
        .read(&login, &format!("/Encounter/{}", login.text("encounter")))
        .await;
    assert_eq!(status, 200, "the app itself must find out");
    assert_ne!(encounter["subject"]["reference"], "Patient/kari");
}

#[tokio::test]
async fn a_code_can_be_expired_at_will() {
    let world = world().await;
    let launch = world.launch(Way::Browser).await;
    let code = world.code(Way::Browser, &launch, SCOPES_V1).await;
    world.fault("auth.token", json!("expiredCode")).await;
    let (status, body) = parts(world.exchange(Way::Browser, &code).await).await;
    assert_eq!((status, &body["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn a_switch_that_comes_with_a_launch_strikes_that_launch_alone() {
    let world = world().await;
    let wish = json!({
        "way": "browser", "practitioner": "lege", "patient": "kari", "encounter": "kari-i-dag",
        "faults": [{ "where": "auth.token", "fault": "noEncounter" }],
    });
    let made: Value = world
        .post_json("launches", &wish)
        .await
        .json()
        .await
        .unwrap();
    let struck = world
        .login_with(Way::Browser, made["launch"].as_str().unwrap(), SCOPES_V1)
        .await;
    let spared = world.login(Way::Browser, SCOPES_V1).await;
    assert_eq!(
        (struck.text("encounter"), spared.text("encounter")),
        ("", "kari-i-dag")
    );
}

#[tokio::test]
async fn a_full_disk_at_nav_stores_nothing_and_a_lost_answer_stores_once() {
    let world = world().await;
    let body = note(&world, "kari").await;
    world.fault("nav.create", json!("diskFull")).await;
    assert_eq!(post(&world, "", &body).await.0, 507);
    assert_eq!(world.inspect().await["received"], json!([]));
    world.fault("nav.create", json!("storeAndDrop")).await;
    let request = world
        .http
        .post(world.at("nav/api/sykmelding"))
        .bearer_auth("sandbox-nav-token");
    assert!(request.json(&body).send().await.is_err());
    assert_eq!(post(&world, "", &body).await.0, 200);
    assert_eq!(
        world.inspect().await["received"].as_array().unwrap().len(),
        1
    );
}

#[tokio::test]
async fn a_batch_can_be_unsupported() {
    let (world, login) = logged_in().await;
    world.fault("fhir.batch", json!({ "status": 404 })).await;
    let bundle = json!({ "resourceType": "Bundle", "type": "batch" });
    assert_eq!(world.write(&login, Method::POST, "", &bundle).await.0, 404);
}

#[tokio::test]
async fn the_list_explains_every_switch_and_a_wrong_one_is_refused() {
    let world = world().await;
    let list = world.get_json("faults").await;
    let switches = list["switches"].as_array().unwrap();
    assert!(
        switches.len() > 40
            && switches
                .iter()
                .all(|s| s["does"].as_str().unwrap().ends_with('.'))
    );
    let refused = world
        .post_json(
            "faults",
            &json!({ "where": "fhir.Patient", "fault": "diskFull" }),
        )
        .await;
    assert_eq!(refused.status(), 400);
    world.fault("fhir", json!({ "status": 500 })).await;
    assert_eq!(
        world
            .http
            .delete(world.at("faults"))
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    let list = world.get_json("faults").await;
    assert_eq!(list["set"], json!([]));
}
