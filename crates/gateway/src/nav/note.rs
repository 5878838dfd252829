//! A note as Nav gives it back (`sykmelding.md` 4.4), read leniently: what we do not need may be missing or new.

use chrono::NaiveDate;
use contract::{EarlierNote, Utfall, UtfallStatus};
use serde::Deserialize;

/// A note, full or redacted.
#[derive(Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Note {
    /// Id at Nav.
    pub sykmelding_id: String,
    /// Who signed, when.
    #[serde(default)]
    meta: Meta,
    values: Values,
    utfall: Outcome,
}

#[derive(Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Meta {
    mottatt: Option<String>,
    sykmelder: Sykmelder,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct Sykmelder {
    hpr: String,
}

#[derive(Clone, Deserialize)]
struct Values {
    #[serde(default)]
    hoveddiagnose: Option<Diagnosis>,
    #[serde(default)]
    aktivitet: Vec<Period>,
}

/// A diagnosis with the text that Nav looked up.
#[derive(Clone, Deserialize)]
pub struct Diagnosis {
    /// The code.
    pub code: String,
    /// The text.
    #[serde(default)]
    pub text: Option<String>,
}

/// A period of any kind.
#[derive(Clone, Deserialize)]
pub struct Period {
    /// First day.
    pub fom: NaiveDate,
    /// Last day.
    pub tom: NaiveDate,
    /// The kind.
    #[serde(rename = "type")]
    pub slag: String,
    /// Percent sick, where the kind has it and it may be seen.
    #[serde(default)]
    pub grad: Option<u8>,
}

#[derive(Clone, Deserialize)]
struct Outcome {
    result: UtfallStatus,
}

impl Note {
    /// Nav's outcome. This answer names no rule.
    pub fn utfall(&self) -> Utfall {
        Utfall {
            status: self.utfall.result,
            rule: None,
        }
    }

    /// When Nav got it, as Nav writes it; orders the list.
    pub fn received(&self) -> &str {
        self.meta.mottatt.as_deref().unwrap_or_default()
    }

    /// The line of the overview; `None` for a note without periods.
    pub fn summary(&self, hpr: &str) -> Option<EarlierNote> {
        let periods = &self.values.aktivitet;
        let latest = periods.iter().max_by_key(|period| period.tom)?;
        let grad = match latest.slag.as_str() {
            "AKTIVITET_IKKE_MULIG" => Some(100),
            _ => latest.grad,
        };
        let same = |a: &str, b: &str| a.trim_start_matches('0') == b.trim_start_matches('0');
        Some(EarlierNote {
            sykmelding_id: self.sykmelding_id.clone(),
            fom: periods.iter().map(|period| period.fom).min()?,
            tom: latest.tom,
            hoveddiagnose: self.values.hoveddiagnose.as_ref().map(|diagnosis| {
                match diagnosis
                    .text
                    .as_deref()
                    .filter(|text| *text != diagnosis.code)
                {
                    Some(text) => format!("{} {text}", diagnosis.code),
                    None => diagnosis.code.clone(),
                }
            }),
            grad,
            utfall: self.utfall.result,
            own: same(&self.meta.sykmelder.hpr, hpr),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn note(text: &str) -> Note {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn a_full_note_is_summed_up_over_its_periods() {
        let full = note(
            r#"{"sykmeldingId":"1","isFull":true,
                "meta":{"mottatt":"2026-03-02T08:00:00Z","sykmelder":{"hpr":"009144889"}},
                "values":{"hoveddiagnose":{"system":"ICPC2","code":"L84","text":"Ryggsyndrom"},
                    "aktivitet":[{"type":"AKTIVITET_IKKE_MULIG","fom":"2026-03-02","tom":"2026-03-08"},
                                 {"type":"GRADERT","fom":"2026-03-09","tom":"2026-03-15","grad":40}]},
                "utfall":{"result":"PENDING","cause":"x"}}"#,
        );
        let line = full.summary("9144889").unwrap();
        assert_eq!(
            (line.fom.to_string(), line.tom.to_string()),
            ("2026-03-02".into(), "2026-03-15".into())
        );
        assert_eq!(line.hoveddiagnose.as_deref(), Some("L84 Ryggsyndrom"));
        assert_eq!(
            (line.grad, line.utfall, line.own),
            (Some(40), UtfallStatus::Pending, true)
        );
    }

    #[test]
    fn a_redacted_note_shows_its_span_only() {
        let redacted = note(
            r#"{"sykmeldingId":"2","isFull":false,"meta":{"sykmelder":{"hpr":"1"}},
                "values":{"aktivitet":[{"type":"GRADERT","fom":"2026-03-02","tom":"2026-03-08"}]},
                "utfall":{"result":"OK","cause":null}}"#,
        );
        let line = redacted.summary("9144889").unwrap();
        assert_eq!(
            (line.hoveddiagnose, line.grad, line.own),
            (None, None, false)
        );
    }
}
