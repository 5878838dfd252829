//! `attest-gateway rules`: one note as JSON in, what the rules say of it as JSON out. For support staff who are asked why
//! a note was refused, and for tests that ask about many.

use chrono::{NaiveDate, NaiveDateTime};
use domain::Kodeverk;
use rules::input::{AnnenFravarsarsak, Kode, Mode, Regelperiode, Slag, Tidligere};
use rules::registre::{Behandler, Godkjenning, Registre, Tilleggskompetanse, Verdi};
use rules::{Input, Status, Tree, TreeRun, earlier};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use thiserror::Error;

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// All trees, in order.
    All,
    /// One tree.
    Tree(Tree),
    /// What follows from earlier notes.
    Derived,
}

/// The input cannot be read. Says which field; mend it and ask again.
#[derive(Debug, Error)]
pub enum BadInput {
    /// Not JSON, or a value that the field does not take.
    #[error("{field}: {cause}")]
    Field {
        /// Path of the field, such as `perioder[0].fom`.
        field: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The question needs a field that is not there.
    #[error("{0}: is missing")]
    Missing(&'static str),
}

/// Answers a question about the note in `text`. `kode_finnes` tells whether a code stands in a list.
///
/// # Errors
/// [`BadInput`]: nothing was judged.
pub fn answer(
    text: &str,
    question: Question,
    kode_finnes: &dyn Fn(Kodeverk, &str) -> bool,
) -> Result<Value, BadInput> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let note: Note = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let field = error.path().to_string();
        BadInput::Field {
            field: if field == "." {
                "input".to_owned()
            } else {
                field
            },
            // The parser may quote what it does not understand; support staff look at their own input.
            cause: error.inner().to_string(),
        }
    })?;
    let input = note.input(kode_finnes);
    match question {
        Question::Derived => derived(&input),
        Question::All => Ok(outcome(&rules::vurder(&input).runs)),
        // Registers and earlier notes are part of the input, so every tree has an answer.
        Question::Tree(tree) => Ok(outcome(rules::run_tree(tree, &input).as_slice())),
    }
}

fn outcome(runs: &[TreeRun]) -> Value {
    let last = runs.last().map(|run| run.utfall);
    let path: Vec<Value> = runs
        .iter()
        .flat_map(|run| &run.path)
        .map(|answer| json!([answer.rule.name(), answer.yes]))
        .collect();
    json!({
        "status": last.map_or("OK", |utfall| match utfall.status {
            Status::Ok => "OK",
            Status::Manual => "MANUAL",
            Status::Invalid => "INVALID",
        }),
        "rule": last.and_then(|utfall| utfall.name),
        "trees": runs.iter().map(|run| run.tree.name()).collect::<Vec<_>>(),
        "path": path,
        "juridisk": runs.iter().filter(|run| run.utfall.paragraf.is_some()).count(),
    })
}

fn derived(input: &Input<'_>) -> Result<Value, BadInput> {
    let period = earlier::arbeidsgiverperiode(input).ok_or(BadInput::Missing("perioder"))?;
    let continued = earlier::forlengelse_av(input).unwrap_or_default();
    Ok(json!({
        "startdato": earlier::startdato(input),
        "arbeidsgiverperiode": {
            "isArbeidsgiverperiode": period.holds(),
            "antallDager": period.days,
            "startdato": period.startdato,
        },
        "forlengelseAv": continued.iter().map(|note| &note.sykmelding_id).collect::<Vec<_>>(),
        "antallRelevante": earlier::same_diagnosis(input).map_or(0, Iterator::count),
    }))
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Note {
    today: NaiveDate,
    #[serde(default)]
    mode: Channel,
    behandlet_tidspunkt: Option<NaiveDateTime>,
    mottatt_dato: Option<NaiveDateTime>,
    signaturdato: Option<NaiveDateTime>,
    #[serde(default)]
    regelsett_versjon: Option<String>,
    #[serde(default)]
    perioder: Vec<Periode>,
    #[serde(default)]
    hoveddiagnose: Option<Code>,
    #[serde(default)]
    bidiagnoser: Vec<Code>,
    #[serde(default)]
    annen_fravars_arsak: Option<Arsak>,
    #[serde(default)]
    begrunnelse: Option<String>,
    #[serde(default)]
    besvarte_utdypende_opplysninger: Vec<String>,
    #[serde(default)]
    tidligere_sykmeldinger: Vec<Earlier>,
    #[serde(default)]
    pasient: Option<Pasient>,
    #[serde(default)]
    behandler: Option<Practitioner>,
    #[serde(default)]
    avsender: Option<Avsender>,
}

#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
enum Channel {
    #[default]
    Normal,
    Papir,
}

#[derive(Deserialize)]
struct Periode {
    #[serde(rename = "type")]
    slag: Kind,
    fom: NaiveDate,
    tom: NaiveDate,
    #[serde(default)]
    grad: Option<i64>,
    #[serde(default, rename = "innspillTilArbeidsgiver")]
    innspill: Option<String>,
    #[serde(default)]
    behandlingsdager: Option<i64>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum Kind {
    AktivitetIkkeMulig,
    Gradert,
    Avventende,
    Behandlingsdager,
    Reisetilskudd,
    Ugyldig,
}

#[derive(Deserialize)]
struct Code {
    system: String,
    kode: String,
}

#[derive(Deserialize)]
struct Arsak {
    #[serde(default)]
    grunn: Vec<String>,
    #[serde(default)]
    beskrivelse: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Earlier {
    #[serde(default)]
    sykmelding_id: String,
    #[serde(default)]
    aktivitet: Vec<Periode>,
    #[serde(default)]
    hoveddiagnose: Option<Code>,
    meta: EarlierMeta,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EarlierMeta {
    status: EarlierStatus,
    #[serde(default)]
    user_action: String,
    #[serde(default)]
    merknader: Option<Vec<String>>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
enum EarlierStatus {
    Ok,
    ManualProcessing,
    Invalid,
}

#[derive(Deserialize)]
struct Pasient {
    #[serde(default)]
    ident: String,
    #[serde(default)]
    fodselsdato: Option<NaiveDate>,
}

#[derive(Deserialize)]
struct Avsender {
    fnr: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Practitioner {
    #[serde(default)]
    fnr: Option<String>,
    #[serde(default)]
    suspendert: bool,
    #[serde(default)]
    legekontor_orgnr: Option<String>,
    #[serde(default)]
    godkjenninger: Option<Vec<Approval>>,
}

#[derive(Deserialize)]
struct Approval {
    #[serde(default)]
    autorisasjon: HprCode,
    #[serde(default)]
    helsepersonellkategori: HprCode,
    #[serde(default)]
    tillegskompetanse: Option<Vec<Competence>>,
}

#[derive(Default, Deserialize)]
struct HprCode {
    #[serde(default)]
    aktiv: bool,
    #[serde(default)]
    oid: i64,
    #[serde(default)]
    verdi: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Competence {
    #[serde(default)]
    avsluttet_status: Option<HprCode>,
    #[serde(default)]
    gyldig: Option<Validity>,
    #[serde(default, rename = "type")]
    slag: HprCode,
}

#[derive(Deserialize)]
struct Validity {
    #[serde(default, deserialize_with = "day")]
    fra: Option<NaiveDate>,
    #[serde(default, deserialize_with = "day")]
    til: Option<NaiveDate>,
}

/// A date, or the date of a time: registers give both.
fn day<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<NaiveDate>, D::Error> {
    let text: Option<String> = Option::deserialize(reader)?;
    text.map(|text| text.get(..10).unwrap_or(&text).parse())
        .transpose()
        .map_err(serde::de::Error::custom)
}

impl Note {
    fn input<'a>(self, kode_finnes: &'a dyn Fn(Kodeverk, &str) -> bool) -> Input<'a> {
        let noon = self.today.and_hms_opt(12, 0, 0).unwrap_or_default();
        let (pasient, practitioner) = (self.pasient, self.behandler);
        let registre = Registre {
            orgnummer: practitioner
                .as_ref()
                .and_then(|own| own.legekontor_orgnr.clone()),
            behandler: practitioner.map(Practitioner::into_behandler),
            fodselsdato: pasient.as_ref().and_then(|own| own.fodselsdato),
            pasient: pasient.map(|own| own.ident).unwrap_or_default(),
            avsender: self.avsender.map(|avsender| avsender.fnr),
        };
        Input {
            today: self.today,
            behandlet: self.behandlet_tidspunkt.unwrap_or(noon),
            mottatt: self.mottatt_dato.unwrap_or(noon),
            signert: self.signaturdato.unwrap_or(noon),
            perioder: self.perioder.into_iter().map(Periode::into_regel).collect(),
            hoveddiagnose: self.hoveddiagnose.map(Code::into_kode),
            bidiagnoser: self.bidiagnoser.into_iter().map(Code::into_kode).collect(),
            annen_fravarsarsak: self.annen_fravars_arsak.map(|arsak| AnnenFravarsarsak {
                grunn: arsak.grunn,
                beskrivelse: arsak.beskrivelse,
            }),
            mode: match self.mode {
                Channel::Normal => Mode::Normal,
                Channel::Papir => Mode::Papir,
            },
            regelsett: self.regelsett_versjon,
            begrunnelse: self.begrunnelse,
            besvarte: self.besvarte_utdypende_opplysninger,
            tidligere: Some(
                self.tidligere_sykmeldinger
                    .into_iter()
                    .map(Earlier::into_tidligere)
                    .collect(),
            ),
            registre: Some(registre),
            kode_finnes,
        }
    }
}

impl Periode {
    fn into_regel(self) -> Regelperiode {
        Regelperiode {
            fom: self.fom,
            tom: self.tom,
            slag: match self.slag {
                Kind::AktivitetIkkeMulig => Slag::AktivitetIkkeMulig,
                Kind::Gradert => Slag::Gradert(self.grad.unwrap_or_default()),
                Kind::Avventende => Slag::Avventende(self.innspill),
                Kind::Behandlingsdager => {
                    Slag::Behandlingsdager(self.behandlingsdager.unwrap_or_default())
                }
                Kind::Reisetilskudd => Slag::Reisetilskudd,
                Kind::Ugyldig => Slag::Ugyldig,
            },
        }
    }
}

impl Code {
    fn into_kode(self) -> Kode {
        Kode {
            system: self.system,
            kode: self.kode,
        }
    }
}

impl Earlier {
    fn into_tidligere(self) -> Tidligere {
        Tidligere {
            sykmelding_id: self.sykmelding_id,
            perioder: self
                .aktivitet
                .into_iter()
                .map(Periode::into_regel)
                .collect(),
            hoveddiagnose: self.hoveddiagnose.map(Code::into_kode),
            status: match self.meta.status {
                EarlierStatus::Ok => Status::Ok,
                EarlierStatus::ManualProcessing => Status::Manual,
                EarlierStatus::Invalid => Status::Invalid,
            },
            user_action: self.meta.user_action,
            merknader: self.meta.merknader.unwrap_or_default(),
        }
    }
}

impl Practitioner {
    fn into_behandler(self) -> Behandler {
        Behandler {
            fnr: self.fnr,
            suspendert: self.suspendert,
            godkjenninger: self
                .godkjenninger
                .map(|all| all.into_iter().map(Approval::into_godkjenning).collect()),
        }
    }
}

impl Approval {
    fn into_godkjenning(self) -> Godkjenning {
        let extra = self.tillegskompetanse.unwrap_or_default();
        Godkjenning {
            autorisasjon: self.autorisasjon.into_verdi(),
            kategori: self.helsepersonellkategori.into_verdi(),
            tillegg: extra
                .into_iter()
                .map(|one| {
                    let validity = one.gyldig;
                    Tilleggskompetanse {
                        avsluttet: one.avsluttet_status.is_some(),
                        fra: validity.as_ref().and_then(|gyldig| gyldig.fra),
                        til: validity.as_ref().and_then(|gyldig| gyldig.til),
                        slag: one.slag.into_verdi(),
                    }
                })
                .collect(),
        }
    }
}

impl HprCode {
    fn into_verdi(self) -> Verdi {
        Verdi {
            aktiv: self.aktiv,
            oid: self.oid,
            verdi: self.verdi.unwrap_or_default(),
        }
    }
}
