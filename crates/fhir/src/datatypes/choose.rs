//! Which of several names or numbers to use (`smart-fhir.md` 2.3).

use super::{ContactPoint, HumanName};

/// The name to show: `official`, then `usual`, then one without use, then any but `old` and `maiden`.
///
/// Given names, middle name and family name joined by spaces, else the name's text. `today` as `YYYY-MM-DD`.
/// `None` when no name says anything.
pub fn choose_name(names: &[HumanName], today: &str) -> Option<String> {
    names
        .iter()
        .filter(|name| !name.period.ended_before(today))
        .filter_map(|name| Some((preference(name.usage.as_deref())?, name.shown()?)))
        .min_by_key(|(preference, _)| *preference)
        .map(|(_, shown)| shown)
}

/// Lowest is best; `None` for a name that is never used.
fn preference(usage: Option<&str>) -> Option<u8> {
    match usage {
        Some("official") => Some(0),
        Some("usual") => Some(1),
        None => Some(2),
        Some("old" | "maiden") => None,
        Some(_) => Some(3),
    }
}

/// The number to call: of the valid phone numbers the one with the lowest rank, then the one with the preferred use.
///
/// Spaces and the country code of Norway are taken off; anything else is kept as it stands. `today` as `YYYY-MM-DD`.
pub fn choose_phone(all: &[ContactPoint], preferred_use: &str, today: &str) -> Option<String> {
    all.iter()
        .filter(|point| point.system.as_deref() == Some("phone"))
        .filter(|point| point.usage.as_deref() != Some("old"))
        .filter(|point| !point.period.ended_before(today))
        .filter_map(|point| Some((point, plain(point.value.as_deref()?)?)))
        .min_by_key(|(point, _)| {
            let other_use = point.usage.as_deref() != Some(preferred_use);
            (point.rank.unwrap_or(u64::MAX), other_use)
        })
        .map(|(_, number)| number)
}

impl HumanName {
    /// The name as one reads it; `None` when it says nothing.
    fn shown(&self) -> Option<String> {
        let mut parts = self.given.clone();
        // Some systems give the middle name as a given name too.
        parts.extend(
            self.middle
                .clone()
                .filter(|middle| !self.given.contains(middle)),
        );
        match &self.family {
            Some(family) => {
                parts.push(family.clone());
                Some(parts.join(" "))
            }
            None => self
                .text
                .clone()
                .or_else(|| (!parts.is_empty()).then(|| parts.join(" "))),
        }
    }
}

fn plain(number: &str) -> Option<String> {
    let number = number.strip_prefix("tel:").unwrap_or(number);
    let tight: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let national = tight
        .strip_prefix("+47")
        .or_else(|| tight.strip_prefix("0047"));
    let eight = national.filter(|n| n.len() == 8 && n.bytes().all(|b| b.is_ascii_digit()));
    Some(eight.unwrap_or(&tight).to_owned()).filter(|number| !number.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Period;

    fn name(usage: Option<&str>, given: &[&str], family: &str) -> HumanName {
        HumanName {
            usage: usage.map(str::to_owned),
            given: given.iter().map(|s| (*s).to_owned()).collect(),
            family: (!family.is_empty()).then(|| family.to_owned()),
            ..HumanName::default()
        }
    }

    const TODAY: &str = "2025-06-05";

    #[test]
    fn fhir_18_the_official_name_wins_and_an_old_one_never_does() {
        let names = [
            name(Some("maiden"), &["Kari"], "Pike"),
            name(Some("nickname"), &["Kaia"], "Testesen"),
            name(Some("official"), &["Kari", "Anne Marie"], "Testesen"),
        ];
        assert_eq!(
            choose_name(&names, TODAY).unwrap(),
            "Kari Anne Marie Testesen"
        );
        assert_eq!(choose_name(&names[..2], TODAY).unwrap(), "Kaia Testesen");
        assert_eq!(choose_name(&names[..1], TODAY), None);
    }

    #[test]
    fn fhir_18_a_name_may_be_a_text_only_and_may_be_missing() {
        let text = HumanName {
            text: Some("Testesen, Kari".into()),
            ..HumanName::default()
        };
        assert_eq!(choose_name(&[text], TODAY).unwrap(), "Testesen, Kari");
        assert_eq!(choose_name(&[HumanName::default()], TODAY), None);
        assert_eq!(choose_name(&[], TODAY), None);
    }

    #[test]
    fn fhir_18_the_middle_name_stands_before_the_family_name_once() {
        let with_middle = |given: &[&str]| HumanName {
            middle: Some("Midtnavn".into()),
            ..name(None, given, "Prøvemann")
        };
        for given in [&["Ola", "Emil"][..], &["Ola", "Emil", "Midtnavn"]] {
            let shown = choose_name(&[with_middle(given)], TODAY).unwrap();
            assert_eq!(shown, "Ola Emil Midtnavn Prøvemann");
        }
    }

    #[test]
    fn a_name_whose_period_has_ended_is_not_used() {
        let ended = |end: &str| HumanName {
            period: Period {
                start: None,
                end: Some(end.into()),
            },
            ..name(Some("official"), &["Kari"], "Gift")
        };
        assert_eq!(choose_name(&[ended("2025-06-04")], TODAY), None);
        assert!(choose_name(&[ended("2025-06-05")], TODAY).is_some());
        assert!(choose_name(&[ended("2025")], TODAY).is_some());
        assert_eq!(choose_name(&[ended("2024")], TODAY), None);
    }

    #[test]
    fn the_phone_with_the_lowest_rank_is_called() {
        let phone = |value: &str, usage: &str, rank: Option<u64>| ContactPoint {
            system: Some("phone".into()),
            value: Some(value.into()),
            usage: Some(usage.into()),
            rank,
            period: Period::default(),
        };
        let all = [
            phone("22 22 22 22", "home", None),
            phone("+47 73 00 00 01", "work", None),
            phone("99999999", "old", Some(1)),
        ];
        assert_eq!(choose_phone(&all, "work", TODAY).unwrap(), "73000001");
        assert_eq!(choose_phone(&all, "home", TODAY).unwrap(), "22222222");
        let ranked = [all[1].clone(), phone("+46 8 123", "home", Some(1))];
        assert_eq!(choose_phone(&ranked, "work", TODAY).unwrap(), "+468123");
        assert_eq!(choose_phone(&[], "work", TODAY), None);
    }
}
