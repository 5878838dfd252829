//! The address bar.

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use crate::route::Route;

/// How a new page comes into the history of the tab.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The back button leads to where we are now.
    Push,
    /// The page where we are now is forgotten.
    Replace,
}

/// The page in the address bar, and its query string with `?`.
///
/// A query can hold a code or a launch: it is taken off the address at once, before anything else is loaded.
pub fn arrive() -> (Route, String) {
    let location = web_sys::window().map(|window| window.location());
    let read =
        |part: Option<Result<String, JsValue>>| part.and_then(Result::ok).unwrap_or_default();
    let path = read(location.as_ref().map(web_sys::Location::pathname));
    let query = read(location.as_ref().map(web_sys::Location::search));
    if !query.is_empty() {
        write(Step::Replace, &path);
    }
    (Route::read(&path, &query), query)
}

/// Shows another page in the address bar. The caller changes what is on the screen.
pub fn go(step: Step, route: &Route) {
    write(step, &route.path());
}

/// Calls with the page of the address bar when the person uses the back or forward button.
pub fn on_back_or_forward(then: impl Fn(Route) + 'static) {
    let handle = window_event_listener(leptos::ev::popstate, move |_| then(arrive().0));
    on_cleanup(move || handle.remove());
}

/// Leaves the app for another address, without coming back to this one by the back button.
pub fn leave(url: &str) {
    if let Some(window) = web_sys::window() {
        // Fails only for an address that is no URL, and this one was made by a URL parser.
        let _ = window.location().replace(url);
    }
}

/// Leaves the app by sending a form, for an authorization request that is too long for an address.
pub fn leave_by_form(action: &str, fields: &[(&'static str, String)]) {
    // What cannot be made here cannot be made later either: the person is left with the page that waits.
    let _ = form(action, fields).map(|form| form.submit());
}

fn form(action: &str, fields: &[(&'static str, String)]) -> Option<web_sys::HtmlFormElement> {
    let document = web_sys::window()?.document()?;
    let form: web_sys::HtmlFormElement = document.create_element("form").ok()?.dyn_into().ok()?;
    form.set_method("post");
    form.set_action(action);
    for (name, value) in fields {
        let input: web_sys::HtmlInputElement =
            document.create_element("input").ok()?.dyn_into().ok()?;
        input.set_type("hidden");
        input.set_name(name);
        input.set_value(value);
        form.append_child(&input).ok()?;
    }
    document.body()?.append_child(&form).ok()?;
    Some(form)
}

fn write(step: Step, path: &str) {
    let Some(history) = web_sys::window().and_then(|window| window.history().ok()) else {
        return;
    };
    // Nothing is put into the history's state: it outlives the page.
    let _ = match step {
        Step::Push => history.push_state_with_url(&JsValue::NULL, "", Some(path)),
        Step::Replace => history.replace_state_with_url(&JsValue::NULL, "", Some(path)),
    };
}
