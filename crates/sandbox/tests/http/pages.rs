//! The pages of the EPJ, and what tests look at.

use reqwest::Method;
use sandbox::Way;
use serde_json::{Value, json};

use super::client::{SCOPES_V1, World, logged_in, world};
use super::fhir::document;

async fn page(world: &World, path: &str) -> (u16, String) {
    let response = world.http.get(world.at(path)).send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

#[tokio::test]
async fn the_start_page_offers_everybody_and_every_way_in() {
    let world = world().await;
    let (status, html) = page(&world, "").await;
    assert_eq!(status, 200);
    let people = world.inspect().await["people"].clone();
    for list in ["patients", "practitioners"] {
        for person in people[list].as_array().unwrap() {
            assert!(
                html.contains(person["name"].as_str().unwrap()),
                "{}",
                person["id"]
            );
            let ident = person["ident"].as_str().unwrap_or("no number");
            assert!(!html.contains(ident), "an identity number is on the page");
        }
    }
    for way in Way::ALL {
        assert!(html.contains(&format!("value=\"{way}\"")));
    }
}

#[tokio::test]
async fn the_form_opens_the_app_or_the_page_with_the_frame() {
    let world = world().await;
    for (window, expected) in [("own", world.app.as_str()), ("framed", "/ramme/")] {
        let form = [
            ("practitioner", "lege"),
            ("visit", "asta/asta-i-dag"),
            ("way", "jwt"),
            ("window", window),
        ];
        let response = world
            .http
            .post(world.at("start"))
            .form(&form)
            .send()
            .await
            .unwrap();
        let location = response.headers()["location"].to_str().unwrap().to_owned();
        assert!(location.starts_with(expected), "{location}");
        if window == "framed" {
            let (_, html) = page(&world, location.trim_start_matches('/')).await;
            assert!(html.contains("Øvrebø-Testesen") && html.contains("<iframe"));
        }
    }
}

#[tokio::test]
async fn the_journal_shows_what_was_written_and_opens_the_pdf() {
    let (world, login) = logged_in().await;
    let mut written = document("a");
    written["description"] = json!("<b>100% sykmelding</b>");
    world
        .write(&login, Method::PUT, "/DocumentReference/a", &written)
        .await;
    let (_, html) = page(&world, "journal/kari").await;
    assert!(
        html.contains("&lt;b&gt;100% sykmelding"),
        "the title is missing or not escaped"
    );
    let (_, pdf) = page(&world, "journal/kari/DocumentReference/a/pdf").await;
    assert_eq!(pdf, "%PDF-1.7 test");
    let (status, _) = page(&world, "journal/ola/DocumentReference/a/pdf").await;
    assert_eq!(status, 404, "the document is in another journal");
}

#[tokio::test]
async fn a_launch_may_lie_about_the_encounter_and_the_app_must_find_out() {
    let world = world().await;
    let launch = world.launch_for(Way::Jwt, "kari", Some("ola-i-dag")).await;
    let login = world.login_with(Way::Jwt, &launch, SCOPES_V1).await;
    assert_eq!(login.text("encounter"), "ola-i-dag");
    let (status, encounter) = world.read(&login, "/Encounter/ola-i-dag").await;
    assert_eq!(
        (status, &encounter["subject"]["reference"]),
        (200, &json!("Patient/ola"))
    );
    assert_eq!(
        world.read(&login, "/Encounter/ola-kiropraktor").await.0,
        403
    );
}

#[tokio::test]
async fn inspect_shows_the_requests_and_reset_forgets_them() {
    let (world, login) = logged_in().await;
    world.read(&login, "/Condition?encounter=kari-i-dag").await;
    let seen = world.inspect().await;
    let token = &seen["tokenRequests"][0];
    assert_eq!(
        (&token["headers"]["authorization"], &token["status"]),
        (&json!("Basic"), &json!(200))
    );
    assert!(
        token["form"]
            .as_array()
            .unwrap()
            .contains(&json!(["grant_type", "authorization_code"]))
    );
    let fhir = &seen["fhirRequests"][0];
    assert_eq!(
        (&fhir["method"], &fhir["path"], &fhir["way"]),
        (&json!("GET"), &json!("/Condition"), &json!("secret"))
    );
    assert_eq!(
        world
            .http
            .post(world.at("reset"))
            .send()
            .await
            .unwrap()
            .status(),
        204
    );
    let seen: Value = world.inspect().await;
    assert_eq!(
        (&seen["tokenRequests"], &seen["launches"]),
        (&json!([]), &json!([]))
    );
}

#[tokio::test]
async fn a_stopped_sandbox_answers_no_more() {
    let world = world().await;
    let url = world.at("inspect");
    assert_eq!(world.http.get(&url).send().await.unwrap().status(), 200);
    world.running.stop().await;
    assert!(reqwest::Client::new().get(&url).send().await.is_err());
}
