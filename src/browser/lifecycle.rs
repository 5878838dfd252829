//! The page comes and goes: other tabs, the back-forward cache, closing.

use leptos::prelude::*;

/// Calls when the person comes back to the page: another tab, another window, or the back-forward cache.
pub fn on_return(then: impl Fn() + Clone + 'static) {
    let shown = then.clone();
    let pageshow = window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() {
            shown();
        }
    });
    let visible = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if !is_hidden() {
            then();
        }
    });
    on_cleanup(move || {
        pageshow.remove();
        visible.remove();
    });
}

/// Calls when the page goes out of sight; it may never come back.
pub fn on_leave(then: impl Fn() + 'static) {
    let handle = window_event_listener(leptos::ev::visibilitychange, move |_| {
        if is_hidden() {
            then();
        }
    });
    on_cleanup(move || handle.remove());
}

fn is_hidden() -> bool {
    web_sys::window()
        .and_then(|window| window.document())
        .is_some_and(|document| document.hidden())
}

/// Waits.
pub async fn sleep_ms(ms: u32) {
    gloo_timers::future::TimeoutFuture::new(ms).await;
}
