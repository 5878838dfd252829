//! Screen, session and EPJ must agree before anything is accepted (`smart-fhir.md` 4.5 number 6).

use contract::{Context, ProblemKind, SubmitForm};
use fhir::{Encounter, Patient, System};
use flow::exchange::Answer;
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

/// A fresh read of the patient against the session. No answer or a fault of the EPJ contradicts nothing: the context was
/// read at launch, and the journal writer reads again before it writes.
pub fn patient(answer: &Answer, context: &Context) -> Result<(), Contradiction> {
    let Some(json) = answered(answer)? else {
        return Ok(());
    };
    let Ok(read) = Patient::read(json) else {
        return Ok(());
    };
    if read.resource.id.as_deref() != Some(context.patient.id.as_str()) {
        return Err(wrong("the EPJ answered with another patient"));
    }
    if read.resource.replaced {
        return Err(wrong("the patient has been replaced by another"));
    }
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let same_ident = read.resource.identifier.iter().any(|identifier| {
        matches!(identifier.system, Some(System::Fnr | System::Dnr))
            && identifier.value.as_deref().map(digits).as_deref() == Some(&context.patient.ident)
    });
    match same_ident {
        true => Ok(()),
        false => Err(wrong("the identity number is another one now")),
    }
}

/// A fresh read of the encounter against the session. `base` is the FHIR base.
pub fn encounter(answer: &Answer, context: &Context, base: &str) -> Result<(), Contradiction> {
    let Some(json) = answered(answer)? else {
        return Ok(());
    };
    let Ok(read) = Encounter::read(json) else {
        return Ok(());
    };
    if read.resource.id.as_deref() != Some(context.encounter.id.as_str()) {
        return Err(wrong("the EPJ answered with another encounter"));
    }
    let subject = read
        .resource
        .subject
        .and_then(|subject| subject.id("Patient", base));
    match subject.map(|id| id.to_string()) {
        Some(id) if id != context.patient.id => Err(wrong("the encounter is another patient's")),
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
                ident: "01810112345".to_owned(),
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

    #[test]
    fn wb_35_a_fresh_patient_that_is_not_the_sessions_stops() {
        let fresh = |id: &str, ident: &str| {
            json!({"resourceType": "Patient", "id": id, "identifier": [
                {"system": "urn:oid:2.16.578.1.12.4.1.4.1", "value": ident}]})
        };
        let ask = |json: Value| kind(patient(&answer(200, Some(json)), &context()));
        assert_eq!(ask(fresh("p1", "018101 12345")), None);
        assert_eq!(
            ask(fresh("p2", "01810112345")),
            Some(ProblemKind::WrongPatient)
        );
        assert_eq!(
            ask(fresh("p1", "02810112345")),
            Some(ProblemKind::WrongPatient)
        );
        let mut replaced = fresh("p1", "01810112345");
        replaced["link"] = json!([{"type": "replaced-by", "other": {"reference": "Patient/p2"}}]);
        assert_eq!(ask(replaced), Some(ProblemKind::WrongPatient));
    }

    #[test]
    fn wb_35_a_fresh_encounter_of_another_patient_stops() {
        let fresh = |id: &str, subject: &str| json!({"resourceType": "Encounter", "id": id, "subject": {"reference": subject}});
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
            assert_eq!(kind(patient(&answer, &context())), expected, "{status:?}");
        }
    }
}
