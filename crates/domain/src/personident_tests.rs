//! The worked numbers of `smart-fhir.md` 2.7; all synthetic.

use super::*;

const FNR: [&str; 6] = [
    "17912099997",
    "29822099635",
    "12829499914",
    "15507600333",
    "29422059278",
    "12429400544",
];
const DNR: [&str; 7] = [
    "57912075186",
    "45840375084",
    "52829400197",
    "55507608360",
    "45440356293",
    "52429405181",
    "45847100951",
];

fn test(value: &str) -> Result<Personident, PersonidentError> {
    Personident::new(value, Miljo::Test)
}

#[test]
fn fhir_09_worked_numbers_are_classified() {
    for value in FNR {
        assert_eq!(test(value).unwrap().slag(), Identslag::Fodselsnummer);
    }
    for value in DNR {
        assert_eq!(test(value).unwrap().slag(), Identslag::DNummer);
    }
}

#[test]
fn fhir_11_the_rule_of_2032_widens_the_first_check_digit_only() {
    for value in [
        "02813200050",
        "02813200069",
        "02813200077",
        "02813200085",
        "42813200044",
        "42813200052",
        "42813200060",
        "42813200079",
        "15823212345",
        "15823212353",
        "15823212361",
    ] {
        assert!(test(value).is_ok(), "{value}");
    }
    assert_eq!(
        Personident::new("21037712323", Miljo::Production),
        Err(PersonidentError::CheckDigits)
    );
}

#[test]
fn fhir_12_a_number_of_the_other_environment_is_refused() {
    assert_eq!(
        Personident::new("17912099997", Miljo::Production),
        Err(PersonidentError::Environment)
    );
}

#[test]
fn fhir_14_a_number_without_a_date_is_refused() {
    assert_eq!(test("00000000000"), Err(PersonidentError::Date));
    assert_eq!(test("80000000098"), Err(PersonidentError::Kind));
}

#[test]
fn fhir_15_anything_but_eleven_ascii_digits_is_refused() {
    for value in [
        "1791209999",
        "179120999977",
        "17912O99997",
        "１７９１２０９９９９７",
        "",
    ] {
        assert_eq!(test(value), Err(PersonidentError::Format));
    }
    assert_eq!(test("17912099998"), Err(PersonidentError::CheckDigits));
}

#[test]
fn fhir_08_spaces_and_hyphens_are_cleaned() {
    assert_eq!(
        test(" 179120 99997 ").unwrap(),
        test("179120\u{a0}99997").unwrap()
    );
    assert_eq!(test("179120-99997").unwrap().as_str(), "17912099997");
}

#[test]
fn a_number_never_shows_in_debug_output() {
    assert_eq!(
        format!("{:?}", test("17912099997").unwrap()),
        "Personident(..)"
    );
    assert_eq!(test("17912099997").unwrap().masked(), "179120 •••••");
}

#[test]
fn fhir_21_a_birth_date_that_contradicts_the_number_is_noticed() {
    let ident = test("17912099997").unwrap();
    assert!(ident.agrees_with(NaiveDate::from_ymd_opt(1920, 11, 17).unwrap()));
    assert!(ident.agrees_with(NaiveDate::from_ymd_opt(2020, 11, 17).unwrap()));
    assert!(!ident.agrees_with(NaiveDate::from_ymd_opt(2020, 11, 18).unwrap()));
}
