//! A sandbox, a gateway, and browsers that talk to them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;

use gateway::{Config, Options};
use reqwest::header::{HeaderMap, LOCATION, SET_COOKIE};
use reqwest::{Client, Method, RequestBuilder, Response};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use url::Url;

pub struct World {
    pub gateway: gateway::Running,
    pub sandbox: sandbox::Running,
    pub app: String,
    pub people: Value,
    http: Client,
    folder: PathBuf,
}

impl World {
    pub async fn start() -> World {
        World::start_with(|config| config).await
    }

    /// With a configuration that is changed before it is read.
    pub async fn start_with(change: impl FnOnce(String) -> String) -> World {
        let folder = std::env::temp_dir().join(format!("attest-{}", uuid::Uuid::new_v4()));
        let dist = folder.join("dist");
        std::fs::create_dir_all(&dist).unwrap();
        for (name, text) in [
            ("index.html", "<!doctype html><title>Attest</title>"),
            ("attest-3f2a7b049c1d4e5f.js", "plain"),
            ("attest-3f2a7b049c1d4e5f.js.br", "brotli"),
            ("attest-3f2a7b049c1d4e5f.js.gz", "gzip"),
            ("codes.bin", "no code lists"),
        ] {
            std::fs::write(dist.join(name), text).unwrap();
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let app = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        let app_url: Url = app.parse().unwrap();
        let other = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let sandbox = sandbox::start(other, sandbox::Options::new(app_url.clone())).unwrap();
        let data = folder.join("data");
        let text = sandbox::gateway_config(&sandbox.url, &app_url, &data, Some(&dist));
        let config = Config::parse(&change(text)).unwrap();
        let gateway = gateway::start_with(listener, config, Options::default())
            .await
            .unwrap();
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        let mut world = World {
            gateway,
            sandbox,
            app,
            people: Value::Null,
            http,
            folder,
        };
        world.people = world.inspect().await["people"].take();
        world
    }

    pub async fn stop(self) {
        self.gateway.stop().await;
        self.sandbox.stop().await;
        std::fs::remove_dir_all(&self.folder).ok();
    }

    pub async fn inspect(&self) -> Value {
        let url = self.sandbox.url.join("inspect").unwrap();
        self.http
            .get(url)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    /// Number of requests of one kind at one installation.
    pub async fn count(&self, log: &str, way: &str, path: &str) -> usize {
        let seen = self.inspect().await[log].take();
        let hit = |request: &&Value| request["way"] == way && request["path"] == path;
        seen.as_array().unwrap().iter().filter(hit).count()
    }

    pub async fn fault(&self, place: &str, fault: Value) {
        let body = json!({"where": place, "fault": fault, "times": null});
        let url = self.sandbox.url.join("faults").unwrap();
        let answer = self.http.post(url).json(&body).send().await.unwrap();
        assert!(
            answer.status().is_success(),
            "{}",
            answer.text().await.unwrap()
        );
    }

    pub async fn mend(&self) {
        let url = self.sandbox.url.join("faults").unwrap();
        self.http.delete(url).send().await.unwrap();
    }

    /// A patient with an encounter, and another one: ids of patient and encounter.
    pub fn visits(&self) -> Vec<(String, String)> {
        let patients = self.people["patients"].as_array().unwrap();
        let usable = patients.iter().filter(|patient| {
            // A fødselsnummer: eleven digits, the first of a D-nummer is 4 or more.
            patient["ident"]
                .as_str()
                .is_some_and(|ident| ident.starts_with(['0', '1', '2', '3']))
        });
        usable
            .filter_map(|patient| {
                let encounter = patient["encounters"][0].as_str()?;
                Some((patient["id"].as_str()?.to_owned(), encounter.to_owned()))
            })
            .collect()
    }

    pub fn practitioner(&self, with_hpr: bool) -> String {
        let all = self.people["practitioners"].as_array().unwrap();
        let found = all
            .iter()
            .find(|one| one["hpr"].is_string() == with_hpr)
            .unwrap();
        found["id"].as_str().unwrap().to_owned()
    }

    /// The address that the EPJ opens for the first patient.
    pub async fn launch_url(&self, way: &str) -> String {
        let (patient, encounter) = self.visits().remove(0);
        self.launch_of(way, &self.practitioner(true), &patient, Some(&encounter))
            .await
    }

    pub async fn launch_of(
        &self,
        way: &str,
        practitioner: &str,
        patient: &str,
        encounter: Option<&str>,
    ) -> String {
        let body = json!({
            "way": way, "practitioner": practitioner, "patient": patient, "encounter": encounter,
        });
        let url = self.sandbox.url.join("launches").unwrap();
        let answer: Value = self
            .http
            .post(url)
            .json(&body)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        answer["launchUrl"]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    }

    pub fn browser(&self) -> Browser {
        Browser {
            http: self.http.clone(),
            app: self.app.clone(),
            cookies: RefCell::default(),
            destination: "document",
        }
    }

    /// A browser that has these cookies, however it came by them: `name=value; name=value`.
    pub fn browser_with(&self, cookies: &str) -> Browser {
        let pairs = cookies.split("; ").filter_map(|pair| pair.split_once('='));
        let owned = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        Browser {
            cookies: RefCell::new(owned.collect()),
            ..self.browser()
        }
    }

    /// A browser with a session of the first patient, and the session's id.
    pub async fn launched(&self, way: &str) -> (Browser, String) {
        let browser = self.browser();
        let sid = browser.navigate(&self.launch_url(way).await).await.sid();
        (browser, sid)
    }

    /// How often the token endpoints were called.
    pub async fn token_requests(&self) -> usize {
        self.inspect().await["tokenRequests"]
            .as_array()
            .unwrap()
            .len()
    }

    /// Launches with a fault and gives the slug of the error page; no session cookie may have been set.
    pub async fn slug_with(&self, place: &str, fault: Value) -> String {
        self.fault(place, fault.clone()).await;
        let landed = self
            .browser()
            .navigate(&self.launch_url("secret").await)
            .await;
        self.mend().await;
        let strict = landed
            .cookies
            .iter()
            .any(|cookie| cookie.contains("SameSite=Strict"));
        assert!(!strict, "{fault}");
        landed.slug().to_owned()
    }

    /// A browser that shows us in a frame of the EPJ.
    pub fn framed_browser(&self) -> Browser {
        Browser {
            destination: "iframe",
            ..self.browser()
        }
    }
}

/// Keeps cookies for the gateway, follows nothing by itself.
pub struct Browser {
    http: Client,
    pub app: String,
    cookies: RefCell<BTreeMap<String, String>>,
    destination: &'static str,
}

/// What a navigation ended with.
pub struct Landed {
    pub url: String,
    pub cookies: Vec<String>,
    /// Every address on the way.
    pub way: Vec<String>,
}

impl Landed {
    /// Id of the session that was opened.
    pub fn sid(&self) -> String {
        let (_, sid) = self
            .url
            .split_once("/s/")
            .unwrap_or_else(|| panic!("landed on {}", self.url));
        sid.to_owned()
    }

    /// Slug of the error page.
    pub fn slug(&self) -> &str {
        let (_, rest) = self
            .url
            .split_once("/feil/")
            .unwrap_or_else(|| panic!("landed on {}", self.url));
        rest.split('?').next().unwrap()
    }
}

impl Browser {
    /// One request to the gateway, with its cookies, as a navigation.
    pub async fn get(&self, url: &str) -> Response {
        let request = self
            .http
            .get(url)
            .header("sec-fetch-dest", self.destination);
        self.send(request, url).await
    }

    /// A call of the app.
    pub async fn call(&self, method: Method, path: &str) -> Response {
        self.call_with(method, path, None).await
    }

    pub async fn call_with(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let url = format!("{}{path}", self.app);
        let mut request = self
            .http
            .request(method, &url)
            .header("x-attest", "1")
            .header("origin", &self.app)
            .header("sec-fetch-site", "same-origin");
        if let Some(body) = body {
            request = request.json(&body);
        }
        self.send(request, &url).await
    }

    pub fn http(&self) -> &Client {
        &self.http
    }

    pub fn cookie_names(&self) -> Vec<String> {
        self.cookies.borrow().keys().cloned().collect()
    }

    pub fn cookie_header(&self) -> String {
        let cookies = self.cookies.borrow();
        let pairs: Vec<_> = cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        pairs.join("; ")
    }

    /// Navigates and follows redirects until a page.
    pub async fn navigate(&self, url: &str) -> Landed {
        let mut landed = Landed {
            url: url.to_owned(),
            cookies: Vec::new(),
            way: Vec::new(),
        };
        for _ in 0..8 {
            landed.way.push(landed.url.clone());
            let answer = self.get(&landed.url).await;
            landed.cookies.extend(set_cookies(answer.headers()));
            match answer.headers().get(LOCATION) {
                Some(next) => {
                    let base: Url = landed.url.parse().unwrap();
                    landed.url = base.join(next.to_str().unwrap()).unwrap().into();
                }
                None => return landed,
            }
        }
        panic!("too many redirects: {:?}", landed.way)
    }

    /// Follows the redirects up to the callback, which is not called.
    pub async fn to_callback(&self, url: &str) -> String {
        let answer = self.get(url).await;
        let authorize = location(&answer);
        let answer = self.get(&authorize).await;
        let callback = location(&answer);
        assert!(callback.contains("/callback/"), "{callback}");
        callback
    }

    async fn send(&self, request: RequestBuilder, url: &str) -> Response {
        let ours = url.starts_with(&self.app);
        let request = match ours && !self.cookies.borrow().is_empty() {
            true => request.header("cookie", self.cookie_header()),
            false => request,
        };
        let answer = request.send().await.unwrap();
        if ours {
            for cookie in set_cookies(answer.headers()) {
                let (pair, attributes) = cookie.split_once(';').unwrap();
                let (name, value) = pair.split_once('=').unwrap();
                match attributes.contains("Max-Age=0") {
                    true => self.cookies.borrow_mut().remove(name),
                    false => self
                        .cookies
                        .borrow_mut()
                        .insert(name.to_owned(), value.to_owned()),
                };
            }
        }
        answer
    }
}

pub fn set_cookies(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(SET_COOKIE)
        .iter()
        .map(|value| value.to_str().unwrap().to_owned())
        .collect()
}

pub fn location(answer: &Response) -> String {
    let location = answer
        .headers()
        .get(LOCATION)
        .unwrap_or_else(|| panic!("{}", answer.status()));
    location.to_str().unwrap().to_owned()
}

/// A parameter of an address.
pub fn parameter(url: &str, name: &str) -> String {
    let url: Url = url.parse().unwrap();
    let found = url.query_pairs().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("no {name}")).1.into_owned()
}

pub async fn problem(answer: Response) -> String {
    let media_type = answer.headers()["content-type"].clone();
    assert_eq!(media_type, "application/problem+json");
    let problem: Value = answer.json().await.unwrap();
    problem["type"]
        .as_str()
        .unwrap()
        .trim_start_matches("/problems/")
        .to_owned()
}
