//! Searches the generated lists from the command line: `cargo run -p attest-codes --example search -- "korsr"`.

use std::time::Instant;

use codes::{Codes, marks};
use domain::Kodeverk;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let file = std::fs::read(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../public/generated/codes.bin"
    ))?;
    let begin = Instant::now();
    let codes = Codes::read(&file)?;
    eprintln!("read in {:?}", begin.elapsed());
    for query in std::env::args().skip(1) {
        let begin = Instant::now();
        let hits = codes.search(&query, &Kodeverk::ALL, 100);
        println!("\n{query}: {} hits in {:?}", hits.len(), begin.elapsed());
        for hit in hits.iter().take(12) {
            let text = hit.entry.text().to_string();
            println!(
                "  {:?} {:?} {:?}",
                hit.rank,
                hit.entry,
                marks(&query, &text)
            );
        }
    }
    Ok(())
}
