//! A browser without a screen: it follows redirects by hand, keeps cookies and sends the guard header.

use std::collections::BTreeMap;
use std::sync::Mutex;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

/// Cookies by name, and where the EPJ is.
pub struct Browser {
    client: Client,
    sandbox: Url,
    cookies: Mutex<BTreeMap<String, String>>,
}

/// The bytes of a base64 text.
pub fn base64(text: &str) -> Vec<u8> {
    BASE64_STANDARD.decode(text).unwrap()
}

impl Browser {
    /// A browser without cookies.
    pub fn new(sandbox: &Url) -> Browser {
        let client = Client::builder()
            .redirect(redirect::Policy::none())
            .build()
            .unwrap();
        Browser {
            client,
            sandbox: sandbox.clone(),
            cookies: Mutex::default(),
        }
    }

    /// Lets the EPJ launch the app and follows the login; gives the address of the session.
    pub async fn launch(&self, launch: Value) -> String {
        let answer = self
            .client
            .post(self.sandbox.join("launches").unwrap())
            .json(&launch)
            .send()
            .await
            .unwrap();
        let made: Value = answer.json().await.unwrap();
        let mut url = Url::parse(made["launchUrl"].as_str().unwrap()).unwrap();
        for _ in 0..8 {
            let answer = self.send(self.client.get(url.clone())).await;
            let Some(location) = answer.headers().get("location") else {
                panic!("{} answered {}", url.path(), answer.status());
            };
            url = url.join(location.to_str().unwrap()).unwrap();
            if let Some(session) = url.path().strip_prefix("/s/") {
                return format!(
                    "{}/api/sessions/{session}",
                    url.origin().ascii_serialization()
                );
            }
            assert!(!url.path().starts_with("/feil/"), "{}", url.path());
        }
        panic!("the login never ends")
    }

    /// A call of the app; gives status and JSON.
    pub async fn call(
        &self,
        method: &str,
        session: &str,
        path: &str,
        body: Option<&Value>,
    ) -> (u16, Value) {
        let mut request = self.request(method, session, path);
        if let Some(body) = body {
            request = request.json(body);
        }
        let answer = self.send(request).await;
        let status = answer.status().as_u16();
        (
            status,
            serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap_or_default(),
        )
    }

    /// A read that succeeds.
    pub async fn get<T: DeserializeOwned>(&self, session: &str, path: &str) -> T {
        let (status, body) = self.call("GET", session, path, None).await;
        assert_eq!(status, 200, "{path}: {body}");
        serde_json::from_value(body).unwrap()
    }

    /// A write that succeeds.
    pub async fn put(&self, session: &str, path: &str, body: &Value) {
        let (status, body) = self.call("PUT", session, path, Some(body)).await;
        assert!((200..300).contains(&status), "{path}: {status} {body}");
    }

    /// A read of anything.
    pub async fn bytes(&self, session: &str, path: &str) -> (u16, Vec<u8>) {
        let answer = self.send(self.request("GET", session, path)).await;
        (
            answer.status().as_u16(),
            answer.bytes().await.unwrap().to_vec(),
        )
    }

    /// What the outside world has seen.
    pub async fn inspect(&self) -> Value {
        self.client
            .get(self.sandbox.join("inspect").unwrap())
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap()
    }

    fn request(&self, method: &str, session: &str, path: &str) -> RequestBuilder {
        let url = Url::parse(&format!("{session}{path}")).unwrap();
        self.client
            .request(Method::from_bytes(method.as_bytes()).unwrap(), url.clone())
            .header(contract::GUARD_HEADER, "1")
            .header("origin", url.origin().ascii_serialization())
    }

    async fn send(&self, request: RequestBuilder) -> Response {
        let jar: Vec<String> = self
            .cookies
            .lock()
            .unwrap()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let answer = request
            .header("cookie", jar.join("; "))
            .send()
            .await
            .unwrap();
        for cookie in answer.headers().get_all("set-cookie") {
            let pair = cookie.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.cookies
                .lock()
                .unwrap()
                .insert(name.to_owned(), value.to_owned());
        }
        answer
    }
}
