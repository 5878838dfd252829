//! Text from another system, made safe to show and to print.

/// The longest text that is taken over, in characters. Names and titles are far shorter.
pub const MAX_CHARS: usize = 512;

/// Removes what could hide or reorder text: control characters, bidi marks and overrides, invisible spaces, tags.
///
/// Line breaks and tabs become spaces, the ends are trimmed and the rest is cut after [`MAX_CHARS`] characters.
/// Letters are left as they are, composed or not.
pub fn clean(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| {
            if matches!(c, '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !is_hidden(*c))
        .take(MAX_CHARS)
        .collect();
    shown.trim().to_owned()
}

/// Unicode 15: Cc, the bidi controls of UAX 9, zero-width spaces, byte order mark, interlinear marks and tags.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{061C}'
                | '\u{200B}'
                | '\u{200E}'
                | '\u{200F}'
                | '\u{2028}'..='\u{202E}'
                | '\u{2060}'..='\u{206F}'
                | '\u{FEFF}'
                | '\u{FFF9}'..='\u{FFFB}'
                | '\u{E0000}'..='\u{E007F}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fhir_20_bidi_overrides_and_control_characters_are_removed() {
        assert_eq!(clean("Kari\u{202E}nesetseT\u{202C}"), "KarinesetseT");
        assert_eq!(clean("\u{2066}Kari\u{2069}\u{0}\u{7F} \u{FEFF}T"), "Kari T");
        assert_eq!(clean(" Kari\nTestesen\t"), "Kari Testesen");
    }

    #[test]
    fn fhir_19_letters_come_through_unchanged() {
        for name in [
            "Åsta Ærlig Øvrebø",
            "Čuđiŧeašši-Žtestesen Áŋŋel",
            "A\u{030A}sta",
        ] {
            assert_eq!(clean(name), name);
        }
    }

    #[test]
    fn an_endless_text_is_cut() {
        assert_eq!(clean(&"å".repeat(10_000)).chars().count(), MAX_CHARS);
    }
}
