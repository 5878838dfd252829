//! What our rules and Nav's say of a note before it is accepted (`sykmelding.md` 2.9).

use contract::{ProblemKind, Utfall, UtfallStatus};
use domain::{Draft, Kodeverk, Sykefravaer};
use flow::rules::Vurdert;

use crate::http::Refusal;
use crate::nav::{NavError, SykmeldingReceiver};
use crate::session::Authenticated;
use crate::state::AppState;

/// How much an outcome stands in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Not at all.
    None,
    /// It may be sent all the same, after a second look.
    Soft,
    /// It cannot be sent.
    Hard,
}

/// Why a note is not accepted.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// The outcome stands in the way.
    Rule(ProblemKind, Utfall),
    /// Nav does not know the patient; nothing can force that.
    PatientUnknown,
    /// Nav does not understand what we send: a fault of ours.
    NotUnderstood(u16),
}

/// The note as our own rules judge it now, or the refusal that says how much is missing.
pub fn own_rules(
    state: &AppState,
    session: &Authenticated,
    draft: &Draft,
    earlier: &Sykefravaer,
) -> Result<Vurdert, Refusal> {
    let now = state.clock.now_oslo().naive_local();
    let ready = flow::form::ready(draft, now.date(), earlier).map_err(|mangler| {
        // What is wrong with which field is for the screen, not for a log.
        let cause = format!("{} fields stand in the way", mangler.len());
        session.refuse(ProblemKind::FormIncomplete, cause)
    })?;
    let exists = |kodeverk: Kodeverk, code: &str| {
        // Without the lists the question is left to Nav.
        state
            .codes
            .as_ref()
            .is_none_or(|codes| codes.valid(kodeverk, code))
    };
    Ok(flow::rules::judge(ready, now, &exists))
}

/// Unknown rules are hard: what we cannot explain cannot be sent on the clinician's word.
pub fn weigh(utfall: &Utfall) -> Weight {
    match (utfall.status, utfall.rule.as_deref()) {
        (UtfallStatus::Ok, _) => Weight::None,
        (_, Some(rule)) if rules::is_soft(rule) => Weight::Soft,
        _ => Weight::Hard,
    }
}

/// The outcome that a note is accepted with, or what stops it. `own` comes from [`own_rules`].
///
/// # Errors
/// [`Stop`]: nothing is stored; tell the clinician.
pub async fn judge(
    own: Utfall,
    receiver: &dyn SykmeldingReceiver,
    payload: &[u8],
    despite_rule: Option<&str>,
) -> Result<Utfall, Stop> {
    if weigh(&own) == Weight::Hard {
        return Err(Stop::Rule(ProblemKind::RuleHard, own));
    }
    let nav = receiver.verify(payload).await;
    if let Err(cause) = &nav {
        tracing::warn!(step = "submit", %cause, "Nav's verify gave no outcome");
    }
    decide(own, nav, despite_rule)
}

/// Nav's outcome, when there is one, takes the place of a soft one of ours: Nav knows earlier notes and registers.
/// What is hard on either side stops, also when it is sent in spite of something.
fn decide(
    own: Utfall,
    nav: Result<Utfall, NavError>,
    despite_rule: Option<&str>,
) -> Result<Utfall, Stop> {
    let utfall = match nav {
        Ok(theirs) if theirs.status != UtfallStatus::Ok => theirs,
        Ok(_) => own,
        Err(NavError::PersonUnknown) => return Err(Stop::PatientUnknown),
        Err(NavError::Refused(status)) => return Err(Stop::NotUnderstood(status)),
        // Accepted on our own rules and delivered later (`design.md` 5 number 5).
        Err(NavError::Unavailable(_) | NavError::NotFound) => own,
    };
    match weigh(&utfall) {
        Weight::None => Ok(utfall),
        Weight::Soft if utfall.rule.as_deref() == despite_rule => Ok(utfall),
        Weight::Soft => Err(Stop::Rule(ProblemKind::RuleSoft, utfall)),
        Weight::Hard => Err(Stop::Rule(ProblemKind::RuleHard, utfall)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utfall(rule: &str) -> Utfall {
        Utfall {
            status: match rule {
                "" => UtfallStatus::Ok,
                _ => UtfallStatus::Invalid,
            },
            rule: (!rule.is_empty()).then(|| rule.to_owned()),
        }
    }

    #[test]
    fn hard_rules_stop_on_either_side_and_soft_ones_need_a_second_look() {
        let (soft, other, hard) = ("ICPC_2_Z_DIAGNOSE", "INNTIL_8_DAGER", "FREMDATERT");
        for (own, nav, despite, expected) in [
            ("", Some(""), None, Ok("")),
            ("", None, None, Ok("")),
            (soft, Some(""), None, Err((ProblemKind::RuleSoft, soft))),
            (soft, Some(soft), Some(soft), Ok(soft)),
            (soft, None, Some(soft), Ok(soft)),
            (soft, None, Some(other), Err((ProblemKind::RuleSoft, soft))),
            // Nav's soft rule is the one to look at, so that two different ones cannot take turns for ever.
            (
                soft,
                Some(other),
                Some(soft),
                Err((ProblemKind::RuleSoft, other)),
            ),
            (soft, Some(other), Some(other), Ok(other)),
            (
                hard,
                Some(hard),
                Some(hard),
                Err((ProblemKind::RuleHard, hard)),
            ),
            (
                "",
                Some(hard),
                Some(hard),
                Err((ProblemKind::RuleHard, hard)),
            ),
            (
                "",
                Some("NY_REGEL"),
                Some("NY_REGEL"),
                Err((ProblemKind::RuleHard, "NY_REGEL")),
            ),
        ] {
            let down = NavError::Unavailable("status 503".to_owned());
            let answer = decide(utfall(own), nav.map(utfall).ok_or(down), despite);
            let expected = expected
                .map(utfall)
                .map_err(|(kind, rule)| Stop::Rule(kind, utfall(rule)));
            assert_eq!(answer, expected, "{own} {nav:?} {despite:?}");
        }
    }

    #[test]
    fn an_unknown_patient_stops_and_cannot_be_forced() {
        let answer = decide(
            utfall(""),
            Err(NavError::PersonUnknown),
            Some("ICPC_2_Z_DIAGNOSE"),
        );
        assert_eq!(answer, Err(Stop::PatientUnknown));
    }
}
