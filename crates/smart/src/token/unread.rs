//! Answers that `oauth2` would read and that we read ourselves.
//!
//! A request of that crate brings the code to read its answers along, 25 kB in a browser. The types here cannot exist,
//! so there is nothing to read and the compiler leaves that code out.

use std::fmt;
use std::time::Duration;

use oauth2::basic::BasicTokenType;
use oauth2::{AccessToken, ErrorResponse, RefreshToken, Scope, TokenResponse};
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// A token response or an error response that is never made.
#[derive(Debug)]
pub(super) enum Unread {}

impl fmt::Display for Unread {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl<'de> Deserialize<'de> for Unread {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Unread, D::Error> {
        Err(D::Error::custom("read elsewhere"))
    }
}

impl Serialize for Unread {
    fn serialize<S: Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
        match *self {}
    }
}

impl ErrorResponse for Unread {}

impl TokenResponse for Unread {
    type TokenType = BasicTokenType;

    fn access_token(&self) -> &AccessToken {
        match *self {}
    }

    fn token_type(&self) -> &BasicTokenType {
        match *self {}
    }

    fn expires_in(&self) -> Option<Duration> {
        match *self {}
    }

    fn refresh_token(&self) -> Option<&RefreshToken> {
        match *self {}
    }

    fn scopes(&self) -> Option<&Vec<Scope>> {
        match *self {}
    }
}
