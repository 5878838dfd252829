use serde_json::json;

use crate::world::{World, parameter};

#[tokio::test]
async fn smart_32_sec_06_07_a_callback_without_its_launch_is_refused_without_a_token_request() {
    let world = World::start().await;
    let victim = world.browser();
    let callback = victim.to_callback(&world.launch_url("secret").await).await;

    // The attacker's state and code in a clean browser, and in one that has a launch of its own.
    assert_eq!(
        world.browser().navigate(&callback).await.slug(),
        "state-unknown"
    );
    let other = world.browser();
    other.to_callback(&world.launch_url("secret").await).await;
    assert_eq!(other.navigate(&callback).await.slug(), "state-unknown");

    let forged = callback.replace(&parameter(&callback, "state"), &"A".repeat(43));
    assert_eq!(victim.navigate(&forged).await.slug(), "state-unknown");
    assert_eq!(world.token_requests().await, 0);
    // The launch that waits is still good for its own answer.
    victim.navigate(&callback).await.sid();
    world.stop().await;
}

#[tokio::test]
async fn smart_33_a_callback_that_is_replayed_makes_no_second_token_request() {
    let world = World::start().await;
    let browser = world.browser();
    let callback = browser.to_callback(&world.launch_url("secret").await).await;
    browser.navigate(&callback).await.sid();
    assert_eq!(browser.navigate(&callback).await.slug(), "state-unknown");
    assert_eq!(world.token_requests().await, 1);
    world.stop().await;
}

#[tokio::test]
async fn sec_05_an_answer_under_another_issuers_address_is_a_mix_up() {
    let world = World::start().await;
    let browser = world.browser();
    let callback = browser.to_callback(&world.launch_url("secret").await).await;
    let mixed = callback.replace("/callback/secret", "/callback/jwt");
    assert_eq!(browser.navigate(&mixed).await.slug(), "state-unknown");
    assert_eq!(world.token_requests().await, 0);
    world.stop().await;
}

#[tokio::test]
async fn smart_34_35_36_answers_that_are_no_code_end_the_launch() {
    let world = World::start().await;
    for (fault, slug) in [
        ("accessDenied", "launch-declined"),
        ("wrongState", "state-unknown"),
        ("wrongIss", "state-unknown"),
        ("noState", "state-unknown"),
    ] {
        let found = world.slug_with("auth.authorize", json!(fault)).await;
        assert_eq!(found, slug, "{fault}");
    }
    let browser = world.browser();
    for change in ["&code=second", "&error=access_denied"] {
        let callback = browser.to_callback(&world.launch_url("secret").await).await;
        let landed = browser.navigate(&format!("{callback}{change}")).await;
        assert_eq!(landed.slug(), "state-unknown", "{change}");
    }
    assert_eq!(world.token_requests().await, 0);
    world.stop().await;
}

#[tokio::test]
async fn smart_34_an_error_without_state_ends_the_only_launch_of_the_browser() {
    let world = World::start().await;
    let browser = world.browser();
    let callback = browser.to_callback(&world.launch_url("secret").await).await;
    let error = format!("{}/callback/secret?error=access_denied", world.app);
    assert_eq!(browser.navigate(&error).await.slug(), "launch-declined");
    assert_eq!(browser.navigate(&callback).await.slug(), "state-unknown");
    world.stop().await;
}

#[tokio::test]
async fn smart_28_refused_scopes_are_asked_for_once_more_in_the_other_dialect() {
    let world = World::start().await;
    world.fault("auth.authorize", json!("invalidScope")).await;
    let landed = world
        .browser()
        .navigate(&world.launch_url("secret").await)
        .await;
    assert_eq!(landed.slug(), "epj-configuration");
    let asked: Vec<_> = landed
        .way
        .iter()
        .filter(|url| url.contains("code_challenge="))
        .collect();
    assert_eq!(asked.len(), 2);
    let scopes = asked
        .iter()
        .map(|url| parameter(url, "scope"))
        .collect::<Vec<_>>();
    assert_ne!(scopes[0], scopes[1]);
    assert_ne!(parameter(asked[0], "state"), parameter(asked[1], "state"));
    assert_ne!(
        parameter(asked[0], "code_challenge"),
        parameter(asked[1], "code_challenge")
    );
    world.stop().await;
}

#[tokio::test]
async fn smart_43_45_token_answers_that_prove_nothing_open_no_session() {
    let world = World::start().await;
    for (fault, slug) in [
        (json!("expiredCode"), "code-refused"),
        (json!("noAccessToken"), "token-failed"),
        (json!("html"), "token-failed"),
        (json!("malformedJson"), "token-failed"),
        (json!("drop"), "epj-unavailable"),
        (json!({"status": 401}), "epj-configuration"),
        (json!({"status": 503}), "epj-unavailable"),
        (json!("noPatient"), "no-patient"),
        (json!("noEncounter"), "no-encounter"),
        (
            json!("encounterOfOtherPatient"),
            "encounter-of-another-patient",
        ),
    ] {
        let found = world.slug_with("auth.token", json!(fault)).await;
        assert_eq!(found, slug, "{fault}");
    }
    world.stop().await;
}

#[tokio::test]
async fn smart_52_53_54_55_57_58_an_id_token_that_does_not_prove_the_login_opens_no_session() {
    let world = World::start().await;
    for fault in [
        "noIdToken",
        "wrongIssuer",
        "wrongAudience",
        "wrongNonce",
        "noNonce",
        "wrongKey",
        "unknownKid",
        "expiredIdToken",
        "noFhirUser",
        "fhirUserElsewhere",
    ] {
        let found = world.slug_with("auth.token", json!(fault)).await;
        assert_eq!(found, "id-token-invalid", "{fault}");
    }
    world.stop().await;
}

#[tokio::test]
async fn smart_56_57_without_kid_the_only_key_counts_and_an_unknown_kid_is_looked_for_once() {
    let world = World::start().await;
    world.fault("auth.token", json!("noKid")).await;
    world
        .browser()
        .navigate(&world.launch_url("secret").await)
        .await
        .sid();
    world.mend().await;
    let before = world.count("authRequests", "secret", "/jwks").await;
    world.fault("auth.token", json!("unknownKid")).await;
    for _ in 0..3 {
        let landed = world
            .browser()
            .navigate(&world.launch_url("secret").await)
            .await;
        assert_eq!(landed.slug(), "id-token-invalid");
    }
    let after = world.count("authRequests", "secret", "/jwks").await;
    assert!(
        before > 0 && after <= before + 1,
        "{before} and then {after}"
    );
    world.stop().await;
}

#[tokio::test]
async fn smart_41_a_token_request_without_answer_is_not_repeated() {
    let world = World::start().await;
    world.fault("auth.token", json!("drop")).await;
    world
        .browser()
        .navigate(&world.launch_url("secret").await)
        .await;
    assert_eq!(world.token_requests().await, 1);
    world.stop().await;
}
