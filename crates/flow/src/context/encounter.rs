//! The consultation, and whether it is this patient's.

use contract::{Contact, Notice, ProblemKind};
use fhir::{Reference, System, Target};

use crate::exchange::Halt;
use crate::launch::LaunchFacts;
use crate::oslo;

/// Checks the encounter of the launch against the patient, who has been checked before.
pub(super) fn check(
    encounter: &fhir::Encounter,
    patient: &contract::Patient,
    facts: &LaunchFacts,
    notices: &mut Vec<Notice>,
) -> Result<contract::Encounter, Halt> {
    if encounter.id.as_deref() != Some(facts.encounter.as_str()) {
        return Err(Halt::Problem(ProblemKind::WrongPatient));
    }
    if !same_patient(encounter, &patient.id, &patient.ident, &facts.base) {
        return Err(Halt::Problem(ProblemKind::EncounterOfAnotherPatient));
    }
    if matches!(
        encounter.status.as_deref(),
        Some("cancelled" | "entered-in-error")
    ) {
        return Err(Halt::Problem(ProblemKind::EncounterCancelled));
    }
    let date = encounter.period.start.as_deref().and_then(oslo::day);
    if date.is_some_and(|date| date > facts.today) {
        notices.push(Notice::EncounterInFuture);
    }
    Ok(contract::Encounter {
        id: facts.encounter.clone(),
        contact: contact(encounter),
        date,
        diagnoses: encounter
            .diagnosis
            .iter()
            .filter_map(|diagnosis| diagnosis.condition.id("Condition", &facts.base))
            .map(|id| id.to_string())
            .collect(),
    })
}

/// Whether `Encounter.subject` is this patient: by id, or by identity number where there is only that.
///
/// Everything else counts as somebody else, also a missing subject.
pub(crate) fn same_patient(
    encounter: &fhir::Encounter,
    patient: &str,
    ident: &str,
    base: &str,
) -> bool {
    let target = encounter
        .subject
        .as_ref()
        .map(|subject: &Reference| subject.target(base));
    match target {
        Some(Target::Resource { kind, id }) => kind == "Patient" && id.as_str() == patient,
        Some(Target::Logical(identifier)) => {
            matches!(identifier.system, Some(System::Fnr | System::Dnr))
                && identifier.value.as_deref() == Some(ident)
        }
        _ => false,
    }
}

/// The contact type of 8432. A virtual visit without it does not tell video from telephone.
fn contact(encounter: &fhir::Encounter) -> Option<Contact> {
    let code = encounter
        .kind
        .iter()
        .find_map(|kind| kind.code(&System::ContactType))?;
    match code {
        "1" => Some(Contact::Examination),
        "6" => Some(Contact::Video),
        "7" => Some(Contact::Telephone),
        _ => None,
    }
}
