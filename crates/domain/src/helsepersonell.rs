//! The number of a health worker in Helsepersonellregisteret.

/// An HPR number: one to nine digits, not zero, kept without leading zeros (some systems pad to nine).
///
/// There is no public rule for its check digit; whether it exists is for the register to say.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HprNummer(u32);

impl HprNummer {
    /// `None` when the value is not one to nine ASCII digits, or is zero.
    pub fn new(value: &str) -> Option<HprNummer> {
        let value = value.trim();
        if value.is_empty() || value.len() > 9 || !value.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        value.parse().ok().filter(|n| *n > 0).map(HprNummer)
    }
}

impl std::fmt::Display for HprNummer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fhir_17_hpr_numbers_are_compared_without_leading_zeros() {
        assert_eq!(HprNummer::new("009144889"), HprNummer::new("9144889"));
        assert!(HprNummer::new("7437869").is_some());
        for bad in ["0", "12a", "1234567890", "", "-1", "+1"] {
            assert_eq!(HprNummer::new(bad), None, "{bad}");
        }
    }
}
