//! What Conformance.md claims: a ticked box names a test that exists.

use super::Text;

/// Ticked boxes without a test, and tests that are not in the tree.
pub fn check(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    let claims = texts
        .iter()
        .filter(|text| text.path.ends_with("Conformance.md"));
    for text in claims {
        for (number, line) in text.lines().filter(|(_, line)| is_ticked(line)) {
            let tests: Vec<_> = quoted(line).collect();
            if tests.is_empty() {
                found.push(format!("{}:{number}: ticked and names no test", text.path));
            }
            for test in tests.iter().filter(|test| !exists(texts, test)) {
                found.push(format!("{}:{number}: there is no test `{test}`", text.path));
            }
        }
    }
    found
}

fn is_ticked(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("- [x]") || line.starts_with("* [x]") || line.contains("| [x]")
}

/// The pieces in backticks that look like the name of a test: a Rust name with an underscore,
/// or the title of a browser test after `e2e: `.
fn quoted(line: &str) -> impl Iterator<Item = &str> {
    let inside = line
        .split('`')
        .enumerate()
        .filter(|(index, _)| index % 2 == 1);
    inside.filter_map(|(_, piece)| {
        let rust = piece.contains('_')
            && piece
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        piece.strip_prefix("e2e: ").or(rust.then_some(piece))
    })
}

fn exists(texts: &[Text], test: &str) -> bool {
    let (function, longer) = (format!("fn {test}("), format!("fn {test}<"));
    texts.iter().any(|text| {
        let content = &text.content;
        match text.path.rsplit('.').next() {
            Some("rs") => content.contains(&function) || content.contains(&longer),
            Some("ts") => content.contains(test),
            _ => false,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use super::*;

    fn check_line(line: &str) -> usize {
        check(&[
            text("Conformance.md", line),
            text("tests/flow.rs", "fn a_b() {}"),
        ])
        .len()
    }

    #[test]
    fn a_ticked_box_names_a_test_that_exists() {
        assert_eq!(check_line("- [x] SMART-1 something (`a_b`)"), 0);
        assert_eq!(check_line("- [x] SMART-1 something (`a_c`)"), 1);
        assert_eq!(check_line("- [x] SMART-1 something"), 1);
    }

    #[test]
    fn an_open_box_claims_nothing() {
        assert_eq!(check_line("- [ ] SMART-1 something"), 0);
    }
}
