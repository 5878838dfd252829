//! Identity numbers: fødselsnummer and D-nummer, real and synthetic (`smart-fhir.md` 2.7).

use std::fmt;

use chrono::NaiveDate;
use thiserror::Error;

use crate::Miljo;

/// Which register gave the number, told from its first four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identslag {
    /// Fødselsnummer.
    Fodselsnummer,
    /// D-nummer: the day is raised by 40.
    DNummer,
}

/// A number that may stand in a message to Nav: eleven digits, valid check digits, a real date, right for the environment.
///
/// It is written to a message and nowhere else; `Debug` hides it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Personident(String);

/// Why a number cannot be used. It never holds the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PersonidentError {
    /// Not eleven ASCII digits after spaces and hyphens were taken out.
    #[error("not eleven digits")]
    Format,
    /// The check digits do not fit, also not by the rule for 2032 and later.
    #[error("check digits do not fit")]
    CheckDigits,
    /// Day and month are no date once the offsets are taken off.
    #[error("no such date")]
    Date,
    /// A help number, an NPID or another kind that Nav does not take.
    #[error("not a fødselsnummer or D-nummer")]
    Kind,
    /// A synthetic number in production, or a number without synthetic offset in a test environment.
    #[error("a number of the other environment")]
    Environment,
}

impl Personident {
    /// Reads a number as an EPJ delivers it: spaces, no-break spaces and hyphens are dropped.
    ///
    /// Production takes real numbers only, test synthetic ones only (month + 80, + 40 or + 65).
    pub fn new(value: &str, miljo: Miljo) -> Result<Personident, PersonidentError> {
        let cleaned: String = value
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-' && *c != '\u{2011}')
            .collect();
        let digits = digits(&cleaned).ok_or(PersonidentError::Format)?;
        let kind = Shape::read(&digits)?;
        if !check_digits_fit(&digits) {
            return Err(PersonidentError::CheckDigits);
        }
        match (kind.synthetic, miljo) {
            (true, Miljo::Test) | (false, Miljo::Production) => Ok(Personident(cleaned)),
            _ => Err(PersonidentError::Environment),
        }
    }

    /// The eleven digits, for the message to Nav.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Fødselsnummer or D-nummer, by value: systems mix the two up.
    pub fn slag(&self) -> Identslag {
        match self.0.as_bytes().first() {
            Some(b'4'..=b'7') => Identslag::DNummer,
            _ => Identslag::Fodselsnummer,
        }
    }

    /// For the screen: the birth date part and five dots, `010190 •••••`.
    pub fn masked(&self) -> String {
        format!("{} •••••", self.0.get(..6).unwrap_or_default())
    }

    /// True unless day and month of the number contradict the date of birth.
    ///
    /// The century is not compared: it cannot be read from numbers given from 2032 on.
    pub fn agrees_with(&self, born: NaiveDate) -> bool {
        use chrono::Datelike;
        let Some(d) = digits(&self.0) else {
            return false;
        };
        let Ok(shape) = Shape::read(&d) else {
            return false;
        };
        (shape.day, shape.month, shape.year)
            == (born.day(), born.month(), born.year().rem_euclid(100) as u32)
    }
}

impl fmt::Debug for Personident {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Personident(..)")
    }
}

fn digits(value: &str) -> Option<[u32; 11]> {
    if value.len() != 11 {
        return None;
    }
    let mut all = [0; 11];
    for (slot, byte) in all.iter_mut().zip(value.bytes()) {
        *slot = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
    }
    Some(all)
}

const W1: [u32; 10] = [3, 7, 6, 1, 8, 9, 4, 5, 2, 1];
const W2: [u32; 11] = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1];

/// The rule of 2032 (Skatteetaten, "nytt fødselsnummer fra 2032"): the first sum may leave 0–3, the second 0.
fn check_digits_fit(d: &[u32; 11]) -> bool {
    let sum = |weights: &[u32]| weights.iter().zip(d).map(|(w, x)| w * x).sum::<u32>() % 11;
    sum(&W1) <= 3 && sum(&W2) == 0
}

struct Shape {
    day: u32,
    month: u32,
    year: u32,
    synthetic: bool,
}

impl Shape {
    fn read(d: &[u32; 11]) -> Result<Shape, PersonidentError> {
        let [d1, d2, d3, d4, d5, d6, ..] = *d;
        let (raw_day, raw_month, year) = (d1 * 10 + d2, d3 * 10 + d4, d5 * 10 + d6);
        if d1 >= 8 {
            return Err(PersonidentError::Kind);
        }
        let day = if raw_day > 40 { raw_day - 40 } else { raw_day };
        let (month, synthetic) = match raw_month {
            1..=12 => (raw_month, false),
            41..=52 => (raw_month - 40, true),
            66..=77 => (raw_month - 65, true),
            81..=92 => (raw_month - 80, true),
            21..=32 | 61..=65 => return Err(PersonidentError::Kind),
            _ => return Err(PersonidentError::Date),
        };
        // 29 February passes when any century has it: 1900 has not, 2000 has.
        let exists = [1800, 1900, 2000]
            .into_iter()
            .any(|century| NaiveDate::from_ymd_opt(century + year as i32, month, day).is_some());
        if exists {
            Ok(Shape {
                day,
                month,
                year,
                synthetic,
            })
        } else {
            Err(PersonidentError::Date)
        }
    }
}

#[cfg(test)]
#[path = "personident_tests.rs"]
mod tests;
