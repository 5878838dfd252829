//! What a running sandbox holds. One lock around everything that changes: tests want order, not speed.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::auth::Grants;
use crate::clock;
use crate::faults::{Caller, Faults, Hits};
use crate::fhir::Store;
use crate::log::Log;
use crate::nav::{self, Receiver};
use crate::options::{Addresses, Options, Way};
use crate::people;

/// A running sandbox, shared by all requests.
#[derive(Debug)]
pub struct Sandbox {
    /// What it was told at start.
    pub options: Options,
    /// Its own address, without a slash at the end.
    pub url: String,
    /// Fetches the JWKS of the client.
    pub http: reqwest::Client,
    world: Mutex<World>,
}

/// How handlers hold a sandbox.
pub type Shared = Arc<Sandbox>;

/// Everything that changes.
#[derive(Debug, Default)]
pub struct World {
    /// The journal, shared by the three installations.
    pub store: Store,
    /// Launches, codes and tokens.
    pub grants: Grants,
    /// What Nav has received.
    pub receiver: Receiver,
    /// The switches.
    pub faults: Faults,
    /// What was asked, for tests.
    pub log: Log,
}

impl World {
    /// The journal as it is at start, nothing received, no switch set.
    pub fn fresh() -> World {
        let today = clock::today();
        let mut world = World {
            receiver: Receiver::knowing(nav::history(today)),
            ..World::default()
        };
        for resource in people::resources(today) {
            world.store.seed(resource);
        }
        world
    }
}

impl Sandbox {
    /// A sandbox at this address (no slash at the end), with a fresh world.
    pub fn new(options: Options, url: String) -> Sandbox {
        // Features unite: beside the gateway reqwest is built with TLS and wants a provider, used or not.
        // Whoever was first has installed the same one.
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        Sandbox {
            options,
            url,
            http: reqwest::Client::new(),
            world: Mutex::new(World::fresh()),
        }
    }

    /// The world, locked. Never held across an await.
    pub fn world(&self) -> MutexGuard<'_, World> {
        // A handler that panicked half-way has left a world that is odd but whole; tests go on.
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The addresses of one installation.
    pub fn addresses(&self, way: Way) -> Addresses {
        Addresses::new(&self.url, &self.options.app_origin(), way)
    }

    /// The switches that strike a request which passes these places.
    pub fn strike(&self, passed: &[&str], caller: Caller<'_>) -> Hits {
        self.world().faults.take(passed, caller)
    }
}
