//! HTTP: to the gateway, to the EPJ (mode B), and for the token exchange.

mod api;
mod epj;
mod oauth;

pub use api::{delete, file, get, post, put};
pub use epj::{Call, call};
pub use oauth::{get_public, token_request};

use wasm_bindgen::JsValue;

/// Stops a request that takes too long. Dropped with the request.
struct TimeLimit {
    controller: Option<web_sys::AbortController>,
    _timer: Option<gloo_timers::callback::Timeout>,
}

impl TimeLimit {
    fn new(seconds: u32) -> TimeLimit {
        let controller = web_sys::AbortController::new().ok();
        let timer = controller.clone().map(|controller| {
            gloo_timers::callback::Timeout::new(seconds.saturating_mul(1000), move || {
                controller.abort_with_reason(&JsValue::from_str("timeout"));
            })
        });
        TimeLimit {
            controller,
            _timer: timer,
        }
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller
            .as_ref()
            .map(web_sys::AbortController::signal)
    }
}
