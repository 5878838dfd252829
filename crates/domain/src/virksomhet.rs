//! Organisation numbers (Enhetsregisteret).

use crate::Miljo;

/// Nine digits with a valid check digit, right for the environment (`smart-fhir.md` 2.7).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Orgnummer(String);

impl Orgnummer {
    /// Spaces are dropped. Real numbers start with 8 or 9; synthetic ones (2 or 3) are for test only. `None` for the rest.
    pub fn new(value: &str, miljo: Miljo) -> Option<Orgnummer> {
        let cleaned: String = value.chars().filter(|c| !c.is_whitespace()).collect();
        let first = cleaned.bytes().next()?;
        let right_environment =
            matches!(first, b'8' | b'9') || (miljo == Miljo::Test && matches!(first, b'2' | b'3'));
        (right_environment && check_digit_fits(&cleaned)).then_some(Orgnummer(cleaned))
    }

    /// The nine digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn check_digit_fits(value: &str) -> bool {
    const WEIGHTS: [u32; 9] = [3, 2, 7, 6, 5, 4, 3, 2, 1];
    value.len() == 9
        && value.bytes().all(|b| b.is_ascii_digit())
        && value
            .bytes()
            .zip(WEIGHTS)
            .map(|(b, w)| u32::from(b - b'0') * w)
            .sum::<u32>()
            % 11
            == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fhir_16_the_worked_organisation_numbers() {
        for good in [
            "313745392",
            "313325016",
            "312232324",
            "310000000",
            "313 745 392",
        ] {
            assert!(Orgnummer::new(good, Miljo::Test).is_some(), "{good}");
        }
        for bad in [
            "310000060",
            "310000069",
            "123456789",
            "31374539",
            "3137453922",
            "31374539x",
            "",
        ] {
            assert!(Orgnummer::new(bad, Miljo::Test).is_none(), "{bad}");
        }
        assert!(Orgnummer::new("313745392", Miljo::Production).is_none());
    }
}
