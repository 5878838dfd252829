//! The time, and Norway's wall clock. The time zone comes from the browser's own tables, none are shipped.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
use js_sys::{Array, Date, Intl, Object, Reflect};
use wasm_bindgen::JsValue;

const ZONE: &str = "Europe/Oslo";

/// Unix milliseconds.
pub fn now_ms() -> u64 {
    Date::now() as u64
}

/// Unix seconds.
pub fn now_seconds() -> u64 {
    now_ms() / 1000
}

/// The calendar date in Oslo, wherever the machine thinks it is.
pub fn today() -> NaiveDate {
    now_in_oslo().date()
}

/// The wall clock in Oslo, to the minute.
pub fn now_in_oslo() -> NaiveDateTime {
    wall_clock(&Date::new_0()).unwrap_or_default()
}

/// An instant as Oslo's wall clock shows it.
pub fn in_oslo(instant: DateTime<Utc>) -> NaiveDateTime {
    let date = Date::new(&JsValue::from_f64(instant.timestamp_millis() as f64));
    wall_clock(&date).unwrap_or_else(|| instant.naive_utc())
}

/// The parts of the Swedish format are those of ISO 8601: year, month, day, hour, minute, in this order.
fn wall_clock(date: &Date) -> Option<NaiveDateTime> {
    let options = Object::new();
    for (name, value) in [
        ("timeZone", ZONE),
        ("year", "numeric"),
        ("month", "2-digit"),
        ("day", "2-digit"),
        ("hour", "2-digit"),
        ("minute", "2-digit"),
        ("hourCycle", "h23"),
    ] {
        Reflect::set(&options, &name.into(), &value.into()).ok()?;
    }
    let format = Intl::DateTimeFormat::new(&Array::of1(&"sv-SE".into()), &options);
    let text = format
        .format()
        .call1(&JsValue::UNDEFINED, date)
        .ok()?
        .as_string()?;
    let mut numbers = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .map_while(|part| part.parse::<u32>().ok());
    let mut next = || numbers.next();
    let (year, month, day) = (next()?, next()?, next()?);
    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    Some(day.and_time(NaiveTime::from_hms_opt(next()?, next()?, 0)?))
}
