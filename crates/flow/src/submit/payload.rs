//! The body of Nav's verify and create (`sykmelding.md` 4.2), key by key.

use chrono::NaiveDate;
use domain::Diagnose;
use serde::Serialize;

/// The whole body.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Payload {
    /// The form id; Nav answers a second create with the same one by the first note.
    pub submit_id: String,
    /// Who and from where.
    pub meta: Meta,
    /// What the clinician decided.
    pub values: Values,
}

/// Who and from where.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meta {
    /// `<issuer name> (FHIR)`.
    pub source: String,
    /// Eleven digits.
    pub pasient_ident: String,
    /// HPR number.
    pub sykmelder_hpr: String,
    /// Nine digits.
    pub legekontor_orgnr: String,
    /// A number that Nav can call.
    pub legekontor_tlf: String,
}

/// What the clinician decided. Fields that the form does not have yet are what Nav's own app sends when nothing was chosen.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Values {
    /// Hides medical details from the patient.
    pub pasienten_skal_skjermes: bool,
    /// The main diagnosis.
    pub hoveddiagnose: Diagnose,
    /// The other diagnoses.
    pub bidiagnoser: Vec<Diagnose>,
    /// The periods; at least one.
    pub aktivitet: Vec<Aktivitet>,
    /// Texts to Nav and to the employer.
    pub meldinger: Meldinger,
    /// Due to pregnancy.
    pub svangerskapsrelatert: bool,
    /// Occupational injury; null unless ticked.
    pub yrkesskade: Option<Never>,
    /// Null unless the patient has several employers.
    pub arbeidsgiver: Option<Never>,
    /// Null unless backdated.
    pub tilbakedatering: Option<Never>,
    /// Null: the questions are not in the form yet.
    pub utdypende_sporsmal: Option<Never>,
    /// Null: other legal grounds are not in the form yet.
    pub annen_fravarsgrunn: Option<Never>,
}

/// No value: the key stands in the payload as null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Never {}

/// One period.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(
    tag = "type",
    rename_all = "SCREAMING_SNAKE_CASE",
    rename_all_fields = "camelCase"
)]
pub enum Aktivitet {
    /// Not at work at all.
    AktivitetIkkeMulig {
        /// First day.
        fom: NaiveDate,
        /// Last day.
        tom: NaiveDate,
        /// Whether the work is a cause.
        arbeidsrelatert_arsak: ArbeidsrelatertArsak,
    },
    /// Partly at work.
    Gradert {
        /// First day.
        fom: NaiveDate,
        /// Last day.
        tom: NaiveDate,
        /// Percent sick, 1–99.
        grad: u8,
        /// Travel instead of sickness benefit.
        reisetilskudd: bool,
    },
}

/// Whether the work is a cause, and which.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArbeidsrelatertArsak {
    /// Whether it is.
    pub is_arbeidsrelatert_arsak: bool,
    /// `MANGLENDE_TILRETTELEGGING`, `ANNET`.
    pub arbeidsrelaterte_arsaker: Vec<Never>,
    /// Text for `ANNET`.
    pub annen_arbeidsrelatert_arsak: Option<Never>,
}

/// Texts to Nav and to the employer; null when there is nothing to say.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Meldinger {
    /// To Nav.
    pub til_nav: Option<String>,
    /// To the employer.
    pub til_arbeidsgiver: Option<String>,
}
