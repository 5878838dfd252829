use reqwest::Method;
use serde_json::{Value, json};

use crate::world::{Browser, World, location, parameter, problem, set_cookies};

/// RFC 7636 appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

/// Does what the app does in mode B and gives the body of `POST /api/sessions`.
async fn logged_in(world: &World, browser: &Browser, launch: &str) -> Value {
    let iss = parameter(launch, "iss");
    let metadata: Value = browser
        .http()
        .get(format!("{iss}/.well-known/smart-configuration"))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let redirect_uri = format!("{}/callback/browser", world.app);
    let nonce = uuid::Uuid::new_v4().to_string();
    let scope =
        "launch openid fhirUser patient/Patient.read patient/Encounter.read patient/Condition.read";
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([
            ("response_type", "code"),
            ("client_id", "attest-browser"),
            ("redirect_uri", &redirect_uri),
            ("scope", scope),
            ("state", "0123456789abcdef0123456789abcdef0123456789a"),
            ("aud", &iss),
            ("launch", &parameter(launch, "launch")),
            ("code_challenge", CHALLENGE),
            ("code_challenge_method", "S256"),
            ("nonce", &nonce),
        ])
        .finish();
    let authorize = metadata["authorization_endpoint"].as_str().unwrap();
    let answer = browser.get(&format!("{authorize}?{query}")).await;
    let code = parameter(&location(&answer), "code");
    let token: Value = browser
        .http()
        .post(metadata["token_endpoint"].as_str().unwrap())
        .form(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &redirect_uri),
            ("code_verifier", VERIFIER),
            ("client_id", "attest-browser"),
        ])
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert!(token["access_token"].is_string(), "{token}");
    json!({
        "issuer": "browser",
        "idToken": token["id_token"],
        "nonce": nonce,
        "accessToken": token["access_token"],
        "patient": token["patient"],
        "encounter": token["encounter"],
        "scope": token["scope"],
        "expiresIn": token["expires_in"],
    })
}

#[tokio::test]
async fn a_browser_that_has_logged_in_gets_a_session_once_and_the_token_is_forgotten() {
    let world = World::start().await;
    let browser = world.browser();
    let launch = world.launch_url("browser").await;
    let page = browser.get(&launch).await;
    assert_eq!(page.status(), 200);
    let proof = logged_in(&world, &browser, &launch).await;
    let opened = browser
        .call_with(Method::POST, "/api/sessions", Some(proof.clone()))
        .await;
    assert_eq!(opened.status(), 201);
    let cookie = set_cookies(opened.headers()).remove(0);
    assert!(cookie.contains("SameSite=Strict"), "{cookie}");
    let view: Value = opened.json().await.unwrap();
    assert_eq!(
        (&view["mode"], &view["issuer"]),
        (&json!("B"), &json!("browser"))
    );
    assert_eq!(view["context"]["patient"]["id"], proof["patient"]);

    let sid = view["id"].as_str().unwrap();
    let again = browser
        .call(Method::GET, &format!("/api/sessions/{sid}"))
        .await;
    assert_eq!(again.status(), 200);
    let read = browser
        .call(Method::GET, &format!("/api/sessions/{sid}/fhir/Patient/x"))
        .await;
    assert_eq!(read.status(), 404, "the gateway has no token in mode B");
    let replayed = browser
        .call_with(Method::POST, "/api/sessions", Some(proof))
        .await;
    assert_eq!(problem(replayed).await, "state-unknown");
    world.stop().await;
}

#[tokio::test]
async fn sec_29_a_proof_that_is_not_right_in_every_part_opens_nothing() {
    let world = World::start().await;
    let browser = world.browser();
    let visits = world.visits();
    let foreign = visits
        .iter()
        .find(|(patient, _)| *patient != visits[0].0)
        .unwrap();
    for (member, value, slug) in [
        ("nonce", json!("another"), "id-token-invalid"),
        ("issuer", json!("secret"), "unknown-issuer"),
        ("issuer", json!("nobody"), "unknown-issuer"),
        ("accessToken", json!("made-up"), "epj-session-ended"),
        ("patient", json!(foreign.0), "patient-not-readable"),
        (
            "encounter",
            json!(foreign.1),
            "encounter-of-another-patient",
        ),
        ("scope", json!("openid"), "patient-not-readable"),
        ("patient", json!("../x"), "no-patient"),
        ("idToken", json!("a.b.c"), "id-token-invalid"),
    ] {
        let launch = world.launch_url("browser").await;
        let mut proof = logged_in(&world, &browser, &launch).await;
        proof[member] = value.clone();
        let answer = browser
            .call_with(Method::POST, "/api/sessions", Some(proof))
            .await;
        assert!(set_cookies(answer.headers()).is_empty());
        let found = problem(answer).await;
        // A server may hide what is not ours instead of forbidding it.
        let hidden = ["epj-not-found", "epj-forbidden", "wrong-patient"];
        let both_hide = hidden.contains(&slug) || slug == "encounter-of-another-patient";
        assert!(
            found == slug || both_hide && hidden.contains(&found.as_str()),
            "{member} {value}: {found}"
        );
    }
    let launch = world.launch_url("browser").await;
    let mut proof = logged_in(&world, &browser, &launch).await;
    let token = proof["idToken"].as_str().unwrap().to_owned();
    let (start, signature) = token.rsplit_once('.').unwrap();
    let mut swapped: Vec<char> = signature.chars().collect();
    swapped.swap(10, 11);
    swapped[20] = if swapped[20] == 'A' { 'B' } else { 'A' };
    proof["idToken"] = json!(format!("{start}.{}", swapped.iter().collect::<String>()));
    let answer = browser
        .call_with(Method::POST, "/api/sessions", Some(proof))
        .await;
    assert_eq!(problem(answer).await, "id-token-invalid");
    world.stop().await;
}

#[tokio::test]
async fn sec_10_a_framed_browser_login_gets_a_partitioned_cookie() {
    let world = World::start().await;
    let browser = world.framed_browser();
    let launch = world.launch_url("browser").await;
    let page = browser
        .get(&format!("{}/callback/browser?code=x&state=y", world.app))
        .await;
    assert_eq!(page.status(), 200);
    let mark = set_cookies(page.headers()).remove(0);
    assert!(mark.contains("SameSite=None; Partitioned"), "{mark}");
    let proof = logged_in(&world, &browser, &launch).await;
    let opened = browser
        .call_with(Method::POST, "/api/sessions", Some(proof))
        .await;
    let cookie = set_cookies(opened.headers()).remove(0);
    assert!(cookie.contains("SameSite=None; Partitioned"), "{cookie}");
    world.stop().await;
}

#[tokio::test]
async fn the_configuration_tells_a_browser_what_it_needs_and_no_secret() {
    let world = World::start().await;
    let answer = world
        .browser()
        .get(&format!("{}/api/config", world.app))
        .await;
    let text = answer.text().await.unwrap();
    assert!(!text.contains("secret"), "{text}");
    let config: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(config["environment"], "test");
    assert_eq!(config["issuers"].as_array().unwrap().len(), 1);
    assert_eq!(config["issuers"][0]["clientId"], "attest-browser");
    let codes = config["codes"].as_str().unwrap();
    let file = world.browser().get(&format!("{}{codes}", world.app)).await;
    assert!(
        file.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    world.stop().await;
}
