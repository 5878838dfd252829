//! What every part of the gateway shares.

use std::sync::Arc;

use crate::absence::LastKnown;
use crate::clock::Clock;
use crate::config::Config;
use crate::documents::Documents;
use crate::epj::RefreshLocks;
use crate::http::files::Files;
use crate::keys::{IssuerKeys, SigningKey};
use crate::nav::SykmeldingReceiver;
use crate::registers::Registers;
use crate::store::Store;
use crate::wake::Wake;
use crate::ways_in::discovery::Discovered;

/// Shared by all requests and runners; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The configuration, read once at start.
    pub config: Arc<Config>,
    /// The time.
    pub clock: Clock,
    /// The database.
    pub store: Store,
    /// The client for every call that leaves the house: no redirects, no cookies, no proxy.
    pub http: reqwest::Client,
    /// Nav's side of the sick note.
    pub receiver: Arc<dyn SykmeldingReceiver>,
    /// Nav's registers.
    pub registers: Arc<Registers>,
    /// What was known last of absences.
    pub last_known: Arc<LastKnown>,
    /// The bells of the runners.
    pub wake: Wake,
    /// The typesetter.
    pub documents: Arc<dyn Documents>,
    /// The diagnosis lists; `None` when no file was found, then codes are not looked up here.
    pub codes: Option<Arc<codes::Codes>>,
    /// The app's files.
    pub files: Arc<Files>,
    /// Our own key for private_key_jwt.
    pub signing_key: Arc<SigningKey>,
    /// The keys of the EPJs.
    pub issuer_keys: Arc<IssuerKeys>,
    /// What the EPJs have said about themselves.
    pub discovered: Arc<Discovered>,
    /// One refresh at a time in a session.
    pub refresh_locks: Arc<RefreshLocks>,
}
