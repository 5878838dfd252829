//! Things that may stand in one place only, or nowhere: style.md, sections 2, 9 and 11.

use super::Text;

/// A piece of text that is refused where `applies` says so.
struct Rule {
    pieces: &'static [&'static str],
    applies: fn(&Text) -> bool,
    why: &'static str,
}

const RULES: [Rule; 6] = [
    Rule {
        pieces: &["web_sys"],
        applies: |text| is_rust(text) && !in_folder(text, "src/browser") && !is_ours(text),
        why: "web_sys belongs in src/browser",
    },
    Rule {
        pieces: &["\"/", "\"http://", "\"https://"],
        applies: |text| is_app(text) && text.path != "src/route.rs",
        why: "addresses belong in src/route.rs",
    },
    Rule {
        pieces: &["inner_html", "innerHTML", "outerHTML", "insertAdjacentHTML"],
        applies: |text| {
            !is_ours(text) && text.has_extension(&["rs", "js", "html"]) && !text.is_test()
        },
        why: "markup is never made from text",
    },
    Rule {
        pieces: &["#[ignore", "test.only(", "test.fixme(", "describe.only("],
        applies: |text| text.has_extension(&["rs", "ts"]) && !is_ours(text),
        why: "a test is never ignored; assert the wrong answer and say why",
    },
    Rule {
        pieces: &["#[allow(", "#![allow("],
        applies: |text| is_rust(text) && !is_ours(text),
        why: "write #[expect(lint, reason = \"…\")]",
    },
    Rule {
        pieces: &[
            "TcpStream",
            "std::fs",
            "SystemTime",
            "Instant::now",
            "Utc::now",
            "Local::now",
        ],
        applies: |text| is_rust(text) && is_pure(text) && !text.is_test(),
        why: "no file, network or clock below layer 3: make it an argument",
    },
];

/// Refused everywhere, comments and documents included. Put together so that this file passes.
const NOWHERE: [(&str, &str); 6] = [
    (concat!("registry.", "npmjs"), "the host of a registry"),
    (concat!("index.", "crates.io"), "the host of a registry"),
    (concat!("static.", "crates.io"), "the host of a registry"),
    (concat!("/work", "/main"), "a path of one machine"),
    (concat!("/work", "/shared"), "a path of one machine"),
    (concat!("/root", "/"), "a path of one machine"),
];

/// Pieces of text that stand where they must not.
pub fn check(texts: &[Text]) -> Vec<String> {
    let mut found = Vec::new();
    for text in texts {
        for rule in RULES.iter().filter(|rule| (rule.applies)(text)) {
            for (number, line) in text.code() {
                if rule.pieces.iter().any(|piece| line.contains(piece)) && !is_namespace(line) {
                    found.push(format!("{}:{number}: {}", text.path, rule.why));
                }
            }
        }
        for (number, line) in text.lines() {
            for (piece, what) in NOWHERE {
                if line.contains(piece) {
                    found.push(format!("{}:{number}: {what}", text.path));
                }
            }
        }
        if text.path == "package-lock.json" && text.content.contains("\"resolved\"") {
            found.push("package-lock.json: names where packages were fetched from".to_owned());
        }
    }
    found
}

fn is_rust(text: &Text) -> bool {
    text.has_extension(&["rs"])
}

fn is_app(text: &Text) -> bool {
    is_rust(text) && text.path.starts_with("src/")
}

/// The checks themselves have to name what they refuse.
fn is_ours(text: &Text) -> bool {
    text.path.starts_with("xtask/")
}

fn in_folder(text: &Text, folder: &str) -> bool {
    text.path
        .strip_prefix(folder)
        .is_some_and(|rest| rest.starts_with(['/', '.']))
}

fn is_pure(text: &Text) -> bool {
    super::layers::PURE
        .iter()
        .any(|krate| in_folder(text, &format!("crates/{krate}/src")))
}

/// The name of a markup language looks like an address and is none.
fn is_namespace(line: &str) -> bool {
    line.contains("http://www.w3.org/")
}

#[cfg(test)]
mod tests {
    use super::super::text;
    use super::*;

    #[test]
    fn web_sys_outside_the_browser_edge_is_refused() {
        assert_eq!(
            check(&[text("src/form.rs", "use web_sys::Window;")]).len(),
            1
        );
        assert!(check(&[text("src/browser.rs", "use web_sys::Window;")]).is_empty());
        assert!(check(&[text("src/browser/focus.rs", "use web_sys::Window;")]).is_empty());
    }

    #[test]
    fn an_address_outside_the_routes_is_refused() {
        assert_eq!(
            check(&[text("src/form.rs", "let a = \"/api/config\";")]).len(),
            1
        );
        assert!(check(&[text("src/route.rs", "let a = \"/api/config\";")]).is_empty());
    }

    #[test]
    fn a_clock_in_a_pure_crate_is_refused() {
        let clock = "let now = chrono::Utc::now();";
        assert_eq!(check(&[text("crates/domain/src/a.rs", clock)]).len(), 1);
        assert!(check(&[text("crates/gateway/src/a.rs", clock)]).is_empty());
    }

    #[test]
    fn a_comment_may_name_what_code_may_not() {
        assert!(check(&[text("src/form.rs", "// web_sys is in src/browser.")]).is_empty());
    }

    #[test]
    fn a_path_of_one_machine_is_refused_in_documents_too() {
        let line = concat!("see /work", "/main/README.md");
        assert_eq!(check(&[text("README.md", line)]).len(), 1);
    }
}
