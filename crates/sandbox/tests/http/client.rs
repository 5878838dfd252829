//! A SMART client that is as careful or as careless as a test needs it.

use axum::{Json, Router, routing::get};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use p384::pkcs8::EncodePrivateKey;
use reqwest::{Method, Response, redirect::Policy};
use rsa::pkcs1::EncodeRsaPrivateKey;
use sandbox::{Options, Running, Way};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::net::TcpListener;
use url::Url;

/// 43 unreserved characters.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// What Nav has the app registered for.
pub const SCOPES_V1: &str = "openid profile launch fhirUser offline_access patient/Patient.read \
    patient/Encounter.read patient/Condition.read patient/DocumentReference.read \
    patient/DocumentReference.write patient/QuestionnaireResponse.read \
    patient/QuestionnaireResponse.write patient/Binary.read patient/Binary.write";

/// A sandbox, the app's key set beside it, and a client.
pub struct World {
    pub running: Running,
    pub http: reqwest::Client,
    pub app: String,
    pub key: Key,
}

/// The key of the client `attest-jwt`.
pub struct Key {
    pub algorithm: Algorithm,
    key: EncodingKey,
}

impl Key {
    pub fn es384() -> Key {
        let secret = p384::SecretKey::random(&mut rand::thread_rng());
        let der = secret.to_pkcs8_der().unwrap();
        Key {
            algorithm: Algorithm::ES384,
            key: EncodingKey::from_ec_der(der.as_bytes()),
        }
    }

    pub fn rs384() -> Key {
        let secret = rsa::RsaPrivateKey::new(&mut rand::thread_rng(), 2048).unwrap();
        let der = secret.to_pkcs1_der().unwrap();
        Key {
            algorithm: Algorithm::RS384,
            key: EncodingKey::from_rsa_der(der.as_bytes()),
        }
    }

    fn jwk(&self) -> Jwk {
        let mut jwk = Jwk::from_encoding_key(&self.key, self.algorithm).unwrap();
        jwk.common.key_id = Some("app-1".to_owned());
        jwk
    }
}

/// Starts a sandbox whose client `attest-jwt` signs with ES384.
pub async fn world() -> World {
    world_with(Key::es384()).await
}

/// Starts a sandbox, and a client with a secret is logged in with all that it may ask for.
pub async fn logged_in() -> (World, Login) {
    let world = world().await;
    let login = world.login(Way::Secret, SCOPES_V1).await;
    (world, login)
}

/// Starts a sandbox.
pub async fn world_with(key: Key) -> World {
    let jwks = json!({ "keys": [key.jwk()] });
    let app = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let origin = format!("http://{}", app.local_addr().unwrap());
    let route = get(move || {
        let jwks = jwks.clone();
        async move { Json(jwks) }
    });
    let router: Router = Router::new().route("/.well-known/jwks.json", route);
    tokio::spawn(async move { axum::serve(app, router).await });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let running = sandbox::start(listener, Options::new(Url::parse(&origin).unwrap())).unwrap();
    let http = reqwest::Client::builder()
        .redirect(Policy::none())
        .build()
        .unwrap();
    World {
        running,
        http,
        app: origin,
        key,
    }
}

/// A launch that has come as far as the callback.
pub struct Callback {
    pub answer: Vec<(String, String)>,
}

impl Callback {
    pub fn get(&self, name: &str) -> &str {
        self.answer
            .iter()
            .find(|(found, _)| found == name)
            .map_or("", |(_, value)| value)
    }
}

/// A token of a launch.
pub struct Login {
    pub way: Way,
    pub body: Value,
}

impl Login {
    pub fn text(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }
}

impl World {
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.running.url)
    }

    /// What an address of the sandbox itself answers.
    pub async fn get_json(&self, path: &str) -> Value {
        let answer = self.http.get(self.at(path)).send().await.unwrap();
        answer.json().await.unwrap()
    }

    pub fn base(&self, way: Way) -> String {
        self.at(&format!("epj/{way}/fhir"))
    }

    pub fn issuer(&self, way: Way) -> String {
        self.at(&format!("epj/{way}/oidc"))
    }

    pub fn redirect_uri(&self, way: Way) -> String {
        format!("{}/callback/{way}", self.app)
    }

    /// Presses the button for `kari` and `kari-i-dag`.
    pub async fn launch(&self, way: Way) -> String {
        self.launch_for(way, "kari", Some("kari-i-dag")).await
    }

    pub async fn launch_for(&self, way: Way, patient: &str, encounter: Option<&str>) -> String {
        let wish = json!({
            "way": way, "practitioner": "lege", "patient": patient, "encounter": encounter, "framed": false,
        });
        let made: Value = self
            .post_json("launches", &wish)
            .await
            .json()
            .await
            .unwrap();
        made["launch"].as_str().unwrap().to_owned()
    }

    pub async fn post_json(&self, path: &str, body: &Value) -> Response {
        self.http
            .post(self.at(path))
            .json(body)
            .send()
            .await
            .unwrap()
    }

    pub async fn fault(&self, place: &str, fault: Value) {
        let set = self
            .post_json(
                "faults",
                &json!({ "where": place, "fault": fault, "times": 1 }),
            )
            .await;
        assert_eq!(set.status(), 201, "{}", set.text().await.unwrap());
    }

    /// The parameters of a good authorization request.
    pub fn request(&self, way: Way, launch: &str, scope: &str) -> Vec<(&'static str, String)> {
        vec![
            ("response_type", "code".to_owned()),
            ("client_id", way.client_id().to_owned()),
            ("redirect_uri", self.redirect_uri(way)),
            ("launch", launch.to_owned()),
            ("scope", scope.to_owned()),
            ("state", "state-of-the-test".to_owned()),
            ("aud", self.base(way)),
            ("nonce", "nonce-of-the-test".to_owned()),
            (
                "code_challenge",
                URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER)),
            ),
            ("code_challenge_method", "S256".to_owned()),
        ]
    }

    pub async fn authorize(&self, way: Way, request: &[(&str, String)]) -> Response {
        let mut url = Url::parse(&format!("{}/authorize", self.issuer(way))).unwrap();
        url.query_pairs_mut().extend_pairs(request);
        self.http.get(url).send().await.unwrap()
    }

    /// The redirect of an authorization answer, taken apart.
    pub fn callback(&self, way: Way, response: &Response) -> Callback {
        assert_eq!(response.status(), 303);
        let url = Url::parse(response.headers()["location"].to_str().unwrap()).unwrap();
        assert!(url.as_str().starts_with(&self.redirect_uri(way)));
        Callback {
            answer: url.query_pairs().into_owned().collect(),
        }
    }

    pub async fn code(&self, way: Way, launch: &str, scope: &str) -> String {
        let response = self.authorize(way, &self.request(way, launch, scope)).await;
        self.callback(way, &response).get("code").to_owned()
    }

    pub fn token_request(&self, way: Way, code: &str) -> Vec<(&'static str, String)> {
        vec![
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", self.redirect_uri(way)),
            ("code_verifier", VERIFIER.to_owned()),
        ]
    }

    /// Posts a form to an endpoint with the client authentication of the way.
    pub async fn post_form(&self, way: Way, endpoint: &str, form: &[(&str, String)]) -> Response {
        let mut form = form.to_vec();
        let request = self.http.post(format!("{}/{endpoint}", self.issuer(way)));
        let request = match way {
            Way::Browser => {
                form.push(("client_id", way.client_id().to_owned()));
                request
            }
            Way::Secret => {
                request.basic_auth(way.client_id(), Some("sandbox-secret-not-for-production"))
            }
            Way::Jwt => {
                form.extend(self.assertion(uuid::Uuid::new_v4().to_string().as_str()));
                request
            }
        };
        request
            .body(encoded(&form))
            .header("content-type", FORM)
            .send()
            .await
            .unwrap()
    }

    pub fn assertion(&self, jti: &str) -> [(&'static str, String); 2] {
        let mut header = Header::new(self.key.algorithm);
        header.kid = Some("app-1".to_owned());
        let claims = json!({
            "iss": "attest-jwt", "sub": "attest-jwt", "jti": jti,
            "aud": format!("{}/token", self.issuer(Way::Jwt)),
            "exp": jsonwebtoken::get_current_timestamp() + 60,
        });
        let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
        [
            ("client_assertion_type", kind.to_owned()),
            (
                "client_assertion",
                encode(&header, &claims, &self.key.key).unwrap(),
            ),
        ]
    }

    pub async fn exchange(&self, way: Way, code: &str) -> Response {
        self.post_form(way, "token", &self.token_request(way, code))
            .await
    }

    /// The whole login, for a launch of `kari`.
    pub async fn login(&self, way: Way, scope: &str) -> Login {
        let launch = self.launch(way).await;
        self.login_with(way, &launch, scope).await
    }

    pub async fn login_with(&self, way: Way, launch: &str, scope: &str) -> Login {
        let code = self.code(way, launch, scope).await;
        let response = self.exchange(way, &code).await;
        assert_eq!(response.status(), 200);
        Login {
            way,
            body: response.json().await.unwrap(),
        }
    }

    /// A FHIR call; the path is relative to the base.
    pub fn fhir(&self, login: &Login, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.base(login.way)))
            .bearer_auth(login.text("access_token"))
            .header("accept", "application/fhir+json")
    }

    pub async fn read(&self, login: &Login, path: &str) -> (u16, Value) {
        parts(self.fhir(login, Method::GET, path).send().await.unwrap()).await
    }

    pub async fn write(
        &self,
        login: &Login,
        method: Method,
        path: &str,
        body: &Value,
    ) -> (u16, Value) {
        let request = self
            .fhir(login, method, path)
            .header("content-type", "application/fhir+json");
        parts(request.body(body.to_string()).send().await.unwrap()).await
    }

    pub async fn inspect(&self) -> Value {
        self.http
            .get(self.at("inspect"))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }
}

const FORM: &str = "application/x-www-form-urlencoded";

/// Status and JSON of an answer; null when it has no JSON.
pub async fn parts(response: Response) -> (u16, Value) {
    let status = response.status().as_u16();
    (
        status,
        serde_json::from_slice(&response.bytes().await.unwrap()).unwrap_or_default(),
    )
}

fn encoded(form: &[(&str, String)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish()
}
