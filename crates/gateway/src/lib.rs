//! The gateway: serves the app, proves who is calling, stores, forwards.

pub mod config;

pub mod clock;

pub mod state;

// http, keys, ways_in, session, epj: gateway: ways in.
// store, audit, drafts, overview, nav, forms, journal: gateway: forms adds them here, in this order.
