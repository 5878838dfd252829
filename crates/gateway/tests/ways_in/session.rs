use reqwest::Method;
use serde_json::json;

use crate::world::{World, problem};

#[tokio::test]
async fn sec_10_cookies_are_strict_in_a_window_and_partitioned_in_a_frame() {
    let world = World::start().await;
    for (browser, pending, session) in [
        (world.browser(), "SameSite=Lax", "SameSite=Strict"),
        (
            world.framed_browser(),
            "SameSite=None; Partitioned",
            "SameSite=None; Partitioned",
        ),
    ] {
        let landed = browser.navigate(&world.launch_url("secret").await).await;
        let sid = landed.sid();
        for cookie in &landed.cookies {
            assert!(cookie.starts_with("__Host-attest-"), "{cookie}");
            for attribute in ["; Secure", "; HttpOnly", "; Path=/"] {
                assert!(cookie.contains(attribute), "{cookie}");
            }
            assert!(!cookie.to_lowercase().contains("domain"), "{cookie}");
        }
        let find = |part: &str| {
            landed
                .cookies
                .iter()
                .find(|cookie| cookie.contains(part))
                .unwrap()
        };
        assert!(find("__Host-attest-p-").contains(pending));
        assert!(find(&sid).contains(session));
        assert_eq!(
            browser.cookie_names(),
            [format!("__Host-attest-{sid}")],
            "the launch's own cookie is gone"
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_11_a_call_that_our_own_page_did_not_make_is_refused() {
    let world = World::start().await;
    let (browser, sid) = world.launched("secret").await;
    let url = format!("{}/api/sessions/{sid}", world.app);
    let send = |method: Method, headers: &[(&'static str, String)]| {
        let mut request = browser
            .http()
            .request(method, &url)
            .header("cookie", browser.cookie_header());
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        request.send()
    };
    let guard = ("x-attest", "1".to_owned());
    let own = ("origin", world.app.clone());
    let evil = ("origin", "https://evil.example".to_owned());
    for (method, headers) in [
        (Method::GET, vec![]),
        (Method::GET, vec![("x-attest", "2".to_owned())]),
        (Method::GET, vec![guard.clone(), evil.clone()]),
        (
            Method::GET,
            vec![guard.clone(), ("sec-fetch-site", "cross-site".to_owned())],
        ),
        (Method::DELETE, vec![guard.clone()]),
        (Method::DELETE, vec![guard.clone(), evil]),
        (
            Method::DELETE,
            vec![guard.clone(), ("origin", "null".to_owned())],
        ),
        (Method::DELETE, vec![own.clone()]),
    ] {
        let answer = send(method.clone(), &headers).await.unwrap();
        assert_eq!(answer.status(), 403, "{method} {headers:?}");
        assert_eq!(problem(answer).await, "foreign-request");
    }
    assert_eq!(
        send(Method::GET, &[guard, own.clone()])
            .await
            .unwrap()
            .status(),
        200
    );
    // A form of another site cannot send JSON.
    let form = browser
        .http()
        .post(format!("{}/api/sessions", world.app))
        .header("x-attest", "1")
        .header(own.0, own.1)
        .form(&[("issuer", "browser")])
        .send()
        .await
        .unwrap();
    assert_eq!(form.status(), 403);
    world.stop().await;
}

#[tokio::test]
async fn a_session_belongs_to_one_browser() {
    let world = World::start().await;
    let (_, sid) = world.launched("secret").await;
    let path = format!("/api/sessions/{sid}");
    let stranger = world.browser().call(Method::GET, &path).await;
    assert_eq!(stranger.status(), 401);
    assert_eq!(problem(stranger).await, "session-gone");
    // Another session of the same kind does not open it, and neither does its secret under another name.
    let other = world.browser();
    let other_sid = other
        .navigate(&world.launch_url("secret").await)
        .await
        .sid();
    assert_eq!(other.call(Method::GET, &path).await.status(), 401);
    let renamed = other.cookie_header().replace(&other_sid, &sid);
    let answer = world.browser_with(&renamed).call(Method::GET, &path).await;
    assert_eq!(answer.status(), 401);
    world.stop().await;
}

#[tokio::test]
async fn sec_09_id_and_secret_are_new_for_every_login_whatever_the_browser_brings() {
    let world = World::start().await;
    let browser = world.browser();
    let first = browser
        .navigate(&world.launch_url("secret").await)
        .await
        .sid();
    let cookies = browser.cookie_header();
    let second = browser
        .navigate(&world.launch_url("secret").await)
        .await
        .sid();
    assert_ne!(first, second);
    assert_eq!(second.len(), 22, "128 bits in base64url");
    assert!(
        browser.cookie_header().contains(&cookies),
        "the first session is untouched"
    );
    world.stop().await;
}

#[tokio::test]
async fn smart_68_sec_41_an_ended_session_is_over_here_and_its_tokens_are_revoked() {
    let world = World::start().await;
    for (way, fault) in [
        ("secret", None),
        ("jwt", None),
        ("secret", Some(json!({"status": 500}))),
    ] {
        if let Some(fault) = &fault {
            world.fault("auth.revoke", fault.clone()).await;
        }
        let before = world.count("authRequests", way, "/revoke").await;
        let (browser, sid) = world.launched(way).await;
        let path = format!("/api/sessions/{sid}");
        let secret = browser.cookie_header();
        let answer = browser.call(Method::DELETE, &path).await;
        assert_eq!(answer.status(), 204);
        assert!(browser.cookie_names().is_empty());
        let late = world.browser_with(&secret).call(Method::GET, &path).await;
        assert_eq!(late.status(), 401);
        let mut revoked = 0;
        for _ in 0..100 {
            revoked = world.count("authRequests", way, "/revoke").await - before;
            if revoked == 2 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        assert_eq!(revoked, 2, "refresh token and access token");
        let tokens = gateway::session::table::tokens(&world.gateway.state().store, &sid)
            .await
            .unwrap();
        assert!(tokens.is_none(), "the tokens are forgotten");
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_41_a_session_ends_after_half_an_hour_without_a_call_and_after_eight_hours() {
    let world = World::start().await;
    let state = world.gateway.state();
    for column in [
        "seen_at = seen_at - 1801",
        "expires_at = expires_at - 28801",
    ] {
        let (browser, sid) = world.launched("secret").await;
        let path = format!("/api/sessions/{sid}");
        assert_eq!(browser.call(Method::GET, &path).await.status(), 200);
        let row = sid.clone();
        let sql = format!("UPDATE session SET {column} WHERE id = ?1");
        state
            .store
            .write(move |conn| Ok(conn.execute(&sql, [row]).map(drop)?))
            .await
            .unwrap();
        let answer = browser.call(Method::GET, &path).await;
        assert_eq!(problem(answer).await, "session-gone", "{column}");
        gateway::session::purge::once(state).await.unwrap();
        assert!(
            gateway::session::table::tokens(&state.store, &sid)
                .await
                .unwrap()
                .is_none()
        );
    }
    world.stop().await;
}

#[tokio::test]
async fn sec_19_54_no_token_and_no_identity_reaches_browser_or_database_in_the_open() {
    let world = World::start().await;
    let browser = world.browser();
    let landed = browser.navigate(&world.launch_url("secret").await).await;
    let answer = browser
        .call(Method::GET, &format!("/api/sessions/{}", landed.sid()))
        .await;
    let view = answer.text().await.unwrap();
    for word in ["token", "access", "eyJ"] {
        assert!(!view.contains(word), "{word}");
    }
    let ident = world.people["patients"]
        .as_array()
        .unwrap()
        .iter()
        .find(|patient| patient["id"] == world.visits()[0].0.as_str())
        .unwrap()["ident"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(view.contains(&ident), "the context is there");
    let data = &world.gateway.state().config.data;
    for file in ["attest.db", "attest.db-wal"] {
        let bytes = std::fs::read(data.join(file)).unwrap();
        assert!(
            !bytes.windows(11).any(|window| window == ident.as_bytes()),
            "{file}"
        );
    }
    for url in &landed.way {
        assert!(!url.contains(&ident));
    }
    world.stop().await;
}
