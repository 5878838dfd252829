//! The app in a frame of the EPJ, under the patient's name.

use axum::extract::{Path, State};
use axum::response::Response;

use super::launches::launch_url;
use super::page::{escape, missing, page};
use crate::people;
use crate::world::Shared;

/// `GET /ramme/{launch}`.
pub async fn frame(State(sandbox): State<Shared>, Path(id): Path<String>) -> Response {
    let launch = sandbox
        .world()
        .grants
        .launches()
        .find(|launch| launch.id == id)
        .cloned();
    let patient = launch
        .as_ref()
        .and_then(|launch| people::patient(&launch.patient));
    let (Some(patient), Some(url)) = (patient, launch_url(&sandbox, &id)) else {
        return missing(&sandbox);
    };
    let main = format!(
        r#"<div class="epj">
<header class="patient"><p><strong>{name}</strong> født {born}</p>
<nav aria-label="Journal"><a href="/journal/{id}">Journal</a> <a href="/">Bytt pasient</a></nav></header>
<main><h1 class="hidden">Attest i journalen</h1>
<iframe title="Attest" src="{url}" allow="clipboard-write; local-network-access"></iframe></main>
</div>"#,
        name = escape(&patient.name()),
        born = patient.born().format("%d.%m.%Y"),
        id = escape(patient.id),
        url = escape(url.as_str()),
    );
    page(&sandbox, "Attest i journalen", &main)
}
