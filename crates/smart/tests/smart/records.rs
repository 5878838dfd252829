//! The issuer records themselves.

use smart::PublicIssuer;
use smart::issuer::check::{RecordError, check};
use smart::issuer::{ClientAuth, Environment, Issuer, Mode, Status};

use crate::fixture::issuer;

fn problems(change: impl Fn(&mut Issuer)) -> Vec<RecordError> {
    let mut record = issuer();
    change(&mut record);
    check(&[record])
        .into_iter()
        .map(|(_, problem)| problem)
        .collect()
}

#[test]
fn a_good_record_has_no_problems() {
    assert_eq!(problems(|_| {}), []);
}

#[test]
fn sec_43_bad_records_are_named() {
    assert_eq!(problems(|r| r.key = "a/b".into()), [RecordError::Key]);
    assert_eq!(problems(|r| r.client_id.clear()), [RecordError::ClientId]);
    assert_eq!(
        problems(|r| r.endpoint_hosts.clear()),
        [RecordError::EndpointHosts]
    );
    assert_eq!(
        problems(|r| r.endpoint_hosts[0].push_str("/x")),
        [RecordError::EndpointHosts]
    );
    assert_eq!(
        problems(|r| r.redirect_uri.push_str("?x=1")),
        [RecordError::RedirectUri]
    );
    assert_eq!(
        problems(|r| r.iss = "https://localhost/fhir".into()),
        [RecordError::NotHttps]
    );
    assert_eq!(
        problems(|r| r.client_auth = ClientAuth::ClientSecretBasic),
        [RecordError::SecretInBrowser]
    );
    assert_eq!(problems(|r| r.mode = Mode::G), [RecordError::NoClientAuth]);
    for origin in [
        "https://*.example",
        "*",
        "https://epj.example/x",
        "epj.example",
    ] {
        let found = problems(|r| r.frame_ancestors = vec![origin.into()]);
        assert_eq!(found, [RecordError::FrameAncestors], "{origin}");
    }
    let test_only = |r: &mut Issuer| r.status = Status::TestOnly;
    assert_eq!(problems(test_only), [RecordError::TestOnlyInProduction]);
}

#[test]
fn two_records_for_one_base_are_refused() {
    let mut second = issuer();
    second.key = "other".into();
    second.iss.push('/');
    assert_eq!(
        check(&[issuer(), second]),
        [("other".to_owned(), RecordError::Duplicate)]
    );
}

#[test]
fn loopback_is_for_test_records() {
    let found = problems(|r| {
        r.iss = "http://127.0.0.1:8090/epj/browser/fhir".into();
        r.redirect_uri = "http://localhost:8080/callback/browser".into();
        r.endpoint_hosts = vec!["127.0.0.1:8090".into()];
        r.environment = Environment::Test;
    });
    assert_eq!(found, []);
}

#[test]
fn unknown_keys_are_refused() {
    let mut json = serde_json::to_value(issuer()).unwrap();
    json["secret"] = "x".into();
    assert!(serde_json::from_value::<Issuer>(json).is_err());
}

#[test]
fn the_browser_learns_of_its_own_records_only() {
    let public = issuer().public().unwrap();
    let back: PublicIssuer =
        serde_json::from_str(&serde_json::to_string(&public).unwrap()).unwrap();
    assert_eq!(Issuer::from(back).public(), Some(public));
    let mut gateway = issuer();
    gateway.mode = Mode::G;
    assert_eq!(gateway.public(), None);
}
