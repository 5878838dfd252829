//! Values that can be used and cannot be read by accident.

use std::fmt;

/// Makes a text type whose `Debug` shows nothing and that has no `Display`.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq)]
        pub struct $name(String);

        impl $name {
            /// Takes the value as it was received.
            pub fn new(value: impl Into<String>) -> Self {
                $name(value.into())
            }

            /// The value itself, for the one place that sends or seals it. Never for a log.
            pub fn expose(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(..)"))
            }
        }
    };
}

/// Also lets the type be stored with the pending launch.
macro_rules! stored_secret {
    ($(#[$doc:meta])* $name:ident) => {
        secret!($(#[$doc])* #[derive(serde::Serialize, serde::Deserialize)] #[serde(transparent)] $name);
    };
}

secret!(
    /// A bearer token (RFC 6750). It goes into the `Authorization` header and nowhere else.
    AccessToken
);
secret!(
    /// A refresh token (RFC 6749 section 1.5). The gateway seals it; mode B has none.
    RefreshToken
);
secret!(
    /// An id_token in compact form. Proof of login for this app only, sent to nobody else.
    IdTokenText
);
secret!(
    /// An authorization code (RFC 6749 section 1.3.1). Good for one token request.
    Code
);
secret!(
    /// The password of a confidential-symmetric client. Exists at the gateway only.
    ClientSecret
);
secret!(
    /// A signed client assertion (RFC 7523). One for each token request.
    ClientAssertion
);
stored_secret!(
    /// The PKCE verifier (RFC 7636 section 4.1).
    Verifier
);
stored_secret!(
    /// The `state` of an authorization request (RFC 6749 section 10.12).
    State
);
stored_secret!(
    /// The `nonce` of an authorization request (OpenID Connect Core 3.1.2.1).
    Nonce
);
stored_secret!(
    /// The opaque `launch` parameter. It names a patient inside the EPJ, so it is kept like a secret.
    LaunchContext
);

impl AccessToken {
    /// The value of the `Authorization` header (RFC 6750 section 2.1). Only for addresses that a
    /// [`crate::FhirBase`] has made.
    pub fn bearer(&self) -> String {
        format!("Bearer {}", self.0)
    }
}

impl State {
    /// Compares without stopping at the first difference, so that timing tells nothing.
    pub fn is(&self, other: &str) -> bool {
        let (a, b) = (self.0.as_bytes(), other.as_bytes());
        a.len() == b.len()
            && a.iter()
                .zip(b)
                .fold(0, |differences, (x, y)| differences | (x ^ y))
                == 0
    }
}
