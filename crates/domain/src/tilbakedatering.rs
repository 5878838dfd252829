//! When the note begins in the past: when the patient first made contact, and why it is late (`sykmelding.md` 1.5).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::Sprak;

/// From this many days before today the form asks.
pub const FROM_DAYS_BACK: i64 = 5;

/// The reasons that the form offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Tilbakedateringsgrunn {
    /// Waited for an appointment.
    VentetidLegetime,
    /// Does not understand to be ill, because of a grave mental disorder.
    ManglendeSykdomsinnsiktGrunnetAlvorligPsykiskSykdom,
    /// In words.
    Annet,
}

impl Tilbakedateringsgrunn {
    /// All, in the order in which they are offered.
    pub const ALL: [Tilbakedateringsgrunn; 3] = [
        Tilbakedateringsgrunn::VentetidLegetime,
        Tilbakedateringsgrunn::ManglendeSykdomsinnsiktGrunnetAlvorligPsykiskSykdom,
        Tilbakedateringsgrunn::Annet,
    ];

    /// The value of the choice on the form.
    pub fn key(self) -> &'static str {
        match self {
            Tilbakedateringsgrunn::VentetidLegetime => "VENTETID_LEGETIME",
            Tilbakedateringsgrunn::ManglendeSykdomsinnsiktGrunnetAlvorligPsykiskSykdom => {
                "MANGLENDE_SYKDOMSINNSIKT_GRUNNET_ALVORLIG_PSYKISK_SYKDOM"
            }
            Tilbakedateringsgrunn::Annet => "ANNET",
        }
    }

    /// The text that is sent as `begrunnelse`; `None` where the clinician writes it. Data, not wording: Nav knows it again.
    pub fn begrunnelse(self) -> Option<&'static str> {
        match self {
            Tilbakedateringsgrunn::VentetidLegetime => Some("Ventetid på legetime"),
            Tilbakedateringsgrunn::ManglendeSykdomsinnsiktGrunnetAlvorligPsykiskSykdom => {
                Some("Manglende sykdomsinnsikt grunnet alvorlig psykisk sykdom")
            }
            Tilbakedateringsgrunn::Annet => None,
        }
    }

    /// What it is called on screen.
    pub fn text(self, sprak: Sprak) -> &'static str {
        match self {
            Tilbakedateringsgrunn::VentetidLegetime => {
                sprak.pick("Ventetid på legetime", "Ventetid på legetime")
            }
            Tilbakedateringsgrunn::ManglendeSykdomsinnsiktGrunnetAlvorligPsykiskSykdom => sprak
                .pick(
                    "Manglende sykdomsinnsikt grunnet alvorlig psykisk sykdom",
                    "Manglande sjukdomsinnsikt på grunn av alvorleg psykisk sjukdom",
                ),
            Tilbakedateringsgrunn::Annet => sprak.pick("Annet", "Anna"),
        }
    }

    /// The choice and the free text that a sent `begrunnelse` came from.
    pub fn of(begrunnelse: &str) -> (Tilbakedateringsgrunn, String) {
        Tilbakedateringsgrunn::ALL
            .into_iter()
            .find(|grunn| grunn.begrunnelse() == Some(begrunnelse))
            .map_or_else(
                || (Tilbakedateringsgrunn::Annet, begrunnelse.to_owned()),
                |grunn| (grunn, String::new()),
            )
    }
}

/// Answers to the two questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tilbakedatering {
    /// The day of the first contact. Not the first day of the sick leave.
    pub startdato: NaiveDate,
    /// Why it is late, as it is sent.
    pub begrunnelse: String,
}

/// Whether a note that begins on this day is asked about.
pub fn is_backdated(fom: NaiveDate, today: NaiveDate) -> bool {
    (today - fom).num_days() >= FROM_DAYS_BACK
}

/// Words as Nav's rules count them (`sykmelding.md` 3.9): pieces between single spaces that hold a letter from A to Z.
pub fn n_words(begrunnelse: &str) -> usize {
    begrunnelse
        .trim()
        .split(' ')
        .filter(|piece| piece.bytes().any(|byte| byte.is_ascii_alphabetic()))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_counted_as_nav_does() {
        for (text, words) in [
            ("", 0),
            ("Ventetid på legetime", 3),
            ("å ø 12 !", 0),
            ("en\nto tre", 2),
            ("  x  ", 1),
        ] {
            assert_eq!(n_words(text), words, "{text:?}");
        }
    }

    #[test]
    fn a_fixed_reason_is_known_again() {
        for grunn in Tilbakedateringsgrunn::ALL {
            if let Some(text) = grunn.begrunnelse() {
                assert_eq!(Tilbakedateringsgrunn::of(text), (grunn, String::new()));
            }
        }
        assert_eq!(
            Tilbakedateringsgrunn::of("ferie"),
            (Tilbakedateringsgrunn::Annet, "ferie".to_owned())
        );
    }

    #[test]
    fn four_days_back_is_not_asked_about_and_five_are() {
        let d = |day| NaiveDate::from_ymd_opt(2025, 6, day).unwrap();
        assert!(!is_backdated(d(2), d(6)));
        assert!(is_backdated(d(1), d(6)));
    }
}
