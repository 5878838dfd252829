//! Which Norwegian the person reads.

use domain::Sprak;

use super::{page, storage};

/// What was chosen with the switch, else what the browser asks for.
pub fn preferred() -> Sprak {
    if let Some(tag) = storage::language() {
        return Sprak::choose([tag.as_str()]);
    }
    let tags: Vec<String> = web_sys::window()
        .map(|window| window.navigator().languages())
        .into_iter()
        .flat_map(|languages| {
            languages
                .iter()
                .filter_map(|tag| tag.as_string())
                .collect::<Vec<_>>()
        })
        .collect();
    Sprak::choose(tags.iter().map(String::as_str))
}

/// Remembers the choice of the switch.
pub fn choose(sprak: Sprak) {
    storage::keep_language(sprak.tag());
    page::set_language(sprak);
}
