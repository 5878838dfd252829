//! Identity numbers made from a birth date, so that none is written down anywhere (smart-fhir.md 2.7).

use chrono::{Datelike, NaiveDate};

const WEIGHTS_1: [u32; 9] = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const WEIGHTS_2: [u32; 10] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const WEIGHTS_ORGNR: [u32; 8] = [3, 2, 7, 6, 5, 4, 3, 2];

/// The first valid fødselsnummer of a synthetic person (month + 80) with this birth date.
pub fn fodselsnummer(born: NaiveDate) -> String {
    first_valid(born, 0)
}

/// The first valid D-number of a synthetic person (day + 40, month + 80) with this birth date.
pub fn d_number(born: NaiveDate) -> String {
    first_valid(born, 40)
}

/// True when both check digits fit the rule that holds until 2031.
pub fn check_digits_fit(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    match digits.split_at_checked(9) {
        Some((body, check)) => check_digits(body).is_some_and(|(k1, k2)| check == [k1, k2]),
        None => false,
    }
}

/// An organisation number with its check digit, from the first eight digits. `None` when these eight have none.
pub fn organisation_number(eight: &str) -> Option<String> {
    let digits: Vec<u32> = eight.chars().filter_map(|c| c.to_digit(10)).collect();
    check_digit(&digits, &WEIGHTS_ORGNR).map(|check| format!("{eight}{check}"))
}

fn first_valid(born: NaiveDate, add_to_day: u32) -> String {
    // 000–499 are people born in the 1900s, 500–999 people born 2000–2039.
    let individual_numbers = if born.year() < 2000 {
        0..500
    } else {
        500..1000
    };
    individual_numbers
        .filter_map(|individual| {
            let body = format!(
                "{:02}{:02}{:02}{individual:03}",
                born.day() + add_to_day,
                born.month() + 80,
                born.year().rem_euclid(100)
            );
            let digits: Vec<u32> = body.chars().filter_map(|c| c.to_digit(10)).collect();
            check_digits(&digits).map(|(k1, k2)| format!("{body}{k1}{k2}"))
        })
        .next()
        .unwrap_or_default()
}

fn check_digits(body: &[u32]) -> Option<(u32, u32)> {
    let k1 = check_digit(body, &WEIGHTS_1)?;
    let mut ten = body.to_vec();
    ten.push(k1);
    Some((k1, check_digit(&ten, &WEIGHTS_2)?))
}

/// Modulus 11: the digit that makes the weighted sum divisible, or none when that would be ten.
fn check_digit(digits: &[u32], weights: &[u32]) -> Option<u32> {
    if digits.len() != weights.len() {
        return None;
    }
    let sum: u32 = digits
        .iter()
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    match sum % 11 {
        0 => Some(0),
        1 => None,
        rest => Some(11 - rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worked_numbers_of_the_specification_fit() {
        for number in [
            "17912099997",
            "29822099635",
            "57912075186",
            "45840375084",
            "02813200050",
        ] {
            assert!(check_digits_fit(number), "{number}");
        }
        for number in ["17912099998", "12345678910", "1791209999", ""] {
            assert!(!check_digits_fit(number), "{number}");
        }
    }

    #[test]
    fn organisation_numbers_get_the_check_digit_of_the_specification() {
        assert_eq!(
            organisation_number("31374539").as_deref(),
            Some("313745392")
        );
        assert_eq!(organisation_number("31000006"), None);
    }

    #[test]
    fn made_numbers_carry_the_birth_date_with_the_synthetic_month() {
        let born = NaiveDate::from_ymd_opt(1984, 2, 7).unwrap();
        assert!(fodselsnummer(born).starts_with("078284"));
        assert!(d_number(born).starts_with("478284"));
        assert!(check_digits_fit(&fodselsnummer(born)) && check_digits_fit(&d_number(born)));
    }
}
