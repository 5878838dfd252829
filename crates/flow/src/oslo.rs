//! Norwegian time without a time-zone table: the rule of the European Union, in force in Norway since 1996.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeZone, Utc};

/// The instant with Oslo's offset, for journal resources and documents.
pub fn at(instant: DateTime<Utc>) -> DateTime<FixedOffset> {
    let hours = if is_summer(instant) { 2 } else { 1 };
    match FixedOffset::east_opt(hours * 3600) {
        Some(offset) => instant.with_timezone(&offset),
        None => instant.fixed_offset(),
    }
}

/// The day in Oslo of a FHIR date or dateTime; `None` for a month, a year or nonsense.
pub fn day(fhir: &str) -> Option<NaiveDate> {
    if let Ok(instant) = DateTime::parse_from_rfc3339(fhir) {
        return Some(at(instant.to_utc()).date_naive());
    }
    // A time without offset is not valid FHIR, but its day is plain.
    fhir.split('T').next()?.parse().ok()
}

/// Summer time runs from the last Sunday of March to the last Sunday of October, both at 01:00 UTC (2000/84/EC).
fn is_summer(instant: DateTime<Utc>) -> bool {
    let turn = |month| {
        let last = NaiveDate::from_ymd_opt(instant.year(), month, 31)?;
        let back = i64::from(last.weekday().num_days_from_sunday());
        let sunday = last.checked_sub_signed(chrono::TimeDelta::days(back))?;
        Some(Utc.from_utc_datetime(&sunday.and_hms_opt(1, 0, 0)?))
    };
    match (turn(3), turn(10)) {
        (Some(spring), Some(autumn)) => spring <= instant && instant < autumn,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_turns_on_the_last_sundays_of_march_and_october() {
        for (utc, oslo) in [
            ("2025-03-30T00:59:59Z", "2025-03-30T01:59:59+01:00"),
            ("2025-03-30T01:00:00Z", "2025-03-30T03:00:00+02:00"),
            ("2025-10-26T00:59:59Z", "2025-10-26T02:59:59+02:00"),
            ("2025-10-26T01:00:00Z", "2025-10-26T02:00:00+01:00"),
            ("2024-03-31T01:00:00Z", "2024-03-31T03:00:00+02:00"),
        ] {
            assert_eq!(at(utc.parse().unwrap()).to_rfc3339(), oslo);
        }
    }

    #[test]
    fn the_day_is_oslos_also_shortly_before_midnight_utc() {
        let d = |s: &str| s.parse::<NaiveDate>().unwrap();
        assert_eq!(day("2025-06-05T22:30:00Z"), Some(d("2025-06-06")));
        assert_eq!(day("2025-06-05T23:30:00+02:00"), Some(d("2025-06-05")));
        assert_eq!(day("2025-06-05T07:30:00"), Some(d("2025-06-05")));
        assert_eq!(day("2025-06-05"), Some(d("2025-06-05")));
        assert_eq!(day("2025-06"), None);
        assert_eq!(day("i dag"), None);
    }
}
