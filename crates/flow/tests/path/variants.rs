//! Every variant with everything that it can hold: what Nav gets, what the journal gets, what the document says.

use contract::{Utfall, UtfallStatus};
use domain::{
    Aktivitetstype, Draft, Fravarsgrunn, PeriodeDraft, Sporsmal, Svar, Sykefravaer, Sykmelding,
    Tilbakedateringsgrunn, Variant, utdypende::UTVIKLING,
};
use flow::journal::{NavAnswer, Sent, document, document_reference, questionnaire_response};
use flow::submit::Payload;
use serde_json::json;

use crate::submit::{form_id, short_draft};
use crate::world::*;

/// A form of a variant with one period, backdated and with every box ticked.
fn draft(variant: Variant, row: PeriodeDraft) -> Draft {
    Draft {
        perioder: vec![PeriodeDraft {
            fom: "20.05.2025".into(),
            tom: "05.06.2025".into(),
            ..row
        }],
        hoveddiagnose: short_draft().hoveddiagnose,
        har_flere_arbeidsforhold: true,
        arbeidsgiver: "Hytta og Fjellet AS".into(),
        kontaktdato: "19.05.2025".into(),
        tilbakedateringsgrunn: Some(Tilbakedateringsgrunn::VentetidLegetime),
        svangerskapsrelatert: true,
        har_annen_fravarsgrunn: true,
        annen_fravarsgrunn: Some(Fravarsgrunn::Smittefare),
        yrkesskade: true,
        skadedato: "01.05.2025".into(),
        har_melding_til_nav: true,
        melding_til_nav: "Ber om dialogmøte.".into(),
        har_melding_til_arbeidsgiver: true,
        melding_til_arbeidsgiver: "Kan sitte, ikke løfte.".into(),
        pasienten_skal_skjermes: true,
        ..Draft::new(variant)
    }
}

fn row(slag: Aktivitetstype) -> PeriodeDraft {
    PeriodeDraft {
        slag,
        grad: "40".into(),
        arbeidsrelatert: true,
        manglende_tilrettelegging: true,
        annen_arsak: true,
        annen_arsak_tekst: "Støy i lokalet".into(),
        innspill: "Hev pulten".into(),
        ..PeriodeDraft::default()
    }
}

fn long_draft() -> Draft {
    let mut draft = draft(Variant::Normal, row(Aktivitetstype::AktivitetIkkeMulig));
    draft.perioder[0].tom = "10.03.2026".into();
    draft.utdypende = Sporsmal::ALL
        .map(|sporsmal| Svar {
            sporsmal,
            svar: UTVIKLING[1].into(),
        })
        .to_vec();
    draft
}

fn note(draft: &Draft) -> Sykmelding {
    domain::parse(draft, day("2025-06-05"), &Sykefravaer::default()).unwrap()
}

fn everything(draft: &Draft) -> serde_json::Value {
    let (sykmelding, form_id, context) = (note(draft), form_id(), Epj::new().context());
    let utfall = Utfall {
        status: UtfallStatus::Ok,
        rule: None,
    };
    let sent = Sent {
        form_id: &form_id,
        sykmelding: &sykmelding,
        context: &context,
        utfall: &utfall,
        received: "2025-06-05T09:30:00+02:00".parse().unwrap(),
        sprak: domain::Sprak::Nb,
        text_of: &|diagnose| Some(format!("Tekst {}", diagnose.code)),
    };
    let nav = NavAnswer::Delivered {
        at: sent.received,
        utfall: utfall.clone(),
    };
    let document = document(&sent, &nav, domain::Miljo::Test);
    let mut reference = serde_json::to_value(document_reference(&sent, b"%PDF").unwrap()).unwrap();
    json!({
        "payload": Payload::new(&sykmelding, &form_id, &context, "Test-EPJ").ok().unwrap().values,
        "description": reference["description"].take(),
        "answers": serde_json::to_value(questionnaire_response(&sent).unwrap()).unwrap()["item"],
        "document": document
            .sections
            .iter()
            .map(|section| (
                section.heading.clone(),
                section.entries.iter().map(|one| format!("{}: {}", one.label, one.text)).collect::<Vec<_>>(),
            ))
            .collect::<Vec<_>>(),
    })
}

#[test]
fn a_long_normal_note_with_everything() {
    insta::assert_json_snapshot!("variant_normal", everything(&long_draft()));
}

#[test]
fn a_note_of_travel_paid() {
    let draft = draft(Variant::Reisetilskudd, row(Aktivitetstype::Reisetilskudd));
    insta::assert_json_snapshot!("variant_reisetilskudd", everything(&draft));
}

#[test]
fn a_graded_note_with_travel_paid() {
    let draft = draft(Variant::Reisetilskudd, row(Aktivitetstype::Gradert));
    insta::assert_json_snapshot!("variant_reisetilskudd_gradert", everything(&draft));
}

#[test]
fn a_note_of_treatment_days() {
    let draft = draft(
        Variant::Behandlingsdager,
        row(Aktivitetstype::Behandlingsdager),
    );
    insta::assert_json_snapshot!("variant_behandlingsdager", everything(&draft));
}

#[test]
fn an_avventende_note() {
    let draft = draft(Variant::Avventende, row(Aktivitetstype::Avventende));
    insta::assert_json_snapshot!("variant_avventende", everything(&draft));
}
