//! The patient: which number, which name, and what stops.

use std::collections::BTreeSet;

use contract::{Notice, ProblemKind};
use domain::{Identslag, Miljo, Personident};
use fhir::System;
use fhir::datatypes::choose_name;

use super::today;
use crate::exchange::Halt;
use crate::launch::LaunchFacts;

/// Checks the patient of the launch.
pub(super) fn check(
    patient: &fhir::Patient,
    facts: &LaunchFacts,
    notices: &mut Vec<Notice>,
) -> Result<contract::Patient, Halt> {
    let stop = |kind| Err(Halt::Problem(kind));
    if patient.id.as_deref() != Some(facts.patient.as_str()) {
        return stop(ProblemKind::WrongPatient);
    }
    if patient.replaced {
        return stop(ProblemKind::PatientReplaced);
    }
    let ident = ident(patient, facts.miljo, &today(facts)).map_err(Halt::Problem)?;
    let Some(name) = choose_name(&patient.name, &today(facts)) else {
        return stop(ProblemKind::PatientWithoutName);
    };
    let birth_date = patient
        .birth_date
        .as_deref()
        .and_then(|date| date.parse().ok());
    if birth_date.is_some_and(|born| !ident.agrees_with(born)) {
        notices.push(Notice::BirthDateContradictsIdent);
    }
    if patient.deceased {
        notices.push(Notice::Deceased);
    }
    if patient.active == Some(false) {
        notices.push(Notice::Inactive);
    }
    let id = facts.patient.clone();
    Ok(contract::Patient {
        id,
        ident: ident.as_str().to_owned(),
        name,
        birth_date,
    })
}

/// The identity number for Nav: the fødselsnummer, else the D-nummer. `today` as `YYYY-MM-DD`.
///
/// The number itself tells which of the two it is, because systems mix them up. Help numbers, DUF numbers and
/// passports are of no use here.
///
/// # Errors
/// `PatientAmbiguous` for two numbers of one kind, `PatientWithoutIdent` for none that can be used.
pub(crate) fn ident(
    patient: &fhir::Patient,
    miljo: Miljo,
    today: &str,
) -> Result<Personident, ProblemKind> {
    let (mut fnr, mut dnr) = (BTreeSet::new(), BTreeSet::new());
    for identifier in &patient.identifier {
        let value = [System::Fnr, System::Dnr]
            .iter()
            .find_map(|system| identifier.current(system, today));
        if let Some(Ok(number)) = value.map(|value| Personident::new(value, miljo)) {
            let kind = match number.slag() {
                Identslag::Fodselsnummer => &mut fnr,
                Identslag::DNummer => &mut dnr,
            };
            kind.insert(number.as_str().to_owned());
        }
    }
    let chosen = if fnr.is_empty() { dnr } else { fnr };
    let mut chosen = chosen.into_iter();
    match (chosen.next(), chosen.next()) {
        (Some(one), None) => {
            Personident::new(&one, miljo).map_err(|_| ProblemKind::PatientWithoutIdent)
        }
        (Some(_), Some(_)) => Err(ProblemKind::PatientAmbiguous),
        (None, _) => Err(ProblemKind::PatientWithoutIdent),
    }
}
