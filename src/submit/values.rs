//! The content of a form as questions and answers, for summary and receipt.

use domain::dato::parse_dato;
use domain::{Aktivitetstype, Diagnosevalg, Draft, Periode, PeriodeDraft};

use crate::texts::{common, form};

/// Label and lines, only what has a value, in the order of the form.
pub fn values(draft: &Draft) -> Vec<(&'static str, Vec<String>)> {
    let text = |shown: bool, text: &str| match shown && !text.trim().is_empty() {
        true => text.trim().lines().map(str::to_owned).collect(),
        false => Vec::new(),
    };
    let mut all = vec![
        (
            form::periods(),
            draft.perioder.iter().map(periode).collect::<Vec<_>>(),
        ),
        (
            form::main_diagnosis(),
            draft.hoveddiagnose.iter().map(diagnose).collect(),
        ),
        (
            form::other_diagnosis(),
            draft.bidiagnoser.iter().flatten().map(diagnose).collect(),
        ),
        (
            form::to_employer(),
            text(
                draft.har_melding_til_arbeidsgiver,
                &draft.melding_til_arbeidsgiver,
            ),
        ),
        (
            form::to_nav(),
            text(draft.har_melding_til_nav, &draft.melding_til_nav),
        ),
    ];
    all.retain(|(_, lines)| !lines.is_empty());
    all
}

fn periode(typed: &PeriodeDraft) -> String {
    let days = parse_dato(&typed.fom)
        .zip(parse_dato(&typed.tom))
        .and_then(|(fom, tom)| Periode::new(fom, tom).ok());
    let span = match days {
        Some(days) => {
            format!(
                "{} ({})",
                common::span(days.fom(), days.tom()),
                common::n_days(days.n_days())
            )
        }
        None => format!("{} – {}", typed.fom, typed.tom),
    };
    match typed.slag {
        Aktivitetstype::AktivitetIkkeMulig => format!("{span}, 100 %"),
        Aktivitetstype::Gradert => {
            format!(
                "{span}, {} %",
                typed.grad.trim().trim_end_matches('%').trim_end()
            )
        }
    }
}

fn diagnose(valg: &Diagnosevalg) -> String {
    format!("{} {} ({})", valg.code, valg.text, valg.system.name())
}
