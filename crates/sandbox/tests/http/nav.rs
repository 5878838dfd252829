//! Nav's receiver and registers.

use reqwest::Method;
use serde_json::{Value, json};

use super::client::{World, parts, world};

const TOKEN: &str = "sandbox-nav-token";

/// An ordinary note; who it is about is read off the sandbox.
pub async fn note(world: &World, patient: &str) -> Value {
    let people = world.inspect().await["people"].clone();
    let one = |list: &str, id: &str| {
        people[list]
            .as_array()
            .unwrap()
            .iter()
            .find(|p| p["id"] == id)
            .unwrap()
            .clone()
    };
    let today = chrono::DateTime::from_timestamp(jsonwebtoken::get_current_timestamp() as i64, 0);
    let today = today.unwrap().date_naive();
    json!({
        "submitId": "6d3c8a54-6f7b-4a55-9a8e-0a5b8c1d2e3f",
        "meta": {
            "source": "Sandkassa (FHIR)",
            "pasientIdent": one("patients", patient)["ident"],
            "sykmelderHpr": one("practitioners", "lege")["hpr"],
            "legekontorOrgnr": one("offices", "fjellvik")["orgnr"],
            "legekontorTlf": one("offices", "fjellvik")["phone"],
        },
        "values": {
            "pasientenSkalSkjermes": false,
            "hoveddiagnose": { "system": "ICPC2", "code": "L84" },
            "bidiagnoser": [],
            "aktivitet": [{ "type": "GRADERT", "fom": today, "tom": today, "grad": 60, "reisetilskudd": false }],
            "meldinger": { "tilNav": null, "tilArbeidsgiver": null },
            "svangerskapsrelatert": false,
            "yrkesskade": null,
            "arbeidsgiver": null,
            "tilbakedatering": null,
            "utdypendeSporsmal": null,
            "annenFravarsgrunn": null,
        },
    })
}

pub async fn post(world: &World, path: &str, body: &Value) -> (u16, Value) {
    let request = world
        .http
        .post(world.at(&format!("nav/api/sykmelding{path}")))
        .bearer_auth(TOKEN);
    parts(request.json(body).send().await.unwrap()).await
}

async fn get(world: &World, path: &str, headers: &[(&str, &str)]) -> (u16, Value) {
    let mut request = world
        .http
        .get(world.at(&format!("nav/{path}")))
        .bearer_auth(TOKEN);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    parts(request.send().await.unwrap()).await
}

#[tokio::test]
async fn the_same_submit_id_again_gives_the_first_note() {
    let world = world().await;
    let body = note(&world, "kari").await;
    let (status, first) = post(&world, "", &body).await;
    assert_eq!((status, &first["utfall"]["result"]), (200, &json!("OK")));
    let (_, second) = post(&world, "", &body).await;
    assert_eq!(first, second);
    let received = world.inspect().await["received"].clone();
    assert_eq!(
        (
            received.as_array().unwrap().len(),
            &received[0]["deliveries"]
        ),
        (1, &json!(2))
    );
    assert_eq!(received[0]["payload"], body);
}

#[tokio::test]
async fn verify_creates_nothing() {
    let world = world().await;
    let mut body = note(&world, "zara").await;
    body["values"]["hoveddiagnose"]["code"] = json!("Z01");
    let (status, verdict) = post(&world, "/verify", &body).await;
    assert_eq!(
        (status, &verdict["status"], &verdict["rule"]),
        (200, &json!("INVALID"), &json!("ICPC_2_Z_DIAGNOSE"))
    );
    assert_eq!(world.inspect().await["received"], json!([]));
}

#[tokio::test]
async fn what_is_not_in_the_contract_is_refused() {
    let world = world().await;
    let mut body = note(&world, "kari").await;
    body["values"]["ekstra"] = json!(true);
    let (status, answer) = post(&world, "", &body).await;
    assert_eq!(status, 400);
    assert!(answer["message"].as_str().unwrap().contains("ekstra"));
}

#[tokio::test]
async fn a_patient_whom_the_register_does_not_know_is_refused() {
    let world = world().await;
    let (status, answer) = post(&world, "", &note(&world, "ukjent").await).await;
    assert_eq!(
        (status, &answer["message"]),
        (422, &json!("Person does not exist"))
    );
}

#[tokio::test]
async fn nothing_is_answered_without_the_token() {
    let world = world().await;
    for path in [
        "nav/api/sykmelding",
        "nav/registers/pasient",
        "nav/registers/behandler/9144889",
    ] {
        assert_eq!(
            world
                .http
                .get(world.at(path))
                .send()
                .await
                .unwrap()
                .status(),
            401,
            "{path}"
        );
    }
}

#[tokio::test]
async fn earlier_notes_are_whole_for_their_author_and_redacted_for_others() {
    let world = world().await;
    let body = note(&world, "kari").await;
    let (_, created) = post(&world, "", &body).await;
    let ident = body["meta"]["pasientIdent"].as_str().unwrap();
    let (_, own) = get(
        &world,
        "api/sykmelding",
        &[("Ident", ident), ("HPR", "009144889")],
    )
    .await;
    assert_eq!(
        (&own[0]["isFull"], &own[0]["values"]["aktivitet"][0]["grad"]),
        (&json!(true), &json!(60))
    );
    assert_eq!(
        own[0]["values"]["hoveddiagnose"]["text"],
        "Ryggsyndrom uten smerteutstråling"
    );
    let (_, others) = get(
        &world,
        "api/sykmelding",
        &[("Ident", ident), ("HPR", "9144897")],
    )
    .await;
    assert_eq!(others[0]["isFull"], false);
    assert!(others[0]["values"].get("hoveddiagnose").is_none());
    let path = format!(
        "api/sykmelding/{}",
        created["sykmeldingId"].as_str().unwrap()
    );
    assert_eq!(get(&world, &path, &[("HPR", "9144889")]).await.1, created);
}

#[tokio::test]
async fn anothers_note_that_was_refused_is_not_there() {
    let world = world().await;
    let mut body = note(&world, "zara").await;
    body["values"]["hoveddiagnose"]["code"] = json!("Z01");
    let (_, created) = post(&world, "", &body).await;
    assert_eq!(created["utfall"]["result"], "INVALID");
    let path = format!(
        "api/sykmelding/{}",
        created["sykmeldingId"].as_str().unwrap()
    );
    assert_eq!(get(&world, &path, &[("HPR", "9144889")]).await.0, 200);
    assert_eq!(get(&world, &path, &[("HPR", "9144897")]).await.0, 404);
}

#[tokio::test]
async fn the_registers_know_practitioners_and_dates_of_birth() {
    let world = world().await;
    let (_, found) = get(&world, "registers/behandler/9144897", &[]).await;
    let approval = &found["godkjenninger"][0];
    assert_eq!(approval["helsepersonellkategori"]["verdi"], "KI");
    assert_eq!(approval["tillegskompetanse"][0]["type"]["verdi"], "1");
    assert_eq!(get(&world, "registers/behandler/1", &[]).await.0, 404);
    let body = note(&world, "barn").await;
    let ident = body["meta"]["pasientIdent"].as_str().unwrap();
    let (_, person) = get(&world, "registers/pasient", &[("Ident", ident)]).await;
    assert_eq!(person["fodselsdato"], "2018-08-18");
    let unknown = world
        .http
        .request(Method::GET, world.at("nav/registers/pasient"))
        .bearer_auth(TOKEN);
    assert_eq!(unknown.send().await.unwrap().status(), 404);
}

#[tokio::test]
async fn the_list_knows_what_was_there_before_and_shows_each_practitioner_their_share() {
    let world = world().await;
    let people = world.inspect().await["people"].clone();
    let patients = people["patients"].as_array().unwrap();
    let ident = patients.iter().find(|p| p["id"] == "historie").unwrap()["ident"].clone();
    let list = async |hpr| {
        let headers = [("Ident", ident.as_str().unwrap()), ("HPR", hpr)];
        let (status, notes) = get(&world, "api/sykmelding", &headers).await;
        assert_eq!(status, 200);
        notes.as_array().unwrap().clone()
    };
    let is_full = |notes: &[Value]| notes.iter().filter(|n| n["isFull"] == json!(true)).count();
    let (doctor, chiropractor) = (list("9144889").await, list("9144897").await);
    assert_eq!((doctor.len(), is_full(&doctor)), (8, 6));
    assert_eq!((chiropractor.len(), is_full(&chiropractor)), (7, 3));
    assert!(
        doctor
            .iter()
            .any(|note| note["values"]["hoveddiagnose"].is_null())
    );
    assert_eq!(
        world.inspect().await["received"],
        json!([]),
        "nobody sent them"
    );
    let path = format!(
        "api/sykmelding/{}",
        doctor[0]["sykmeldingId"].as_str().unwrap()
    );
    assert_eq!(get(&world, &path, &[("HPR", "9144889")]).await.1, doctor[0]);
}

#[tokio::test]
async fn the_register_of_employment_knows_several_one_and_no_employers() {
    let world = world().await;
    let people = world.inspect().await["people"].clone();
    for (patient, expected) in [("kari", 3), ("ola", 1), ("zara", 0)] {
        let patients = people["patients"].as_array().unwrap();
        let ident = patients.iter().find(|p| p["id"] == patient).unwrap()["ident"].clone();
        let headers = [("Ident", ident.as_str().unwrap())];
        let (status, answer) = get(&world, "registers/arbeidsforhold", &headers).await;
        let employers = answer["arbeidsgivere"].as_array().unwrap();
        assert_eq!((status, employers.len()), (200, expected), "{patient}");
    }
}
