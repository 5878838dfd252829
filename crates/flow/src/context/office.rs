//! The office: whose number Nav gets, and which telephone Nav can call.

use std::collections::BTreeSet;

use contract::{Notice, Office};
use domain::Orgnummer;
use fhir::datatypes::choose_phone;
use fhir::{Bundle, Encounter, Organization, PractitionerRole, Reference, System, Target};

use super::practitioner::{Signer, practitioner_of};
use super::today;
use crate::exchange::{Halt, Reads};
use crate::launch::LaunchFacts;

/// Levels of `partOf` that are followed upwards in search of an organisation number.
const MAX_LEVELS: usize = 3;

/// The office of the consultation, else the one where the clinician has a role. Nothing here stops: what Nav demands
/// is asked for when the note is sent.
pub(super) fn read(
    encounter: &Encounter,
    signer: &Signer,
    facts: &LaunchFacts,
    reads: &Reads,
    notices: &mut Vec<Notice>,
) -> Result<Office, Halt> {
    let mut organization = match &encounter.service_provider {
        Some(reference) => find(reference, Some(encounter), facts, reads)?,
        None => None,
    };
    let mut role = signer.role.clone();
    if organization.is_none() {
        if role.is_none() {
            role = only_role(signer, facts, reads)?;
        }
        if let Some(reference) = role.as_ref().and_then(|role| role.organization.as_ref()) {
            organization = find(reference, None, facts, reads)?;
        }
    }
    let mut office = office(organization, facts, reads)?;
    if office.phone.is_none() {
        // Some systems leave Organization.telecom empty and fill the role or the person.
        let of_role = role.iter().flat_map(|role| role.telecom.clone());
        let all: Vec<_> = of_role.chain(signer.practitioner.telecom.clone()).collect();
        office.phone = choose_phone(&all, "work", &today(facts));
    }
    if office.orgnummer.is_none() {
        notices.push(Notice::OfficeWithoutOrgnummer);
    }
    if office.phone.is_none() {
        notices.push(Notice::OfficeWithoutPhone);
    }
    Ok(office)
}

/// Takes from the organisation, and from what it is part of while the organisation number is missing.
fn office(
    organization: Option<Organization>,
    facts: &LaunchFacts,
    reads: &Reads,
) -> Result<Office, Halt> {
    let id = organization
        .as_ref()
        .and_then(|organization| organization.id.clone());
    let mut office = Office {
        id,
        name: None,
        orgnummer: None,
        phone: None,
    };
    let mut seen = BTreeSet::new();
    let mut current = organization;
    for _ in 0..=MAX_LEVELS {
        let Some(organization) = current.take() else {
            break;
        };
        office.name = office.name.or(organization.name);
        let phone = choose_phone(&organization.telecom, "work", &today(facts));
        office.phone = office.phone.or(phone);
        office.orgnummer = organization
            .identifier
            .iter()
            .filter_map(|identifier| identifier.current(&System::Orgnr, &today(facts)))
            .find_map(|value| Orgnummer::new(value, facts.miljo))
            .map(|number| number.as_str().to_owned());
        // Organisations that are part of each other end here.
        if office.orgnummer.is_some() || !seen.insert(organization.id) || seen.len() > MAX_LEVELS {
            break;
        }
        if let Some(parent) = &organization.part_of {
            current = find(parent, None, facts, reads)?;
        }
    }
    Ok(office)
}

/// The organisation that a reference leads to.
fn find(
    reference: &Reference,
    holder: Option<&Encounter>,
    facts: &LaunchFacts,
    reads: &Reads,
) -> Result<Option<Organization>, Halt> {
    match reference.target(&facts.base) {
        Target::Resource { kind, id } if kind == "Organization" => {
            reads.optional(&format!("Organization/{id}"), Organization::read)
        }
        Target::Contained(id) => {
            let value = holder.and_then(|holder| holder.contained(&id));
            Ok(value
                .and_then(|value| Organization::read(value).ok())
                .map(|read| read.resource))
        }
        Target::Logical(identifier) => {
            // Only a valid organisation number goes into an address: whatever else stands here might be a person's.
            let number = identifier
                .current(&System::Orgnr, &today(facts))
                .and_then(|value| Orgnummer::new(value, facts.miljo));
            match number {
                Some(number) => by_number(&number, reads),
                None => Ok(None),
            }
        }
        _ => Ok(None),
    }
}

fn by_number(number: &Orgnummer, reads: &Reads) -> Result<Option<Organization>, Halt> {
    let path = format!(
        "Organization?identifier={}|{}",
        System::Orgnr.uri(),
        number.as_str()
    );
    let bundle = reads.optional(&path, Bundle::read)?.unwrap_or_default();
    let mut found = bundle.resources("Organization");
    match (found.next(), found.next()) {
        (Some(one), None) => Ok(Organization::read(one).ok().map(|read| read.resource)),
        _ => Ok(None),
    }
}

/// The role of the clinician, when the EPJ tells of exactly one with an organisation.
fn only_role(
    signer: &Signer,
    facts: &LaunchFacts,
    reads: &Reads,
) -> Result<Option<PractitionerRole>, Halt> {
    let Some(id) = &signer.practitioner.id else {
        return Ok(None);
    };
    let path = format!("PractitionerRole?practitioner={id}");
    let bundle = reads.optional(&path, Bundle::read)?.unwrap_or_default();
    let mut roles = bundle
        .resources("PractitionerRole")
        .filter_map(|value| PractitionerRole::read(value).ok())
        .map(|read| read.resource)
        .filter(|role| role.organization.is_some())
        .filter(|role| practitioner_of(role, facts).as_ref() == Some(id));
    match (roles.next(), roles.next()) {
        (Some(one), None) => Ok(Some(one)),
        _ => Ok(None),
    }
}
