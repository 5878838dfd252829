//! Step 5 of 1.4 and 1.8.

use std::cell::RefCell;

use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use oauth2::HttpRequest;
use serde_json::Value;
use smart::ClientCredentials;
use smart::assertion::{NoAudience, SigningAlgorithm, unsigned};
use smart::issuer::{AssertionProfile, ClientAuth, Issuer, Mode};
use smart::secret::{ClientAssertion, ClientSecret, RefreshToken};
use smart::token::TokenError;

use crate::fixture::{NOW, exchange, form, form_field, issuer, no_answer, ready};

fn confidential(client_auth: ClientAuth) -> Issuer {
    Issuer {
        mode: Mode::G,
        client_auth,
        ..issuer()
    }
}

fn secret(text: &str) -> ClientCredentials {
    ClientCredentials::Secret(ClientSecret::new(text))
}

fn request(issuer: &Issuer, credentials: &ClientCredentials) -> HttpRequest {
    exchange(issuer).request(credentials).unwrap()
}

#[test]
fn smart_37_a_public_client_names_itself_in_the_body() {
    let request = request(&issuer(), &ClientCredentials::Public);
    assert_eq!(request.method(), "POST");
    assert_eq!(request.uri(), "https://epj.example/oidc/token");
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    assert_eq!(request.headers()["accept"], "application/json");
    assert!(request.headers().get("authorization").is_none());
    for (name, value) in [
        ("grant_type", "authorization_code"),
        ("code", "the-code"),
        ("redirect_uri", "https://attest.example/callback/epj"),
        ("client_id", "attest"),
    ] {
        assert_eq!(form_field(&request, name).as_deref(), Some(value), "{name}");
    }
    assert_eq!(form_field(&request, "code_verifier").unwrap().len(), 43);
    assert_eq!(form(&request).len(), 5, "no scope, launch or aud");
}

#[test]
fn smart_37_basic_leaves_the_id_out_of_the_body_unless_asked() {
    let record = confidential(ClientAuth::ClientSecretBasic);
    let plain = request(&record, &secret("s"));
    assert_eq!(form_field(&plain, "client_id"), None);
    assert_eq!(form_field(&plain, "client_secret"), None);
    assert!(plain.headers().get("authorization").is_some());

    let also = request(
        &Issuer {
            body_client_id: true,
            ..record
        },
        &secret("s"),
    );
    assert_eq!(form_field(&also, "client_id").as_deref(), Some("attest"));
    assert!(also.headers().get("authorization").is_some());
}

#[test]
fn smart_37_post_puts_the_secret_into_the_body() {
    let request = request(&confidential(ClientAuth::ClientSecretPost), &secret("s"));
    assert_eq!(form_field(&request, "client_id").as_deref(), Some("attest"));
    assert_eq!(form_field(&request, "client_secret").as_deref(), Some("s"));
    assert!(request.headers().get("authorization").is_none());
}

#[test]
fn smart_38_basic_credentials_are_form_encoded_before_base64() {
    let record = Issuer {
        client_id: "a:b".into(),
        ..confidential(ClientAuth::ClientSecretBasic)
    };
    let request = request(&record, &secret("p%+é"));
    let header = request.headers()["authorization"].to_str().unwrap();
    let decoded = BASE64_STANDARD
        .decode(header.strip_prefix("Basic ").unwrap())
        .unwrap();
    assert_eq!(String::from_utf8(decoded).unwrap(), "a%3Ab:p%25%2B%C3%A9");
}

#[test]
fn smart_37_an_assertion_goes_along_without_a_secret() {
    let assertion = ClientCredentials::Assertion(ClientAssertion::new("a.b.c"));
    let request = request(&confidential(ClientAuth::PrivateKeyJwt), &assertion);
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    assert_eq!(
        form_field(&request, "client_assertion_type").as_deref(),
        Some(kind)
    );
    assert_eq!(
        form_field(&request, "client_assertion").as_deref(),
        Some("a.b.c")
    );
    assert_eq!(form_field(&request, "client_secret"), None);
    assert!(request.headers().get("authorization").is_none());
}

#[test]
fn credentials_of_another_kind_are_a_configuration_error() {
    for (auth, credentials) in [
        (ClientAuth::None, secret("s")),
        (ClientAuth::ClientSecretBasic, ClientCredentials::Public),
        (ClientAuth::PrivateKeyJwt, secret("s")),
    ] {
        let error = exchange(&confidential(auth))
            .request(&credentials)
            .unwrap_err();
        assert_eq!(error, TokenError::Credentials);
    }
}

#[test]
fn smart_39_the_assertion_says_what_smart_asks_for() {
    let exchange = exchange(&confidential(ClientAuth::PrivateKeyJwt));
    let of = |jti| unsigned(exchange.client(), SigningAlgorithm::ES384, "k1", jti, NOW).unwrap();
    let assertion = of("j1");
    let claims = &assertion.claims;
    assert_eq!(
        (claims.iss.as_str(), claims.sub.as_str()),
        ("attest", "attest")
    );
    assert_eq!(claims.aud, "https://epj.example/oidc/token");
    assert_eq!((claims.iat, claims.exp), (NOW, NOW + 300));
    assert_ne!(assertion.signing_input(), of("j2").signing_input());

    let input = assertion.signing_input();
    let (header, _) = input.split_once('.').unwrap();
    let header: Value =
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(header).unwrap()).unwrap();
    assert_eq!(
        header,
        serde_json::json!({"alg": "ES384", "kid": "k1", "typ": "JWT"})
    );
    assert_eq!(
        assertion.signed(b"good").expose(),
        format!("{input}.Z29vZA")
    );
}

#[test]
fn smart_40_a_strict_audience_is_the_issuer() {
    let record = Issuer {
        assertion_profile: AssertionProfile::StrictAudience,
        ..confidential(ClientAuth::PrivateKeyJwt)
    };
    let mut client = exchange(&record).client().clone();
    let assertion = unsigned(&client, SigningAlgorithm::RS384, "k1", "j1", NOW).unwrap();
    assert_eq!(assertion.header.typ, "client-authentication+jwt");
    assert_eq!(assertion.claims.aud, "https://epj.example/oidc");
    assert_eq!(assertion.claims.exp, NOW + 60);

    client.authorization_server = None;
    let nobody = unsigned(&client, SigningAlgorithm::RS384, "k1", "j1", NOW);
    assert_eq!(nobody, Err(NoAudience));
}

#[test]
fn smart_41_a_token_request_without_answer_is_not_repeated() {
    let asked = RefCell::new(0);
    let http = |_: HttpRequest| no_answer(&asked);
    let result = ready(exchange(&issuer()).send(&http, &ClientCredentials::Public));
    assert_eq!(result.unwrap_err(), TokenError::Unreachable);
    assert_eq!(asked.into_inner(), 1);
}

#[test]
fn a_web_server_may_move_the_request_between_threads() {
    fn sendable<T: Send>(future: T) -> T {
        future
    }
    let http = |_: HttpRequest| async { Err(std::io::Error::from(std::io::ErrorKind::TimedOut)) };
    let result = ready(sendable(
        exchange(&issuer()).send(&http, &ClientCredentials::Public),
    ));
    assert_eq!(result.unwrap_err(), TokenError::Unreachable);
}

#[test]
fn a_refresh_authenticates_as_the_launch_did() {
    let client = exchange(&confidential(ClientAuth::ClientSecretBasic))
        .client()
        .clone();
    let token = RefreshToken::new("r");
    let request = smart::refresh::request(&client, &token, &secret("s")).unwrap();
    assert!(request.headers().get("authorization").is_some());
    assert_eq!(
        form_field(&request, "grant_type").as_deref(),
        Some("refresh_token")
    );
    assert_eq!(form_field(&request, "refresh_token").as_deref(), Some("r"));
    assert_eq!(form(&request).len(), 2);
}

#[test]
fn sec_44_debug_shows_no_credentials() {
    let shown = format!("{:?} {:?}", secret("hunter2"), exchange(&issuer()));
    assert!(
        !shown.contains("hunter2") && !shown.contains("the-code"),
        "{shown}"
    );
}
