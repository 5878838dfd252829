//! Sets a note of ordinary length many times and prints the time of each, in milliseconds.
//!
//! `cargo run --release --package attest-pdf --example measure -- 200 out.pdf`

use std::time::Instant;

use chrono::DateTime;
use contract::{Document, Entry, Section};
use domain::{Miljo, Sprak};
use pdf::Typesetter;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut words = std::env::args().skip(1);
    let rounds: usize = words.next().unwrap_or_else(|| "200".to_owned()).parse()?;
    let typesetter = Typesetter::new()?;
    let mut bytes = Vec::new();
    for round in 0..rounds {
        // Every note is another one, as in use: typst cannot answer from memory.
        let note = note(round);
        let begin = Instant::now();
        bytes = typesetter.pdf(&note)?;
        println!("{:.3}", begin.elapsed().as_secs_f64() * 1_000.0);
    }
    if let Some(file) = words.next() {
        std::fs::write(file, bytes)?;
    }
    Ok(())
}

fn note(round: usize) -> Document {
    let section = |heading: &str, entries: &[(&str, &str)]| Section {
        heading: heading.to_owned(),
        entries: entries
            .iter()
            .map(|(label, text)| Entry::new(*label, *text))
            .collect(),
    };
    let number = round.to_string();
    Document {
        sprak: Sprak::Nb,
        title: "Sykmelding".to_owned(),
        id: format!("00000000-0000-4000-8000-{round:012}"),
        created: DateTime::default(),
        environment: Miljo::Test,
        sections: vec![
            section(
                "Pasient",
                &[
                    ("Navn", "Áile Bjørg Čuđi"),
                    ("Fødselsnummer", "01816099901"),
                ],
            ),
            section(
                "Diagnose",
                &[
                    (
                        "Hoveddiagnose",
                        "L84 Ryggsyndrom uten smerteutstråling (ICPC-2)",
                    ),
                    ("Løpenummer", &number),
                ],
            ),
            section(
                "Perioder",
                &[
                    ("20.11.2026–03.12.2026", "100 % sykmeldt"),
                    ("04.12.2026–17.12.2026", "50 % sykmeldt"),
                ],
            ),
            section(
                "Meldinger",
                &[
                    (
                        "Til Nav",
                        "Pasienten har hatt tilbakevendende plager og er henvist til fysioterapeut.\nVurderes på nytt om fire uker.",
                    ),
                    (
                        "Til arbeidsgiver",
                        "Kan møte, men ikke løfte tungt. Trenger hvile midt på dagen.",
                    ),
                ],
            ),
            section(
                "Behandler",
                &[
                    ("Navn", "Kari Lege"),
                    ("HPR-nummer", "9144889"),
                    ("Legekontor", "Fjellvik legesenter"),
                ],
            ),
        ],
    }
}
