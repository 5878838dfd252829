//! Signs of waiting.

use leptos::prelude::*;

use super::dynamic::{dynamic, optional};
use crate::browser::lifecycle;

/// Waits shorter than this show nothing: a flicker is worse than a moment's rest.
const PATIENCE_MS: u32 = 300;

/// The turning ring. What is waited for is said beside it.
#[component]
pub fn Loader() -> impl IntoView {
    view! {
        <svg
            class="aksel-loader aksel-loader--medium"
            aria-hidden="true"
            focusable="false"
            viewBox="0 0 50 50"
            preserveAspectRatio="xMidYMid"
        >
            <circle class="aksel-loader__background" cx="25" cy="25" r="20" fill="none" />
            <circle class="aksel-loader__foreground" cx="25" cy="25" r="20" fill="none" />
        </svg>
    }
}

/// A ring and what is waited for, once it takes longer than a blink.
#[component]
pub fn Waiting(text: &'static str) -> impl IntoView {
    let visible = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        lifecycle::sleep_ms(PATIENCE_MS).await;
        // The wait may be over, and the component gone.
        visible.try_set(true);
    });
    view! {
        <div class="vent" role="status">
            {dynamic(move || {
                optional(visible.get().then(|| view! { <Loader /> <p class="aksel-body-short">{text}</p> }))
            })}
        </div>
    }
}
