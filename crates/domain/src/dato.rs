//! Calendar dates: what a person types, and how dates and spans are written in Norwegian.

use chrono::{Datelike, NaiveDate};

const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
];

/// Reads a date as a Norwegian types it: `5.6.2025`, `05.06.25`, `050625`, `05062025`, `5/6-25` or ISO `2025-06-05`.
///
/// Two-digit years are 2000–2099: nobody is given a sick note in the last century. `None` for anything else, also
/// for a date that does not exist.
pub fn parse_dato(typed: &str) -> Option<NaiveDate> {
    let typed = typed.trim();
    if typed.len() > 10 || !typed.is_ascii() {
        return None;
    }
    if let Some((year, rest)) = typed.split_once('-')
        && year.len() == 4
    {
        let (month, day) = rest.split_once('-')?;
        return date(year, month, day);
    }
    if typed.bytes().all(|b| b.is_ascii_digit()) {
        return match typed.len() {
            6 | 8 => date(typed.get(4..)?, typed.get(2..4)?, typed.get(..2)?),
            _ => None,
        };
    }
    let mut parts = typed.trim_end_matches('.').split(['.', '/', '-', ' ']);
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    date(year, month, day)
}

fn date(year: &str, month: &str, day: &str) -> Option<NaiveDate> {
    let digits = |s: &str, lengths: [usize; 2]| -> Option<u32> {
        (lengths.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit()))
            .then(|| s.parse().ok())?
    };
    let year_value = digits(year, [2, 4])?;
    let year_value = if year.len() == 2 {
        2000 + year_value
    } else {
        year_value
    };
    NaiveDate::from_ymd_opt(
        i32::try_from(year_value).ok()?,
        digits(month, [1, 2])?,
        digits(day, [1, 2])?,
    )
}

/// The form a date field shows: `05.06.2025`.
pub fn felt(date: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", date.day(), date.month(), date.year())
}

/// In running text: `5. juni 2025`. The same in bokmål and nynorsk.
pub fn lang(date: NaiveDate) -> String {
    format!("{}. {} {}", date.day(), month(date), date.year())
}

/// A span in running text, as short as it can be (`sykmelding.md` 5.2): `5. juni 2025`, `5. - 12. juni 2025`,
/// `28. mai - 12. juni 2025`, or both dates with year.
pub fn spenn(fom: NaiveDate, tom: NaiveDate) -> String {
    if fom == tom {
        lang(fom)
    } else if fom.year() != tom.year() {
        format!("{} - {}", lang(fom), lang(tom))
    } else if fom.month() != tom.month() {
        format!("{}. {} - {}", fom.day(), month(fom), lang(tom))
    } else {
        format!("{}. - {}", fom.day(), lang(tom))
    }
}

fn month(date: NaiveDate) -> &'static str {
    MONTHS
        .get(date.month0() as usize)
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }

    #[test]
    fn a_date_is_read_in_every_form_that_people_type() {
        for typed in [
            "5.6.2025",
            "05.06.25",
            "050625",
            "05062025",
            "5/6-25",
            "2025-06-05",
            " 5.6.25 ",
            "5 6 2025",
        ] {
            assert_eq!(parse_dato(typed), Some(d(2025, 6, 5)), "{typed}");
        }
    }

    #[test]
    fn a_date_that_does_not_exist_is_refused() {
        for typed in [
            "31.02.2025",
            "29.02.2025",
            "0.1.2025",
            "1.13.2025",
            "5.6",
            "5.6.",
            "7d",
            "",
            "5.6.025",
            "１.6.2025",
            "2025-6",
            "5.6.2025.1",
        ] {
            assert_eq!(parse_dato(typed), None, "{typed}");
        }
        assert_eq!(parse_dato("29.02.2024"), Some(d(2024, 2, 29)));
        assert_eq!(parse_dato("01.01.0001"), Some(d(1, 1, 1)));
        assert_eq!(parse_dato("31.12.9999"), Some(d(9999, 12, 31)));
    }

    #[test]
    fn a_span_leaves_out_what_both_ends_share() {
        assert_eq!(spenn(d(2025, 6, 5), d(2025, 6, 5)), "5. juni 2025");
        assert_eq!(spenn(d(2025, 6, 5), d(2025, 6, 12)), "5. - 12. juni 2025");
        assert_eq!(
            spenn(d(2025, 5, 28), d(2025, 6, 12)),
            "28. mai - 12. juni 2025"
        );
        assert_eq!(
            spenn(d(2025, 12, 28), d(2026, 1, 2)),
            "28. desember 2025 - 2. januar 2026"
        );
        assert_eq!(felt(d(2025, 6, 5)), "05.06.2025");
    }
}
