//! What a PDF reader finds in the document.
#![expect(clippy::unwrap_used, reason = "helpers of tests may panic as tests do")]

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::DateTime;
use contract::{Document, Entry, Section};
use domain::{Miljo, Sprak};
use pdf::Typesetter;

fn document(entries: Vec<Entry>) -> Document {
    Document {
        sprak: Sprak::Nb,
        title: "Sykmelding".to_owned(),
        id: "3f0e7f5e-6f0e-4a44-9f0e-000000000001".to_owned(),
        created: DateTime::parse_from_rfc3339("2026-11-20T14:05:09+01:00").unwrap(),
        environment: Miljo::Test,
        sections: vec![Section {
            heading: "Sykmeldingen gjelder".to_owned(),
            entries,
        }],
    }
}

fn set(document: &Document) -> Vec<u8> {
    Typesetter::new().unwrap().pdf(document).unwrap()
}

/// What poppler reads out of a PDF; nothing on a machine that has no poppler.
fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("SKIPPED: {program} is not installed (Debian: poppler-utils)");
        return None;
    };
    let mut stdin = child.stdin.take().unwrap();
    let bytes = pdf.to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap().unwrap();
    assert!(output.status.success(), "{program} cannot read the file");
    Some(String::from_utf8(output.stdout).unwrap())
}

fn words(entries: Vec<Entry>) -> Option<String> {
    poppler(
        "pdftotext",
        &["-layout", "-", "-"],
        &set(&document(entries)),
    )
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let document = document(vec![Entry::new("Diagnose", "L84 Ryggsyndrom")]);
    let typesetter = Typesetter::new().unwrap();
    let first = typesetter.pdf(&document).unwrap();
    assert!(first == typesetter.pdf(&document).unwrap(), "warm");
    assert!(first == set(&document), "another typesetter");
}

#[test]
fn other_words_give_other_bytes() {
    let one = set(&document(vec![Entry::new("Diagnose", "L84")]));
    assert!(one != set(&document(vec![Entry::new("Diagnose", "L86")])));
}

#[test]
fn the_file_declares_archive_and_accessibility() {
    let bytes = set(&document(vec![Entry::new("Diagnose", "L84")]));
    let file = String::from_utf8_lossy(&bytes);
    for mark in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "Sykmelding</rdf:li>",
        "2026-11-20T14:05:09+01:00",
    ] {
        assert!(file.contains(mark), "{mark} is not in the metadata");
    }
    assert!(bytes.len() <= 300_000, "{} bytes", bytes.len());
}

#[test]
fn the_file_is_tagged_and_knows_its_language() {
    let bytes = set(&document(vec![Entry::new("Diagnose", "L84")]));
    let Some(info) = poppler("pdfinfo", &["-"], &bytes) else {
        return;
    };
    let line = |name: &str| {
        info.lines()
            .find(|line| line.starts_with(name))
            .unwrap_or_default()
    };
    assert!(line("Tagged:").ends_with("yes"), "{info}");
    assert!(line("Title:").ends_with("Sykmelding"), "{info}");
    assert!(line("Pages:").ends_with('1'), "{info}");
    assert!(line("Page size:").contains("A4"), "{info}");
    let structure = poppler("pdfinfo", &["-struct-text", "-"], &bytes).unwrap();
    for tag in ["H1", "H2", "LI", "Lbl", "LBody"] {
        assert!(structure.contains(tag), "no {tag} in {structure}");
    }
}

#[test]
fn every_font_is_embedded() {
    let bytes = set(&document(vec![Entry::new("Diagnose", "L84")]));
    let Some(fonts) = poppler("pdffonts", &["-"], &bytes) else {
        return;
    };
    let rows: Vec<_> = fonts.lines().skip(2).collect();
    assert_eq!(rows.len(), 2, "{fonts}");
    assert!(
        rows.iter().all(|row| row.contains("yes yes yes")),
        "{fonts}"
    );
}

#[test]
fn norwegian_and_sami_letters_can_be_read_back() {
    let name = "Åse Bjørg Ærlig, Áile Čuđiŋ Šoŧŧa Ŋávži";
    let Some(text) = words(vec![Entry::new("Pasient", name)]) else {
        return;
    };
    assert!(text.contains(name), "{text}");
}

#[test]
fn marks_of_the_template_language_are_plain_text() {
    let typed = r##"#let x = 1 *fet* _skrå_ $x^2$ <etikett> @ref \ `kode` = // #image("a.png") "sitat" [a]"##;
    let Some(text) = words(vec![Entry::new(typed, typed)]) else {
        return;
    };
    let squeezed = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert_eq!(squeezed.matches(typed).count(), 2, "{text}");
}

#[test]
fn lines_stay_as_they_were_typed() {
    let Some(text) = words(vec![Entry::new("Beskjed", "første\r\nandre\rtredje")]) else {
        return;
    };
    let lines: Vec<_> = text.lines().map(str::trim).collect();
    assert!(
        lines
            .windows(3)
            .any(|three| three == ["første", "andre", "tredje"]),
        "{text}"
    );
}

#[test]
fn a_long_text_goes_over_pages_and_nothing_is_lost() {
    let long: String = (1..=1_250).map(|n| format!("ord{n:04} ")).collect();
    assert!(long.len() >= 10_000);
    let Some(text) = words(vec![Entry::new("Beskjed", long)]) else {
        return;
    };
    assert!(text.matches('\u{c}').count() >= 2, "one page");
    assert!((1..=1_250).all(|n| text.contains(&format!("ord{n:04}"))));
    assert!(
        text.contains("Side 1 av 3") && text.contains("Side 3 av 3"),
        "{text}"
    );
    assert_eq!(
        text.matches("Referanse 3f0e7f5e-6f0e-4a44-9f0e-000000000001")
            .count(),
        3
    );
}

#[test]
fn a_word_without_end_stays_on_the_page() {
    let Some(text) = words(vec![Entry::new("Beskjed", "x".repeat(10_000))]) else {
        return;
    };
    assert_eq!(text.matches('x').count(), 10_000);
}

#[test]
fn a_character_without_a_letter_is_written_as_its_code_point() {
    let Some(text) = words(vec![Entry::new("Beskjed", "bra 👍 مرحبا 漢")]) else {
        return;
    };
    assert!(text.contains("bra [U+1F44D] [U+0645]"), "{text}");
    assert!(text.contains("[U+6F22]"), "{text}");
}

#[test]
fn a_test_environment_says_so_on_the_page() {
    let mut document = document(vec![Entry::new("Diagnose", "L84")]);
    let said = |document: &Document| poppler("pdftotext", &["-", "-"], &set(document));
    let Some(text) = said(&document) else { return };
    assert!(text.contains("TEST"), "{text}");
    document.environment = Miljo::Production;
    assert!(!said(&document).unwrap().contains("TEST"));
}

#[test]
fn an_entry_without_a_label_is_a_paragraph() {
    let entries = vec![
        Entry::new("Diagnose", "L84"),
        Entry::new("", "Sendt til Nav."),
    ];
    let Some(text) = words(entries) else { return };
    assert!(text.contains("Sendt til Nav."), "{text}");
}

#[test]
fn an_empty_document_is_still_a_document() {
    let mut document = document(Vec::new());
    document.sections.clear();
    assert!(set(&document).starts_with(b"%PDF-1.7"));
}
