//! Step journal: what is written to the EPJ, as snapshots.

use chrono::{DateTime, FixedOffset};
use contract::{Context, FormId, Utfall, UtfallStatus};
use domain::{Diagnose, Miljo, Sprak, Sykmelding};
use flow::journal::{BadId, NavAnswer, Sent, document, document_reference, questionnaire_response};
use serde_json::Value;

use crate::submit::{draft, form_id, short_draft, sykmelding};
use crate::world::*;

pub const PDF: &[u8] = b"%PDF-1.7 (test)";

pub fn received() -> DateTime<FixedOffset> {
    flow::oslo::at("2025-06-05T07:31:05Z".parse().unwrap())
}

fn text_of(diagnose: &Diagnose) -> Option<String> {
    Some(format!("Listetekst {}", diagnose.code))
}

/// Everything that a [`Sent`] borrows.
struct Held {
    form_id: FormId,
    sykmelding: Sykmelding,
    context: Context,
    utfall: Utfall,
}

impl Held {
    fn new(draft: &domain::Draft) -> Held {
        Held {
            form_id: form_id(),
            sykmelding: sykmelding(draft),
            context: Epj::new().context(),
            utfall: Utfall {
                status: UtfallStatus::Ok,
                rule: None,
            },
        }
    }

    fn sent(&self, sprak: Sprak) -> Sent<'_> {
        Sent {
            form_id: &self.form_id,
            sykmelding: &self.sykmelding,
            context: &self.context,
            utfall: &self.utfall,
            received: received(),
            sprak,
            text_of: &text_of,
        }
    }
}

/// Both resources of the long note, as the writer gets them.
pub fn resources() -> (Value, Value) {
    let held = Held::new(&draft());
    let sent = held.sent(Sprak::Nb);
    let document = document_reference(&sent, PDF).unwrap();
    let answers = questionnaire_response(&sent).unwrap();
    (
        serde_json::to_value(document).unwrap(),
        serde_json::to_value(answers).unwrap(),
    )
}

#[test]
fn wb_28_the_document_reference_of_a_whole_note() {
    let held = Held::new(&draft());
    let document = document_reference(&held.sent(Sprak::Nb), PDF).unwrap();
    insta::assert_json_snapshot!("document_reference", document);
}

#[test]
fn wb_28_the_description_of_one_period_tells_its_percent() {
    let held = Held::new(&short_draft());
    for (sprak, wanted) in [
        (Sprak::Nb, "60% sykmelding, 5. - 12. juni 2025"),
        (Sprak::Nn, "60% sjukmelding, 5. - 12. juni 2025"),
    ] {
        let written = document_reference(&held.sent(sprak), PDF).unwrap();
        let written = serde_json::to_value(written).unwrap();
        assert_eq!(written["description"], wanted);
        assert_eq!(written["content"][0]["attachment"]["title"], wanted);
        assert_eq!(written["content"][0]["attachment"]["language"], sprak.tag());
    }
}

#[test]
fn the_same_note_gives_the_same_bytes() {
    let held = Held::new(&draft());
    let bytes = || {
        let sent = held.sent(Sprak::Nb);
        serde_json::to_string(&document_reference(&sent, PDF).unwrap()).unwrap()
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn wb_30_the_questionnaire_response_of_a_whole_note() {
    let held = Held::new(&draft());
    let answers = questionnaire_response(&held.sent(Sprak::Nb)).unwrap();
    insta::assert_json_snapshot!("questionnaire_response", answers);
}

#[test]
fn wb_30_a_note_without_other_diagnoses_has_no_such_item_and_says_no_to_pregnancy() {
    let held = Held::new(&short_draft());
    let answers = questionnaire_response(&held.sent(Sprak::Nb)).unwrap();
    insta::assert_json_snapshot!("questionnaire_response_short", answers);
}

#[test]
fn wb_31_a_reference_cannot_get_a_doubled_prefix() {
    let mut held = Held::new(&draft());
    held.context.practitioner.id = "Practitioner/lege".into();
    assert_eq!(document_reference(&held.sent(Sprak::Nb), PDF), Err(BadId));
    assert_eq!(questionnaire_response(&held.sent(Sprak::Nb)), Err(BadId));
}

#[test]
fn the_document_in_bokmal_after_navs_answer() {
    let held = Held::new(&draft());
    let utfall = Utfall {
        status: UtfallStatus::Invalid,
        rule: Some("ICPC_2_Z_DIAGNOSE".into()),
    };
    let at = flow::oslo::at("2025-06-05T07:31:09Z".parse().unwrap());
    let nav = NavAnswer::Delivered { at, utfall };
    insta::assert_json_snapshot!(
        "document_nb",
        document(&held.sent(Sprak::Nb), &nav, Miljo::Test)
    );
}

#[test]
fn wb_34_the_document_in_nynorsk_before_navs_answer_does_not_claim_that_nav_has_it() {
    let mut held = Held::new(&short_draft());
    held.context.patient.ident = DNR.into();
    held.context.encounter.contact = None;
    held.context.encounter.date = None;
    let made = document(&held.sent(Sprak::Nn), &NavAnswer::NotYet, Miljo::Test);
    insta::assert_json_snapshot!("document_nn", made);
}

#[test]
fn wb_40_no_identity_number_stands_in_a_title() {
    let held = Held::new(&draft());
    let made = document(&held.sent(Sprak::Nb), &NavAnswer::NotYet, Miljo::Test);
    let (reference, _) = resources();
    for text in [
        made.title.as_str(),
        reference["description"].as_str().unwrap(),
    ] {
        assert!(!text.contains(FNR) && text.len() <= 256, "{text}");
    }
}
