//! The content of a form as questions and answers, for summary and receipt.

use domain::dato::{lang, parse_dato};
use domain::{Aktivitetstype, Diagnosevalg, Draft, Periode, PeriodeDraft, behandlingsdager};

use crate::texts::{common, form, sprak, submit};

/// A label and its lines.
pub type Value = (String, Vec<String>);

/// Label and lines, only what has a value, in the order of the form. Takes a form as it is shown ([`domain::shown`]).
pub fn values(draft: &Draft) -> Vec<Value> {
    let mut all = vec![
        (form::employer().to_owned(), text(&draft.arbeidsgiver)),
        (form::periods().to_owned(), periods(draft)),
    ];
    let reason = draft.tilbakedateringsgrunn.map(|reason| {
        let words = reason.begrunnelse().map(|_| reason.text(sprak()));
        words.map_or_else(|| draft.annen_tilbakedateringsgrunn.clone(), str::to_owned)
    });
    all.push((form::contact_date().to_owned(), date(&draft.kontaktdato)));
    all.push((form::late_reason().to_owned(), reason.into_iter().collect()));
    let nav_label = match draft.variant.describes_treatment() {
        true => form::treatment(),
        false => form::to_nav(),
    };
    let ground = draft
        .annen_fravarsgrunn
        .map(|ground| ground.text(sprak()).to_owned());
    all.extend([
        (
            form::main_diagnosis().to_owned(),
            draft.hoveddiagnose.iter().map(diagnose).collect(),
        ),
        (
            form::other_diagnosis().to_owned(),
            draft.bidiagnoser.iter().flatten().map(diagnose).collect(),
        ),
        (form::ground().to_owned(), ground.into_iter().collect()),
    ]);
    all.extend(
        draft
            .utdypende
            .iter()
            .map(|svar| (svar.sporsmal.label().to_owned(), text(&svar.svar))),
    );
    all.extend([
        (
            form::to_employer().to_owned(),
            text(&draft.melding_til_arbeidsgiver),
        ),
        (nav_label.to_owned(), text(&draft.melding_til_nav)),
        (form::boxes().to_owned(), boxes(draft)),
    ]);
    all.retain(|(_, lines)| !lines.is_empty());
    all
}

fn periods(draft: &Draft) -> Vec<String> {
    let rows = draft.perioder.iter();
    rows.flat_map(|row| periode(draft, row)).collect()
}

/// The period, and what belongs to its kind.
fn periode(draft: &Draft, typed: &PeriodeDraft) -> Vec<String> {
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
    let mut lines = Vec::new();
    match typed.slag {
        Aktivitetstype::AktivitetIkkeMulig => {
            lines.push(format!("{span}, 100 %"));
            if typed.arbeidsrelatert {
                lines.push(form::work_related().to_owned());
            }
            if typed.arbeidsrelatert && typed.manglende_tilrettelegging {
                lines.push(form::cause_adaptation().to_owned());
            }
            if typed.arbeidsrelatert && typed.annen_arsak {
                lines.push(typed.annen_arsak_tekst.trim().to_owned());
            }
        }
        Aktivitetstype::Gradert => {
            let grad = match typed.grad.trim().trim_end_matches('%').trim_end() {
                "" => form::slag_short(typed.slag).to_owned(),
                grad => format!("{grad} %"),
            };
            let travel = match draft.variant.grades_with_reisetilskudd() {
                true => format!(", {}", form::variant(draft.variant).to_lowercase()),
                false => String::new(),
            };
            lines.push(format!("{span}, {grad}{travel}"));
        }
        Aktivitetstype::Avventende => {
            lines.push(format!(
                "{span}, {}",
                form::variant(draft.variant).to_lowercase()
            ));
            lines.extend(text(&typed.innspill));
        }
        Aktivitetstype::Behandlingsdager => {
            let n_days = days.map(behandlingsdager).unwrap_or_default();
            lines.push(format!("{span}, {}", form::treatment_days(n_days)));
        }
        Aktivitetstype::Reisetilskudd => {
            lines.push(format!(
                "{span}, {}",
                form::variant(draft.variant).to_lowercase()
            ));
        }
    }
    lines
}

fn boxes(draft: &Draft) -> Vec<String> {
    let mut lines = Vec::new();
    if draft.svangerskapsrelatert {
        lines.push(form::pregnancy().to_owned());
    }
    if draft.yrkesskade {
        let day = date(&draft.skadedato).into_iter().next();
        let day = day.map(|day| format!(" ({day})")).unwrap_or_default();
        lines.push(format!("{}{day}", form::injury()));
    }
    if draft.pasienten_skal_skjermes {
        lines.push(submit::hidden_from_patient().to_owned());
    }
    lines
}

fn date(typed: &str) -> Vec<String> {
    match parse_dato(typed) {
        Some(date) => vec![lang(date)],
        None => text(typed),
    }
}

fn text(text: &str) -> Vec<String> {
    text.trim().lines().map(str::to_owned).collect()
}

fn diagnose(valg: &Diagnosevalg) -> String {
    format!("{} {} ({})", valg.code, valg.text, valg.system.name())
}
