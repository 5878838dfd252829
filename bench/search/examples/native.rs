//! The same queries natively: `cargo run --release -p attest-bench-search --example native`.
//! Prints microseconds as JSON.

use std::time::Instant;

use codes::Codes;
use domain::Kodeverk;
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let file = std::fs::read(format!("{root}/public/generated/codes.bin"))?;
    let queries = std::fs::read_to_string(format!("{root}/bench/search/queries.json"))?;
    let queries: Value = serde_json::from_str(&queries)?;
    let mut load_us = Vec::new();
    for _ in 0..20 {
        let begin = Instant::now();
        let codes = Codes::read(&file)?;
        load_us.push(begin.elapsed().as_secs_f64() * 1e6);
        drop(codes);
    }
    let codes = Codes::read(&file)?;
    let mut groups = serde_json::Map::new();
    for (group, queries) in queries.as_object().into_iter().flatten() {
        let mut samples_us = Vec::new();
        for _ in 0..20 {
            for query in queries
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
            {
                let begin = Instant::now();
                let hits = codes.search(query, &Kodeverk::ALL, 100);
                samples_us.push(begin.elapsed().as_secs_f64() * 1e6);
                std::hint::black_box(hits);
            }
        }
        groups.insert(group.clone(), json!(samples_us));
    }
    println!("{}", json!({ "load_us": load_us, "search_us": groups }));
    Ok(())
}
