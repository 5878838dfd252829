//! Screen, session and EPJ must agree before anything is accepted (`smart-fhir.md` 4.5 number 6).

use chrono::NaiveDate;
use contract::{Context, ProblemKind, SubmitForm};
use domain::Miljo;
use fhir::{Encounter, Patient};
use flow::exchange::Answer;
use flow::journal::Binding;
use serde_json::Value;

/// What stops a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contradiction {
    /// What the clinician is told.
    pub kind: ProblemKind,
    /// For the log, without ids.
    pub cause: &'static str,
}

/// What stands on the screen against the session.
pub fn screen(body: &SubmitForm, context: &Context) -> Result<(), Contradiction> {
    match (
        body.patient == context.patient.id,
        body.encounter == context.encounter.id,
    ) {
        (true, true) => Ok(()),
        (false, _) => Err(wrong("the patient on the screen is not the session's")),
        (_, false) => Err(wrong("the encounter on the screen is not the session's")),
    }
}

/// A fresh read of the patient against the session, by the same test as before a journal write. No answer or a fault of
/// the EPJ contradicts nothing: the context was read at launch, and the journal writer reads again before it writes.
///
/// `today` is the calendar date in Oslo.
pub fn patient(
    answer: &Answer,
    context: &Context,
    miljo: Miljo,
    today: NaiveDate,
) -> Result<(), Contradiction> {
    match answered(answer)? {
        Some(json)
            if Patient::read(json).is_ok()
                && !Binding::new(context).is_patient(json, miljo, today) =>
        {
            Err(wrong("the EPJ's patient is not the session's any more"))
        }
        _ => Ok(()),
    }
}

/// A fresh read of the encounter against the session. `base` is the FHIR base.
pub fn encounter(answer: &Answer, context: &Context, base: &str) -> Result<(), Contradiction> {
    match answered(answer)? {
        Some(json)
            if Encounter::read(json).is_ok() && !Binding::new(context).is_encounter(json, base) =>
        {
            Err(wrong("the EPJ's encounter is not the session's any more"))
        }
        _ => Ok(()),
    }
}

/// The JSON of a success. Faults of the EPJ are no answer; a refusal stops.
fn answered(answer: &Answer) -> Result<Option<&Value>, Contradiction> {
    let Ok(answer) = answer else {
        return Ok(None);
    };
    let (kind, cause) = match answer.status {
        200 => return Ok(answer.body.as_ref()),
        401 => (
            ProblemKind::EpjSessionEnded,
            "the EPJ says that the login is over",
        ),
        403 => (ProblemKind::EpjForbidden, "the EPJ no longer lets us read"),
        404 | 410 => (ProblemKind::EpjNotFound, "the EPJ no longer has it"),
        _ => return Ok(None),
    };
    Err(Contradiction { kind, cause })
}

fn wrong(cause: &'static str) -> Contradiction {
    Contradiction {
        kind: ProblemKind::WrongPatient,
        cause,
    }
}

#[cfg(test)]
mod tests {
    use contract::{Encounter, Office, Patient, Practitioner};
    use flow::exchange::{FhirAnswer, NoAnswer};
    use serde_json::json;

    use super::*;

    fn answer(status: u16, body: Option<Value>) -> Answer {
        Ok(FhirAnswer {
            status,
            body,
            retry_after_ms: None,
        })
    }

    fn context() -> Context {
        Context {
            patient: Patient {
                id: "p1".to_owned(),
                ident: "17912099997".to_owned(),
                name: "Oppdiktet Person".to_owned(),
                birth_date: None,
            },
            practitioner: Practitioner {
                id: "d1".to_owned(),
                hpr: "9144889".to_owned(),
                name: "Oppdiktet Lege".to_owned(),
                category: None,
            },
            encounter: Encounter {
                id: "e1".to_owned(),
                contact: None,
                date: None,
                diagnoses: Vec::new(),
            },
            office: Office {
                id: None,
                name: None,
                orgnummer: None,
                phone: None,
            },
            notices: Vec::new(),
        }
    }

    fn kind(result: Result<(), Contradiction>) -> Option<ProblemKind> {
        result.err().map(|contradiction| contradiction.kind)
    }

    fn fresh_patient(answer: &Answer) -> Result<(), Contradiction> {
        let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
        patient(answer, &context(), Miljo::Test, today)
    }

    #[test]
    fn wb_35_a_fresh_patient_that_is_not_the_sessions_stops() {
        let fresh = |id: &str, ident: &str| {
            json!({"resourceType": "Patient", "id": id, "identifier": [
                {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": ident}]})
        };
        let ask = |json: Value| kind(fresh_patient(&answer(200, Some(json))));
        assert_eq!(ask(fresh("p1", "179120 99997")), None);
        assert_eq!(
            ask(fresh("p2", "17912099997")),
            Some(ProblemKind::WrongPatient)
        );
        assert_eq!(
            ask(fresh("p1", "29822099635")),
            Some(ProblemKind::WrongPatient)
        );
        let mut replaced = fresh("p1", "17912099997");
        replaced["link"] = json!([{"type": "replaced-by", "other": {"reference": "Patient/p2"}}]);
        assert_eq!(ask(replaced), Some(ProblemKind::WrongPatient));
    }

    #[test]
    fn wb_35_a_fresh_encounter_of_another_patient_stops() {
        let fresh = |id: &str, subject: &str| json!({"resourceType": "Encounter", "id": id, "status": "in-progress", "subject": {"reference": subject}});
        let base = "https://epj.example/r4";
        let ask = |json: Value| kind(encounter(&answer(200, Some(json)), &context(), base));
        assert_eq!(ask(fresh("e1", "Patient/p1")), None);
        assert_eq!(ask(fresh("e1", "https://epj.example/r4/Patient/p1")), None);
        assert_eq!(
            ask(fresh("e1", "Patient/p2")),
            Some(ProblemKind::WrongPatient)
        );
        assert_eq!(
            ask(fresh("e2", "Patient/p1")),
            Some(ProblemKind::WrongPatient)
        );
    }

    #[test]
    fn an_encounter_that_names_nobody_stops() {
        let nobody = |subject: Value| {
            let mut fresh =
                json!({"resourceType": "Encounter", "id": "e1", "status": "in-progress"});
            fresh["subject"] = subject;
            let answer = answer(200, Some(fresh));
            kind(encounter(&answer, &context(), "https://epj.example/r4"))
        };
        for subject in [
            Value::Null,
            json!({}),
            json!({"display": "Oppdiktet Person"}),
        ] {
            let told = nobody(subject.clone());
            assert_eq!(told, Some(ProblemKind::WrongPatient), "{subject}");
        }
    }

    #[test]
    fn a_patient_whose_number_is_only_an_old_one_stops() {
        let fresh =
            |idents: Value| json!({"resourceType": "Patient", "id": "p1", "identifier": idents});
        let ident = |usage: &str, value: &str| json!({"system": "urn:oid:2.16.578.1.12.4.1.4.1", "use": usage, "value": value});
        let (ours, new) = ("17912099997", "29822099635");
        let ask = |idents: Value| kind(fresh_patient(&answer(200, Some(fresh(idents)))));
        assert_eq!(ask(json!([ident("official", ours)])), None);
        for idents in [
            json!([ident("old", ours)]),
            json!([ident("old", ours), ident("official", new)]),
            json!([]),
        ] {
            assert_eq!(
                ask(idents.clone()),
                Some(ProblemKind::WrongPatient),
                "{idents}"
            );
        }
        assert_eq!(
            ask(json!([ident("old", new), ident("official", ours)])),
            None
        );
    }

    #[test]
    fn an_epj_that_is_down_contradicts_nothing_and_one_that_refuses_stops() {
        for (status, expected) in [
            (None, None),
            (Some(500), None),
            (Some(503), None),
            (Some(401), Some(ProblemKind::EpjSessionEnded)),
            (Some(403), Some(ProblemKind::EpjForbidden)),
            (Some(404), Some(ProblemKind::EpjNotFound)),
        ] {
            let answer = status.map_or(Err(NoAnswer), |status| answer(status, None));
            assert_eq!(kind(fresh_patient(&answer)), expected, "{status:?}");
        }
    }
}
