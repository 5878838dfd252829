//! The EPJ as its user sees it: choose whom to treat, open the app, look at the journal.

mod frame;
mod journal;
mod launches;
mod page;
mod start;

use axum::Router;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::{get, post};

use crate::world::Shared;

/// The routes of the EPJ's own pages.
pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/", get(start::start))
        .route("/style.css", get(style))
        .route("/start", post(launches::from_form))
        .route("/launches", post(launches::from_json))
        .route("/ramme/{launch}", get(frame::frame))
        .route("/journal/{patient}", get(journal::journal))
        .route("/journal/{patient}/{kind}/{id}", get(journal::json))
        .route(
            "/journal/{patient}/DocumentReference/{id}/pdf",
            get(journal::pdf),
        )
}

async fn style() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "text/css; charset=utf-8")],
        include_str!("epj/style.css"),
    )
}
