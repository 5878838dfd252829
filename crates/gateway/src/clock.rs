//! The only place that asks what time it is.

use chrono::{DateTime, FixedOffset, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Europe::Oslo;

/// Where the time comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The system's clock.
    System,
    /// Stands still; for tests.
    Fixed(DateTime<Utc>),
}

impl Clock {
    /// Now, in UTC.
    pub fn now_utc(&self) -> DateTime<Utc> {
        match self {
            Clock::System => Utc::now(),
            Clock::Fixed(instant) => *instant,
        }
    }

    /// Seconds since 1970-01-01T00:00:00Z; never negative.
    pub fn unix(&self) -> u64 {
        u64::try_from(self.now_utc().timestamp()).unwrap_or(0)
    }

    /// Now, with Oslo's offset of the day.
    pub fn now_oslo(&self) -> DateTime<FixedOffset> {
        in_oslo(self.now_utc())
    }

    /// The date in Oslo: the date that law and forms mean.
    pub fn today_oslo(&self) -> NaiveDate {
        self.now_oslo().date_naive()
    }
}

/// An instant with the offset that Oslo had or has then.
pub fn in_oslo(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let offset = Oslo.offset_from_utc_datetime(&instant.naive_utc()).fix();
    instant.with_timezone(&offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_is_oslos_also_shortly_before_midnight_utc() {
        let clock = Clock::Fixed(Utc.with_ymd_and_hms(2026, 6, 30, 22, 30, 0).unwrap());
        assert_eq!(clock.today_oslo().to_string(), "2026-07-01");
        assert_eq!(clock.now_oslo().to_rfc3339(), "2026-07-01T00:30:00+02:00");
    }
}
