//! The wall clock. Everything else in this crate takes the time from here.

use std::time::{SystemTime, UNIX_EPOCH};

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};

/// Seconds since 1970-01-01T00:00:00Z.
pub fn seconds() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        })
}

/// The time now, with milliseconds.
pub fn now() -> DateTime<Utc> {
    let millis = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| {
            i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
        });
    DateTime::from_timestamp_millis(millis).unwrap_or_default()
}

/// The time now as a FHIR `instant`, for example `2025-01-31T10:15:00.123Z`.
pub fn instant() -> String {
    now().to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// The date now in UTC. Good enough for invented encounters; nothing here is decided at midnight.
pub fn today() -> NaiveDate {
    now().date_naive()
}
