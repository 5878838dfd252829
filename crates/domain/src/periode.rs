//! A span of calendar days.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use thiserror::Error;

/// First and last day of an absence, both inclusive. Invariant: `fom <= tom`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Periode {
    fom: NaiveDate,
    tom: NaiveDate,
}

/// The last day lies before the first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("the last day lies before the first")]
pub struct EndBeforeStart;

impl Periode {
    /// Refuses a span that ends before it starts.
    pub fn new(fom: NaiveDate, tom: NaiveDate) -> Result<Periode, EndBeforeStart> {
        if tom < fom {
            Err(EndBeforeStart)
        } else {
            Ok(Periode { fom, tom })
        }
    }

    /// The first day.
    pub fn fom(&self) -> NaiveDate {
        self.fom
    }

    /// The last day.
    pub fn tom(&self) -> NaiveDate {
        self.tom
    }

    /// Calendar days, both ends counted.
    pub fn n_days(&self) -> i64 {
        (self.tom - self.fom).num_days() + 1
    }

    /// Whether the two share a day.
    pub fn overlaps(&self, other: &Periode) -> bool {
        self.fom <= other.tom && other.fom <= self.tom
    }
}

/// Whether a Monday–Friday lies strictly between the two days. Public holidays are ordinary days (`sykmelding.md` 3.5).
pub fn working_day_between(earlier: NaiveDate, later: NaiveDate) -> bool {
    let mut day = earlier;
    // A week always holds a working day, so seven steps decide.
    for _ in 0..7 {
        match day.checked_add_days(Days::new(1)) {
            Some(next) if next < later => day = next,
            _ => return false,
        }
        if !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2025, 6, day).unwrap()
    }

    #[test]
    fn same_day_periods_overlap() {
        let one = Periode::new(d(2), d(2)).unwrap();
        assert!(one.overlaps(&one));
        assert_eq!(one.n_days(), 1);
        assert_eq!(Periode::new(d(3), d(2)), Err(EndBeforeStart));
    }

    #[test]
    fn a_weekend_between_is_no_gap() {
        // 6 June 2025 is a Friday.
        assert!(!working_day_between(d(6), d(9)));
        assert!(!working_day_between(d(6), d(7)));
        assert!(working_day_between(d(6), d(10)));
        assert!(working_day_between(d(5), d(9)));
        assert!(!working_day_between(d(9), d(6)));
    }
}
