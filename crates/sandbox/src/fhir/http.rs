//! FHIR over HTTP: which interaction is meant, who may, and what the switches do to it.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, Method, Uri, header};
use axum::response::Response;
use axum::routing::any;

use super::answer::{Answer, Body, Refusal};
use super::batch;
use super::call::{Call, Verb};
use super::capability;
use super::interactions::{self, Access, Conditions};
use super::spoil;
use crate::auth::{Session, bearer};
use crate::faults::{Caller, Fault, Hits, Instead, cut};
use crate::options::Way;
use crate::world::{Sandbox, Shared};

/// The FHIR routes of all installations.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/epj/{way}/fhir", any(at_base))
        .route("/epj/{way}/fhir/", any(at_base))
        .route("/epj/{way}/fhir/{*path}", any(at_path))
}

/// What an interaction is done with.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The sandbox.
    pub sandbox: &'a Sandbox,
    /// The installation.
    pub way: Way,
    /// Its FHIR base.
    pub base: &'a str,
    /// Whose token it is; `None` when there is no good one.
    pub session: Option<&'a Session>,
}

/// What came of an interaction.
#[derive(Debug)]
pub enum Performed {
    /// An answer, with the switches that still may spoil it on its way out.
    Answer(Box<Answer>, Hits),
    /// The whole HTTP answer is decided.
    Whole(Box<Response>),
}

/// Does one interaction, with everything that the switches do to it but spoiling the bytes.
pub async fn perform(scene: Scene<'_>, call: Call) -> Performed {
    let places = call.places();
    let passed: Vec<&str> = places.iter().map(String::as_str).collect();
    let hits = strike(scene, &passed);
    let answer = match hits.before().await {
        Some(Instead::Answer(answer)) => return Performed::Whole(answer),
        Some(Instead::Status(status)) => Refusal::of_status(status).into(),
        None if hits.has(&Fault::OutcomeInOk) => Answer {
            status: 200,
            ..Refusal::of_status(200).into()
        },
        None => match done(scene, &call, &hits) {
            Ok(answer) => answer,
            Err(refusal) => refusal.into(),
        },
    };
    if hits.has(&Fault::StoreAndDrop) {
        return Performed::Whole(Box::new(cut()));
    }
    if hits.has(&Fault::StoreAndFail) {
        return Performed::Answer(Box::new(Refusal::of_status(500).into()), hits);
    }
    Performed::Answer(Box::new(answer), hits)
}

fn done(scene: Scene<'_>, call: &Call, hits: &Hits) -> Result<Answer, Refusal> {
    let session = scene.session.ok_or_else(no_token)?;
    let access = Access {
        scopes: &session.scopes,
        patient: &session.patient,
        stray_encounter: session.stray_encounter.as_deref(),
    };
    let conditions = Conditions {
        if_none_exist: call.if_none_exist.as_deref(),
        if_match: call.if_match.as_deref(),
        if_none_match: call.if_none_match.as_deref(),
    };
    if matches!(call.verb, Verb::Create | Verb::Update) {
        if hits.has(&Fault::EmptyOk) {
            return Ok(Answer::empty(200));
        }
        if hits.has(&Fault::PretendStored) {
            return Ok(Answer::json(201, call.resource.clone()));
        }
    }
    let mut world = scene.sandbox.world();
    let store = &mut world.store;
    match call.verb {
        Verb::Read => {
            let answer = interactions::read(store, access, call.kind, &call.id)?;
            Ok(spoil::read(
                store,
                hits,
                &session.patient,
                call.kind,
                answer,
            ))
        }
        Verb::Search => {
            let answer = interactions::search(store, access, scene.base, call.kind, &call.query)?;
            Ok(spoil::search(
                store,
                hits,
                &session.patient,
                scene.base,
                call.kind,
                answer,
            ))
        }
        Verb::Create => {
            interactions::create(store, access, call.kind, call.resource.clone(), conditions)
        }
        Verb::Update if hits.has(&Fault::OtherId) => {
            let (id, resource) = spoil::other_id(&call.resource);
            interactions::update(store, access, call.kind, &id, resource, conditions)
        }
        Verb::Update => interactions::update(
            store,
            access,
            call.kind,
            &call.id,
            call.resource.clone(),
            conditions,
        ),
        Verb::Delete => interactions::delete(store, access, call.kind, &call.id),
    }
}

/// The switches that strike at these places for this session.
pub fn strike(scene: Scene<'_>, passed: &[&str]) -> Hits {
    let caller = Caller {
        way: Some(scene.way),
        patient: scene.session.map(|session| session.patient.as_str()),
        launch: scene.session.map(|session| session.launch.as_str()),
    };
    scene.sandbox.strike(passed, caller)
}

async fn at_base(
    State(sandbox): State<Shared>,
    Path(way): Path<String>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(&sandbox, &way, "", "", method, headers, body).await
}

async fn at_path(
    State(sandbox): State<Shared>,
    Path((way, path)): Path<(String, String)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    respond(
        &sandbox,
        &way,
        &path,
        uri.query().unwrap_or_default(),
        method,
        headers,
        body,
    )
    .await
}

async fn respond(
    sandbox: &Sandbox,
    way: &str,
    path: &str,
    query: &str,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let Ok(way) = way.parse::<Way>() else {
        return Answer::from(Refusal::new(404, "not-found", "no such installation")).into_http("");
    };
    let addresses = sandbox.addresses(way);
    let session = bearer(&headers).and_then(|token| sandbox.world().grants.session(token, way));
    let scene = Scene {
        sandbox,
        way,
        base: &addresses.base,
        session: session.as_ref(),
    };
    let performed = if path == "metadata" && method == Method::GET {
        whole(scene, "fhir.metadata", async || {
            Ok(Answer::json(200, capability::statement(&addresses)))
        })
        .await
    } else if path.is_empty() && method == Method::POST {
        whole(scene, "fhir.batch", async || {
            batch::batch(scene, &body).await
        })
        .await
    } else {
        match Call::new(&method, path, query).and_then(|call| call.with_body(&headers, &body)) {
            Ok(call) => perform(scene, call).await,
            Err(refusal) => Performed::Answer(Box::new(refusal.into()), Hits::default()),
        }
    };
    match performed {
        Performed::Whole(response) => *response,
        Performed::Answer(answer, hits) => {
            let answer = negotiated(*answer, path, &headers);
            let told = match answer.status {
                401 => Some((header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")),
                429 | 503 => Some((header::RETRY_AFTER, "1")),
                _ => None,
            };
            let mut response = answer.into_http(&addresses.base);
            if let Some((name, value)) = told {
                response
                    .headers_mut()
                    .insert(name, HeaderValue::from_static(value));
            }
            hits.after(response).await
        }
    }
}

/// Metadata and batch: places of their own, otherwise as [`perform`].
async fn whole(
    scene: Scene<'_>,
    place: &str,
    work: impl AsyncFnOnce() -> Result<Answer, Box<Performed>>,
) -> Performed {
    let hits = strike(scene, &["fhir", place]);
    let answer = match hits.before().await {
        Some(Instead::Answer(answer)) => return Performed::Whole(answer),
        Some(Instead::Status(status)) => Refusal::of_status(status).into(),
        None => match work().await {
            Ok(answer) => answer,
            Err(performed) => return *performed,
        },
    };
    Performed::Answer(Box::new(answer), hits)
}

/// The refusal of a call without a good token.
pub fn no_token() -> Refusal {
    Refusal::new(
        401,
        "login",
        "a valid access token of this installation is required",
    )
}

/// `Prefer: return=minimal`, and a Binary as its bytes when JSON is not asked for.
fn negotiated(answer: Answer, path: &str, headers: &HeaderMap) -> Answer {
    let text = |name: &str| {
        headers
            .get(name)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default()
    };
    if answer.location.is_some() && text("prefer").contains("return=minimal") {
        return Answer {
            body: Body::Empty,
            ..answer
        };
    }
    let raw_binary = answer.status == 200
        && answer.location.is_none()
        && path.starts_with("Binary/")
        && !text("accept").contains("json");
    match &answer.body {
        Body::Json(resource) if raw_binary => match spoil::bytes(resource) {
            Some((media_type, bytes)) => Answer {
                body: Body::Raw(media_type, bytes),
                ..answer
            },
            None => answer,
        },
        _ => answer,
    }
}
