//! SMART App Launch 2.2 from the app's side, without I/O, clock or randomness.
//!
//! The gateway (confidential client) and the app in the browser (public client) drive the same
//! types; they bring the HTTP client, the time and the random bytes. One launch goes through
//! [`Launch`] → [`discovery::Metadata`] → [`authorize::begin`] → [`Pending`] → [`Callback`] →
//! [`Exchange`] → [`Exchanged`] → [`Session`], and each type is used up by the step after it.

pub mod issuer;

pub mod launch;

pub mod discovery;

pub mod scope;

pub mod authorize;

pub mod callback;

pub mod assertion;

pub mod token;

pub mod refresh;

pub mod id_token;

pub mod jwks;

pub mod fhir_user;

pub mod session;

pub mod base;

pub mod secret;

pub mod finding;

pub mod error;

mod address;
mod json;
mod query;

pub use authorize::{AuthorizationRequest, Entropy, Pending};
pub use base::{FhirBase, FhirId};
pub use callback::Callback;
pub use error::{Failure, Remedy};
pub use fhir_user::FhirUser;
pub use finding::Finding;
pub use issuer::{Issuer, Mode, PublicIssuer};
pub use launch::Launch;
pub use scope::{Dialect, Grant, Resource, Right};
pub use session::{Session, Tokens};
pub use token::{ClientCredentials, Exchange, Exchanged, TokenResponse};
