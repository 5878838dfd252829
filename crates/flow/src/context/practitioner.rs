//! Who is logged in, and who else takes part in the consultation.

use contract::{Notice, ProblemKind};
use domain::HprNummer;
use fhir::datatypes::choose_name;
use fhir::{Encounter, Practitioner, PractitionerRole, System, Target};
use smart::fhir_user::FhirUserKind;

use super::today;
use crate::exchange::{Halt, Reads};
use crate::launch::LaunchFacts;

/// Participants whose names are looked up; more than these are not shown.
const MAX_OTHERS: usize = 3;

/// The one who is logged in, as the EPJ tells it.
pub(super) struct Signer {
    /// `Practitioner.id` that was asked for.
    id: String,
    pub practitioner: Practitioner,
    /// When `fhirUser` is a role.
    pub role: Option<PractitionerRole>,
}

/// Reads `fhirUser`, through its role when it is one (`smart-fhir.md` 1.10).
pub(super) fn read(facts: &LaunchFacts, reads: &Reads) -> Result<Signer, Halt> {
    let (id, role) = match facts.user.kind {
        FhirUserKind::Practitioner => (facts.user.id.to_string(), None),
        FhirUserKind::PractitionerRole => {
            let role = reads.required(&facts.user.reference(), PractitionerRole::read)?;
            if role.id.as_deref() != Some(facts.user.id.as_str()) {
                return Err(Halt::Problem(ProblemKind::WrongPatient));
            }
            let id = practitioner_of(&role, facts)
                .ok_or(Halt::Problem(ProblemKind::PractitionerWithoutHpr))?;
            (id, Some(role))
        }
    };
    let practitioner = reads.required(&format!("Practitioner/{id}"), Practitioner::read)?;
    Ok(Signer {
        id,
        practitioner,
        role,
    })
}

impl Signer {
    /// What Nav needs of the one who signs.
    pub fn check(
        &self,
        facts: &LaunchFacts,
        notices: &mut Vec<Notice>,
    ) -> Result<contract::Practitioner, Halt> {
        let practitioner = &self.practitioner;
        if practitioner.id.as_deref() != Some(self.id.as_str()) {
            return Err(Halt::Problem(ProblemKind::WrongPatient));
        }
        let today = today(facts);
        let hpr = practitioner
            .identifier
            .iter()
            .filter_map(|identifier| identifier.current(&System::Hpr, &today))
            .find_map(HprNummer::new)
            .ok_or(Halt::Problem(ProblemKind::PractitionerWithoutHpr))?;
        let categories: Vec<&str> = practitioner
            .qualification
            .iter()
            .filter_map(|qualification| qualification.code(&System::Category))
            .collect();
        let category = categories
            .iter()
            .find(|code| **code == "LE")
            .or(categories.first());
        if category.is_some_and(|code| *code != "LE") {
            notices.push(Notice::NotADoctor);
        }
        Ok(contract::Practitioner {
            id: self.id.clone(),
            name: choose_name(&practitioner.name, &today).unwrap_or_else(|| format!("HPR {hpr}")),
            hpr: hpr.to_string(),
            category: category.map(|code| (*code).to_owned()),
        })
    }
}

/// The names of those who take part, when the one who is logged in does not. `None` when they do, or nobody is named.
pub(super) fn others(
    encounter: &Encounter,
    signer: &contract::Practitioner,
    facts: &LaunchFacts,
    reads: &Reads,
) -> Result<Option<Vec<String>>, Halt> {
    let mut ids = Vec::new();
    let mut halt = None;
    for participant in encounter.participant.iter().take(2 * MAX_OTHERS) {
        let id = match participant.target(&facts.base) {
            Target::Resource { kind, id } if kind == "Practitioner" => Ok(Some(id.to_string())),
            Target::Resource { kind, id } if kind == "PractitionerRole" => {
                role_holder(&format!("PractitionerRole/{id}"), facts, reads)
            }
            _ => Ok(None),
        };
        match id {
            Ok(id) => ids.push((id, participant.display.clone())),
            Err(missing) => halt = Some(missing),
        }
    }
    if ids
        .iter()
        .any(|(id, _)| id.as_deref() == Some(signer.id.as_str()))
    {
        return Ok(None);
    }
    let mut names = Vec::new();
    for (id, display) in ids.into_iter().take(MAX_OTHERS) {
        match name(id, display, facts, reads) {
            Ok(name) => names.extend(name),
            Err(missing) => halt = Some(missing),
        }
    }
    match halt {
        Some(missing) => Err(missing),
        None if encounter.participant.is_empty() => Ok(None),
        None => Ok(Some(names)),
    }
}

fn name(
    id: Option<String>,
    display: Option<String>,
    facts: &LaunchFacts,
    reads: &Reads,
) -> Result<Option<String>, Halt> {
    let (Some(id), None) = (id, &display) else {
        return Ok(display);
    };
    let practitioner = reads.optional(&format!("Practitioner/{id}"), Practitioner::read)?;
    Ok(practitioner.and_then(|practitioner| choose_name(&practitioner.name, &today(facts))))
}

fn role_holder(path: &str, facts: &LaunchFacts, reads: &Reads) -> Result<Option<String>, Halt> {
    let role = reads.optional(path, PractitionerRole::read)?;
    Ok(role.and_then(|role| practitioner_of(&role, facts)))
}

/// The id of the Practitioner of a role.
pub(super) fn practitioner_of(role: &PractitionerRole, facts: &LaunchFacts) -> Option<String> {
    let id = role
        .practitioner
        .as_ref()?
        .id("Practitioner", &facts.base)?;
    Some(id.to_string())
}
