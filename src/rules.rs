//! Step rules: what Nav's rules say while the form is written, beside the field that causes it.

mod hint;
mod view;

pub use hint::{Hint, hints, rule_text};
pub use view::{FieldHint, RuleLine};
