use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{World, location, parameter};

/// Lands in a session and reads who it is about.
async fn opened(world: &World, way: &str) -> Value {
    let browser = world.browser();
    let landed = browser.navigate(&world.launch_url(way).await).await;
    let answer = browser
        .call(Method::GET, &format!("/api/sessions/{}", landed.sid()))
        .await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_confidential_client_with_a_secret_launches() {
    let world = World::start().await;
    let view = opened(&world, "secret").await;
    assert_eq!(view["mode"], "G");
    assert_eq!(view["issuer"], "secret");
    assert_eq!(
        view["context"]["patient"]["id"],
        world.visits()[0].0.as_str()
    );
    assert_eq!(
        view["context"]["encounter"]["id"],
        world.visits()[0].1.as_str()
    );
    world.stop().await;
}

#[tokio::test]
async fn smart_39_a_client_with_private_key_jwt_launches_with_the_published_key() {
    let world = World::start().await;
    let view = opened(&world, "jwt").await;
    assert_eq!(view["issuer"], "jwt");
    let keys = world
        .browser()
        .get(&format!("{}/.well-known/jwks.json", world.app))
        .await;
    assert_eq!(keys.headers()["cache-control"], "public, max-age=300");
    let keys: Value = keys.json().await.unwrap();
    assert_eq!(keys["keys"][0]["alg"], "ES384");
    assert!(keys["keys"][0].get("d").is_none());
    world.stop().await;
}

#[tokio::test]
async fn smart_01_03_one_discovery_without_credentials_and_a_clean_authorization_request() {
    let world = World::start().await;
    let launch = world.launch_url("secret").await;
    let answer = world.browser().get(&launch).await;
    assert_eq!(answer.status(), 303);
    let authorize = location(&answer);
    assert_eq!(parameter(&authorize, "aud"), parameter(&launch, "iss"));
    assert_eq!(
        parameter(&authorize, "launch"),
        parameter(&launch, "launch")
    );
    assert_eq!(
        parameter(&authorize, "redirect_uri"),
        format!("{}/callback/secret", world.app)
    );
    let seen = world.inspect().await;
    let discoveries: Vec<_> = seen["authRequests"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|request| {
            request["path"]
                .as_str()
                .unwrap()
                .ends_with("smart-configuration")
        })
        .cloned()
        .collect();
    let in_fhir = world
        .count("fhirRequests", "secret", ".well-known/smart-configuration")
        .await
        + world
            .count("fhirRequests", "secret", "/.well-known/smart-configuration")
            .await;
    assert_eq!(discoveries.len() + in_fhir, 1, "{seen}");
    for request in discoveries {
        let headers = request["headers"].as_object().unwrap();
        assert_eq!(headers.get("accept"), Some(&json!("application/json")));
        assert!(
            headers
                .keys()
                .all(|name| !matches!(name.as_str(), "authorization" | "cookie"))
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn smart_18_the_launch_address_may_end_in_a_slash() {
    let world = World::start().await;
    let launch = world
        .launch_url("secret")
        .await
        .replace("/launch?", "/launch/?");
    world.browser().navigate(&launch).await.sid();
    world.stop().await;
}

#[tokio::test]
async fn sec_01_smart_15_16_what_is_no_launch_of_ours_makes_no_request() {
    let world = World::start().await;
    let good = world.launch_url("secret").await;
    let iss = parameter(&good, "iss");
    let before = world.inspect().await["authRequests"]
        .as_array()
        .unwrap()
        .len();
    let port = world.sandbox.url.port().unwrap();
    let hostile = [
        "https://unknown.example/fhir".to_owned(),
        iss.replace("127.0.0.1", "127.0.0.1.evil.example"),
        iss.replace("127.0.0.1", "evil.example@127.0.0.1"),
        iss.replace("127.0.0.1", "127.0.0.1@evil.example"),
        iss.replace("127.0.0.1", "127.0.0.1."),
        iss.replace("127.0.0.1", "localhost"),
        format!("{iss}/more"),
        format!("{iss}#x"),
        format!("{iss}?x=1"),
        iss.replace("/fhir", "/FHIR"),
        iss.replace("/fhir", "/../fhir"),
        iss.replace("/fhir", "/%2e%2e/fhir"),
        iss.replace("/fhir", "//fhir"),
        iss.replace("http:", "ftp:"),
        iss.replace("http:", "javascript:"),
        iss.replace("http://", "//"),
        iss.replace("http://", "http:\\\\"),
        iss.replace(&port.to_string(), "1"),
        iss.replace("127.0.0.1", "epj\u{0456}.example"),
        "/epj/secret/fhir".to_owned(),
    ];
    for iss in hostile {
        let query: String = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("iss", &iss)
            .append_pair("launch", "x")
            .finish();
        let landed = world
            .browser()
            .navigate(&format!("{}/launch?{query}", world.app))
            .await;
        assert_eq!(landed.slug(), "unknown-issuer", "{iss}");
        assert!(landed.cookies.is_empty());
    }
    let encoded = iss.replace(':', "%3A").replace('/', "%2F");
    let long = "x".repeat(9000);
    for query in [
        String::new(),
        "launch=x".to_owned(),
        format!("iss={encoded}"),
        format!("iss={encoded}&launch="),
        "iss=&launch=x".to_owned(),
        format!("iss={encoded}&iss={encoded}&launch=x"),
        format!("iss={encoded}&launch=x&launch=y"),
        format!("iss={encoded}&launch={long}"),
    ] {
        let landed = world
            .browser()
            .navigate(&format!("{}/launch?{query}", world.app))
            .await;
        assert_eq!(landed.slug(), "launch-parameters", "{query:.60}");
    }
    let after = world.inspect().await["authRequests"]
        .as_array()
        .unwrap()
        .len();
    assert_eq!(before, after);
    world.stop().await;
}

#[tokio::test]
async fn smart_05_11_12_metadata_that_cannot_be_used_ends_the_launch() {
    let world = World::start().await;
    for (fault, slug) in [
        (json!({"status": 500}), "epj-unavailable"),
        (json!({"status": 404}), "discovery-failed"),
        (json!("html"), "discovery-failed"),
        (json!("malformedJson"), "discovery-failed"),
        (json!("drop"), "epj-unavailable"),
        (json!("noS256"), "discovery-failed"),
    ] {
        world.fault("auth.discovery", fault.clone()).await;
        let launch = world.launch_url("secret").await;
        let landed = world.browser().navigate(&launch).await;
        assert_eq!(landed.slug(), slug, "{fault}");
        // What went wrong on the way may be tried again with the same launch.
        world.mend().await;
        let landed = world.browser().navigate(&launch).await;
        landed.sid();
        world
            .gateway
            .state()
            .discovered
            .forget(&parameter(&launch, "iss"));
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_08_the_same_launch_twice_is_refused() {
    let world = World::start().await;
    let launch = world.launch_url("secret").await;
    world.browser().navigate(&launch).await.sid();
    assert_eq!(
        world.browser().navigate(&launch).await.slug(),
        "state-unknown"
    );
    assert_eq!(world.token_requests().await, 1);
    world.stop().await;
}

#[tokio::test]
async fn smart_60_46_the_context_is_checked_before_there_is_a_session() {
    let world = World::start().await;
    let visits = world.visits();
    let ((patient, encounter), (_, foreign)) = (&visits[0], &visits[1]);
    let doctor = world.practitioner(true);
    let nobody = world.practitioner(false);
    for (practitioner, encounter, slug) in [
        (&doctor, Some(foreign), "encounter-of-another-patient"),
        (&doctor, None, "no-encounter"),
        (&nobody, Some(encounter), "practitioner-without-hpr"),
    ] {
        let encounter = encounter.map(String::as_str);
        let url = world
            .launch_of("secret", practitioner, patient, encounter)
            .await;
        let landed = world.browser().navigate(&url).await;
        assert_eq!(landed.slug(), slug);
        assert!(
            !landed
                .cookies
                .iter()
                .any(|cookie| cookie.contains("SameSite=Strict"))
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn what_the_epj_answers_while_the_context_is_read_has_a_sentence_of_its_own() {
    let world = World::start().await;
    for (place, fault, slug) in [
        ("fhir.Patient.read", json!({"status": 404}), "epj-not-found"),
        (
            "fhir.Patient.read",
            json!({"status": 500}),
            "epj-unavailable",
        ),
        ("fhir.Patient.read", json!("malformedJson"), "epj-malformed"),
        ("fhir.Patient.read", json!("wrongPatient"), "wrong-patient"),
        (
            "fhir.Encounter.read",
            json!({"status": 403}),
            "epj-forbidden",
        ),
    ] {
        let found = world.slug_with(place, fault.clone()).await;
        assert_eq!(found, slug, "{place} {fault}");
    }
    world.stop().await;
}

#[tokio::test]
async fn smart_71_a_second_launch_leaves_the_first_session_alone() {
    let world = World::start().await;
    let browser = world.browser();
    let visits = world.visits();
    let doctor = world.practitioner(true);
    let mut sids = Vec::new();
    for (patient, encounter) in visits.iter().take(2) {
        let url = world
            .launch_of("secret", &doctor, patient, Some(encounter))
            .await;
        sids.push(browser.navigate(&url).await.sid());
    }
    for (sid, (patient, _)) in sids.iter().zip(&visits) {
        let answer = browser
            .call(Method::GET, &format!("/api/sessions/{sid}"))
            .await;
        let view: Value = answer.json().await.unwrap();
        assert_eq!(view["context"]["patient"]["id"], patient.as_str());
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_55_a_failure_in_gateway_mode_does_not_fall_back_to_the_browser() {
    let world = World::start().await;
    world.fault("auth.token", json!({"status": 500})).await;
    let landed = world
        .browser()
        .navigate(&world.launch_url("secret").await)
        .await;
    assert_eq!(landed.slug(), "epj-unavailable");
    assert!(landed.url.ends_with("&epj=secret"), "{}", landed.url);
    world.stop().await;
}
