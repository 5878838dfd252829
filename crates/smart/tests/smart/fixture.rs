//! An invented EPJ, and one launch through it.

use std::cell::RefCell;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use oauth2::http::Response;
use oauth2::{HttpRequest, HttpResponse};
use serde_json::{Value, json};
use smart::authorize::begin;
use smart::discovery::Metadata;
use smart::issuer::{ClientAuth, Environment, Issuer, Mode};
use smart::secret::IdTokenText;
use smart::token::TokenError;
use smart::{
    AuthorizationRequest, Callback, ClientCredentials, Entropy, Exchange, Exchanged, Launch,
    Pending,
};

pub const ISS: &str = "https://epj.example/fhir";
pub const TOKEN_ISSUER: &str = "https://epj.example/oidc";
pub const NOW: u64 = 1_800_000_000;

pub fn issuer() -> Issuer {
    Issuer {
        key: "epj".into(),
        name: "Invented EPJ".into(),
        iss: ISS.into(),
        token_issuer: Some(TOKEN_ISSUER.into()),
        endpoint_hosts: vec!["epj.example".into()],
        mode: Mode::B,
        client_id: "attest".into(),
        client_auth: ClientAuth::None,
        assertion_profile: Default::default(),
        body_client_id: false,
        scope_dialect: Default::default(),
        extra_scopes: Vec::new(),
        redirect_uri: "https://attest.example/callback/epj".into(),
        frame_ancestors: Vec::new(),
        legacy_metadata: false,
        nonce_optional: false,
        environment: Environment::Production,
        status: Default::default(),
        writeback: None,
    }
}

pub fn metadata_json() -> Value {
    json!({
        "issuer": TOKEN_ISSUER,
        "authorization_endpoint": "https://epj.example/oidc/authorize",
        "token_endpoint": "https://epj.example/oidc/token",
        "jwks_uri": "https://epj.example/oidc/jwks",
        "revocation_endpoint": "https://epj.example/oidc/revoke",
        "capabilities": ["launch-ehr", "sso-openid-connect", "permission-v1"],
        "grant_types_supported": ["authorization_code"],
        "code_challenge_methods_supported": ["S256"],
    })
}

pub fn metadata() -> Metadata {
    Metadata::read(metadata_json().to_string().as_bytes(), &issuer()).unwrap()
}

pub fn launch() -> Launch {
    Launch::read("iss=https://epj.example/fhir&launch=abc").unwrap()
}

/// Different bytes for each `n`.
pub fn entropy(n: u16) -> Entropy {
    let fill = |salt: u8| {
        let mut bytes = [salt; 32];
        bytes[0] = n.to_be_bytes()[0];
        bytes[1] = n.to_be_bytes()[1];
        bytes
    };
    Entropy {
        state: fill(1),
        verifier: fill(2),
        nonce: fill(3),
    }
}

pub fn begun(issuer: &Issuer) -> (AuthorizationRequest, Pending) {
    begin(&launch(), issuer, &metadata(), entropy(0), NOW)
}

/// The value of a field, decoded; `None` if it is not there.
pub fn field(request: &AuthorizationRequest, name: &str) -> Option<String> {
    fields(request)
        .into_iter()
        .find(|(n, _)| n == name)
        .map(|(_, value)| value)
}

pub fn fields(request: &AuthorizationRequest) -> Vec<(String, String)> {
    match request {
        AuthorizationRequest::Get(url) => url.query_pairs().into_owned().collect(),
        AuthorizationRequest::Post { fields, .. } => fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect(),
    }
}

/// The callback accepted, ready for the token request.
pub fn exchange(issuer: &Issuer) -> Exchange {
    let (_, pending) = begun(issuer);
    let query = format!("code=the-code&state={}", pending.state().expose());
    pending
        .accept(Callback::read(&query).unwrap(), NOW)
        .unwrap()
}

/// Form fields of a token request.
pub fn form(request: &HttpRequest) -> Vec<(String, String)> {
    url::form_urlencoded::parse(request.body())
        .into_owned()
        .collect()
}

pub fn form_field(request: &HttpRequest, name: &str) -> Option<String> {
    let mut found = form(request)
        .into_iter()
        .filter(|(n, _)| n == name)
        .map(|(_, value)| value);
    let value = found.next();
    assert!(found.next().is_none(), "{name} stands there twice");
    value
}

/// Sends the exchange to a server that answers `status` and `body`, and counts the requests.
pub fn send(issuer: &Issuer, status: u16, body: &str) -> (Result<Exchanged, TokenError>, usize) {
    let seen = RefCell::new(0);
    let http = |_: HttpRequest| {
        *seen.borrow_mut() += 1;
        let answer = Response::builder()
            .status(status)
            .body(body.as_bytes().to_vec());
        async { answer }
    };
    let result = ready(exchange(issuer).send(&http, &ClientCredentials::Public));
    (result, seen.into_inner())
}

/// An HTTP client that never gets an answer, and how often it was asked.
pub async fn no_answer(asked: &RefCell<usize>) -> Result<HttpResponse, std::io::Error> {
    *asked.borrow_mut() += 1;
    Err(std::io::ErrorKind::TimedOut.into())
}

/// Runs a future that never has to wait.
pub fn ready<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("nothing here waits"),
    }
}

pub fn nonce() -> String {
    field(&begun(&issuer()).0, "nonce").unwrap()
}

/// Claims that are right for [`exchange`].
pub fn claims() -> Value {
    json!({
        "iss": TOKEN_ISSUER,
        "sub": "user",
        "aud": "attest",
        "exp": NOW + 300,
        "iat": NOW,
        "nonce": nonce(),
        "fhirUser": "Practitioner/p1",
    })
}

/// A JWS with a signature that only the verifier of the test finds good.
pub fn jws(header: &Value, claims: &Value) -> IdTokenText {
    let part = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let signature = BASE64_URL_SAFE_NO_PAD.encode("good");
    IdTokenText::new(format!("{}.{}.{signature}", part(header), part(claims)))
}

/// A token response that makes a session.
pub fn token_json() -> Value {
    json!({
        "access_token": "the-access-token",
        "token_type": "Bearer",
        "expires_in": 3600,
        "scope": "openid fhirUser launch patient/Patient.read patient/DocumentReference.read patient/DocumentReference.write",
        "id_token": jws(&json!({"alg": "RS256"}), &claims()).expose(),
        "patient": "pat-1",
        "encounter": "enc-1",
    })
}

/// `value` with members replaced; `null` removes one.
pub fn with(mut value: Value, changes: Value) -> Value {
    for (name, change) in changes.as_object().unwrap() {
        match change {
            Value::Null => value.as_object_mut().unwrap().remove(name),
            change => value
                .as_object_mut()
                .unwrap()
                .insert(name.clone(), change.clone()),
        };
    }
    value
}
