//! Which outcome belongs to which field.

use chrono::NaiveDateTime;
use domain::{Diagnosevalg, Draft, Felt, Kodeverk, Sykefravaer};
use rules::input::Kode;
use rules::{Input, Tree, run_tree};

use crate::context::Lists;
use crate::texts::{sprak, submit};

/// An outcome that is not OK, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// The field that causes it.
    pub felt: Felt,
    /// The sentence.
    pub text: String,
    /// Whether the note may be sent all the same.
    pub weight: Weight,
}

/// How much an outcome stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// It may be sent all the same, after a second look.
    Soft,
    /// It cannot be sent.
    Hard,
}

/// The sentence for an outcome, or its name.
pub fn rule_text(rule: &str) -> String {
    rules::text(rule, sprak()).map_or_else(|| submit::unknown_rule(rule), str::to_owned)
}

/// Runs each tree as soon as the part of the form that it asks about is there.
///
/// In a part of the app that loads after the form, see [`crate::later::reading`].
/// What the form itself refuses (`domain::parse`) is not said twice: the periods are judged once the form is whole.
pub fn hints(draft: &Draft, now: NaiveDateTime, lists: &Lists, earlier: &Sykefravaer) -> Vec<Hint> {
    let kode_finnes = |kodeverk: Kodeverk, code: &str| lists.valid(kodeverk, code);
    let ready = flow::form::ready(draft, now.date(), earlier).ok();
    let input = match &ready {
        Some(ready) => Input::digital(ready.sykmelding(), now, &kode_finnes),
        None => diagnoses(draft, now, &kode_finnes),
    };
    let can_run = |tree: &Tree| match tree {
        Tree::Arbeidsuforhet => draft.hoveddiagnose.is_some(),
        _ => ready.is_some(),
    };
    Tree::ALL
        .into_iter()
        .filter(can_run)
        .filter_map(|tree| {
            let utfall = run_tree(tree, &input)?.utfall;
            let rule = utfall.name?;
            Some(Hint {
                felt: felt(rule, draft),
                text: rule_text(rule),
                weight: match rules::is_soft(rule) {
                    true => Weight::Soft,
                    false => Weight::Hard,
                },
            })
        })
        .collect()
}

/// What can be judged of a form that is not whole.
fn diagnoses<'a>(
    draft: &Draft,
    now: NaiveDateTime,
    kode_finnes: &'a dyn Fn(Kodeverk, &str) -> bool,
) -> Input<'a> {
    let kode = |valg: &Diagnosevalg| Kode::from(&valg.diagnose());
    Input {
        today: now.date(),
        behandlet: now,
        mottatt: now,
        signert: now,
        perioder: Vec::new(),
        hoveddiagnose: draft.hoveddiagnose.as_ref().map(kode),
        bidiagnoser: draft.bidiagnoser.iter().flatten().map(kode).collect(),
        annen_fravarsarsak: None,
        mode: rules::Mode::Normal,
        regelsett: None,
        begrunnelse: None,
        besvarte: Vec::new(),
        tidligere: None,
        registre: None,
        kode_finnes,
    }
}

/// The field that an outcome is about. Outcomes about time as such stand at the first day.
fn felt(rule: &str, draft: &Draft) -> Felt {
    let last = draft.perioder.len().saturating_sub(1);
    match rule {
        "UGYLDIG_KODEVERK_FOR_BIDIAGNOSE" => Felt::Bidiagnose(0),
        "FRAVAERSGRUNN_MANGLER" | "ICPC_2_Z_DIAGNOSE" | "UGYLDIG_KODEVERK_FOR_HOVEDDIAGNOSE" => {
            Felt::Hoveddiagnose
        }
        "TOTAL_VARIGHET_OVER_ETT_AAR" => Felt::Tom(last),
        _ => Felt::Fom(0),
    }
}
