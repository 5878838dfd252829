//! What Nav knows of some patients before anybody writes a note: long absences, notes of every kind, notes of
//! somebody else, and notes that are older or stranger than today's contract (sykmelding.md 1.8, 2.7, 4.4).

use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use uuid::Uuid;

use super::receiver::Delivered;
use super::verdict::{OK, Outcome, invalid, pending};
use crate::json::Members;
use crate::people;

/// The first id; the others follow. The version is 4, so that every reader takes it for an ordinary id.
const FIRST_ID: u128 = 0x5eed_0000_0000_4000_8000_0000_0000_0001;

/// A note of the past, in days before the day on which the sandbox was started.
struct Past {
    patient: &'static str,
    by: &'static str,
    outcome: Outcome,
    values: Value,
}

/// The notes, oldest first within a patient.
pub fn notes(today: NaiveDate) -> Vec<Delivered> {
    let all = long(today)
        .into_iter()
        .chain(mixed(today))
        .chain(kinds(today));
    all.zip(FIRST_ID..)
        .filter_map(|(past, id)| past.delivered(Uuid::from_u128(id)))
        .collect()
}

/// Absences that come to the weeks in which Nav asks more: 7, 17 and 39, counted with a week from today on.
fn long(today: NaiveDate) -> Vec<Past> {
    let sick = |patient, from, to, code| Past {
        patient,
        by: "lege",
        outcome: OK,
        values: values("ICPC2", code, &[unable(today, from, to)]),
    };
    let week_7 = ["utfordringerMedArbeid", "medisinskOppsummering"];
    let week_17 = [
        "arbeidsrelaterteUtfordringer",
        "sykdomsutvikling",
        "behandlingOgFremtidigArbeid",
        "uavklarteForhold",
    ];
    vec![
        sick("uke7", 52, 29, "P76"),
        sick("uke7", 28, 1, "P76"),
        sick("uke17", 120, 66, "L84"),
        answered(sick("uke17", 65, 31, "L84"), &week_7),
        Past {
            values: values("ICPC2", "L84", &[graded(today, 30, 1, 60)]),
            ..sick("uke17", 30, 1, "L84")
        },
        sick("uke39", 274, 211, "L83"),
        answered(sick("uke39", 210, 150, "L83"), &week_7),
        answered(sick("uke39", 149, 40, "L83"), &week_17),
        sick("uke39", 39, 1, "L83"),
    ]
}

/// One patient with all that a list can hold.
fn mixed(today: NaiveDate) -> Vec<Past> {
    let own = |values| Past {
        patient: "historie",
        by: "lege",
        outcome: OK,
        values,
    };
    let mut bare = values("ICPC2", "R80", &[unable(today, 300, 294)]);
    bare.put("hoveddiagnose", Value::Null);
    let mut strange = values("SNOMED", "37796009", &[unable(today, 40, 34)]);
    strange.put(
        "aktivitet",
        json!([
            period(today, "HJEMMEDAG", 40, 38),
            graded(today, 37, 34, 50)
        ]),
    );
    strange.put("annenFravarsgrunn", "NY_GRUNN");
    strange.put(
        "bidiagnoser",
        json!([{ "system": "ICPC2", "code": "X999" }]),
    );
    let mut whole = values(
        "ICPC2",
        "N89",
        &[unable(today, 9, 6), graded(today, 5, 2, 40)],
    );
    whole.put("bidiagnoser", json!([{ "system": "ICPC2", "code": "P06" }]));
    whole.put("svangerskapsrelatert", true);
    whole.put(
        "yrkesskade",
        json!({ "yrkesskade": true, "skadedato": day(today, 12) }),
    );
    whole.put(
        "arbeidsgiver",
        json!({ "harFlere": true, "arbeidsgivernavn": "Prøvebruket AS" }),
    );
    whole.put(
        "tilbakedatering",
        json!({ "startdato": day(today, 9), "begrunnelse": "Ventetid på legetime" }),
    );
    whole.put("annenFravarsgrunn", "SMITTEFARE");
    whole.put(
        "meldinger",
        json!({ "tilNav": "Ønsker dialogmøte.", "tilArbeidsgiver": "Rolig arbeidsplass." }),
    );
    let manual = pending(
        "MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE",
        "Tilbakedatert mindre enn en måned; Nav vurderer begrunnelsen.",
    );
    let refused = invalid("INNTIL_8_DAGER", "Begrunnelse for tilbakedatering mangler.");
    let theirs = |outcome, from, to| Past {
        by: "kiropraktor",
        outcome,
        ..own(values("ICPC2", "L83", &[graded(today, from, to, 50)]))
    };
    vec![
        own(bare),
        own(values("ICD10", "M54.5", &[unable(today, 200, 190)])),
        theirs(OK, 120, 110),
        theirs(refused, 100, 95),
        own(strange),
        theirs(OK, 25, 12),
        own(whole),
        Past {
            outcome: manual,
            ..own(values("ICPC2", "R05", &[unable(today, 3, 1)]))
        },
        Past {
            outcome: refused,
            ..own(values("ICPC2", "R05", &[unable(today, 1, 0)]))
        },
    ]
}

/// One patient with a running note of every kind, each for an employer of its own.
fn kinds(today: NaiveDate) -> Vec<Past> {
    let with = |kind, from, to, more: &[(&str, Value)]| {
        let mut one = period(today, kind, from, to);
        for (name, value) in more {
            one.put(name, value.clone());
        }
        one
    };
    let periods = [
        vec![graded(today, 20, 3, 80), graded(today, 2, -4, 50)],
        vec![with("REISETILSKUDD", 6, 0, &[])],
        vec![with(
            "GRADERT",
            13,
            0,
            &[("grad", json!(30)), ("reisetilskudd", json!(true))],
        )],
        vec![with(
            "BEHANDLINGSDAGER",
            13,
            0,
            &[("antallBehandlingsdager", json!(2))],
        )],
        vec![with(
            "AVVENTENDE",
            5,
            0,
            &[(
                "innspillTilArbeidsgiver",
                json!("Lettere oppgaver i to uker."),
            )],
        )],
    ];
    let notes = periods.iter().map(|periods| Past {
        patient: "varianter",
        by: "lege",
        outcome: OK,
        values: values("ICPC2", "L84", periods),
    });
    notes.collect()
}

impl Past {
    fn delivered(self, sykmelding_id: Uuid) -> Option<Delivered> {
        let patient = people::patient(self.patient)?;
        let clinician = people::clinician(self.by)?;
        let office = people::OFFICES.first()?;
        let fom = self
            .values
            .items("aktivitet")
            .next()?
            .text("fom")?
            .to_owned();
        Some(Delivered {
            sykmelding_id,
            submit_id: sykmelding_id,
            mottatt: format!("{fom}T09:00:00Z"),
            payload: json!({
                "submitId": sykmelding_id,
                "meta": {
                    "source": "Sandkassa (FHIR)",
                    "pasientIdent": patient.ident()?,
                    "sykmelderHpr": clinician.hpr?,
                    "legekontorOrgnr": office.orgnr(),
                    "legekontorTlf": "73000001",
                },
                "values": self.values,
            }),
            patient: patient.id,
            patient_name: patient.name(),
            hpr: clinician.hpr?.to_owned(),
            practitioner_name: clinician.name(),
            outcome: self.outcome,
            deliveries: 1,
        })
    }
}

fn answered(mut past: Past, keys: &[&str]) -> Past {
    let all = super::payload::QUESTIONS.iter().map(|key| {
        let answer = match keys.contains(key) {
            true => json!({ "sporsmalstekst": "Spørsmålet slik det ble stilt.", "svar": "Oppdiktet svar." }),
            false => Value::Null,
        };
        ((*key).to_owned(), answer)
    });
    let all: serde_json::Map<String, Value> = all.collect();
    past.values.put("utdypendeSporsmal", all);
    past
}

fn values(system: &str, code: &str, aktivitet: &[Value]) -> Value {
    json!({
        "pasientenSkalSkjermes": false,
        "hoveddiagnose": { "system": system, "code": code },
        "bidiagnoser": [],
        "aktivitet": aktivitet,
        "meldinger": { "tilNav": null, "tilArbeidsgiver": null },
        "svangerskapsrelatert": false,
        "yrkesskade": null,
        "arbeidsgiver": null,
        "tilbakedatering": null,
        "utdypendeSporsmal": null,
        "annenFravarsgrunn": null,
    })
}

fn unable(today: NaiveDate, from: i64, to: i64) -> Value {
    let mut one = period(today, "AKTIVITET_IKKE_MULIG", from, to);
    one.put(
        "arbeidsrelatertArsak",
        json!({
            "isArbeidsrelatertArsak": false,
            "arbeidsrelaterteArsaker": [],
            "annenArbeidsrelatertArsak": null,
        }),
    );
    one
}

fn graded(today: NaiveDate, from: i64, to: i64, grad: u8) -> Value {
    let mut one = period(today, "GRADERT", from, to);
    one.put("grad", grad);
    one.put("reisetilskudd", false);
    one
}

fn period(today: NaiveDate, kind: &str, from: i64, to: i64) -> Value {
    json!({ "type": kind, "fom": day(today, from), "tom": day(today, to) })
}

/// So many days before today; less than nothing lies ahead.
fn day(today: NaiveDate, ago: i64) -> NaiveDate {
    let distance = Days::new(ago.unsigned_abs());
    let day = match ago {
        0.. => today.checked_sub_days(distance),
        _ => today.checked_add_days(distance),
    };
    day.unwrap_or(today)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_note_of_the_past_belongs_to_known_people_and_has_an_id_of_its_own() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        let written = long(today).len() + mixed(today).len() + kinds(today).len();
        let notes = notes(today);
        assert_eq!(notes.len(), written);
        let ids: std::collections::BTreeSet<Uuid> =
            notes.iter().map(|note| note.sykmelding_id).collect();
        assert_eq!(ids.len(), written);
        assert!(ids.iter().all(|id| id.get_version_num() == 4));
    }
}
