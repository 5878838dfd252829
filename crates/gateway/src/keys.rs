//! Keys: our own, which signs client assertions, and those of the EPJs, which prove logins.

pub mod issuer_keys;

pub mod signing_key;

pub use issuer_keys::{IssuerKeys, signature_is_good};
pub use signing_key::SigningKey;
