//! The browser edge: everything that needs a browser, and nothing else. The rest of the app calls these functions.

pub mod clock;
pub mod dialog;
pub mod focus;
pub mod history;
pub mod http;
pub mod json;
pub mod keyboard;
pub mod language;
pub mod lifecycle;
pub mod page;
pub mod random;
pub mod storage;
pub mod tokens;
