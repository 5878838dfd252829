//! Nothing is lost on the way through the file, and no file makes the reader panic.

use codes::{Codes, CodesError, ListError, Row};
use domain::Kodeverk;
use proptest::prelude::*;

use crate::fixture;

fn row(code: &str, text: &str) -> Row {
    Row {
        code: code.to_owned(),
        text: text.to_owned(),
    }
}

fn error(file: &[u8]) -> CodesError {
    Codes::read(file).err().unwrap()
}

/// The file with a checksum that fits, as a malicious server would send it.
fn sealed(mut file: Vec<u8>) -> Vec<u8> {
    if let Some((head, body)) = file.split_at_mut_checked(12) {
        let fnv = |hash: u32, word: &[u8]| {
            let mut number = [0; 4];
            number[..word.len()].copy_from_slice(word);
            (hash ^ u32::from_le_bytes(number)).wrapping_mul(0x0100_0193)
        };
        let (words, rest) = body.as_chunks::<4>();
        let start = 0x811c_9dc5 ^ body.len() as u32;
        let hash = words.iter().fold(start, |hash, word| fnv(hash, word));
        head[8..].copy_from_slice(&fnv(hash, rest).to_le_bytes());
    }
    file
}

/// Uses everything that reads the content.
fn use_it(codes: &Codes) {
    for kodeverk in Kodeverk::ALL {
        codes
            .lookup(kodeverk, "L03.0002")
            .map(|entry| entry.text().to_string());
        codes
            .lookup(kodeverk, "M54.5")
            .map(|entry| entry.text().to_string());
    }
    for query in ["l", "l03", "korsrygg", "infuensa", "ankelbrudd", "ø", ""] {
        for hit in codes.search(query, &Kodeverk::ALL, 20) {
            codes::marks(query, &hit.entry.text().to_string());
        }
    }
}

#[test]
fn the_order_of_rows_does_not_change_the_bytes() {
    let mut lists = fixture::lists();
    lists.iter_mut().for_each(|list| list.reverse());
    assert_eq!(codes::write(lists).unwrap(), fixture::file());
}

#[test]
fn a_list_that_does_not_fit_is_refused() {
    let write = |rows: Vec<Row>| codes::write([rows, vec![], vec![]]).unwrap_err();
    let twice = vec![row("A01", "Smerte"), row("A01", "Smerte")];
    assert_eq!(write(twice), ListError::Twice("A01".to_owned()));
    assert_eq!(
        write(vec![row("", "Smerte")]),
        ListError::NotACode(String::new())
    );
    assert_eq!(
        write(vec![row("Å01", "Smerte")]),
        ListError::NotACode("Å01".to_owned())
    );
    assert_eq!(
        write(vec![row("A01", "–")]),
        ListError::Text("A01".to_owned())
    );
    assert_eq!(
        write(vec![row("A01", "En\nto")]),
        ListError::Text("A01".to_owned())
    );
}

#[test]
fn another_file_is_told_from_a_newer_one_and_from_a_damaged_one() {
    let file = fixture::file();
    assert_eq!(
        error(b"<!doctype html><title>404</title>"),
        CodesError::NotCodes
    );
    assert_eq!(error(&file[..7]), CodesError::NotCodes);
    let mut newer = file.clone();
    newer[4] = 2;
    assert_eq!(error(&newer), CodesError::Version(2));
    let mut damaged = file.clone();
    *damaged.last_mut().unwrap() ^= 1;
    assert_eq!(error(&damaged), CodesError::Checksum);
    assert_eq!(error(&file[..file.len() - 1]), CodesError::Checksum);
}

#[test]
fn a_false_count_does_not_reserve_memory() {
    for field in 3..10 {
        let mut file = fixture::file();
        file[field * 4..field * 4 + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert!(Codes::read(&sealed(file)).is_err(), "field {field}");
    }
}

#[test]
fn empty_lists_are_a_file() {
    let codes = Codes::read(&codes::write([vec![], vec![], vec![]]).unwrap()).unwrap();
    assert_eq!(codes.len(Kodeverk::Icd10), 0);
    use_it(&codes);
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let texts = r#"[A-Za-zæøåÆØÅé0-9]{1,9}([ ,./()<>«»-]{1,3}[A-Za-zæøåéβ0-9]{1,9}){0,4}[).]?"#;
    prop::collection::btree_map("[A-Z][0-9]{2}(\\.[0-9]{4})?[a-z]?", texts, 0..20).prop_map(
        |rows| {
            rows.into_iter()
                .map(|(code, text)| Row { code, text })
                .collect()
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_is_read(icpc2 in rows(), icpc2b in rows(), icd10 in rows()) {
        let lists = [icpc2, icpc2b, icd10];
        let codes = Codes::read(&codes::write(lists.clone()).unwrap()).unwrap();
        for (list, kodeverk) in lists.iter().zip(Kodeverk::ALL) {
            prop_assert_eq!(codes.len(kodeverk), list.len());
            // ICD-10 is looked up without dots and case, so other rows may answer.
            for row in list.iter().filter(|_| kodeverk != Kodeverk::Icd10) {
                let entry = codes.lookup(kodeverk, &row.code).unwrap();
                prop_assert_eq!(entry.kodeverk(), kodeverk);
                prop_assert_eq!(entry.code(), &row.code);
                prop_assert_eq!(entry.text().to_string(), row.text.as_str());
            }
        }
        use_it(&codes);
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let mut file = b"ATCD\x01\0\0\0\0\0\0\0".to_vec();
        file.extend(&bytes);
        let _ = Codes::read(&sealed(file)).map(|codes| use_it(&codes));
        let _ = Codes::read(&bytes);
    }

    #[test]
    fn no_change_to_a_file_makes_it_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
        length in any::<prop::sample::Index>(),
        cut in prop::bool::weighted(0.2),
    ) {
        let mut file = fixture::file();
        for (at, byte) in changes {
            let at = 12 + at.index(file.len() - 12);
            file[at] = byte;
        }
        if cut {
            file.truncate(length.index(file.len()));
        }
        let _ = Codes::read(&sealed(file)).map(|codes| use_it(&codes));
    }

    #[test]
    fn any_query_is_answered(query in "\\PC{0,40}", limit in 0_usize..200) {
        let codes = fixture::codes();
        let hits = codes.search(&query, &Kodeverk::ALL, limit);
        prop_assert!(hits.len() <= limit);
        for range in hits.iter().flat_map(|hit| codes::marks(&query, &hit.entry.text().to_string()).into_iter().zip([hit.entry.text().to_string()])) {
            prop_assert!(range.1.get(range.0).is_some());
        }
    }
}
