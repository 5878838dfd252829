//! A note as Nav gives it back (`sykmelding.md` 4.4), read leniently: what we do not need may be missing or new, and a
//! spelling that we do not know empties its field and not the note.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Utc};
use contract::{EarlierNote, Utfall, UtfallStatus};
use domain::forrige::Forrigedetaljer;
use domain::{
    Aktivitetstype, Diagnosevalg, Forrige, Forrigeperiode, Fravarsgrunn, Innsyn, Kodeverk,
    Sporsmal, Svar, Tidligere,
};
use serde::Deserialize;

/// Own notes are seen in full until so many days after their last day (`sykmelding.md` 2.7).
pub const FULL_DAYS: u64 = 4;

/// A note, full or redacted.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Id at Nav.
    pub sykmelding_id: String,
    #[serde(default)]
    is_full: bool,
    #[serde(default)]
    meta: Meta,
    values: Values,
    utfall: Outcome,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Meta {
    mottatt: Option<String>,
    pasient: Pasient,
    sykmelder: Sykmelder,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Pasient {
    ident: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Sykmelder {
    hpr: String,
    navn: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Values {
    hoveddiagnose: Option<Diagnosis>,
    bidiagnoser: Option<Vec<Diagnosis>>,
    aktivitet: Vec<Period>,
    meldinger: Option<Meldinger>,
    svangerskapsrelatert: Option<bool>,
    yrkesskade: Option<Yrkesskade>,
    arbeidsgiver: Option<Arbeidsgiver>,
    tilbakedatering: Option<Tilbakedatering>,
    utdypende_sporsmal: Option<BTreeMap<String, Option<Answer>>>,
    annen_fravarsgrunn: Option<String>,
    pasienten_skal_skjermes: Option<bool>,
}

#[derive(Clone, Deserialize)]
struct Diagnosis {
    #[serde(default)]
    system: String,
    code: String,
    #[serde(default)]
    text: Option<String>,
}

#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Period {
    fom: NaiveDate,
    tom: NaiveDate,
    #[serde(rename = "type", default)]
    slag: String,
    #[serde(default)]
    grad: Option<u8>,
    #[serde(default)]
    reisetilskudd: Option<bool>,
    #[serde(default)]
    arbeidsrelatert_arsak: Option<Arsak>,
    #[serde(default)]
    innspill_til_arbeidsgiver: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Arsak {
    is_arbeidsrelatert_arsak: bool,
    arbeidsrelaterte_arsaker: Vec<String>,
    annen_arbeidsrelatert_arsak: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Meldinger {
    til_nav: Option<String>,
    til_arbeidsgiver: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Yrkesskade {
    yrkesskade: bool,
    skadedato: Option<NaiveDate>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Arbeidsgiver {
    har_flere: bool,
    arbeidsgivernavn: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Tilbakedatering {
    startdato: Option<NaiveDate>,
    begrunnelse: Option<String>,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Answer {
    svar: Option<String>,
}

#[derive(Clone, Deserialize)]
struct Outcome {
    result: UtfallStatus,
}

impl Note {
    /// Nav's outcome. This answer names no rule.
    pub fn utfall(&self) -> Utfall {
        Utfall {
            status: self.utfall.result,
            rule: None,
        }
    }

    /// Whether Nav says that the note is this person's.
    pub fn is_of(&self, ident: &str) -> bool {
        self.meta.pasient.ident.as_deref() == Some(ident)
    }

    /// Whether nothing says that the note is somebody else's. Nav may leave the person out of a list.
    pub fn may_be_of(&self, ident: &str) -> bool {
        self.meta.pasient.ident.is_none() || self.is_of(ident)
    }

    /// Last day of all periods; `None` without periods.
    pub fn tom(&self) -> Option<NaiveDate> {
        self.values.aktivitet.iter().map(|period| period.tom).max()
    }

    /// How much the practitioner may see; `None` when not even that it exists (`sykmelding.md` 2.7).
    pub fn innsyn(&self, hpr: &str, today: NaiveDate) -> Option<Innsyn> {
        let same = |a: &str, b: &str| a.trim_start_matches('0') == b.trim_start_matches('0');
        let recent = today.checked_sub_days(Days::new(FULL_DAYS))?;
        if self.is_full && same(&self.meta.sykmelder.hpr, hpr) {
            return Some(match self.tom()? >= recent {
                true => Innsyn::Full,
                false => Innsyn::Light,
            });
        }
        (self.utfall.result == UtfallStatus::Ok && self.tom().is_some()).then_some(Innsyn::Redacted)
    }

    /// The note as the practitioner may see it; `None` for one that may not be seen or has no periods.
    pub fn seen_by(&self, hpr: &str, today: NaiveDate) -> Option<EarlierNote> {
        let innsyn = self.innsyn(hpr, today)?;
        let values = &self.values;
        let seen = innsyn != Innsyn::Redacted;
        let diagnoses = values.bidiagnoser.iter().flatten();
        let mottatt = self.meta.mottatt.as_deref();
        Some(EarlierNote {
            note: Forrige {
                sykmelding_id: self.sykmelding_id.clone(),
                innsyn,
                perioder: values
                    .aktivitet
                    .iter()
                    .map(|period| period.as_seen(innsyn))
                    .collect(),
                hoveddiagnose: values
                    .hoveddiagnose
                    .as_ref()
                    .filter(|_| seen)
                    .and_then(Diagnosis::choice),
                bidiagnoser: diagnoses
                    .filter(|_| seen)
                    .filter_map(Diagnosis::choice)
                    .collect(),
                details: (innsyn == Innsyn::Full).then(|| Box::new(values.details())),
            },
            utfall: self.utfall.result,
            mottatt: mottatt
                .and_then(|text| DateTime::parse_from_rfc3339(text).ok())
                .map(|at| at.with_timezone(&Utc)),
            sykmelder: self.meta.sykmelder.navn.clone(),
        })
    }

    /// The note as the absence is counted from it; `None` without periods.
    pub fn tidligere(&self) -> Option<Tidligere> {
        let answers = self.values.answers();
        Some(Tidligere {
            fom: self
                .values
                .aktivitet
                .iter()
                .map(|period| period.fom)
                .min()?,
            tom: self.tom()?,
            is_ok: self.utfall.result == UtfallStatus::Ok,
            answered: answers.into_iter().map(|answer| answer.sporsmal).collect(),
        })
    }
}

impl Values {
    fn details(&self) -> Forrigedetaljer {
        let meldinger = self.meldinger.clone().unwrap_or_default();
        let late = self.tilbakedatering.clone().unwrap_or_default();
        let injury = self.yrkesskade.clone().unwrap_or_default();
        let employer = self.arbeidsgiver.clone().unwrap_or_default();
        Forrigedetaljer {
            arbeidsgiver: employer.arbeidsgivernavn.filter(|_| employer.har_flere),
            kontaktdato: late.startdato,
            begrunnelse: late.begrunnelse,
            svangerskapsrelatert: self.svangerskapsrelatert.unwrap_or_default(),
            annen_fravarsgrunn: self
                .annen_fravarsgrunn
                .as_deref()
                .and_then(Fravarsgrunn::from_wire),
            yrkesskade: injury.yrkesskade,
            skadedato: injury.skadedato,
            til_nav: meldinger.til_nav,
            til_arbeidsgiver: meldinger.til_arbeidsgiver,
            utdypende: self.answers(),
            pasienten_skal_skjermes: self.pasienten_skal_skjermes.unwrap_or_default(),
        }
    }

    fn answers(&self) -> Vec<Svar> {
        let given = self.utdypende_sporsmal.iter().flatten();
        given
            .filter_map(|(key, answer)| {
                Some(Svar {
                    sporsmal: Sporsmal::from_key(key)?,
                    svar: answer.as_ref()?.svar.clone()?,
                })
            })
            .collect()
    }
}

impl Diagnosis {
    fn choice(&self) -> Option<Diagnosevalg> {
        let system = match self.system.as_str() {
            "ICPC2" => Kodeverk::Icpc2,
            "ICPC2B" => Kodeverk::Icpc2b,
            "ICD10" => Kodeverk::Icd10,
            _ => return None,
        };
        Some(Diagnosevalg {
            system,
            code: self.code.clone(),
            text: self.text.clone().unwrap_or_default(),
            kilde: None,
        })
    }
}

impl Period {
    fn as_seen(&self, innsyn: Innsyn) -> Forrigeperiode {
        let seen = innsyn != Innsyn::Redacted;
        let arsak = self.arbeidsrelatert_arsak.clone().unwrap_or_default();
        let has = |arsaken: &str| {
            arsak
                .arbeidsrelaterte_arsaker
                .iter()
                .any(|own| own == arsaken)
        };
        Forrigeperiode {
            slag: Aktivitetstype::from_wire(&self.slag),
            fom: self.fom,
            tom: self.tom,
            grad: self.grad.filter(|_| seen),
            reisetilskudd: seen && self.reisetilskudd.unwrap_or_default(),
            arbeidsrelatert: seen && arsak.is_arbeidsrelatert_arsak,
            manglende_tilrettelegging: seen && has("MANGLENDE_TILRETTELEGGING"),
            annen_arsak: match seen && has("ANNET") {
                true => Some(arsak.annen_arbeidsrelatert_arsak.unwrap_or_default()),
                false => None,
            },
            innspill: self.innspill_til_arbeidsgiver.clone().filter(|_| seen),
        }
    }
}

#[cfg(test)]
#[path = "note_tests.rs"]
mod tests;
