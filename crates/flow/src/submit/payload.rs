//! The body of Nav's verify and create (`sykmelding.md` 4.2), key by key.

use chrono::NaiveDate;
use contract::{Context, FormId};
use domain::{Diagnose, Sykmelding};
use serde::Serialize;

use super::OfficeIncomplete;

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

impl Payload {
    /// The body for a judged note. The gateway shows it to Nav's verify before the note is cleared.
    ///
    /// # Errors
    /// [`OfficeIncomplete`]: nothing is stored, the EPJ must be mended.
    pub fn new(
        sykmelding: &Sykmelding,
        form_id: &FormId,
        context: &Context,
        issuer: &str,
    ) -> Result<Payload, OfficeIncomplete> {
        let office = &context.office;
        let meta = Meta {
            source: format!("{issuer} (FHIR)"),
            pasient_ident: context.patient.ident.clone(),
            sykmelder_hpr: context.practitioner.hpr.clone(),
            legekontor_orgnr: office.orgnummer.clone().ok_or(OfficeIncomplete)?,
            legekontor_tlf: office.phone.clone().ok_or(OfficeIncomplete)?,
        };
        Ok(Payload {
            submit_id: form_id.to_string(),
            meta,
            values: Values::from(sykmelding),
        })
    }
}

impl From<&Sykmelding> for Values {
    fn from(sykmelding: &Sykmelding) -> Values {
        let meldinger = sykmelding.meldinger();
        Values {
            pasienten_skal_skjermes: false,
            hoveddiagnose: sykmelding.hoveddiagnose().clone(),
            bidiagnoser: sykmelding.bidiagnoser().to_vec(),
            aktivitet: sykmelding.aktivitet().iter().map(Aktivitet::from).collect(),
            meldinger: Meldinger {
                til_nav: meldinger.til_nav.clone(),
                til_arbeidsgiver: meldinger.til_arbeidsgiver.clone(),
            },
            svangerskapsrelatert: false,
            yrkesskade: None,
            arbeidsgiver: None,
            tilbakedatering: None,
            utdypende_sporsmal: None,
            annen_fravarsgrunn: None,
        }
    }
}

impl From<&domain::Aktivitet> for Aktivitet {
    fn from(aktivitet: &domain::Aktivitet) -> Aktivitet {
        let (fom, tom) = (aktivitet.periode().fom(), aktivitet.periode().tom());
        match aktivitet {
            domain::Aktivitet::AktivitetIkkeMulig { .. } => Aktivitet::AktivitetIkkeMulig {
                fom,
                tom,
                arbeidsrelatert_arsak: ArbeidsrelatertArsak::default(),
            },
            domain::Aktivitet::Gradert { grad, .. } => Aktivitet::Gradert {
                fom,
                tom,
                grad: grad.percent(),
                reisetilskudd: false,
            },
        }
    }
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
