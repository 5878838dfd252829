//! Who and where: what the step `context` makes of the launch.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Patient, practitioner, encounter and office of one launch, checked by `smart-fhir.md` 1.6 and 2.3.
///
/// The gateway makes its own from its own reads; nothing in a request body can change it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Context {
    /// The patient of the launch.
    pub patient: Patient,
    /// Who is logged in and signs.
    pub practitioner: Practitioner,
    /// The consultation that the note rests on (folketrygdloven § 8-7).
    pub encounter: Encounter,
    /// The office that the consultation belongs to.
    pub office: Office,
    /// What the clinician should know before writing; none of it stops.
    pub notices: Vec<Notice>,
}

/// The patient.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Patient {
    /// `Patient.id` at the EPJ.
    pub id: String,
    /// Fødselsnummer or D-nummer, eleven digits. Shown masked until pressed.
    pub ident: String,
    /// Given names and family name, control and bidi characters removed.
    pub name: String,
    /// From the EPJ; the identity number does not tell a birth date for certain.
    pub birth_date: Option<NaiveDate>,
}

/// The health worker who is logged in at the EPJ.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Practitioner {
    /// `Practitioner.id` at the EPJ.
    pub id: String,
    /// HPR number without leading zeros.
    pub hpr: String,
    /// Given names and family name.
    pub name: String,
    /// Category of health worker (code of 9060, `LE` = doctor) as the EPJ tells it; the register decides.
    pub category: Option<String>,
}

/// The consultation.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Encounter {
    /// `Encounter.id` at the EPJ.
    pub id: String,
    /// How patient and clinician met; `None` when the EPJ does not tell.
    pub contact: Option<Contact>,
    /// First day of the consultation in Oslo; `None` when the EPJ does not tell.
    pub date: Option<NaiveDate>,
    /// Ids of the Conditions that `Encounter.diagnosis` names, in order of rank; where the step `prefill` looks first.
    #[serde(default)]
    pub diagnoses: Vec<String>,
}

/// Contact type, code system 8432.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Contact {
    /// 1: at the office.
    Examination,
    /// 6: video.
    Video,
    /// 7: telephone.
    Telephone,
}

/// The office: letterhead, and what Nav demands of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Office {
    /// `Organization.id` at the EPJ.
    pub id: Option<String>,
    /// Name for the letterhead.
    pub name: Option<String>,
    /// Organisation number, nine digits with a valid check digit. Without it a note cannot be sent.
    pub orgnummer: Option<String>,
    /// Telephone that Nav can call. Without it a note cannot be sent.
    pub phone: Option<String>,
}

/// Something the clinician should know. Texts live with the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind")]
pub enum Notice {
    /// The consultation belongs to someone else; a deputy is legal.
    OtherParticipant {
        /// Names of those who take part in the consultation.
        names: Vec<String>,
    },
    /// The EPJ says that the patient is dead.
    Deceased,
    /// The EPJ says that the patient is not active there.
    Inactive,
    /// Birth date and identity number disagree.
    BirthDateContradictsIdent,
    /// The EPJ knows the practitioner as another category than doctor.
    NotADoctor,
    /// The consultation lies ahead.
    EncounterInFuture,
    /// The office has no usable organisation number.
    OfficeWithoutOrgnummer,
    /// The office has no telephone.
    OfficeWithoutPhone,
    /// The EPJ has not given the right to write documents: the journal step will be a download.
    JournalNotWritable,
}

impl std::fmt::Debug for Context {
    /// Ids only: names and numbers never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").finish_non_exhaustive()
    }
}
