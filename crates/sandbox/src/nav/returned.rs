//! Notes as the receiver gives them back (sykmelding.md 4.4).

use serde_json::{Value, json};

use super::receiver::Delivered;
use super::verdict::Status;
use crate::json::Members;
use crate::people;

/// The note as this practitioner may see it: whole when it is their own, without the medical content when it is
/// another's and OK, otherwise not at all.
pub fn seen_by(note: &Delivered, hpr: &str) -> Option<Value> {
    let own = note.hpr.trim_start_matches('0') == hpr.trim_start_matches('0');
    match (own, note.outcome.status) {
        (true, _) => Some(full(note)),
        (false, Status::Ok) => Some(redacted(note)),
        (false, _) => None,
    }
}

/// The whole note.
pub fn full(note: &Delivered) -> Value {
    let mut values = note.payload.at("values").clone();
    let main = with_text(values.at("hoveddiagnose"));
    let others: Vec<Value> = values.items("bidiagnoser").map(with_text).collect();
    values.put("hoveddiagnose", main);
    values.put("bidiagnoser", others);
    json!({
        "sykmeldingId": note.sykmelding_id,
        "isFull": true,
        "meta": meta(note),
        "values": values,
        "utfall": {
            "result": note.outcome.status,
            "cause": note.outcome.rule.map(|(_, text)| text),
        },
    })
}

fn redacted(note: &Delivered) -> Value {
    let periods: Vec<Value> = note.payload.at("values")
        .items("aktivitet")
        .map(|period| json!({ "fom": period.at("fom"), "tom": period.at("tom"), "type": period.at("type") }))
        .collect();
    json!({
        "sykmeldingId": note.sykmelding_id,
        "isFull": false,
        "meta": meta(note),
        "values": { "aktivitet": periods },
        "utfall": { "result": note.outcome.status, "cause": null },
    })
}

fn meta(note: &Delivered) -> Value {
    let meta = note.payload.at("meta");
    json!({
        "mottatt": note.mottatt,
        "pasient": { "ident": meta.at("pasientIdent"), "navn": note.patient_name },
        "sykmelder": { "hpr": note.hpr, "navn": note.practitioner_name },
        "legekontorOrgnr": meta.at("legekontorOrgnr"),
        "legekontorTlf": meta.at("legekontorTlf"),
    })
}

/// Nav looks the text up again. The sandbox knows the codes of its own journal; for others it gives the code.
fn with_text(diagnosis: &Value) -> Value {
    let code = diagnosis.text("code").unwrap_or_default();
    let mut described = diagnosis.clone();
    described.put("text", people::diagnosis_text(code).unwrap_or(code));
    described
}

#[cfg(test)]
pub mod tests {
    use serde_json::{Value, json};

    use crate::people;

    /// An ordinary note for the patient `kari` by the clinician `lege`.
    pub fn example() -> Value {
        json!({
            "submitId": "6d3c8a54-6f7b-4a55-9a8e-0a5b8c1d2e3f",
            "meta": {
                "source": "Sandkassa (FHIR)",
                "pasientIdent": people::patient("kari").unwrap().ident().unwrap(),
                "sykmelderHpr": "9144889",
                "legekontorOrgnr": people::OFFICES[0].orgnr().unwrap(),
                "legekontorTlf": "73000001",
            },
            "values": {
                "pasientenSkalSkjermes": false,
                "hoveddiagnose": { "system": "ICPC2", "code": "L84" },
                "bidiagnoser": [],
                "aktivitet": [{
                    "type": "AKTIVITET_IKKE_MULIG",
                    "fom": "2026-03-02",
                    "tom": "2026-03-08",
                    "arbeidsrelatertArsak": {
                        "isArbeidsrelatertArsak": false,
                        "arbeidsrelaterteArsaker": [],
                        "annenArbeidsrelatertArsak": null,
                    },
                }],
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
}
