//! Attest in the browser: the screens along the path launch → context → prefill → form → rules → submit → journal →
//! receipt, and the browser edge. All meaning comes from the pure crates.

mod app;
mod browser;
mod context;
mod fault;
mod feil;
mod form;
mod journal;
mod later;
mod launch;
mod overview;
mod prefill;
mod receipt;
mod route;
mod rules;
mod submit;
mod texts;
mod ui;

fn main() {
    browser::page::show_fallback_on_panic();
    leptos::mount::mount_to_body(app::App);
    browser::page::remove_waiting_text();
}
