//! Step 1 of 1.4.

use smart::Launch;
use smart::issuer::{IssError, Status, find};
use smart::launch::{LaunchError, Parameter};

use crate::fixture::{ISS, begun, field, issuer, launch, metadata};
use crate::fixture::{NOW, entropy};

#[test]
fn smart_15_parameters_are_there_once_and_within_limits() {
    let long = format!("iss={ISS}&launch={}", "x".repeat(9000));
    let long_iss = format!("launch=x&iss={ISS}/{}", "x".repeat(2048));
    for (query, error) in [
        ("launch=x", LaunchError::Missing(Parameter::Iss)),
        ("iss=&launch=x", LaunchError::Missing(Parameter::Iss)),
        (
            "iss=https://a.example&iss=https://a.example&launch=x",
            LaunchError::Repeated(Parameter::Iss),
        ),
        (
            "iss=https://a.example",
            LaunchError::Missing(Parameter::Launch),
        ),
        (
            "iss=https://a.example&launch",
            LaunchError::Missing(Parameter::Launch),
        ),
        (
            "iss=https://a.example&launch=x&launch=",
            LaunchError::Repeated(Parameter::Launch),
        ),
        (&long, LaunchError::TooLong),
        (&long_iss, LaunchError::Iss(IssError::Length)),
        ("iss=https://a.example&launch=%", LaunchError::NotDecodable),
        (
            "iss=https://a.example&launch=%ff",
            LaunchError::NotDecodable,
        ),
        ("", LaunchError::Missing(Parameter::Iss)),
    ] {
        assert_eq!(Launch::read(query), Err(error), "{query:.60}");
    }
}

/// What a hostile page may try in place of `https://epj.example/fhir`.
const HOSTILE: [&str; 30] = [
    "https://evil.example/fhir",
    "https://epj.example.evil.example/fhir",
    "https://epj.example@evil.example/fhir",
    "https://user@epj.example/fhir",
    "https://user:secret@epj.example/fhir",
    "https://еpj.example/fhir",
    "https://xn--pj-8kc.example/fhir",
    "https://epj.example./fhir",
    "https://epj.example/fhir/extra",
    "https://epj.example/FHIR",
    "https://epj.example/fhir//",
    "https://epj.example//fhir",
    "https://epj.example/x/../fhir",
    "https://epj.example/%2e%2e/fhir",
    "https://epj.example/fhir%2f",
    "https://epj.example:8443/fhir",
    "https://epj.example/fhir?x=1",
    "https://epj.example/fhir#x",
    "https://epj.example\\fhir",
    "https:\\\\epj.example/fhir",
    "https:///epj.example/fhir",
    "https:epj.example/fhir",
    "//epj.example/fhir",
    "/fhir",
    "epj.example/fhir",
    "http://epj.example/fhir",
    "ftp://epj.example/fhir",
    "javascript:alert(1)",
    "https://epj%2eexample/fhir",
    " https://epj.example/fhir",
];

#[test]
fn smart_16_sec_01_unregistered_and_hostile_iss_find_no_record() {
    for iss in HOSTILE {
        assert!(find(&[issuer()], iss).is_none(), "{iss}");
    }
}

#[test]
fn smart_16_http_is_for_loopback_only() {
    for iss in [
        "http://127.0.0.1:8090/fhir",
        "http://localhost:8090/fhir",
        "http://[::1]/fhir",
    ] {
        assert!(
            Launch::read(&format!("iss={iss}&launch=x")).is_ok(),
            "{iss}"
        );
    }
    for iss in [
        "http://127.0.0.1.evil.example/",
        "http://10.0.0.1/",
        "http://localhost.example/",
    ] {
        assert!(
            Launch::read(&format!("iss={iss}&launch=x")).is_err(),
            "{iss}"
        );
    }
}

#[test]
fn smart_16_a_disabled_record_is_no_record() {
    let mut disabled = issuer();
    disabled.status = Status::Disabled;
    assert!(find(&[disabled], ISS).is_none());
}

#[test]
fn smart_17_record_is_found_and_aud_is_the_launched_string() {
    for iss in [
        "https://epj.example/fhir",
        "https://epj.example/fhir/",
        "https://EPJ.example/fhir",
        "HTTPS://epj.example:443/fhir",
    ] {
        let launch = Launch::read(&format!("iss={iss}&launch=x")).unwrap();
        let records = [issuer()];
        let record = find(&records, launch.iss()).unwrap();
        let (request, _) = smart::authorize::begin(&launch, record, &metadata(), entropy(0), NOW);
        assert_eq!(field(&request, "aud").as_deref(), Some(iss));
    }
}

#[test]
fn smart_18_iss_is_read_escaped_and_unescaped() {
    let unescaped = Launch::read("?iss=https://epj.example/fhir&launch=abc").unwrap();
    let escaped = Launch::read("iss=https%3A%2F%2Fepj.example%2Ffhir&launch=abc").unwrap();
    assert_eq!(unescaped, escaped);
    assert_eq!(unescaped, launch());
}

#[test]
fn unknown_parameters_are_ignored() {
    assert_eq!(
        Launch::read("iss=https://epj.example/fhir&x=1&x=2&launch=abc"),
        Ok(launch())
    );
}

#[test]
fn launch_is_decoded_once() {
    let read = Launch::read("iss=https://epj.example/fhir&launch=a%2Bb%2525+c").unwrap();
    assert_eq!(read.context().unwrap().expose(), "a+b%25+c");
}

#[test]
fn sec_44_debug_shows_no_secret() {
    let (request, pending) = begun(&issuer());
    let shown = format!("{request:?} {pending:?}");
    for name in ["state", "nonce", "code_challenge", "launch"] {
        let secret = field(&request, name).unwrap();
        assert!(!shown.contains(&format!("\"{secret}\"")), "{name}: {shown}");
    }
}
