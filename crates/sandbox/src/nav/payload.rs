//! The payload of `POST /api/sykmelding`, read strictly: an unknown key, a missing key or a value outside its range
//! is refused, so that a drift between the gateway and the contract shows at once (sykmelding.md 4.2).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize};
use uuid::Uuid;

/// The keys of `utdypendeSporsmal` (sykmelding.md 1.8).
pub(super) const QUESTIONS: [&str; 11] = [
    "utfordringerMedArbeid",
    "medisinskOppsummering",
    "hensynPaArbeidsplassen",
    "arbeidsrelaterteUtfordringer",
    "sykdomsutvikling",
    "behandlingOgFremtidigArbeid",
    "uavklarteForhold",
    "realistiskMestringArbeid",
    "oppdatertMedisinskStatus",
    "forventetHelsetilstandUtvikling",
    "medisinskeHensyn",
];

/// The ten reasons of `annenFravarsgrunn` (sykmelding.md 1.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AnnenFravarsgrunn {
    GodkjentHelseinstitusjon,
    BehandlingForhindrerArbeid,
    MottarTilskuddGrunnetHelsetilstand,
    ArbeidsrettetTiltak,
    NodvendigKontrollundenrsokelse,
    Smittefare,
    Abort,
    UforGrunnetBarnloshet,
    Donor,
    BehandlingSterilisering,
}

/// The whole payload.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Payload {
    /// The key of idempotency.
    pub submit_id: Uuid,
    /// Who, where from.
    pub meta: Meta,
    /// What the clinician wrote.
    pub values: Values,
}

/// Who, where from.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Meta {
    pub source: String,
    pub pasient_ident: String,
    pub sykmelder_hpr: String,
    #[serde(deserialize_with = "present")]
    pub legekontor_orgnr: Option<String>,
    #[serde(deserialize_with = "present")]
    pub legekontor_tlf: Option<String>,
}

/// What the clinician wrote.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Values {
    pub pasienten_skal_skjermes: bool,
    pub hoveddiagnose: Diagnose,
    pub bidiagnoser: Vec<Diagnose>,
    pub aktivitet: Vec<Aktivitet>,
    pub meldinger: Meldinger,
    pub svangerskapsrelatert: bool,
    #[serde(deserialize_with = "present")]
    pub yrkesskade: Option<Yrkesskade>,
    #[serde(deserialize_with = "present")]
    pub arbeidsgiver: Option<Arbeidsgiver>,
    #[serde(deserialize_with = "present")]
    pub tilbakedatering: Option<Tilbakedatering>,
    #[serde(deserialize_with = "present")]
    pub utdypende_sporsmal: Option<BTreeMap<String, Option<Svar>>>,
    #[serde(deserialize_with = "present")]
    pub annen_fravarsgrunn: Option<AnnenFravarsgrunn>,
}

/// A diagnosis without its text.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnose {
    pub system: Kodeverk,
    pub code: String,
}

/// Code systems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Kodeverk {
    Icpc2,
    Icpc2b,
    Icd10,
}

/// One period.
#[derive(Clone, Debug, Deserialize)]
#[serde(
    tag = "type",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase",
    deny_unknown_fields
)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
#[expect(
    clippy::enum_variant_names,
    reason = "the name is that of the contract"
)]
pub enum Aktivitet {
    AktivitetIkkeMulig {
        fom: NaiveDate,
        tom: NaiveDate,
        arbeidsrelatert_arsak: ArbeidsrelatertArsak,
    },
    Gradert {
        fom: NaiveDate,
        tom: NaiveDate,
        grad: u8,
        reisetilskudd: bool,
    },
    Avventende {
        fom: NaiveDate,
        tom: NaiveDate,
        innspill_til_arbeidsgiver: String,
    },
    Behandlingsdager {
        fom: NaiveDate,
        tom: NaiveDate,
        antall_behandlingsdager: u32,
    },
    Reisetilskudd {
        fom: NaiveDate,
        tom: NaiveDate,
    },
}

/// Causes at work.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct ArbeidsrelatertArsak {
    pub is_arbeidsrelatert_arsak: bool,
    pub arbeidsrelaterte_arsaker: Vec<Arsak>,
    #[serde(deserialize_with = "present")]
    pub annen_arbeidsrelatert_arsak: Option<String>,
}

/// A cause at work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Arsak {
    ManglendeTilrettelegging,
    Annet,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Meldinger {
    #[serde(deserialize_with = "present")]
    pub til_nav: Option<String>,
    #[serde(deserialize_with = "present")]
    pub til_arbeidsgiver: Option<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Yrkesskade {
    pub yrkesskade: bool,
    #[serde(deserialize_with = "present")]
    pub skadedato: Option<NaiveDate>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Arbeidsgiver {
    pub har_flere: bool,
    pub arbeidsgivernavn: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Tilbakedatering {
    pub startdato: NaiveDate,
    pub begrunnelse: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(
    dead_code,
    reason = "read strictly so that it is checked; not every value is judged"
)]
pub struct Svar {
    pub sporsmalstekst: String,
    pub svar: String,
}

/// The payload does not follow the contract. The text says where, and carries nothing of the content.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NotUnderstood(pub String);

impl Payload {
    /// Reads a payload.
    ///
    /// # Errors
    /// [`NotUnderstood`] at the first thing that does not follow sykmelding.md 4.2.
    pub fn parse(body: &[u8]) -> Result<Payload, NotUnderstood> {
        let payload: Payload =
            serde_json::from_slice(body).map_err(|error| NotUnderstood(error.to_string()))?;
        match payload.first_fault() {
            None => Ok(payload),
            Some(fault) => Err(NotUnderstood(fault.to_owned())),
        }
    }

    fn first_fault(&self) -> Option<&'static str> {
        let digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let values = &self.values;
        let mut diagnoses = std::iter::once(&values.hoveddiagnose).chain(&values.bidiagnoser);
        let faults = [
            (self.meta.source.is_empty(), "meta.source is empty"),
            (
                self.meta.pasient_ident.len() != 11 || !digits(&self.meta.pasient_ident),
                "meta.pasientIdent is not 11 digits",
            ),
            (
                !digits(&self.meta.sykmelder_hpr),
                "meta.sykmelderHpr is not digits",
            ),
            (
                diagnoses.any(|diagnose| diagnose.code.is_empty()),
                "a diagnosis has no code",
            ),
            (values.aktivitet.is_empty(), "values.aktivitet is empty"),
            (
                values.aktivitet.iter().any(
                    |a| matches!(a, Aktivitet::Gradert { grad, .. } if !(1..=99).contains(grad)),
                ),
                "grad is not 1 to 99",
            ),
            (
                values.aktivitet.iter().any(|a| {
                    matches!(
                        a,
                        Aktivitet::Behandlingsdager {
                            antall_behandlingsdager: 0,
                            ..
                        }
                    )
                }),
                "antallBehandlingsdager is not at least 1",
            ),
            (
                values
                    .yrkesskade
                    .as_ref()
                    .is_some_and(|yrkesskade| !yrkesskade.yrkesskade),
                "yrkesskade is null unless ticked",
            ),
            (
                values
                    .arbeidsgiver
                    .as_ref()
                    .is_some_and(|arbeidsgiver| !arbeidsgiver.har_flere),
                "arbeidsgiver is null unless there are several",
            ),
            (
                values.utdypende_sporsmal.as_ref().is_some_and(|questions| {
                    questions.len() != QUESTIONS.len()
                        || QUESTIONS.iter().any(|key| !questions.contains_key(*key))
                }),
                "utdypendeSporsmal does not have exactly the eleven keys",
            ),
        ];
        faults
            .into_iter()
            .find(|(wrong, _)| *wrong)
            .map(|(_, text)| text)
    }
}

impl Aktivitet {
    /// First and last day.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        match self {
            Aktivitet::AktivitetIkkeMulig { fom, tom, .. }
            | Aktivitet::Gradert { fom, tom, .. }
            | Aktivitet::Avventende { fom, tom, .. }
            | Aktivitet::Behandlingsdager { fom, tom, .. }
            | Aktivitet::Reisetilskudd { fom, tom } => (*fom, *tom),
        }
    }
}

/// A key that must be there, though its value may be null.
fn present<'de, D, T>(value: D) -> Result<Option<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    Option::deserialize(value)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::nav::returned::tests::example;

    fn parse(change: impl FnOnce(&mut Value)) -> Result<Payload, NotUnderstood> {
        let mut payload = example();
        change(&mut payload);
        Payload::parse(payload.to_string().as_bytes())
    }

    #[test]
    fn the_example_of_the_contract_is_understood() {
        parse(|_| ()).unwrap();
    }

    #[test]
    fn unknown_missing_and_impossible_values_are_refused() {
        let refused: [fn(&mut Value); 8] = [
            |p| p["values"]["ekstra"] = json!(1),
            |p| p["values"]["hoveddiagnose"]["text"] = json!("Hoste"),
            |p| p["values"]["aktivitet"][0]["grad"] = json!(50),
            |p| p["values"]["aktivitet"] = json!([]),
            |p| p["meta"]["pasientIdent"] = json!("123"),
            |p| p["submitId"] = json!("ikke-uuid"),
            |p| p["values"]["yrkesskade"] = json!({ "yrkesskade": false, "skadedato": null }),
            |p| {
                p["values"]
                    .as_object_mut()
                    .unwrap()
                    .remove("tilbakedatering");
            },
        ];
        for change in refused {
            assert!(parse(change).is_err());
        }
    }

    #[test]
    fn every_kind_of_period_is_understood() {
        let span = |kind: &str, rest: Value| {
            let mut period = json!({ "type": kind, "fom": "2026-03-02", "tom": "2026-03-08" });
            period
                .as_object_mut()
                .unwrap()
                .extend(rest.as_object().unwrap().clone());
            period
        };
        let periods = json!([
            span("GRADERT", json!({ "grad": 60, "reisetilskudd": false })),
            span(
                "AVVENTENDE",
                json!({ "innspillTilArbeidsgiver": "Annet arbeid" })
            ),
            span("BEHANDLINGSDAGER", json!({ "antallBehandlingsdager": 1 })),
            span("REISETILSKUDD", json!({})),
        ]);
        let payload = parse(|p| p["values"]["aktivitet"] = periods).unwrap();
        assert_eq!(payload.values.aktivitet.len(), 4);
    }
}
