//! The server: routes, limits, pages, and one log line for each request.

use std::time::{Duration, Instant};

use axum::extract::{DefaultBodyLimit, MatchedPath, Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use contract::{AppConfig, ProblemKind};
use smart::Issuer;

use super::files::INDEX;
use super::{Language, answer_problem, headers, problem};
use crate::session::{api, table};
use crate::state::AppState;
use crate::ways_in::{self, browser};
use crate::{drafts, employers, epj, forms, journal, overview, terms};

/// Octets that a body may have (`smart-fhir.md` 4.2 "Rate and size limits").
const MAX_BODY: usize = 3 * 1024 * 1024;

/// No request takes longer: reading the context of a slow EPJ is the longest.
const MAX_TIME: Duration = Duration::from_secs(90);

/// All routes with everything that every answer has.
pub fn router(state: AppState) -> Router {
    let session = Router::new()
        .route("/", get(api::show).delete(api::end))
        .route("/fhir/{*path}", get(epj::proxy::read))
        .merge(drafts::routes())
        .merge(forms::routes())
        .merge(journal::routes())
        .merge(overview::routes())
        .merge(employers::routes())
        .merge(terms::routes());
    Router::new()
        .merge(ways_in::routes())
        .route("/api/config", get(config))
        .route("/api/sessions", post(browser::open_session))
        .nest("/api/sessions/{sid}", session)
        .route("/s/{sid}", get(session_page))
        .route("/s/{sid}/skjema/{form}", get(session_page))
        .route("/s/{sid}/oppsummering/{form}", get(session_page))
        .route("/s/{sid}/kvittering/{form}", get(session_page))
        .route("/s/{sid}/sykmelding/{id}", get(session_page))
        .route("/s/{sid}/vilkar", get(session_page))
        .route("/feil/{slug}", get(error_page))
        .route("/", get(front_page))
        .route("/internal/is-alive", get(async || "alive"))
        .route("/internal/is-ready", get(is_ready))
        .fallback(file)
        .method_not_allowed_fallback(not_found)
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn(in_time))
        .layer(middleware::from_fn_with_state(
            state.clone(),
            headers::every_answer,
        ))
        .layer(middleware::from_fn(logged))
        .with_state(state)
}

/// The app's page, framed and connected as its EPJ needs it.
pub fn page(state: &AppState, issuer: Option<&Issuer>, request: &HeaderMap) -> Response {
    let Some(mut response) = state.files.serve(INDEX, request) else {
        let sprak = Language::of(request).0;
        return answer_problem(ProblemKind::NotFound, sprak, "there is no app to serve");
    };
    let policy = headers::policy(state, issuer);
    response
        .headers_mut()
        .insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

async fn session_page(
    State(state): State<AppState>,
    Path(path): Path<Vec<(String, String)>>,
    request: HeaderMap,
) -> Response {
    let sid = path
        .first()
        .map(|(_, sid)| sid.as_str())
        .unwrap_or_default();
    // A page without session is served all the same: the app says what has happened, framed by nobody.
    let key = table::issuer_of(&state.store, sid).await.ok().flatten();
    let record = key.and_then(|key| state.config.issuer(&key));
    page(&state, record.map(|record| &record.issuer), &request)
}

async fn error_page(State(state): State<AppState>, request: Request) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let key = query.split('&').find_map(|pair| pair.strip_prefix("epj="));
    let record = key.and_then(|key| state.config.issuer(key));
    page(
        &state,
        record.map(|record| &record.issuer),
        request.headers(),
    )
}

async fn front_page(State(state): State<AppState>, request: HeaderMap) -> Response {
    page(&state, None, &request)
}

async fn config(State(state): State<AppState>) -> Response {
    let issuers = state
        .config
        .issuers
        .iter()
        .filter_map(|record| record.issuer.public());
    let issuers = issuers.filter_map(|public| {
        let value = serde_json::to_value(public).ok()?;
        serde_json::from_value(value).ok()
    });
    let answer = AppConfig {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        environment: state.config.environment,
        issuers: issuers.collect(),
        codes: state.files.codes().unwrap_or_default().to_owned(),
    };
    Json(answer).into_response()
}

async fn is_ready(State(state): State<AppState>) -> Response {
    let answered = state
        .store
        .read(|conn| Ok(conn.query_row("SELECT 1", [], |_| Ok(()))?))
        .await;
    match answered {
        Ok(()) => "ready".into_response(),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "not ready").into_response(),
    }
}

async fn file(State(state): State<AppState>, request: Request) -> Response {
    let is_read = matches!(request.method().as_str(), "GET" | "HEAD");
    // The page itself is only served by the addresses of the app.
    let path = request.uri().path();
    let found = (is_read && path != INDEX).then(|| state.files.serve(path, request.headers()));
    match found.flatten() {
        Some(response) => response,
        None => not_found(request.headers().clone()).await,
    }
}

async fn not_found(request: HeaderMap) -> Response {
    answer_problem(
        ProblemKind::NotFound,
        Language::of(&request).0,
        "no such address",
    )
}

async fn in_time(request: Request, next: Next) -> Response {
    let sprak = Language::of(request.headers()).0;
    match tokio::time::timeout(MAX_TIME, next.run(request)).await {
        Ok(response) => response,
        Err(_) => answer_problem(
            ProblemKind::EpjUnavailable,
            sprak,
            "the request took too long",
        ),
    }
}

/// One line: the route's pattern, never the address, which may hold secrets (`smart-fhir.md` 4.2 "Log hygiene").
async fn logged(request: Request, next: Next) -> Response {
    let started = Instant::now();
    let id = problem::random_text::<9>();
    let route = request
        .extensions()
        .get::<MatchedPath>()
        .map(|path| path.as_str().to_owned());
    let route = route.unwrap_or_else(|| "file".to_owned());
    let method = request.method().clone();
    let span = tracing::info_span!("request", request.id = id);
    let response = tracing::Instrument::instrument(next.run(request), span).await;
    let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    tracing::info!(
        request.id = id,
        method = %method,
        route,
        status = response.status().as_u16(),
        duration_ms,
        "answered"
    );
    response
}
