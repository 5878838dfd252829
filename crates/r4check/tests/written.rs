//! Everything that Attest writes into a journal is valid R4 in somebody else's eyes.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use chrono::{DateTime, NaiveDate};
use contract::{
    Contact, Context, Encounter, FormId, Office, Patient, Practitioner, Utfall, UtfallStatus,
};
use domain::{
    Aktivitetstype, Diagnose, Diagnosevalg, Draft, Kodeverk, PeriodeDraft, Sprak, Sykmelding,
};
use fhir::write::{Batch, PutEntry};
use fhir_model::r4b::resources::{Bundle, DocumentReference, QuestionnaireResponse, Resource};
use flow::journal::{Sent, document_reference, questionnaire_response};
use serde_json::Value;

/// An invented person: the month is raised by 80.
fn context() -> Context {
    Context {
        patient: Patient {
            id: "kari".to_owned(),
            ident: "01816099901".to_owned(),
            name: "Kari Áile Oppdiktet".to_owned(),
            birth_date: NaiveDate::from_ymd_opt(1960, 1, 1),
        },
        practitioner: Practitioner {
            id: "lege".to_owned(),
            hpr: "9144889".to_owned(),
            name: "Lege Oppdiktet".to_owned(),
            category: Some("LE".to_owned()),
        },
        encounter: Encounter {
            id: "kari-i-dag".to_owned(),
            contact: Some(Contact::Examination),
            date: NaiveDate::from_ymd_opt(2026, 11, 20),
            diagnoses: Vec::new(),
        },
        office: Office {
            id: Some("kontor".to_owned()),
            name: Some("Fjellvik legesenter".to_owned()),
            orgnummer: Some("974760673".to_owned()),
            phone: Some("55553333".to_owned()),
        },
        notices: Vec::new(),
    }
}

/// Two periods, three diagnoses of both code systems, both messages: every item of the answers.
fn sykmelding() -> Sykmelding {
    let choice = |system, code: &str| Diagnosevalg {
        system,
        code: code.to_owned(),
        text: String::new(),
        kilde: None,
    };
    let period = |slag, fom: &str, tom: &str, grad: &str| PeriodeDraft {
        slag,
        fom: fom.to_owned(),
        tom: tom.to_owned(),
        grad: grad.to_owned(),
        ..PeriodeDraft::default()
    };
    let draft = Draft {
        perioder: vec![
            period(
                Aktivitetstype::AktivitetIkkeMulig,
                "20.11.2026",
                "26.11.2026",
                "",
            ),
            period(Aktivitetstype::Gradert, "27.11.2026", "03.12.2026", "50"),
        ],
        hoveddiagnose: Some(choice(Kodeverk::Icpc2, "L84")),
        bidiagnoser: vec![
            Some(choice(Kodeverk::Icd10, "M545")),
            Some(choice(Kodeverk::Icpc2, "P76")),
        ],
        har_melding_til_nav: true,
        melding_til_nav: "Henvist til fysioterapeut.\nNy vurdering om fire uker.".to_owned(),
        har_melding_til_arbeidsgiver: true,
        melding_til_arbeidsgiver: "Kan ikke løfte tungt.".to_owned(),
        ..Draft::default()
    };
    let today = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    domain::parse(&draft, today, &domain::Sykefravaer::default()).unwrap()
}

fn text_of(diagnose: &Diagnose) -> Option<String> {
    Some(format!("teksten til {}", diagnose.code))
}

/// Both resources as they go over the wire.
fn written() -> (Value, Value) {
    let form_id = FormId::new("3f0e7f5e-6f0e-4a44-9f0e-000000000001").unwrap();
    let sent = Sent {
        form_id: &form_id,
        sykmelding: &sykmelding(),
        context: &context(),
        utfall: &Utfall {
            status: UtfallStatus::Ok,
            rule: None,
        },
        sprak: Sprak::Nb,
        received: DateTime::parse_from_rfc3339("2026-11-20T14:05:09+01:00").unwrap(),
        text_of: &text_of,
    };
    (
        serde_json::to_value(document_reference(&sent, b"%PDF-1.7 not a real one").unwrap())
            .unwrap(),
        serde_json::to_value(questionnaire_response(&sent).unwrap()).unwrap(),
    )
}

#[test]
fn the_document_reference_parses_and_comes_back_the_same() {
    let (document, _) = written();
    let parsed: DocumentReference = serde_json::from_value(document.clone()).unwrap();
    assert_eq!(serde_json::to_value(&parsed).unwrap(), document);
    assert_eq!(parsed.content.len(), 1);
}

#[test]
fn the_questionnaire_response_parses_and_comes_back_the_same() {
    let (_, answers) = written();
    let parsed: QuestionnaireResponse = serde_json::from_value(answers.clone()).unwrap();
    assert_eq!(serde_json::to_value(&parsed).unwrap(), answers);
    assert!(!parsed.item.is_empty());
}

#[test]
fn the_batch_of_both_parses() {
    let (document, answers) = written();
    let base = "https://epj.example/fhir";
    let entries = [document, answers].map(|one| PutEntry::new(base, one).unwrap());
    let batch = serde_json::to_value(Batch::new(entries.into())).unwrap();
    let parsed: Bundle = serde_json::from_value(batch).unwrap();
    let kinds: Vec<_> = parsed
        .entry
        .iter()
        .flatten()
        .map(|entry| entry.resource.as_ref().unwrap())
        .map(|resource| match resource {
            Resource::DocumentReference(_) => "document",
            Resource::QuestionnaireResponse(_) => "answers",
            _ => "something else",
        })
        .collect();
    assert_eq!(kinds, ["document", "answers"]);
}

#[test]
fn a_resource_with_a_misspelt_element_would_be_found() {
    let (mut document, _) = written();
    let object = document.as_object_mut().unwrap();
    let status = object.remove("status").unwrap();
    object.insert("statuz".to_owned(), status);
    assert!(serde_json::from_value::<DocumentReference>(document).is_err());
}
