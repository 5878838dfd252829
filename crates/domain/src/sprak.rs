//! The two written forms of Norwegian.

use serde::{Deserialize, Serialize};

/// The language of a screen, a message or a document. BCP 47 tags `nb` and `nn`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Sprak {
    /// Bokmål.
    #[default]
    Nb,
    /// Nynorsk.
    Nn,
}

impl Sprak {
    /// The BCP 47 tag: `nb` or `nn`.
    pub fn tag(self) -> &'static str {
        match self {
            Sprak::Nb => "nb",
            Sprak::Nn => "nn",
        }
    }

    /// The best match for a list of tags such as `navigator.languages` or `Accept-Language` gives, most wanted first.
    ///
    /// `nn`, `nn-NO` → nynorsk; `nb`, `no` and whatever else → the next one that is Norwegian, else bokmål.
    pub fn choose<'a>(tags: impl IntoIterator<Item = &'a str>) -> Sprak {
        tags.into_iter()
            .find_map(|tag| match tag.trim().split(['-', '_', ';']).next()? {
                t if t.eq_ignore_ascii_case("nn") => Some(Sprak::Nn),
                t if t.eq_ignore_ascii_case("nb") || t.eq_ignore_ascii_case("no") => {
                    Some(Sprak::Nb)
                }
                _ => None,
            })
            .unwrap_or_default()
    }

    /// Picks one of two texts.
    pub fn pick<T>(self, nb: T, nn: T) -> T {
        match self {
            Sprak::Nb => nb,
            Sprak::Nn => nn,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_norwegian_tag_decides() {
        assert_eq!(Sprak::choose(["en-GB", "nn-NO", "nb"]), Sprak::Nn);
        assert_eq!(Sprak::choose(["no", "nn"]), Sprak::Nb);
        assert_eq!(Sprak::choose(["nn;q=0.9"]), Sprak::Nn);
        assert_eq!(Sprak::choose(["se"]), Sprak::Nb);
    }
}
