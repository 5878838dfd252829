//! What the rules look at.

use chrono::{NaiveDate, NaiveDateTime};
use domain::{Aktivitet, Diagnose, Kodeverk, Sykmelding};

use crate::{Registre, Status};

/// Everything that the questions may ask about. Unlike [`Sykmelding`] it can hold a note that makes no sense: the rules
/// must judge what other systems send, too.
pub struct Input<'a> {
    /// The calendar date in Oslo.
    pub today: NaiveDate,
    /// When the patient was seen, local time in Oslo.
    pub behandlet: NaiveDateTime,
    /// When Nav got the note, local time in Oslo.
    pub mottatt: NaiveDateTime,
    /// When it was signed, local time in Oslo.
    pub signert: NaiveDateTime,
    /// In any order.
    pub perioder: Vec<Regelperiode>,
    /// The main diagnosis.
    pub hoveddiagnose: Option<Kode>,
    /// The others.
    pub bidiagnoser: Vec<Kode>,
    /// Another reason for absence (folketrygdloven § 8-4 third ledd).
    pub annen_fravarsarsak: Option<AnnenFravarsarsak>,
    /// How the note came.
    pub mode: Mode,
    /// Version of the rules that the sender knew; `"3"` for digital notes.
    pub regelsett: Option<String>,
    /// Why the note is backdated.
    pub begrunnelse: Option<String>,
    /// Extra questions that were answered, `6.3.1` to `6.5.4`.
    pub besvarte: Vec<String>,
    /// All of the patient's earlier notes, by whomever; `None` where they are not known.
    pub tidligere: Option<Vec<Tidligere>>,
    /// What registers say; `None` where they are not known.
    pub registre: Option<Registre>,
    /// Whether a code stands in a code system, by the lookup rules of `codes`.
    pub kode_finnes: &'a dyn Fn(Kodeverk, &str) -> bool,
}

/// How a note came.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// From a computer.
    #[default]
    Normal,
    /// On paper, read by a person. Not ours; support staff ask about them.
    Papir,
}

/// An earlier note of the patient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tidligere {
    /// Id at Nav.
    pub sykmelding_id: String,
    /// Its periods.
    pub perioder: Vec<Regelperiode>,
    /// Its main diagnosis, where it may be seen.
    pub hoveddiagnose: Option<Kode>,
    /// What became of it.
    pub status: Status,
    /// What the patient did with it.
    pub user_action: String,
    /// What Nav noted on it.
    pub merknader: Vec<String>,
}

impl Tidligere {
    pub(crate) fn has(&self, merknad: &str) -> bool {
        self.merknader.iter().any(|own| own == merknad)
    }
}

/// A period as it was delivered; `fom` may lie after `tom`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regelperiode {
    /// First day.
    pub fom: NaiveDate,
    /// Last day.
    pub tom: NaiveDate,
    /// What kind it is.
    pub slag: Slag,
}

/// The kind of a period with the values that belong to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slag {
    /// 100 %.
    AktivitetIkkeMulig,
    /// Percent sick; may be out of range.
    Gradert(i64),
    /// Text to the employer, as given.
    Avventende(Option<String>),
    /// Number of days of treatment.
    Behandlingsdager(i64),
    /// Fully at work, travel covered.
    Reisetilskudd,
    /// The kind cannot be told.
    Ugyldig,
}

/// A coded diagnosis whose system may be unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kode {
    /// OID without prefix.
    pub system: String,
    /// The code.
    pub kode: String,
}

/// Another reason for absence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnenFravarsarsak {
    /// The reasons of the list.
    pub grunn: Vec<String>,
    /// A description in words.
    pub beskrivelse: Option<String>,
}

impl Kode {
    /// The code system, when it is one of the three.
    pub fn kodeverk(&self) -> Option<Kodeverk> {
        Kodeverk::from_oid(&self.system)
    }
}

impl From<&Diagnose> for Kode {
    fn from(diagnose: &Diagnose) -> Kode {
        Kode {
            system: diagnose.system.oid().to_owned(),
            kode: diagnose.code.clone(),
        }
    }
}

impl From<&Aktivitet> for Regelperiode {
    fn from(aktivitet: &Aktivitet) -> Regelperiode {
        let slag = match aktivitet {
            Aktivitet::AktivitetIkkeMulig { .. } => Slag::AktivitetIkkeMulig,
            Aktivitet::Gradert { grad, .. } => Slag::Gradert(i64::from(grad.percent())),
            Aktivitet::Avventende { innspill, .. } => Slag::Avventende(Some(innspill.clone())),
            Aktivitet::Behandlingsdager { antall, .. } => {
                Slag::Behandlingsdager(i64::from(*antall))
            }
            Aktivitet::Reisetilskudd { .. } => Slag::Reisetilskudd,
        };
        Regelperiode {
            fom: aktivitet.periode().fom(),
            tom: aktivitet.periode().tom(),
            slag,
        }
    }
}

impl<'a> Input<'a> {
    /// A note in the digital channel: treated, received and signed `now`, local time in Oslo (`sykmelding.md` 3.2).
    pub fn digital(
        note: &Sykmelding,
        now: NaiveDateTime,
        kode_finnes: &'a dyn Fn(Kodeverk, &str) -> bool,
    ) -> Input<'a> {
        Input {
            today: now.date(),
            behandlet: now,
            mottatt: now,
            signert: now,
            perioder: note.aktivitet().iter().map(Regelperiode::from).collect(),
            hoveddiagnose: Some(note.hoveddiagnose().into()),
            bidiagnoser: note.bidiagnoser().iter().map(Kode::from).collect(),
            annen_fravarsarsak: note
                .details()
                .annen_fravarsgrunn
                .map(|grunn| AnnenFravarsarsak {
                    grunn: vec![grunn.wire().to_owned()],
                    beskrivelse: None,
                }),
            mode: Mode::Normal,
            regelsett: Some("3".to_owned()),
            begrunnelse: note
                .details()
                .tilbakedatering
                .as_ref()
                .map(|late| late.begrunnelse.clone()),
            besvarte: Vec::new(),
            tidligere: None,
            registre: None,
            kode_finnes,
        }
    }

    /// The first day of all, when there is a period.
    pub fn fom(&self) -> Option<NaiveDate> {
        self.perioder.iter().map(|p| p.fom).min()
    }

    /// The last day of all, when there is a period.
    pub fn tom(&self) -> Option<NaiveDate> {
        self.perioder.iter().map(|p| p.tom).max()
    }
}
