//! The same queries natively: `cargo run --release -p attest-bench-search --example native <lists> <samples file>`.

use std::collections::BTreeMap;
use std::time::Instant;

use codes::Codes;
use domain::Kodeverk;
use serde_json::json;

const ROUNDS: usize = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let mut args = std::env::args().skip(1);
    let file = std::fs::read(args.next().ok_or("which lists?")?)?;
    let queries = std::fs::read_to_string(format!("{root}/bench/search/queries.json"))?;
    let queries: BTreeMap<String, Vec<String>> = serde_json::from_str(&queries)?;
    let mut samples_ms: BTreeMap<String, Vec<f64>> = BTreeMap::new();
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        drop(std::hint::black_box(Codes::read(&file)?));
        samples_ms
            .entry("load".to_owned())
            .or_default()
            .push(ms(begin));
    }
    let codes = Codes::read(&file)?;
    for (group, words) in queries {
        let samples = samples_ms.entry(group).or_default();
        for word in words.iter().cycle().take(ROUNDS * words.len()) {
            let begin = Instant::now();
            std::hint::black_box(codes.search(word, &Kodeverk::ALL, 100));
            samples.push(ms(begin));
        }
    }
    println!("natively          p50      p95");
    for (group, samples) in &samples_ms {
        println!(
            "{group:<10} {:>9.3}{:>9.3}",
            quantile(samples, 0.5),
            quantile(samples, 0.95)
        );
    }
    if let Some(path) = args.next() {
        std::fs::write(path, json!({ "samples_ms": samples_ms }).to_string())?;
    }
    Ok(())
}

fn ms(begin: Instant) -> f64 {
    begin.elapsed().as_secs_f64() * 1e3
}

fn quantile(samples: &[f64], q: f64) -> f64 {
    let mut sorted = samples.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = (q * sorted.len() as f64) as usize;
    sorted.get(at).copied().unwrap_or(f64::NAN)
}
