//! The authorization server.

use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use sandbox::Way;
use serde_json::{Value, json};

use super::client::{Key, SCOPES_V1, logged_in, parts, world, world_with};

#[tokio::test]
async fn each_way_in_leads_to_a_token_with_patient_and_encounter() {
    let world = world().await;
    for way in Way::ALL {
        let login = world.login(way, SCOPES_V1).await;
        assert_eq!(
            (login.text("patient"), login.text("encounter")),
            ("kari", "kari-i-dag")
        );
        let (status, patient) = world.read(&login, "/Patient/kari").await;
        assert_eq!((status, &patient["id"]), (200, &json!("kari")));
    }
}

#[tokio::test]
async fn a_client_assertion_may_be_signed_with_rs384() {
    let world = world_with(Key::rs384()).await;
    assert_eq!(
        world.login(Way::Jwt, SCOPES_V1).await.text("patient"),
        "kari"
    );
}

#[tokio::test]
async fn the_id_token_can_be_checked_with_what_is_published() {
    let (world, login) = logged_in().await;
    let jwks = world
        .http
        .get(format!("{}/jwks", world.issuer(Way::Secret)))
        .send()
        .await
        .unwrap();
    let jwks: JwkSet = jwks.json().await.unwrap();
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&["attest-secret"]);
    validation.set_issuer(&[world.issuer(Way::Secret)]);
    let key = DecodingKey::from_jwk(&jwks.keys[0]).unwrap();
    let claims = decode::<Value>(login.text("id_token"), &key, &validation)
        .unwrap()
        .claims;
    assert_eq!(claims["nonce"], "nonce-of-the-test");
    assert_eq!(
        claims["fhirUser"],
        format!("{}/Practitioner/lege", world.base(Way::Secret))
    );
}

#[tokio::test]
async fn pkce_with_s256_is_enforced() {
    let world = world().await;
    let launch = world.launch(Way::Browser).await;
    let mut request = world.request(Way::Browser, &launch, SCOPES_V1);
    request.retain(|(name, _)| !name.starts_with("code_challenge"));
    let refused = world.authorize(Way::Browser, &request).await;
    assert_eq!(
        world.callback(Way::Browser, &refused).get("error"),
        "invalid_request"
    );

    let code = world.code(Way::Browser, &launch, SCOPES_V1).await;
    let mut request = world.token_request(Way::Browser, &code);
    request[3].1 = "x".repeat(43);
    let (status, body) = parts(world.post_form(Way::Browser, "token", &request).await).await;
    assert_eq!((status, &body["error"]), (400, &json!("invalid_grant")));
}

#[tokio::test]
async fn a_replayed_code_is_refused_and_ends_the_first_session() {
    let world = world().await;
    let launch = world.launch(Way::Browser).await;
    let code = world.code(Way::Browser, &launch, SCOPES_V1).await;
    let first = super::client::Login {
        way: Way::Browser,
        body: world
            .exchange(Way::Browser, &code)
            .await
            .json()
            .await
            .unwrap(),
    };
    assert_eq!(world.read(&first, "/Patient/kari").await.0, 200);
    let (status, body) = parts(world.exchange(Way::Browser, &code).await).await;
    assert_eq!((status, &body["error"]), (400, &json!("invalid_grant")));
    assert_eq!(world.read(&first, "/Patient/kari").await.0, 401);
}

#[tokio::test]
async fn nothing_is_sent_to_an_address_that_is_not_registered() {
    let world = world().await;
    let launch = world.launch(Way::Browser).await;
    for (name, value) in [
        ("redirect_uri", "/callback/browser/"),
        ("client_id", "attest-secret"),
    ] {
        let mut request = world.request(Way::Browser, &launch, SCOPES_V1);
        request
            .iter_mut()
            .find(|(found, _)| *found == name)
            .unwrap()
            .1 = value.to_owned();
        let response = world.authorize(Way::Browser, &request).await;
        assert_eq!(response.status(), 400);
        assert!(!response.headers().contains_key("location"));
    }
}

#[tokio::test]
async fn another_audience_or_an_unknown_launch_is_an_error_with_state_and_iss() {
    let world = world().await;
    let launch = world.launch(Way::Secret).await;
    for (name, value) in [
        ("aud", world.base(Way::Jwt)),
        ("launch", "nobody".to_owned()),
    ] {
        let mut request = world.request(Way::Secret, &launch, SCOPES_V1);
        request
            .iter_mut()
            .find(|(found, _)| *found == name)
            .unwrap()
            .1 = value;
        let callback = world.callback(Way::Secret, &world.authorize(Way::Secret, &request).await);
        assert_eq!(callback.get("error"), "invalid_request");
        assert_eq!(callback.get("state"), "state-of-the-test");
        assert_eq!(callback.get("iss"), world.issuer(Way::Secret));
    }
}

#[tokio::test]
async fn the_client_must_authenticate_as_it_is_registered() {
    let world = world().await;
    let launch = world.launch(Way::Secret).await;
    let code = world.code(Way::Secret, &launch, SCOPES_V1).await;
    let endpoint = format!("{}/token", world.issuer(Way::Secret));
    let wrong = world
        .http
        .post(&endpoint)
        .basic_auth("attest-secret", Some("guess"));
    let (status, body) = parts(
        wrong
            .form(&world.token_request(Way::Secret, &code))
            .send()
            .await
            .unwrap(),
    )
    .await;
    assert_eq!((status, &body["error"]), (401, &json!("invalid_client")));
    let (status, _) = parts(world.exchange(Way::Secret, &code).await).await;
    assert_eq!(
        status, 200,
        "a failed authentication must not use the code up"
    );
}

#[tokio::test]
async fn a_client_assertion_works_once() {
    let world = world().await;
    let form = |world: &super::client::World| {
        let mut form = vec![("token", "nothing".to_owned())];
        form.extend(world.assertion("once"));
        form
    };
    let revoke = format!("{}/revoke", world.issuer(Way::Jwt));
    let mut statuses = Vec::new();
    for _ in 0..2 {
        let response = world
            .http
            .post(&revoke)
            .form(&form(&world))
            .send()
            .await
            .unwrap();
        statuses.push(response.status().as_u16());
    }
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_refresh_token_rotates_and_its_reuse_ends_everything() {
    let (world, login) = logged_in().await;
    let refresh = |token: &str| {
        vec![
            ("grant_type", "refresh_token".to_owned()),
            ("refresh_token", token.to_owned()),
        ]
    };
    let first = refresh(login.text("refresh_token"));
    let renewed = world.post_form(Way::Secret, "token", &first).await;
    let renewed = super::client::Login {
        way: Way::Secret,
        body: renewed.json().await.unwrap(),
    };
    assert_ne!(renewed.text("refresh_token"), login.text("refresh_token"));
    assert_eq!(world.read(&renewed, "/Patient/kari").await.0, 200);
    let (status, _) = parts(world.post_form(Way::Secret, "token", &first).await).await;
    assert_eq!(status, 400);
    assert_eq!(world.read(&renewed, "/Patient/kari").await.0, 401);
}

#[tokio::test]
async fn introspection_tells_the_truth_until_the_token_is_revoked() {
    let world = world().await;
    let login = world.login(Way::Jwt, SCOPES_V1).await;
    let form = [("token", login.text("access_token").to_owned())];
    let (_, body) = parts(world.post_form(Way::Jwt, "introspect", &form).await).await;
    assert_eq!(
        (&body["active"], &body["patient"]),
        (&json!(true), &json!("kari"))
    );
    assert_eq!(
        world.post_form(Way::Jwt, "revoke", &form).await.status(),
        200
    );
    let (_, body) = parts(world.post_form(Way::Jwt, "introspect", &form).await).await;
    assert_eq!(body, json!({ "active": false }));
}

#[tokio::test]
async fn discovery_says_all_that_smart_requires_to_any_origin() {
    let world = world().await;
    for way in Way::ALL {
        let url = format!("{}/.well-known/smart-configuration", world.base(way));
        let response = world
            .http
            .get(url)
            .header("origin", "https://anybody.example")
            .send()
            .await
            .unwrap();
        assert_eq!(response.headers()["access-control-allow-origin"], "*");
        let document: Value = response.json().await.unwrap();
        for name in [
            "authorization_endpoint",
            "token_endpoint",
            "jwks_uri",
            "introspection_endpoint",
        ] {
            assert!(
                document[name]
                    .as_str()
                    .unwrap()
                    .starts_with(&world.issuer(way)),
                "{name}"
            );
        }
        assert_eq!(document["issuer"], world.issuer(way));
        assert_eq!(
            document["code_challenge_methods_supported"],
            json!(["S256"])
        );
    }
}

#[tokio::test]
async fn a_long_authorization_request_may_be_posted() {
    let world = world().await;
    let launch = world.launch(Way::Browser).await;
    let request = world.request(Way::Browser, &launch, SCOPES_V1);
    let url = format!("{}/authorize", world.issuer(Way::Browser));
    let response = world.http.post(url).form(&request).send().await.unwrap();
    assert!(
        !world
            .callback(Way::Browser, &response)
            .get("code")
            .is_empty()
    );
}

#[tokio::test]
async fn a_token_opens_only_the_installation_it_came_from() {
    let (world, login) = logged_in().await;
    let stranger = super::client::Login {
        way: Way::Jwt,
        body: login.body,
    };
    assert_eq!(world.read(&stranger, "/Patient/kari").await.0, 401);
}
