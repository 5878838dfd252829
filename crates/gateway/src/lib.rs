//! The gateway: serves the app, verifies, stores, forwards.
