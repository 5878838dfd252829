//! The start page.

use std::fmt::Write;

use axum::extract::State;
use axum::response::Response;

use super::page::{escape, page};
use crate::faults::{Fault, Set};
use crate::options::Way;
use crate::people::{CLINICIANS, ENCOUNTERS, PATIENTS, PatientFacts};
use crate::world::Shared;

/// Something that can be made to go wrong from the start page.
pub struct Trouble {
    /// Its value in the form.
    pub name: &'static str,
    label: &'static str,
    place: &'static str,
    fault: Fault,
}

/// What the start page offers. The whole list is at `/faults`.
pub const TROUBLES: &[Trouble] = &[
    trouble(
        "no-encounter",
        "Tokenet mangler konsultasjon",
        "auth.token",
        Fault::NoEncounter,
    ),
    trouble(
        "no-patient",
        "Tokenet mangler pasient",
        "auth.token",
        Fault::NoPatient,
    ),
    trouble(
        "other-encounter",
        "Konsultasjonen er en annen pasients",
        "auth.token",
        Fault::EncounterOfOtherPatient,
    ),
    trouble(
        "expired-code",
        "Koden er utløpt",
        "auth.token",
        Fault::ExpiredCode,
    ),
    trouble(
        "wrong-key",
        "id_token er signert med feil nøkkel",
        "auth.token",
        Fault::WrongKey,
    ),
    trouble(
        "wrong-nonce",
        "id_token har feil nonce",
        "auth.token",
        Fault::WrongNonce,
    ),
    trouble(
        "denied",
        "Tilgang nektes",
        "auth.authorize",
        Fault::AccessDenied,
    ),
    trouble(
        "read-only",
        "Ingen skriverett til journalen",
        "auth.authorize",
        Fault::ReadOnly,
    ),
    trouble(
        "other-patient",
        "Journalen svarer med en annen pasient",
        "fhir.Patient.read",
        Fault::WrongPatient,
    ),
    trouble(
        "epj-down",
        "Journalen svarer 503",
        "fhir",
        Fault::Status(503),
    ),
    trouble(
        "write-refused",
        "Journalen nekter å ta imot dokumentet",
        "fhir.DocumentReference.write",
        Fault::Status(403),
    ),
    trouble(
        "write-dropped",
        "Forbindelsen brytes når dokumentet er lagret",
        "fhir.DocumentReference.write",
        Fault::StoreAndDrop,
    ),
    trouble(
        "nav-down",
        "Nav svarer 503",
        "nav.create",
        Fault::Status(503),
    ),
    trouble(
        "nav-full",
        "Disken hos Nav er full",
        "nav.create",
        Fault::DiskFull,
    ),
];

const fn trouble(
    name: &'static str,
    label: &'static str,
    place: &'static str,
    fault: Fault,
) -> Trouble {
    Trouble {
        name,
        label,
        place,
        fault,
    }
}

impl Trouble {
    /// The switch for a launch of this patient.
    pub fn set(&self, patient: &str) -> Option<Set> {
        Some(Set {
            place: self.place.to_owned(),
            fault: self.fault.clone(),
            times: None,
            way: None,
            patient: self.place.starts_with("nav").then(|| patient.to_owned()),
            launch: None,
        })
    }
}

/// `GET /`.
pub async fn start(State(sandbox): State<Shared>) -> Response {
    let main = format!(
        r#"<main>
<h1>Prøvejournalen</h1>
<p>Velg behandler, pasient og konsultasjon, og åpne Attest slik den åpnes fra en ekte journal.</p>
<p lang="en" class="hint">A pretend EPJ. Choose clinician, patient and encounter, then open the app.</p>
<form method="post" action="/start">
<p class="field"><label for="practitioner">Behandler</label>
<select id="practitioner" name="practitioner">{clinicians}</select></p>
<p class="field"><label for="visit">Pasient og konsultasjon</label>
<select id="visit" name="visit">{visits}</select></p>
<fieldset><legend>Vei inn <span lang="en" class="hint">(client type)</span></legend>{ways}</fieldset>
<details><summary>La noe gå galt <span lang="en" class="hint">(faults)</span></summary>
<p class="field"><label for="trouble">Feil</label>
<select id="trouble" name="trouble"><option value="">Ingen</option>{troubles}</select></p>
<p>Alle brytere står i <a href="/faults">listen over feil</a>.</p></details>
<p class="buttons">
<button name="window" value="own" class="primary">Åpne Attest</button>
<button name="window" value="own" formtarget="_blank">Åpne i nytt vindu</button>
<button name="window" value="framed">Åpne i journalens ramme</button>
</p>
</form>
<h2>Journaler</h2>
<p>Her står det som Attest har skrevet tilbake.</p>
<div class="scroll"><table>
<thead><tr><th scope="col">Pasient</th><th scope="col">Født</th><th scope="col">Prøver</th><th scope="col">Dokumenter</th></tr></thead>
<tbody>{patients}</tbody>
</table></div>
</main>"#,
        clinicians = clinicians(),
        visits = PATIENTS.iter().map(visits).collect::<String>(),
        ways = Way::ALL.into_iter().map(way).collect::<String>(),
        troubles = options(
            TROUBLES
                .iter()
                .map(|trouble| (trouble.name.to_owned(), trouble.label.to_owned()))
        ),
        patients = PATIENTS
            .iter()
            .map(|patient| {
                let written = sandbox
                    .world()
                    .store
                    .written_for(patient.id, "DocumentReference")
                    .len();
                row(patient, written)
            })
            .collect::<String>(),
    );
    page(&sandbox, "Start", &main)
}

fn clinicians() -> String {
    options(CLINICIANS.iter().map(|clinician| {
        (
            clinician.id.to_owned(),
            format!("{} ({})", clinician.name(), clinician.purpose),
        )
    }))
}

fn visits(patient: &PatientFacts) -> String {
    let mut choices: Vec<(String, String)> = ENCOUNTERS
        .iter()
        .filter(|encounter| encounter.patient == patient.id)
        .map(|encounter| {
            (
                format!("{}/{}", patient.id, encounter.id),
                encounter.label(),
            )
        })
        .collect();
    choices.push((format!("{}/", patient.id), "Uten konsultasjon".to_owned()));
    let label = format!("{} ({})", patient.name(), patient.purpose);
    let choices = choices
        .into_iter()
        .map(|(value, choice)| (value, format!("{}: {choice}", patient.name())));
    format!(
        "<optgroup label=\"{}\">{}</optgroup>",
        escape(&label),
        options(choices)
    )
}

fn way(way: Way) -> String {
    let (label, checked) = match way {
        Way::Secret => ("Gateway med hemmelighet (client_secret_basic)", " checked"),
        Way::Jwt => ("Gateway med nøkkel (private_key_jwt)", ""),
        Way::Browser => ("Nettleser (public, PKCE)", ""),
    };
    format!(
        "<p class=\"choice\"><input type=\"radio\" name=\"way\" id=\"way-{way}\" value=\"{way}\"{checked}>\
         <label for=\"way-{way}\">{label}</label></p>"
    )
}

fn row(patient: &PatientFacts, documents: usize) -> String {
    format!(
        "<tr><td><a href=\"/journal/{id}\">{name}</a></td><td>{born}</td><td>{purpose}</td><td>{documents}</td></tr>",
        id = escape(patient.id),
        name = escape(&patient.name()),
        born = patient.born().format("%d.%m.%Y"),
        purpose = escape(patient.purpose),
    )
}

fn options(choices: impl Iterator<Item = (String, String)>) -> String {
    let mut html = String::new();
    for (value, label) in choices {
        // Writing to a String cannot fail.
        let _ = write!(
            html,
            "<option value=\"{}\">{}</option>",
            escape(&value),
            escape(&label)
        );
    }
    html
}
