//! What is found and in which order.

use codes::Rank;
use domain::Kodeverk::{self, Icd10, Icpc2};

use crate::fixture;

fn found(query: &str) -> Vec<String> {
    let codes = fixture::codes();
    let hits = codes.search(query, &Kodeverk::ALL, 100);
    hits.iter().map(|hit| hit.entry.code().to_owned()).collect()
}

fn ranks(query: &str) -> Vec<(String, Rank)> {
    let codes = fixture::codes();
    let hits = codes.search(query, &Kodeverk::ALL, 100);
    hits.iter()
        .map(|hit| (hit.entry.code().to_owned(), hit.rank))
        .collect()
}

#[test]
fn a_code_comes_before_its_subdivisions_and_other_lists() {
    assert_eq!(found("y06"), ["Y06", "Y06.0000", "Y06.0001", "Y06"]);
    assert_eq!(found("Y06.00"), ["Y06.0000", "Y06.0001"]);
    assert_eq!(found("y060001"), ["Y06.0001"]);
    assert_eq!(found("a1910"), ["A191.0000"]);
}

#[test]
fn icd_10_is_found_however_the_dot_is_typed() {
    assert_eq!(found("m545"), ["M545"]);
    assert_eq!(found("M54.5"), ["M545"]);
    assert_eq!(found("m54."), ["M545"]);
}

#[test]
fn lists_that_are_not_asked_for_are_left_out() {
    let codes = fixture::codes();
    let found = |lists: &[Kodeverk]| codes.search("hoste", lists, 100).len();
    assert_eq!(
        (
            found(&Kodeverk::ALL),
            found(&[Icpc2]),
            found(&[Icpc2, Icd10])
        ),
        (3, 1, 2)
    );
    assert_eq!(found(&[]), 0);
}

#[test]
fn lists_come_in_the_order_in_which_they_are_asked_for() {
    let codes = fixture::codes();
    let lists = |wanted: &[Kodeverk]| -> Vec<Kodeverk> {
        let hits = codes.search("hoste", wanted, 100);
        hits.iter().map(|hit| hit.entry.kodeverk()).collect()
    };
    assert_eq!(lists(&Kodeverk::ALL), Kodeverk::ALL);
    assert_eq!(lists(&[Icd10, Icpc2]), [Icd10, Icpc2]);
    // A part of a compound in ICPC-2 comes before a whole word in ICPC-2B.
    let found = ranks("influensa med");
    assert_eq!(found[0].0, "R80");
    assert_eq!(found[1].0, "R80.0001");
}

#[test]
fn where_nothing_fits_all_words_some_of_them_do() {
    assert_eq!(
        ranks("hodepine ukjent")[0],
        ("N01".to_owned(), Rank::SomeWords)
    );
    assert_eq!(found("ukjent uvanlig"), [""; 0]);
}

#[test]
fn the_limit_keeps_the_best() {
    let codes = fixture::codes();
    let all = codes.search("s", &Kodeverk::ALL, 100);
    for limit in 0..all.len() {
        let some = codes.search("s", &Kodeverk::ALL, limit);
        let codes = |hits: &[codes::Hit]| -> Vec<String> {
            hits.iter().map(|hit| hit.entry.code().to_owned()).collect()
        };
        assert_eq!(codes(&some), codes(&all[..limit]));
    }
}

#[test]
fn a_word_in_a_compound_comes_after_a_word_of_its_own() {
    let found = ranks("betennelse");
    assert_eq!(found[0], ("R82".to_owned(), Rank::Word));
    assert!(found.contains(&("H71".to_owned(), Rank::Part)));
    assert!(found.contains(&("R80.0001".to_owned(), Rank::Part)));
    assert_eq!(ranks("ngerska"), [("W01.0001".to_owned(), Rank::Inside)]);
}

#[test]
fn all_words_must_fit_in_any_order() {
    // Below the code that it divides, which is a hit for its sake.
    assert_eq!(found("feber hoste"), ["R05", "R05.0001"]);
    assert_eq!(found("hoste med feber"), ["R05", "R05.0001"]);
    assert_eq!(found("a191 tegn"), ["A191", "A191.0000"]);
    assert_eq!(found("a 191 tegn"), ["A191", "A191.0000"]);
}

#[test]
fn a_typed_compound_is_taken_apart() {
    assert_eq!(ranks("ankelbrudd")[0], ("L73".to_owned(), Rank::Part));
}

#[test]
fn subdivisions_of_what_was_found_are_offered_after_it() {
    let found = ranks("korsrygg");
    assert_eq!(found[0], ("L03".to_owned(), Rank::Word));
    assert!(found.contains(&("L03.0003".to_owned(), Rank::Subdivision)));
}

#[test]
fn misspellings_are_found_and_come_last() {
    for query in ["infuensa", "inlfuensa", "influennsa", "influemsa"] {
        assert_eq!(
            ranks(query)[0],
            ("R80".to_owned(), Rank::Misspelt),
            "{query}"
        );
    }
    assert_eq!(ranks("imfuensa")[0], ("R80".to_owned(), Rank::FarMisspelt));
    assert_eq!(found("fot"), ["L74"]);
    assert_eq!(found("fox"), [""; 0]);
}

#[test]
fn norwegian_letters_need_not_be_typed() {
    for query in ["hånd", "haand", "hand", "HÅND"] {
        assert_eq!(found(query)[0], "L74", "{query}");
    }
    for query in ["mellomøre", "mellomoere", "mellomore"] {
        assert_eq!(found(query)[0], "H71", "{query}");
    }
}

#[test]
fn other_words_for_the_same_are_known() {
    assert_eq!(found("flu")[0], "R80");
    assert_eq!(found("lumbago")[0], "L03");
    assert_eq!(found("nakkesmerter")[0], "L01");
}

#[test]
fn nothing_typed_finds_nothing() {
    for query in ["", "  ", ".", "/-", "\u{1F600}"] {
        assert_eq!(found(query), [""; 0], "{query:?}");
    }
}
