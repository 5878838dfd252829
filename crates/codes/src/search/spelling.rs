//! Misspellings: how many letters must be added, left out, changed or swapped with their neighbour to get from what
//! was typed to a word, or to a part of it.
//!
//! Bit-parallel dynamic programming (Myers 1999) with swaps (Hyyrö 2003): a column of the table is one 64-bit word,
//! so a letter of the text costs a dozen instructions whatever the length of the pattern.

/// Where the pattern may lie in the word.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// At its beginning.
    Beginning,
    /// Anywhere.
    Anywhere,
}

/// A word as typed, made ready to be compared with many others.
pub(crate) struct Pattern {
    places: [u64; 128],
    length: u32,
}

impl Pattern {
    /// The first 64 letters of a folded word.
    pub(crate) fn new(word: &[u8]) -> Pattern {
        let mut places = [0; 128];
        let mut length = 0;
        for byte in word.iter().take(64) {
            if let Some(place) = places.get_mut(usize::from(*byte)) {
                *place |= 1 << length;
            }
            length += 1;
        }
        Pattern { places, length }
    }

    /// The smallest number of mistakes between the pattern and a part of the folded text.
    pub(crate) fn mistakes(&self, text: &[u8], place: Place) -> u32 {
        let Some(last) = self.length.checked_sub(1) else {
            return 0;
        };
        // A first row that counts up binds the pattern to the beginning, one of zeros sets it free.
        let first_row = u64::from(place == Place::Beginning);
        let (mut up, mut down, mut diagonal, mut matched_before) = (u64::MAX, 0_u64, 0_u64, 0_u64);
        let mut mistakes = self.length;
        let mut least = mistakes;
        for byte in text {
            let matched = self
                .places
                .get(usize::from(*byte))
                .copied()
                .unwrap_or_default();
            let swapped = ((!diagonal & matched) << 1) & matched_before;
            diagonal = ((matched & up).wrapping_add(up) ^ up) | matched | down | swapped;
            let right_up = down | !(diagonal | up);
            let right_down = diagonal & up;
            mistakes += (right_up >> last) as u32 & 1;
            mistakes -= (right_down >> last) as u32 & 1;
            least = least.min(mistakes);
            matched_before = matched;
            let right_up = (right_up << 1) | first_row;
            up = (right_down << 1) | !(diagonal | right_up);
            down = right_up & diagonal;
        }
        least
    }
}

/// The word with doubled letters written once: no mistake is made more often than one letter for two.
pub(crate) fn squeezed(word: &[u8]) -> Vec<u8> {
    let mut out = word.to_vec();
    out.dedup();
    out
}

/// How many mistakes a word of this length may have: none in short words, where every other word is near.
pub(crate) fn tolerance(length: usize) -> u32 {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mistakes(pattern: &str, text: &str, place: Place) -> u32 {
        Pattern::new(pattern.as_bytes()).mistakes(text.as_bytes(), place)
    }

    /// Optimal string alignment by the textbook, with the end of the text free.
    fn by_the_book(pattern: &[u8], text: &[u8], place: Place) -> u32 {
        let mut table = vec![vec![0_u32; text.len() + 1]; pattern.len() + 1];
        for i in 0..=pattern.len() {
            for j in 0..=text.len() {
                table[i][j] = match (i, j) {
                    (0, _) if place == Place::Anywhere => 0,
                    (0, _) => j as u32,
                    (_, 0) => i as u32,
                    _ => {
                        let changed = u32::from(pattern[i - 1] != text[j - 1]);
                        let mut best = (table[i - 1][j] + 1)
                            .min(table[i][j - 1] + 1)
                            .min(table[i - 1][j - 1] + changed);
                        let swapped = i > 1
                            && j > 1
                            && pattern[i - 1] == text[j - 2]
                            && pattern[i - 2] == text[j - 1];
                        if swapped {
                            best = best.min(table[i - 2][j - 2] + 1);
                        }
                        best
                    }
                };
            }
        }
        table[pattern.len()].iter().copied().min().unwrap()
    }

    #[test]
    fn each_kind_of_mistake_counts_one() {
        for typed in ["infulensa", "influesa", "influennsa", "imfluensa"] {
            assert_eq!(mistakes(typed, "influensa", Place::Beginning), 1, "{typed}");
        }
        assert_eq!(mistakes("ryygsmer", "korsryggsmerte", Place::Anywhere), 1);
        assert_eq!(mistakes("hoedpi", "hodepine", Place::Beginning), 1);
    }

    proptest! {
        #[test]
        fn the_quick_way_gives_what_the_book_gives(pattern in "[a-d]{0,64}", text in "[a-d]{0,70}") {
            for place in [Place::Beginning, Place::Anywhere] {
                let book = by_the_book(pattern.as_bytes(), text.as_bytes(), place);
                prop_assert_eq!(mistakes(&pattern, &text, place), book);
            }
        }
    }
}
