//! `sykmelding.md` 3.7: how a code is found in its code system.

use domain::Kodeverk::{self, Icd10, Icpc2, Icpc2b};

use crate::fixture;

fn found(kodeverk: Kodeverk, code: &str) -> Option<String> {
    let codes = fixture::codes();
    let entry = codes.lookup(kodeverk, code)?;
    assert!(codes.valid(kodeverk, code));
    assert_eq!(codes.text(kodeverk, code), Some(entry.text().to_string()));
    Some(format!("{} {}", entry.kodeverk().name(), entry.code()))
}

fn is(kodeverk: Kodeverk, code: &str, expected: &str) {
    assert_eq!(found(kodeverk, code).as_deref(), Some(expected), "{code}");
}

fn is_unknown(kodeverk: Kodeverk, code: &str) {
    assert_eq!(found(kodeverk, code), None, "{code}");
}

#[test]
fn icd_10_is_found_with_and_without_dots() {
    is(Icd10, "M54.5", "ICD-10 M545");
    is(Icd10, "M545", "ICD-10 M545");
    is_unknown(Icd10, "M54.6");
    is_unknown(Icd10, "M54");
    is_unknown(Icd10, "L03");
    is_unknown(Icd10, "");
    is_unknown(Icd10, ".");
}

#[test]
fn icd_10_expects_upper_case_but_for_the_small_letter_at_the_end() {
    is(Icd10, "I21.0a", "ICD-10 I210a");
    is(Icd10, "I210A", "ICD-10 I210a");
    is_unknown(Icd10, "i210a");
    is_unknown(Icd10, "m545");
}

#[test]
fn icpc_2_is_found_exactly() {
    is(Icpc2, "Y06", "ICPC-2 Y06");
    is_unknown(Icpc2, "y06");
    is_unknown(Icpc2, "Y06.0001");
    is_unknown(Icpc2, "Y0");
    is_unknown(Icpc2, "M545");
    is_unknown(Icpc2, "");
}

#[test]
fn icpc_2b_is_found_exactly_and_then_through_its_parent() {
    is(Icpc2b, "Y06.0001", "ICPC-2B Y06.0001");
    is(Icpc2b, "A191.0000", "ICPC-2B A191.0000");
    is(Icpc2b, "Y06.9999", "ICPC-2 Y06");
    is(Icpc2b, "Y06", "ICPC-2 Y06");
    is_unknown(Icpc2b, "Y07.0001");
    is_unknown(Icpc2b, "");
}

#[test]
fn the_text_is_as_published() {
    let text = |kodeverk, code| fixture::codes().text(kodeverk, code).unwrap();
    assert_eq!(text(Icpc2, "R82"), "Betennelse i brysthinnen (Pleuritt)");
    assert_eq!(text(Icpc2b, "L03.0000"), "Korsrygg symptomer/plager");
    assert_eq!(text(Icd10, "J11"), "Influensa, virus ikke påvist");
}
