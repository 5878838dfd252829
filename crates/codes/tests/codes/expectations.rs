//! What a doctor expects of the full lists: a few keys, and the right code among the first.
//!
//! Needs the file that `cargo xtask codes` makes; without it the tests say so and check nothing.

use codes::Codes;
use domain::Kodeverk;

/// What is typed, the code that is meant, and how far down the list it may stand.
type Expectation = (&'static str, &'static str, usize);

const ICPC2: &[Expectation] = &[
    // Codes.
    ("y06", "Y06", 1),
    ("L03", "L03", 1),
    ("l84", "L84", 1),
    ("p76", "P76", 1),
    ("r99", "R99", 1),
    ("a191", "A191", 1),
    // The first letters.
    ("feb", "A03", 1),
    ("hodep", "N01", 1),
    ("influ", "R80", 1),
    ("migr", "N89", 1),
    ("svimm", "N17", 2),
    ("korsr", "L03", 1),
    ("depr", "P76", 2),
    ("angst", "P74", 2),
    ("lungebet", "R81", 1),
    ("tennisa", "L93", 1),
    ("gastroent", "D73", 1),
    ("hjernes", "K90", 1),
    ("kvalme", "D09", 1),
    ("brudd und", "L72", 1),
    // Whole words.
    ("feber", "A03", 1),
    ("hoste", "R05", 1),
    ("astma", "R96", 1),
    ("skulder", "L08", 1),
    ("kne", "L15", 2),
    ("rygg", "L02", 1),
    ("psoriasis", "S91", 1),
    ("diabetes 2", "T90", 1),
    ("hypertensjon", "K86", 1),
    ("akutt bronkitt", "R78", 1),
    ("svangerskap kvalme", "W05", 1),
    // Inside words.
    ("betennelse øre", "H70", 1),
    ("trommehinne", "H77", 1),
    ("kompulsiv", "P79", 1),
    ("smerteutstråling rygg", "L86", 2),
    ("infarkt", "K75", 2),
    // Any order, filling words, endings.
    ("bekreftet covid", "R992", 1),
    ("ankel brudd", "L73", 1),
    ("vondt i ryggen", "L02", 2),
    ("vondt i kneet", "L15", 3),
    ("vondt i magen", "D01", 3),
    ("lidelse depressiv", "P76", 1),
    // Compounds that the list writes apart, or the other way round.
    ("ankelbrudd", "L73", 1),
    ("knesmerter", "L15", 3),
    ("nakkesmerter", "L01", 1),
    ("brystkreft", "X76", 5),
    ("hofteartrose", "L89", 3),
    ("øre smerte", "H01", 3),
    // Misspellings.
    ("influesa", "R80", 1),
    ("inlfuensa", "R80", 1),
    ("hodepien", "N01", 1),
    ("astam", "R96", 1),
    ("depresjn", "P03", 2),
    ("bihulebetenelse", "R75", 1),
    ("lugebetennelse", "R81", 1),
    ("epilesi", "N88", 1),
    ("svnagerskap", "W78", 1),
    ("psorisis", "S91", 1),
    ("kneledsartrose", "L90", 1),
    ("migrenne", "N89", 1),
    // Without Norwegian letters.
    ("handledd", "L11", 1),
    ("haandledd", "L11", 1),
    ("oresus", "H03", 1),
    ("oeresus", "H03", 1),
    ("sovnforstyrrelse", "P06", 1),
    ("urinblaere", "U76", 1),
    // Other words.
    ("flu", "R80", 1),
    ("forkjølelse", "R74", 1),
    // Of ICPC-2B, lumbago is L84.0005.
    ("lumbago", "L84", 1),
    ("isjias", "L86", 1),
    ("kols", "R95", 1),
    ("uvi", "U71", 1),
    ("adhd", "P81", 1),
    ("ptsd", "P82", 1),
    ("mandelbetennelse", "R76", 1),
    ("høyt blodtrykk", "K86", 2),
    ("omgangssyke", "D73", 1),
    ("grønn stær", "F93", 1),
    ("leddgikt", "L88", 1),
    ("hjernerystelse", "N79", 1),
    ("kreft lunge", "R84", 1),
];

const ICPC2B: &[Expectation] = &[
    ("y06.0001", "Y06.0001", 1),
    ("y0600", "Y06.0000", 1),
    ("korsryggsmerte", "L03.0002", 4),
    ("knesmerte", "L15.0006", 1),
    ("utbrenthet", "P29.0026", 2),
    ("hekseskudd", "L84.0004", 2),
    ("migrene med aura", "N89.0004", 1),
    ("borreliose", "A78.0008", 1),
];

const ICD10: &[Expectation] = &[
    ("m545", "M545", 1),
    ("M54.5", "M545", 1),
    ("j06.9", "J069", 1),
    ("f321", "F321", 1),
    ("lumbago", "M545", 1),
    ("karpaltunnel", "G560", 1),
    ("transmuralt hjerteinfarkt nedre vegg", "I211", 3),
    ("diabetes type 1", "E109", 30),
];

fn generated() -> Option<Codes> {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../public/generated/codes.bin"
    );
    let Ok(file) = std::fs::read(path) else {
        eprintln!(
            "skipped: public/generated/codes.bin is not there, make it with `cargo xtask codes`"
        );
        return None;
    };
    let read = Codes::read(&file);
    Some(read.expect("the file is not of this version, make it anew with `cargo xtask codes`"))
}

fn check(codes: &Codes, lists: &[Kodeverk], expectations: &[Expectation]) {
    let mut wrong = String::new();
    for (query, code, top) in expectations {
        let hits = codes.search(query, lists, 100);
        let at = hits.iter().position(|hit| hit.entry.code() == *code);
        if at.is_none_or(|at| at >= *top) {
            let first: Vec<_> = hits.iter().take(4).map(|hit| hit.entry).collect();
            wrong += &format!("{query}: {code} stands at {at:?}, first are {first:?}\n");
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn a_doctor_finds_the_icpc_2_code_with_few_keys() {
    if let Some(codes) = generated() {
        check(&codes, &[Kodeverk::Icpc2], ICPC2);
    }
}

#[test]
fn subdivisions_do_not_hide_the_icpc_2_code() {
    if let Some(codes) = generated() {
        let wider: Vec<Expectation> = ICPC2
            .iter()
            .map(|(query, code, top)| (*query, *code, top + 8))
            .collect();
        check(&codes, &[Kodeverk::Icpc2, Kodeverk::Icpc2b], &wider);
    }
}

#[test]
fn a_doctor_finds_the_subdivision_when_the_list_is_there() {
    let Some(codes) = generated() else { return };
    if codes.len(Kodeverk::Icpc2b) == 0 {
        eprintln!("skipped: the generated lists are without ICPC-2B");
        return;
    }
    check(&codes, &[Kodeverk::Icpc2, Kodeverk::Icpc2b], ICPC2B);
}

#[test]
fn a_hospital_doctor_finds_the_icd_10_code() {
    if let Some(codes) = generated() {
        check(&codes, &[Kodeverk::Icd10], ICD10);
    }
}

#[test]
fn every_code_finds_itself() {
    let Some(codes) = generated() else { return };
    for letter in 'A'..='Z' {
        for number in 0..100 {
            let code = format!("{letter}{number:02}");
            if codes.lookup(Kodeverk::Icpc2, &code).is_some() {
                let first = codes.search(&code, &Kodeverk::ALL, 1);
                assert_eq!(
                    first.first().map(|hit| hit.entry.code()),
                    Some(code.as_str())
                );
            }
        }
    }
}
