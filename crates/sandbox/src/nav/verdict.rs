//! What Nav makes of a note: some of the rules of sykmelding.md section 3, in their order, written anew from the
//! text so that they do not share a mistake with the gateway's. Enough for a test to meet each outcome honestly.

use chrono::{Days, Months, NaiveDate};
use serde::Serialize;

use super::payload::{Aktivitet, Kodeverk, Payload};
use super::registers::Practitioner;

/// The outcome as the API names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Status {
    /// Accepted.
    Ok,
    /// A person at Nav will look at it (MANUAL in the rules).
    Pending,
    /// Refused.
    Invalid,
}

/// The outcome with its rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The status.
    pub status: Status,
    /// Name of the rule and its text for the practitioner; none when OK.
    pub rule: Option<(&'static str, &'static str)>,
}

/// The outcome when every rule is content.
pub const OK: Outcome = Outcome {
    status: Status::Ok,
    rule: None,
};

/// An outcome that refuses.
pub const fn invalid(rule: &'static str, text: &'static str) -> Outcome {
    Outcome {
        status: Status::Invalid,
        rule: Some((rule, text)),
    }
}

/// An outcome that a person will look at.
pub const fn pending(rule: &'static str, text: &'static str) -> Outcome {
    Outcome {
        status: Status::Pending,
        rule: Some((rule, text)),
    }
}

/// Judges a note.
pub fn judge(
    payload: &Payload,
    practitioner: &Practitioner,
    born: NaiveDate,
    today: NaiveDate,
) -> Outcome {
    let spans: Vec<(NaiveDate, NaiveDate)> = payload
        .values
        .aktivitet
        .iter()
        .map(Aktivitet::span)
        .collect();
    let first = spans.iter().map(|(fom, _)| *fom).min().unwrap_or(today);
    let last = spans.iter().map(|(_, tom)| *tom).max().unwrap_or(today);
    validering(payload, practitioner)
        .or_else(|| perioder(payload, &spans))
        .or_else(|| hpr(practitioner, first, last))
        .or_else(|| arbeidsuforhet(payload))
        .or_else(|| under_13(born, last))
        .or_else(|| dato(first, last, today))
        .or_else(|| tilbakedatering(payload, first, today))
        .unwrap_or(OK)
}

fn validering(payload: &Payload, practitioner: &Practitioner) -> Option<Outcome> {
    if practitioner.suspendert {
        return Some(invalid(
            "BEHANDLER_SUSPENDERT",
            "Behandler har for tiden ikke rett til å skrive sykmelding.",
        ));
    }
    if payload
        .meta
        .legekontor_orgnr
        .as_ref()
        .is_some_and(|orgnr| orgnr.len() != 9)
    {
        return Some(invalid(
            "UGYLDIG_ORGNR_LENGDE",
            "Organisasjonsnummeret har ikke ni sifre; må rettes i EPJ.",
        ));
    }
    (practitioner.fnr == payload.meta.pasient_ident).then_some(invalid(
        "BEHANDLER_FNR_ER_SAMME_SOM_PASIENT_FNR",
        "Behandler er pasienten selv; man kan ikke sykmelde seg selv.",
    ))
}

fn perioder(payload: &Payload, spans: &[(NaiveDate, NaiveDate)]) -> Option<Outcome> {
    let periods = &payload.values.aktivitet;
    if spans.iter().any(|(fom, tom)| fom > tom) {
        return Some(invalid(
            "FRADATO_ETTER_TILDATO",
            "Til-dato ligger før fra-dato",
        ));
    }
    let overlap = spans.iter().zip(1..).any(|((fom, tom), next)| {
        spans
            .iter()
            .skip(next)
            .any(|(other_fom, other_tom)| fom <= other_tom && other_fom <= tom)
    });
    if overlap {
        return Some(invalid("OVERLAPPENDE_PERIODER", "Perioder overlapper"));
    }
    let waiting = periods
        .iter()
        .any(|period| matches!(period, Aktivitet::Avventende { .. }));
    if waiting && periods.len() > 1 {
        return Some(invalid(
            "AVVENTENDE_SYKMELDING_KOMBINERT",
            "Avventende sykmelding kan bare ha én periode",
        ));
    }
    periods
        .iter()
        .any(|period| matches!(period, Aktivitet::Behandlingsdager { .. }))
        .then_some(pending(
            "SYKMELDING_MED_BEHANDLINGSDAGER",
            "Behandlingsdager vurderes manuelt av Nav",
        ))
}

fn hpr(practitioner: &Practitioner, first: NaiveDate, last: NaiveDate) -> Option<Outcome> {
    match practitioner.category {
        "LE" | "TL" => None,
        "MT" => twelve_weeks(first, last),
        "KI" | "FT" if practitioner.extra_competence.is_some() => twelve_weeks(first, last),
        _ => Some(invalid(
            "BEHANDLER_IKKE_LE_KI_MT_TL_FT_I_HPR",
            "Du har ikke en rolle som kan sykmelde.",
        )),
    }
}

fn twelve_weeks(first: NaiveDate, last: NaiveDate) -> Option<Outcome> {
    ((last - first).num_days() > 84).then_some(invalid(
        "BEHANDLER_MT_FT_KI_OVER_12_UKER",
        "Fraværet er over 12 uker; manuellterapeut, fysioterapeut og kiropraktor kan ikke sykmelde lenger enn det.",
    ))
}

fn arbeidsuforhet(payload: &Payload) -> Option<Outcome> {
    let diagnosis = &payload.values.hoveddiagnose;
    (diagnosis.system != Kodeverk::Icd10 && diagnosis.code.starts_with('Z')).then_some(invalid(
        "ICPC_2_Z_DIAGNOSE",
        "Z-diagnoser i ICPC-2 gir ikke rett til sykepenger.",
    ))
}

fn under_13(born: NaiveDate, last: NaiveDate) -> Option<Outcome> {
    let thirteen = born.checked_add_months(Months::new(13 * 12))?;
    (last < thirteen).then_some(invalid(
        "PASIENT_YNGRE_ENN_13",
        "Pasienten er under 13 år; bruk legeerklæring i stedet.",
    ))
}

fn dato(first: NaiveDate, last: NaiveDate, today: NaiveDate) -> Option<Outcome> {
    if first > today.checked_add_days(Days::new(30))? {
        return Some(invalid("FREMDATERT", "Starter mer enn 30 dager frem."));
    }
    if first < today.checked_sub_months(Months::new(36))? {
        return Some(invalid(
            "TILBAKEDATERT_MER_ENN_3_AR",
            "Starter mer enn tre år tilbake.",
        ));
    }
    ((last - first).num_days() > 365).then_some(invalid(
        "TOTAL_VARIGHET_OVER_ETT_AAR",
        "Varer mer enn ett år.",
    ))
}

/// Without earlier notes: extensions and resending are the gateway's business.
fn tilbakedatering(payload: &Payload, first: NaiveDate, today: NaiveDate) -> Option<Outcome> {
    let days = (today - first).num_days();
    if days <= 4 || payload.values.hoveddiagnose.system == Kodeverk::Icd10 {
        return None;
    }
    let reason = payload
        .values
        .tilbakedatering
        .as_ref()
        .map(|given| given.begrunnelse.as_str());
    let words = reason
        .unwrap_or_default()
        .split(' ')
        .filter(|word| word.bytes().any(|byte| byte.is_ascii_alphabetic()));
    let within_a_month = today < first.checked_add_months(Months::new(1))?.succ_opt()?;
    match (words.count(), days) {
        (0, 5..=8) => Some(invalid(
            "INNTIL_8_DAGER",
            "Begrunnelse for tilbakedatering mangler.",
        )),
        (_, 5..=8) => None,
        (0, _) if within_a_month => Some(invalid(
            "MINDRE_ENN_1_MAANED",
            "Begrunnelse for tilbakedatering mangler.",
        )),
        (_, _) if within_a_month => Some(pending(
            "MINDRE_ENN_1_MAANED_MED_BEGRUNNELSE",
            "Tilbakedatert mindre enn en måned; Nav vurderer begrunnelsen.",
        )),
        (0..=2, _) => Some(invalid(
            "OVER_1_MND",
            "Tilbakedatert mer enn en måned uten god nok begrunnelse.",
        )),
        _ => Some(pending(
            "OVER_1_MND_MED_BEGRUNNELSE",
            "Tilbakedatert mer enn en måned; Nav vurderer begrunnelsen.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::nav::registers;
    use crate::nav::returned::tests::example;

    fn rule(change: impl FnOnce(&mut Value)) -> Option<&'static str> {
        let mut payload = example();
        change(&mut payload);
        let payload = Payload::parse(payload.to_string().as_bytes()).unwrap();
        let practitioner = registers::practitioner("9144889").unwrap();
        let born = NaiveDate::from_ymd_opt(1984, 2, 7).unwrap();
        let today = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap();
        judge(&payload, &practitioner, born, today)
            .rule
            .map(|(name, _)| name)
    }

    #[test]
    fn an_ordinary_note_passes() {
        assert_eq!(rule(|_| ()), None);
    }

    #[test]
    fn a_z_diagnosis_is_refused_in_icpc_2_only() {
        assert_eq!(
            rule(|p| p["values"]["hoveddiagnose"]["code"] = json!("Z01")),
            Some("ICPC_2_Z_DIAGNOSE")
        );
        let in_icd = json!({ "system": "ICD10", "code": "Z01" });
        assert_eq!(rule(|p| p["values"]["hoveddiagnose"] = in_icd), None);
    }

    #[test]
    fn dates_are_judged_as_the_rules_say() {
        let dates = |fom: &'static str, tom: &'static str| {
            move |p: &mut Value| {
                p["values"]["aktivitet"][0]["fom"] = json!(fom);
                p["values"]["aktivitet"][0]["tom"] = json!(tom);
            }
        };
        assert_eq!(
            rule(dates("2026-03-08", "2026-03-02")),
            Some("FRADATO_ETTER_TILDATO")
        );
        assert_eq!(rule(dates("2026-04-02", "2026-04-03")), Some("FREMDATERT"));
        assert_eq!(
            rule(dates("2026-03-02", "2027-03-03")),
            Some("TOTAL_VARIGHET_OVER_ETT_AAR")
        );
        assert_eq!(rule(dates("2026-02-26", "2026-03-08")), None);
        assert_eq!(
            rule(dates("2026-02-25", "2026-03-08")),
            Some("INNTIL_8_DAGER")
        );
        assert_eq!(rule(dates("2026-01-01", "2026-03-08")), Some("OVER_1_MND"));
    }
}
