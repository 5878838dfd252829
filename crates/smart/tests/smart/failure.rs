//! The table of 1.11.

use std::collections::BTreeSet;

use smart::callback::AuthorizeError;
use smart::launch::LaunchError;
use smart::token::{RefusalCode, TokenError};
use smart::{Failure, Remedy};

#[test]
fn smart_70_every_failure_has_a_code_of_its_own() {
    let codes: BTreeSet<_> = Failure::ALL.into_iter().map(Failure::code).collect();
    assert_eq!(codes.len(), Failure::ALL.len());
    for failure in Failure::ALL {
        assert_eq!(Failure::from_code(failure.code()), Some(failure));
    }
}

#[test]
fn smart_70_what_the_server_said_decides_what_to_do() {
    use AuthorizeError::*;
    for (error, failure, remedy) in [
        (AccessDenied, Failure::AccessDenied, Remedy::Relaunch),
        (InvalidScope, Failure::ScopesRefused, Remedy::CallSupport),
        (InvalidRequest, Failure::Configuration, Remedy::CallSupport),
        (
            UnauthorizedClient,
            Failure::Configuration,
            Remedy::CallSupport,
        ),
        (
            UnsupportedResponseType,
            Failure::Configuration,
            Remedy::CallSupport,
        ),
        (ServerError, Failure::EpjUnavailable, Remedy::TryLater),
        (
            TemporarilyUnavailable,
            Failure::EpjUnavailable,
            Remedy::TryLater,
        ),
        (LoginRequired, Failure::LoginRequired, Remedy::LogIn),
        (InteractionRequired, Failure::LoginRequired, Remedy::LogIn),
        (ConsentRequired, Failure::LoginRequired, Remedy::LogIn),
        (Other, Failure::Configuration, Remedy::CallSupport),
    ] {
        assert_eq!(Failure::from(&error), failure, "{error:?}");
        assert_eq!(failure.remedy(), remedy, "{error:?}");
    }
}

#[test]
fn smart_70_token_errors_are_told_apart() {
    let refused = |code| TokenError::Refused { status: 400, code };
    for (error, failure) in [
        (refused(RefusalCode::InvalidGrant), Failure::CodeRefused),
        (refused(RefusalCode::InvalidClient), Failure::Configuration),
        (TokenError::ServerFault(502), Failure::EpjUnavailable),
        (TokenError::NotJson, Failure::InvalidToken),
        (TokenError::Unreachable, Failure::EpjUnreachable),
    ] {
        assert_eq!(Failure::from(&error), failure, "{error:?}");
    }
    assert!(Failure::Configuration.distrusts_cache());
}

#[test]
fn smart_16_an_unregistered_issuer_is_told_from_a_broken_launch() {
    assert_eq!(
        Failure::from(&LaunchError::UnknownIssuer),
        Failure::UnknownIssuer
    );
    assert_eq!(Failure::from(&LaunchError::TooLong), Failure::InvalidLaunch);
}
