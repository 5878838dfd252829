//! What a tab may remember: a launch that waits for its answer, and nothing clinical (`smart-fhir.md` 4.2).

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Begins every key of a waiting launch; its random state follows, so that no key is fixed.
const PENDING: &str = "attest-launch-";

const LANGUAGE: &str = "attest-sprak";

/// Storage is not to be had: private mode, or a frame without `allow-same-origin`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStorage;

/// Keeps a launch until its answer comes, in this tab only.
pub fn keep_pending<T: Serialize>(state: &str, pending: &T) -> Result<(), NoStorage> {
    let json = serde_json::to_string(pending).map_err(|_| NoStorage)?;
    let storage = tab().ok_or(NoStorage)?;
    storage
        .set_item(&format!("{PENDING}{state}"), &json)
        .map_err(|_| NoStorage)
}

/// Takes a launch out: there is nothing to find a second time, so a code is never sent twice.
pub fn take_pending<T: DeserializeOwned>(state: &str) -> Option<T> {
    take(&format!("{PENDING}{state}"))
}

/// Takes the only waiting launch of this tab. An error answer without `state` may end it (`smart-fhir.md` 1.4 step 4).
pub fn take_only_pending<T: DeserializeOwned>() -> Option<T> {
    let storage = tab()?;
    let n_keys = storage.length().ok()?;
    let mut keys = (0..n_keys)
        .filter_map(|at| storage.key(at).ok().flatten())
        .filter(|key| key.starts_with(PENDING));
    let only = keys.next().filter(|_| keys.next().is_none())?;
    take(&only)
}

/// The language that was chosen with the switch.
pub fn language() -> Option<String> {
    lasting()?.get_item(LANGUAGE).ok().flatten()
}

/// Remembers the choice of language. It is forgotten where storage is refused.
pub fn keep_language(tag: &str) {
    if let Some(storage) = lasting() {
        let _ = storage.set_item(LANGUAGE, tag);
    }
}

fn take<T: DeserializeOwned>(key: &str) -> Option<T> {
    let storage = tab()?;
    let json = storage.get_item(key).ok().flatten()?;
    storage.remove_item(key).ok()?;
    super::json::typed(super::json::value(&json)?)
}

fn tab() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok().flatten()
}

fn lasting() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
