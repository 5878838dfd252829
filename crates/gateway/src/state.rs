//! What every part of the gateway shares.

use std::sync::Arc;

use crate::clock::Clock;
use crate::config::Config;

/// Shared by all requests and runners; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The configuration, read once at start.
    pub config: Arc<Config>,
    /// The time.
    pub clock: Clock,
    /// The client for every call that leaves the house: https or loopback, no redirects, no cookies, no proxy.
    pub http: reqwest::Client,
    // To come, agreed names (lib.rs builds them in `start`):
    //   pub store: crate::store::Store,                       `Store::open(&Path, key: &[u8; 32])`, cheap to clone
    //   pub documents: Arc<dyn crate::documents::Documents>,  the PDF port (gateway: forms)
    //   pub codes: Option<Arc<codes::Codes>>,
    //   pub keys: crate::keys::Keys, pub issuers: crate::ways_in::Issuers
}
