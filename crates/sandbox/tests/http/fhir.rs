//! The FHIR server.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use reqwest::Method;
use sandbox::Way;
use serde_json::{Value, json};

use super::client::{SCOPES_V1, logged_in, parts, world};

/// A document for `kari` as the app writes it.
pub fn document(id: &str) -> Value {
    json!({
        "resourceType": "DocumentReference",
        "id": id,
        "status": "current",
        "identifier": [{ "system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{id}") }],
        "type": { "coding": [{ "system": "urn:oid:2.16.578.1.12.4.1.1.9602", "code": "J01-2" }] },
        "subject": { "reference": "Patient/kari" },
        "author": [{ "reference": "Practitioner/lege" }],
        "description": "100% sykmelding, 2. - 8. mars 2026",
        "content": [{ "attachment": {
            "contentType": "application/pdf", "data": STANDARD.encode("%PDF-1.7 test"), "size": 13,
        } }],
        "context": { "encounter": [{ "reference": "Encounter/kari-i-dag" }] },
    })
}

#[tokio::test]
async fn without_a_token_the_app_gets_a_401_that_it_can_read() {
    let world = world().await;
    let url = format!("{}/Patient/kari", world.base(Way::Browser));
    let response = world
        .http
        .get(url)
        .header("origin", &world.app)
        .send()
        .await
        .unwrap();
    assert_eq!(
        response.headers()["access-control-allow-origin"],
        world.app.as_str()
    );
    assert!(response.headers().contains_key("www-authenticate"));
    let (status, body) = parts(response).await;
    assert_eq!(
        (status, &body["resourceType"]),
        (401, &json!("OperationOutcome"))
    );
}

#[tokio::test]
async fn a_preflight_is_answered_for_the_app_and_for_nobody_else() {
    let world = world().await;
    let url = format!("{}/DocumentReference/x", world.base(Way::Browser));
    for (origin, allowed) in [(world.app.as_str(), true), ("https://evil.example", false)] {
        let response = world
            .http
            .request(Method::OPTIONS, &url)
            .header("origin", origin)
            .header("access-control-request-method", "PUT")
            .send()
            .await
            .unwrap();
        assert_eq!(
            response
                .headers()
                .contains_key("access-control-allow-origin"),
            allowed
        );
    }
}

#[tokio::test]
async fn another_patient_is_out_of_reach() {
    let (world, login) = logged_in().await;
    for path in [
        "/Patient/ola",
        "/Encounter/ola-i-dag",
        "/Condition/ola-korsrygg",
    ] {
        assert_eq!(world.read(&login, path).await.0, 403, "{path}");
    }
    let (_, found) = world.read(&login, "/Condition?patient=ola").await;
    assert_eq!(found["total"], 0);
    let mut foreign = document("11111111-1111-4111-8111-111111111111");
    foreign["subject"]["reference"] = json!("Patient/ola");
    let path = "/DocumentReference/11111111-1111-4111-8111-111111111111";
    assert_eq!(
        world.write(&login, Method::PUT, path, &foreign).await.0,
        403
    );
}

#[tokio::test]
async fn scopes_of_both_dialects_are_enforced() {
    let world = world().await;
    for scope in ["launch patient/Patient.read", "launch patient/Patient.r"] {
        let login = world.login(Way::Browser, scope).await;
        assert_eq!(world.read(&login, "/Patient/kari").await.0, 200);
        assert_eq!(world.read(&login, "/Condition?patient=kari").await.0, 403);
        assert_eq!(
            world
                .write(&login, Method::PUT, "/DocumentReference/a", &document("a"))
                .await
                .0,
            403
        );
        assert_eq!(
            world.read(&login, "/Practitioner/lege").await.0,
            403,
            "fhirUser was not granted"
        );
    }
    let login = world
        .login(Way::Browser, "launch patient/DocumentReference.cu")
        .await;
    assert_eq!(
        world
            .write(&login, Method::PUT, "/DocumentReference/a", &document("a"))
            .await
            .0,
        201
    );
    assert_eq!(
        world.read(&login, "/DocumentReference/a").await.0,
        403,
        "write does not include read"
    );
}

#[tokio::test]
async fn conditions_are_found_by_encounter_in_either_form() {
    let (world, login) = logged_in().await;
    for value in ["kari-i-dag", "Encounter/kari-i-dag"] {
        let (_, found) = world
            .read(&login, &format!("/Condition?encounter={value}"))
            .await;
        assert_eq!(found["total"], 2);
    }
    let (status, _) = world.read(&login, "/Condition?enconter=kari-i-dag").await;
    assert_eq!(status, 400, "a misspelt parameter must not find everything");
    let (_, found) = world
        .read(&login, "/Encounter?patient=kari&status=in-progress")
        .await;
    assert_eq!(found["entry"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn put_creates_and_updates_under_the_id_that_was_sent() {
    let (world, login) = logged_in().await;
    let path = "/DocumentReference/22222222-2222-4222-8222-222222222222";
    let body = document("22222222-2222-4222-8222-222222222222");
    assert_eq!(world.read(&login, path).await.0, 404);
    let (status, stored) = world.write(&login, Method::PUT, path, &body).await;
    assert_eq!((status, &stored["meta"]["versionId"]), (201, &json!("1")));
    let (status, stored) = world.write(&login, Method::PUT, path, &body).await;
    assert_eq!((status, &stored["meta"]["versionId"]), (200, &json!("2")));
    let query = "/DocumentReference?patient=kari&type=urn:oid:2.16.578.1.12.4.1.1.9602|J01-2";
    assert_eq!(world.read(&login, query).await.1["total"], 1);
    let stale = world
        .fhir(&login, Method::PUT, path)
        .header("if-match", "W/\"1\"")
        .json(&body);
    assert_eq!(stale.send().await.unwrap().status(), 412);
    let (status, _) = world
        .write(&login, Method::PUT, "/DocumentReference/other", &body)
        .await;
    assert_eq!(status, 400, "the ids of body and address differ");
}

#[tokio::test]
async fn a_document_that_contradicts_itself_is_refused() {
    let (world, login) = logged_in().await;
    let spoil: [(&str, Value); 5] = [
        ("/content/0/attachment/hash", json!("AAAA")),
        ("/content/0/attachment/size", json!(14)),
        ("/content/0/attachment/data", json!("***")),
        (
            "/context/encounter/0/reference",
            json!("Encounter/ola-i-dag"),
        ),
        ("/type/coding/0/system", json!("urn:oid:1.2.3")),
    ];
    for (place, value) in spoil {
        let mut body = document("33333333-3333-4333-8333-333333333333");
        body["content"][0]["attachment"]["hash"] = Value::Null;
        body["content"][0]["attachment"]
            .as_object_mut()
            .unwrap()
            .remove("hash");
        match body.pointer_mut(place) {
            Some(found) => *found = value,
            None => body["content"][0]["attachment"]["hash"] = value,
        }
        let path = "/DocumentReference/33333333-3333-4333-8333-333333333333";
        let (status, outcome) = world.write(&login, Method::PUT, path, &body).await;
        assert_eq!(
            (status, &outcome["resourceType"]),
            (422, &json!("OperationOutcome")),
            "{place}"
        );
    }
}

#[tokio::test]
async fn conditional_create_makes_one_document_of_two() {
    let (world, login) = logged_in().await;
    let mut body = document("44444444-4444-4444-8444-444444444444");
    body.as_object_mut().unwrap().remove("id");
    let condition = "identifier=urn:ietf:rfc:3986|urn:uuid:44444444-4444-4444-8444-444444444444";
    let mut ids = Vec::new();
    for expected in [201, 200] {
        let request = world.fhir(&login, Method::POST, "/DocumentReference");
        let (status, stored) = parts(
            request
                .header("if-none-exist", condition)
                .json(&body)
                .send()
                .await
                .unwrap(),
        )
        .await;
        assert_eq!(status, expected);
        ids.push(stored["id"].clone());
    }
    assert_eq!(ids[0], ids[1]);
    assert_eq!(world.inspect().await["documents"]["DocumentReference"], 1);
}

#[tokio::test]
async fn entries_of_a_batch_stand_alone() {
    let world = world().await;
    let login = world.login(Way::Jwt, SCOPES_V1).await;
    let put = |id: &str, resource: Value| json!({ "resource": resource, "request": { "method": "PUT", "url": format!("DocumentReference/{id}") } });
    let mut bad = document("b");
    bad["subject"]["reference"] = json!("Patient/ola");
    let bundle = json!({
        "resourceType": "Bundle", "type": "batch", "entry": [put("a", document("a")), put("b", bad)],
    });
    let (status, answer) = world.write(&login, Method::POST, "", &bundle).await;
    assert_eq!((status, &answer["type"]), (200, &json!("batch-response")));
    let statuses: Vec<&str> = answer["entry"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| &entry["response"]["status"].as_str().unwrap()[..3])
        .collect();
    assert_eq!(statuses, ["201", "403"]);
}

#[tokio::test]
async fn a_binary_can_be_read_as_bytes_and_as_json() {
    let (world, login) = logged_in().await;
    let request = world
        .fhir(&login, Method::POST, "/Binary")
        .header("content-type", "application/pdf");
    let (status, stored) = parts(request.body("%PDF").send().await.unwrap()).await;
    assert_eq!(status, 201);
    let path = format!("/Binary/{}", stored["id"].as_str().unwrap());
    assert_eq!(
        world.read(&login, &path).await.1["data"],
        STANDARD.encode("%PDF")
    );
    let url = format!("{}{path}", world.base(Way::Secret));
    let raw = world
        .http
        .get(url)
        .bearer_auth(login.text("access_token"))
        .send()
        .await
        .unwrap();
    assert_eq!(raw.headers()["content-type"], "application/pdf");
    assert_eq!(raw.text().await.unwrap(), "%PDF");
}

#[tokio::test]
async fn a_deleted_document_is_gone_and_not_unknown() {
    let (world, login) = logged_in().await;
    world
        .write(&login, Method::PUT, "/DocumentReference/a", &document("a"))
        .await;
    assert_eq!(
        world
            .write(&login, Method::DELETE, "/DocumentReference/a", &Value::Null)
            .await
            .0,
        204
    );
    assert_eq!(world.read(&login, "/DocumentReference/a").await.0, 410);
}

#[tokio::test]
async fn the_capability_statement_needs_no_token_and_names_what_can_be_written() {
    let world = world().await;
    let url = format!("{}/metadata", world.base(Way::Secret));
    let (status, statement) = parts(world.http.get(url).send().await.unwrap()).await;
    assert_eq!((status, &statement["fhirVersion"]), (200, &json!("4.0.1")));
    let resources = statement["rest"][0]["resource"].as_array().unwrap();
    let document = resources
        .iter()
        .find(|r| r["type"] == "DocumentReference")
        .unwrap();
    assert_eq!(
        (&document["updateCreate"], &document["conditionalCreate"]),
        (&json!(true), &json!(true))
    );
}
