//! Spelling made equal: lower case, `æ` = `ae`, `ø` = `o` = `oe`, `å` = `a` = `aa`, no accents.
//!
//! Texts and queries are folded by the same function, so that a doctor who lacks the Norwegian keys, or who types
//! too quickly for them, finds the same. Folded words are ASCII. Written by hand because Unicode tables cost
//! more bytes in the browser than the whole search.

/// A folded byte and the bytes of the original word that it stands for.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    pub(crate) byte: u8,
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// What stands for a letter without a Latin counterpart.
const OTHER_LETTER: u8 = b'~';

/// Is the character part of a word (a letter or a digit)?
pub(crate) fn is_word(c: char) -> bool {
    match c {
        '0'..='9' | 'a'..='z' | 'A'..='Z' => true,
        '×' | '÷' => false,
        // Latin with marks, Greek, Cyrillic.
        '\u{C0}'..='\u{24F}' | '\u{370}'..='\u{52F}' => true,
        _ => false,
    }
}

/// Appends the folded word.
pub(crate) fn fold(word: &str, out: &mut Vec<u8>) {
    let mut last = 0;
    each_folded(word, |byte, _, _| {
        if !is_repeat(last, byte) {
            out.push(byte);
        }
        last = byte;
    });
}

/// The folded word with the place of each byte, for marking what was found.
pub(crate) fn fold_with_places(word: &str) -> Vec<Folded> {
    let mut out: Vec<Folded> = Vec::with_capacity(word.len());
    let mut last = 0;
    each_folded(word, |byte, start, end| {
        match out.last_mut() {
            Some(previous) if is_repeat(last, byte) => previous.end = end,
            _ => out.push(Folded { byte, start, end }),
        }
        last = byte;
    });
    out
}

/// `aa` and `oe` are other spellings of `å` and `ø`, which fold to one letter.
fn is_repeat(last: u8, byte: u8) -> bool {
    matches!((last, byte), (b'a', b'a') | (b'o', b'e'))
}

fn each_folded(word: &str, mut emit: impl FnMut(u8, usize, usize)) {
    for (start, c) in word.char_indices() {
        let end = start + c.len_utf8();
        let (first, second) = fold_char(c);
        emit(first, start, end);
        if let Some(second) = second {
            emit(second, start, end);
        }
    }
}

fn fold_char(c: char) -> (u8, Option<u8>) {
    let one = match c {
        'æ' | 'Æ' | 'ä' | 'Ä' => return (b'a', Some(b'e')),
        'à'..='å' | 'À'..='Å' => b'a',
        'ø' | 'Ø' | 'ò'..='ö' | 'Ò'..='Ö' => b'o',
        'è'..='ë' | 'È'..='Ë' => b'e',
        'ì'..='ï' | 'Ì'..='Ï' => b'i',
        'ù'..='ü' | 'Ù'..='Ü' => b'u',
        'ç' | 'Ç' => b'c',
        'ñ' | 'Ñ' => b'n',
        _ => u8::try_from(c).map_or(OTHER_LETTER, |b| {
            if b.is_ascii_alphanumeric() {
                b.to_ascii_lowercase()
            } else {
                OTHER_LETTER
            }
        }),
    };
    (one, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(word: &str) -> String {
        let mut out = Vec::new();
        fold(word, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn three_ways_to_write_a_norwegian_letter_are_one() {
        assert_eq!(folded("Hånd"), folded("haand"));
        assert_eq!(folded("Hånd"), folded("hand"));
        assert_eq!(folded("ØRE"), folded("oere"));
        assert_eq!(folded("øre"), folded("ore"));
        assert_eq!(folded("Blære"), folded("blaere"));
        assert_eq!(folded("Café"), "cafe");
    }

    #[test]
    fn a_beginning_folds_to_a_beginning() {
        let word = "overåsåæøyne";
        let whole = folded(word);
        for (at, _) in word.char_indices() {
            assert!(whole.starts_with(&folded(&word[..at])), "{}", &word[..at]);
        }
    }

    #[test]
    fn places_cover_the_letters_that_were_folded() {
        let places = fold_with_places("Blæraa");
        let last = places.last().unwrap();
        assert_eq!((last.byte, last.start, last.end), (b'a', 5, 7));
        let ae: Vec<_> = places
            .iter()
            .filter(|f| f.start == 2)
            .map(|f| (f.byte, f.end))
            .collect();
        assert_eq!(ae, [(b'a', 4), (b'e', 4)]);
    }
}
