//! From the journal's Conditions to diagnoses that can be chosen.

use domain::{Diagnose, Diagnosevalg, Kilde, Kildeslag, Kodeverk};
use fhir::{Bundle, Condition, System};

use super::{Prefill, PrefillFacts, PrefillStatus, TextOfCode};
use crate::exchange::{Halt, Reads};

/// Requests in all.
const MAX_REQUESTS: usize = 3;

pub(super) fn conclude(
    facts: &PrefillFacts,
    reads: &Reads,
    text_of: TextOfCode<'_>,
) -> Result<Prefill, Halt> {
    let mut budget = MAX_REQUESTS;
    let mut answered = false;
    if (1..=MAX_REQUESTS).contains(&facts.diagnoses.len()) {
        budget -= facts.diagnoses.len();
        if let Some(named) = named(facts, reads)? {
            answered = true;
            let prefill = offer(named, facts, text_of);
            if prefill.found_something() {
                return Ok(prefill);
            }
        }
    }
    for search in [
        Search::EncounterId,
        Search::EncounterReference,
        Search::AllOfPatient,
    ]
    .into_iter()
    .take(budget)
    {
        if let Some(bundle) = reads.optional(&search.path(facts), Bundle::read)? {
            answered = true;
            let conditions = bundle
                .resources("Condition")
                .filter_map(|value| Condition::read(value).ok())
                .map(|read| read.resource)
                .filter(|condition| search.trusts(condition, facts))
                .collect();
            let prefill = offer(conditions, facts, text_of);
            if prefill.found_something() {
                return Ok(prefill);
            }
        }
    }
    let status = if answered {
        PrefillStatus::None
    } else {
        PrefillStatus::Failed
    };
    Ok(Prefill {
        status,
        ..Prefill::default()
    })
}

/// The Conditions that the encounter names; `None` when none of them could be read.
fn named(facts: &PrefillFacts, reads: &Reads) -> Result<Option<Vec<Condition>>, Halt> {
    let asked: Vec<_> = facts
        .diagnoses
        .iter()
        .map(|id| reads.optional(&format!("Condition/{id}"), Condition::read))
        .collect();
    let read: Vec<Option<Condition>> = asked.into_iter().collect::<Result<_, Halt>>()?;
    let found: Vec<Condition> = read.into_iter().flatten().collect();
    Ok(Some(found).filter(|found| !found.is_empty()))
}

/// The ways to search, from the plainest to the widest.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Search {
    EncounterId,
    EncounterReference,
    AllOfPatient,
}

impl Search {
    fn path(self, facts: &PrefillFacts) -> String {
        match self {
            Search::EncounterId => format!("Condition?encounter={}", facts.encounter),
            Search::EncounterReference => {
                format!("Condition?encounter=Encounter/{}", facts.encounter)
            }
            Search::AllOfPatient => format!("Condition?patient={}", facts.patient),
        }
    }

    /// Whether a hit belongs to the encounter; the query alone is never proof.
    fn trusts(self, condition: &Condition, facts: &PrefillFacts) -> bool {
        match &condition.encounter {
            Some(encounter) => encounter
                .id("Encounter", &facts.base)
                .is_some_and(|id| id.as_str() == facts.encounter),
            None => self != Search::AllOfPatient,
        }
    }
}

impl Prefill {
    fn found_something(&self) -> bool {
        !matches!(self.status, PrefillStatus::None | PrefillStatus::Failed) || self.n_foreign > 0
    }
}

/// Filters, orders and translates.
fn offer(conditions: Vec<Condition>, facts: &PrefillFacts, text_of: TextOfCode<'_>) -> Prefill {
    let mut prefill = Prefill::default();
    // By insertion: the library's sort adds three kilobytes to what a browser loads.
    let mut ordered: Vec<Condition> = Vec::with_capacity(conditions.len());
    let key = |condition: &Condition| (is_over(condition), rank(condition, facts));
    for condition in conditions {
        let own = key(&condition);
        let place = ordered.partition_point(|earlier| key(earlier) <= own);
        ordered.insert(place, condition);
    }
    for condition in ordered {
        match owner(&condition, facts) {
            Owner::Another => prefill.n_foreign += 1,
            Owner::Unknown => {}
            Owner::Patient if !is_usable(&condition) => {}
            Owner::Patient => match choice(&condition, facts, text_of) {
                Some(valg) => {
                    let known = prefill
                        .diagnoser
                        .iter()
                        .any(|one| one.diagnose() == valg.diagnose());
                    prefill.diagnoser.extend((!known).then_some(valg));
                }
                None => prefill.unknown.extend(shown(&condition)),
            },
        }
    }
    prefill.status = match (prefill.diagnoser.is_empty(), prefill.unknown.is_empty()) {
        (_, false) => PrefillStatus::SomeUnknown,
        (false, true) => PrefillStatus::Ok,
        (true, true) => PrefillStatus::None,
    };
    prefill
}

enum Owner {
    Patient,
    Another,
    Unknown,
}

fn owner(condition: &Condition, facts: &PrefillFacts) -> Owner {
    let Some(subject) = &condition.subject else {
        return Owner::Unknown;
    };
    match subject.id("Patient", &facts.base) {
        Some(id) if id.as_str() == facts.patient => Owner::Patient,
        _ => Owner::Another,
    }
}

fn is_usable(condition: &Condition) -> bool {
    let refuted = matches!(
        condition.verification_status.as_deref(),
        Some("entered-in-error" | "refuted")
    );
    !refuted && !condition.modified
}

fn is_over(condition: &Condition) -> bool {
    matches!(
        condition.clinical_status.as_deref(),
        Some("inactive" | "resolved" | "remission")
    )
}

/// Place among the diagnoses that the encounter names; the others stand behind, in the server's order.
fn rank(condition: &Condition, facts: &PrefillFacts) -> usize {
    named_at(condition, facts).unwrap_or(usize::MAX)
}

fn named_at(condition: &Condition, facts: &PrefillFacts) -> Option<usize> {
    let id = condition.id.as_ref()?;
    facts.diagnoses.iter().position(|named| named == id)
}

/// The first code that Nav's lists know. The EPJ's own text is shown; the clinician knows it by that.
fn choice(
    condition: &Condition,
    facts: &PrefillFacts,
    text_of: TextOfCode<'_>,
) -> Option<Diagnosevalg> {
    let slag = match named_at(condition, facts) {
        Some(_) => Kildeslag::Konsultasjon,
        None => Kildeslag::Journal,
    };
    condition.code.coding.iter().find_map(|coding| {
        let system = kodeverk(coding.system.as_ref()?)?;
        let mut diagnose = Diagnose::new(system, coding.code.as_deref()?);
        if system == Kodeverk::Icd10 {
            // The lists spell `M545` what most systems spell `M54.5`.
            diagnose.code.retain(|c| c != '.');
        }
        let listed = text_of(system, &diagnose.code)?;
        let own = coding
            .display
            .clone()
            .or_else(|| condition.code.text.clone());
        Some(Diagnosevalg {
            system,
            code: diagnose.code,
            text: own.unwrap_or(listed),
            kilde: Some(Kilde { slag }),
        })
    })
}

/// Something to search for, when no code can be used.
fn shown(condition: &Condition) -> Option<String> {
    let mut codings = condition.code.coding.iter();
    condition
        .code
        .text
        .clone()
        .or_else(|| codings.clone().find_map(|coding| coding.display.clone()))
        .or_else(|| codings.find_map(|coding| coding.code.clone()))
}

fn kodeverk(system: &System) -> Option<Kodeverk> {
    match system {
        System::Icpc2 => Some(Kodeverk::Icpc2),
        System::Icpc2b => Some(Kodeverk::Icpc2b),
        System::Icd10 => Some(Kodeverk::Icd10),
        _ => None,
    }
}
