//! Shorthand in a date field: `2u` for two weeks, `-2 7d` for seven days that began the day before yesterday
//! (`sykmelding.md` 2.1).

use chrono::{Days, Months, NaiveDate};

use crate::Periode;

/// The longest span that a shorthand gives, calendar days.
const MAX_DAYS: i64 = 366;

/// Length and offset, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kortform {
    offset: i64,
    length: Length,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Length {
    Days(u64),
    Months(u32),
}

impl Kortform {
    /// Reads a shorthand; `None` for anything else, also for a length of nothing.
    pub fn read(typed: &str) -> Option<Kortform> {
        let mut tokens = typed.split(' ');
        let (first, second) = (tokens.next()?, tokens.next());
        if tokens.next().is_some() {
            return None;
        }
        let (offset, length) = match second {
            None => (0, length(first)?),
            Some(second) => match (offset(first), length(second)) {
                (Some(offset), Some(length)) => (offset, length),
                _ => (offset(second)?, length(first)?),
            },
        };
        Some(Kortform { offset, length })
    }

    /// The span counted from a base day; `None` when it is longer than 366 days or leaves the calendar.
    pub fn span(self, base: NaiveDate) -> Option<Periode> {
        let fom = match u64::try_from(self.offset) {
            Ok(ahead) => base.checked_add_days(Days::new(ahead))?,
            Err(_) => base.checked_sub_days(Days::new(self.offset.unsigned_abs()))?,
        };
        let after = match self.length {
            Length::Days(days) => fom.checked_add_days(Days::new(days))?,
            Length::Months(months) => fom.checked_add_months(Months::new(months))?,
        };
        let periode = Periode::new(fom, after.pred_opt()?).ok()?;
        (periode.n_days() <= MAX_DAYS).then_some(periode)
    }
}

fn length(token: &str) -> Option<Length> {
    let number = |unit| number(token.strip_suffix(unit)?);
    number('d')
        .map(Length::Days)
        .or_else(|| number('u').map(|weeks| Length::Days(weeks * 7)))
        .or_else(|| number('m').and_then(|months| u32::try_from(months).ok().map(Length::Months)))
        .filter(|length| !matches!(length, Length::Days(0) | Length::Months(0)))
}

fn offset(token: &str) -> Option<i64> {
    for (sign, factor) in [('+', 1), ('-', -1)] {
        let digits = token
            .strip_prefix(sign)
            .or_else(|| token.strip_suffix(sign));
        if let Some(days) = digits.and_then(number) {
            return i64::try_from(days).ok().map(|days| days * factor);
        }
    }
    None
}

/// At most four digits: more is no number of days that anyone means.
fn number(digits: &str) -> Option<u64> {
    ((1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| digits.parse().ok())
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, month, day).unwrap()
    }

    fn span(typed: &str) -> Option<(NaiveDate, NaiveDate)> {
        let periode = Kortform::read(typed)?.span(d(6, 7))?;
        Some((periode.fom(), periode.tom()))
    }

    #[test]
    fn story_10_the_table_of_shorthands() {
        let table = [
            ("7d", d(6, 7), d(6, 13)),
            ("13d", d(6, 7), d(6, 19)),
            ("60d", d(6, 7), d(8, 5)),
            ("2u", d(6, 7), d(6, 20)),
            ("1m", d(6, 7), d(7, 6)),
            ("+2 2u", d(6, 9), d(6, 22)),
        ];
        for (typed, fom, tom) in table {
            assert_eq!(span(typed), Some((fom, tom)), "{typed}");
        }
        for typed in ["+2 7d", "7d +2", "7d 2+", "2+ 7d"] {
            assert_eq!(span(typed), Some((d(6, 9), d(6, 15))), "{typed}");
        }
        for typed in ["-2 7d", "7d -2", "2- 7d", "7d 2-"] {
            assert_eq!(span(typed), Some((d(6, 5), d(6, 11))), "{typed}");
        }
    }

    #[test]
    fn digits_are_read_as_written() {
        assert_eq!(span("12+ 7d"), Some((d(6, 19), d(6, 25))));
        assert_eq!(span("10+ 7d"), Some((d(6, 17), d(6, 23))));
    }

    #[test]
    fn what_is_no_shorthand_is_left_alone() {
        for typed in [
            "7", "7 d", "7D", "7d 2", "+2", "7d  +2", "", " ", "7d +2 ", "d", "+d", "7d 7d", "0d",
            "0u", "0m", "+-2 7d", "７d", "5.6.2025",
        ] {
            assert_eq!(span(typed), None, "{typed:?}");
        }
    }

    #[test]
    fn a_year_is_the_longest_span() {
        assert!(span("366d").is_some());
        assert_eq!(span("367d"), None);
        assert_eq!(span("53u"), None);
        assert!(span("12m").is_some());
        assert_eq!(span("9999m"), None);
        assert_eq!(span("-9999 9999d"), None);
    }

    #[test]
    fn months_clamp_to_the_end_of_a_short_month() {
        let periode = Kortform::read("1m")
            .unwrap()
            .span(NaiveDate::from_ymd_opt(2025, 1, 31).unwrap())
            .unwrap();
        assert_eq!(periode.tom(), d(2, 27));
    }
}
