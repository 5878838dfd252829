//! Text that people typed, made fit for print without losing any of it.

use typst::text::Font;

/// A run of letters longer than this may break anywhere, or it would leave the page.
const LONGEST_WORD: usize = 40;

/// Makes `raw` printable with `font`.
///
/// * Line ends of all kinds become `\n`, a tab becomes a space.
/// * Other control characters go, and so do the ones that change the direction of what follows:
///   they can make a text read differently from what is stored (Unicode TR 36, section 2.4).
/// * A character that the font lacks is written as its code point, `[U+1F600]`.
///   PDF/A does not allow a missing glyph, and the journal must not silently lose what was written.
/// * Very long words get places where they may break.
pub fn printable(raw: &str, font: &Font) -> String {
    let mut clean = String::with_capacity(raw.len());
    let mut word = 0;
    let mut before = None;
    for c in raw.chars() {
        match c {
            '\n' if before == Some('\r') => {}
            '\r' | '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => clean.push('\n'),
            '\t' => clean.push(' '),
            _ if c.is_control() || is_invisible(c) => {}
            _ if font.info().coverage.contains(u32::from(c)) => clean.push(c),
            _ => clean.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
        before = Some(c);
        word = if c.is_whitespace() { 0 } else { word + 1 };
        if word > LONGEST_WORD {
            clean.push('\u{200B}');
            word = 0;
        }
    }
    clean
}

/// Direction marks, joiners, variation selectors, tags and other characters without a shape.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{34F}'
            | '\u{61C}'
            | '\u{115F}'..='\u{1160}'
            | '\u{17B4}'..='\u{17B5}'
            | '\u{180B}'..='\u{180F}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{3164}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FEFF}'
            | '\u{FFA0}'
            | '\u{FFF0}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E0FFF}'
    )
}

#[cfg(test)]
mod tests {
    use typst::foundations::Bytes;

    use super::*;

    fn check(raw: &str, expected: &str) {
        let letters = include_bytes!("../fonts/SourceSans3-Regular.ttf");
        let font = Font::new(Bytes::new(&letters[..]), 0).unwrap();
        assert_eq!(printable(raw, &font), expected);
    }

    #[test]
    fn ordinary_text_stays_as_it_is() {
        check(
            "Åse: 50 % – «hvile» i 2 uker.",
            "Åse: 50 % – «hvile» i 2 uker.",
        );
    }

    #[test]
    fn every_kind_of_line_end_is_one() {
        check("a\r\nb\rc\u{2028}d\u{85}e", "a\nb\nc\nd\ne");
    }

    #[test]
    fn marks_that_turn_the_text_around_are_removed() {
        check("a\u{202E}b\u{2066}c\u{200F}d\0e\u{1b}f", "abcdef");
    }

    #[test]
    fn a_missing_letter_is_written_as_its_code_point() {
        check("\u{1F600}", "[U+1F600]");
        check("\u{E000}", "[U+E000]");
    }

    #[test]
    fn a_long_word_may_break() {
        let word = "y".repeat(41);
        check(&word, &format!("{word}\u{200B}"));
        check("kort ord", "kort ord");
    }
}
