//! The body of Nav's verify and create (`sykmelding.md` 4.2), key by key.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use contract::{Context, FormId};
use domain::{Arbeidsrelatert, Diagnose, Fravarsgrunn, Sporsmal, Svar, Sykmelding};
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
        let (meldinger, details) = (sykmelding.meldinger(), sykmelding.details());
        Values {
            pasienten_skal_skjermes: details.pasienten_skal_skjermes,
            hoveddiagnose: sykmelding.hoveddiagnose().clone(),
            bidiagnoser: sykmelding.bidiagnoser().to_vec(),
            aktivitet: sykmelding.aktivitet().iter().map(Aktivitet::from).collect(),
            meldinger: Meldinger {
                til_nav: meldinger.til_nav.clone(),
                til_arbeidsgiver: meldinger.til_arbeidsgiver.clone(),
            },
            svangerskapsrelatert: details.svangerskapsrelatert,
            yrkesskade: details.yrkesskade.map(|skade| Yrkesskade {
                yrkesskade: true,
                skadedato: skade.skadedato,
            }),
            arbeidsgiver: details
                .arbeidsgiver
                .clone()
                .map(|arbeidsgivernavn| Arbeidsgiver {
                    har_flere: true,
                    arbeidsgivernavn,
                }),
            tilbakedatering: details
                .tilbakedatering
                .as_ref()
                .map(|late| Tilbakedatering {
                    startdato: late.startdato,
                    begrunnelse: late.begrunnelse.clone(),
                }),
            utdypende_sporsmal: (!details.utdypende.is_empty())
                .then(|| utdypende(&details.utdypende)),
            annen_fravarsgrunn: details.annen_fravarsgrunn,
        }
    }
}

/// All eleven keys; null where there is no answer.
fn utdypende(svar: &[Svar]) -> BTreeMap<&'static str, Option<SporsmalOgSvar>> {
    let given = |sporsmal: Sporsmal| svar.iter().find(|one| one.sporsmal == sporsmal);
    Sporsmal::ALL
        .into_iter()
        .map(|sporsmal| {
            let answer = given(sporsmal).map(|one| SporsmalOgSvar {
                sporsmalstekst: sporsmal.label(),
                svar: one.svar.clone(),
            });
            (sporsmal.key(), answer)
        })
        .collect()
}

impl From<&domain::Aktivitet> for Aktivitet {
    fn from(aktivitet: &domain::Aktivitet) -> Aktivitet {
        let (fom, tom) = (aktivitet.periode().fom(), aktivitet.periode().tom());
        match aktivitet {
            domain::Aktivitet::AktivitetIkkeMulig {
                arbeidsrelatert, ..
            } => Aktivitet::AktivitetIkkeMulig {
                fom,
                tom,
                arbeidsrelatert_arsak: arbeidsrelatert.as_ref().into(),
            },
            domain::Aktivitet::Gradert {
                grad,
                reisetilskudd,
                ..
            } => Aktivitet::Gradert {
                fom,
                tom,
                grad: grad.percent(),
                reisetilskudd: *reisetilskudd,
            },
            domain::Aktivitet::Avventende { innspill, .. } => Aktivitet::Avventende {
                fom,
                tom,
                innspill_til_arbeidsgiver: innspill.clone(),
            },
            domain::Aktivitet::Behandlingsdager { antall, .. } => Aktivitet::Behandlingsdager {
                fom,
                tom,
                antall_behandlingsdager: *antall,
            },
            domain::Aktivitet::Reisetilskudd { .. } => Aktivitet::Reisetilskudd { fom, tom },
        }
    }
}

impl From<Option<&Arbeidsrelatert>> for ArbeidsrelatertArsak {
    fn from(arsak: Option<&Arbeidsrelatert>) -> ArbeidsrelatertArsak {
        let Some(arsak) = arsak else {
            return ArbeidsrelatertArsak::default();
        };
        let adapted = arsak
            .manglende_tilrettelegging
            .then_some("MANGLENDE_TILRETTELEGGING");
        let other = arsak.annet.as_ref().map(|_| "ANNET");
        ArbeidsrelatertArsak {
            is_arbeidsrelatert_arsak: true,
            arbeidsrelaterte_arsaker: adapted.into_iter().chain(other).collect(),
            annen_arbeidsrelatert_arsak: arsak.annet.clone(),
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

/// What the clinician decided.
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
    pub yrkesskade: Option<Yrkesskade>,
    /// Null unless the patient has several employers.
    pub arbeidsgiver: Option<Arbeidsgiver>,
    /// Null unless backdated.
    pub tilbakedatering: Option<Tilbakedatering>,
    /// Question and answer by key; null when nothing was answered.
    pub utdypende_sporsmal: Option<BTreeMap<&'static str, Option<SporsmalOgSvar>>>,
    /// Another legal ground.
    pub annen_fravarsgrunn: Option<Fravarsgrunn>,
}

/// An occupational injury.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Yrkesskade {
    /// Always true: without one the whole is null.
    pub yrkesskade: bool,
    /// The day of it.
    pub skadedato: Option<NaiveDate>,
}

/// The employer of the note.
#[derive(Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Arbeidsgiver {
    /// Always true: with one employer the whole is null.
    pub har_flere: bool,
    /// Name.
    pub arbeidsgivernavn: String,
}

/// Why the note is backdated.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct Tilbakedatering {
    /// The day of the first contact.
    pub startdato: NaiveDate,
    /// Why it is late.
    pub begrunnelse: String,
}

/// An extra question as it was asked, and the answer.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct SporsmalOgSvar {
    /// The question.
    pub sporsmalstekst: &'static str,
    /// The answer.
    pub svar: String,
}

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
        /// Travel paid as well.
        reisetilskudd: bool,
    },
    /// The employer is asked to adapt the work first.
    Avventende {
        /// First day.
        fom: NaiveDate,
        /// Last day.
        tom: NaiveDate,
        /// What the employer is asked to do.
        innspill_til_arbeidsgiver: String,
    },
    /// Single days of treatment.
    Behandlingsdager {
        /// First day.
        fom: NaiveDate,
        /// Last day.
        tom: NaiveDate,
        /// How many, in the whole period.
        antall_behandlingsdager: u32,
    },
    /// Fully at work, travel paid.
    Reisetilskudd {
        /// First day.
        fom: NaiveDate,
        /// Last day.
        tom: NaiveDate,
    },
}

/// Whether the work is a cause, and which.
#[derive(Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ArbeidsrelatertArsak {
    /// Whether it is.
    pub is_arbeidsrelatert_arsak: bool,
    /// `MANGLENDE_TILRETTELEGGING`, `ANNET`.
    pub arbeidsrelaterte_arsaker: Vec<&'static str>,
    /// Text for `ANNET`.
    pub annen_arbeidsrelatert_arsak: Option<String>,
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
