//! The journal of one patient: what was written back, and what Nav received.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

use super::page::{escape, missing, page};
use crate::fhir::id_in_reference;
use crate::json::Members;
use crate::people;
use crate::world::{Sandbox, Shared};

/// `GET /journal/{patient}`.
pub async fn journal(State(sandbox): State<Shared>, Path(id): Path<String>) -> Response {
    let Some(patient) = people::patient(&id) else {
        return missing(&sandbox);
    };
    let main = format!(
        r#"<main>
<p><a href="/">Til forsiden</a></p>
<h1>Journalen til {name}</h1>
<p>Født {born}. <a href="/journal/{id}">Oppdater</a></p>
<h2>Dokumenter</h2>
{documents}
<h2>Strukturerte svar</h2>
{answers}
<h2>Mottatt av Nav</h2>
{notes}
</main>"#,
        name = escape(&patient.name()),
        born = patient.born().format("%d.%m.%Y"),
        id = escape(&id),
        documents = table(&documents(&sandbox, &id), "Ingen dokumenter ennå."),
        answers = table(&answers(&sandbox, &id), "Ingen svar ennå."),
        notes = table(
            &notes(&sandbox, &id),
            "Nav har ikke mottatt noe for denne pasienten."
        ),
    );
    page(&sandbox, "Journal", &main)
}

/// `GET /journal/{patient}/{kind}/{id}`: the resource as it is stored, readable.
pub async fn json(
    State(sandbox): State<Shared>,
    Path((patient, kind, id)): Path<(String, String, String)>,
) -> Response {
    let found = sandbox
        .world()
        .store
        .written_for(&patient, &kind)
        .into_iter()
        .find(|resource| resource.at("id") == id.as_str())
        .cloned();
    let Some(resource) = found else {
        return missing(&sandbox);
    };
    let pretty = serde_json::to_string_pretty(&resource).unwrap_or_default();
    let main = format!(
        "<main><p><a href=\"/journal/{patient}\">Til journalen</a></p><h1>{kind}</h1>\
         <pre tabindex=\"0\" aria-label=\"JSON\">{pretty}</pre></main>",
        patient = escape(&patient),
        kind = escape(&kind),
        pretty = escape(&pretty),
    );
    page(&sandbox, "Ressurs", &main)
}

/// `GET /journal/{patient}/DocumentReference/{id}/pdf`.
pub async fn pdf(
    State(sandbox): State<Shared>,
    Path((patient, id)): Path<(String, String)>,
) -> Response {
    let bytes = {
        let world = sandbox.world();
        let written = world.store.written_for(&patient, "DocumentReference");
        let document = written
            .into_iter()
            .find(|resource| resource.at("id") == id.as_str());
        document.and_then(|document| {
            let attachment = document.pointer("/content/0/attachment")?;
            let data = match attachment.text("url") {
                Some(url) => world
                    .store
                    .content("Binary", &id_in_reference(url, "Binary")?)?["data"]
                    .as_str()?,
                None => attachment.text("data")?,
            };
            STANDARD.decode(data).ok()
        })
    };
    match bytes {
        None => missing(&sandbox),
        Some(bytes) => {
            let headers = [
                (
                    header::CONTENT_TYPE,
                    HeaderValue::from_static("application/pdf"),
                ),
                (
                    header::CONTENT_DISPOSITION,
                    HeaderValue::from_static("inline; filename=\"dokument.pdf\""),
                ),
                (
                    header::X_CONTENT_TYPE_OPTIONS,
                    HeaderValue::from_static("nosniff"),
                ),
            ];
            (headers, bytes).into_response()
        }
    }
}

struct Row {
    title: String,
    date: String,
    status: String,
    links: Vec<(&'static str, String)>,
}

fn documents(sandbox: &Sandbox, patient: &str) -> Vec<Row> {
    let world = sandbox.world();
    let row = |document: &&Value| {
        let address = format!(
            "/journal/{patient}/DocumentReference/{}",
            text(document, "/id")
        );
        let title = match text(document, "/description") {
            "" => text(document, "/content/0/attachment/title"),
            description => description,
        };
        Row {
            title: title.to_owned(),
            date: text(document, "/meta/lastUpdated").to_owned(),
            status: text(document, "/status").to_owned(),
            links: vec![
                ("Åpne PDF", format!("{address}/pdf")),
                ("Vis JSON", address),
            ],
        }
    };
    world
        .store
        .written_for(patient, "DocumentReference")
        .iter()
        .map(row)
        .collect()
}

fn answers(sandbox: &Sandbox, patient: &str) -> Vec<Row> {
    let world = sandbox.world();
    let row = |answers: &&Value| Row {
        title: text(answers, "/questionnaire").to_owned(),
        date: text(answers, "/authored").to_owned(),
        status: text(answers, "/status").to_owned(),
        links: vec![(
            "Vis JSON",
            format!(
                "/journal/{patient}/QuestionnaireResponse/{}",
                text(answers, "/id")
            ),
        )],
    };
    world
        .store
        .written_for(patient, "QuestionnaireResponse")
        .iter()
        .map(row)
        .collect()
}

fn notes(sandbox: &Sandbox, patient: &str) -> Vec<Row> {
    let world = sandbox.world();
    let mine = world
        .receiver
        .notes()
        .iter()
        .filter(|note| note.patient == patient);
    mine.map(|note| Row {
        title: format!("Sykmelding {}", note.submit_id),
        date: note.mottatt.clone(),
        status: note.outcome.rule.map_or("OK".to_owned(), |(rule, _)| {
            format!("{:?}: {rule}", note.outcome.status)
        }),
        links: Vec::new(),
    })
    .collect()
}

fn table(rows: &[Row], none: &str) -> String {
    if rows.is_empty() {
        return format!("<p>{none}</p>");
    }
    let rows: String = rows.iter().map(row).collect();
    format!(
        "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Tittel</th><th scope=\"col\">Dato</th>\
         <th scope=\"col\">Status</th><th scope=\"col\">Åpne</th></tr></thead><tbody>{rows}</tbody></table></div>"
    )
}

fn row(row: &Row) -> String {
    let links: String = row
        .links
        .iter()
        .map(|(label, url)| {
            format!(
                "<a href=\"{}\">{label}<span class=\"hidden\"> {}</span></a> ",
                escape(url),
                escape(&row.title)
            )
        })
        .collect();
    format!(
        "<tr><td>{}</td><td>{}</td><td>{}</td><td>{links}</td></tr>",
        escape(&row.title),
        escape(&row.date),
        escape(&row.status)
    )
}

fn text<'a>(resource: &'a Value, place: &str) -> &'a str {
    resource
        .pointer(place)
        .and_then(Value::as_str)
        .unwrap_or_default()
}
