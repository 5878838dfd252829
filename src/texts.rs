//! Every sentence of the screens, bokmål and nynorsk side by side. Texts of problems are in `contract`, of rules in `rules`.
//!
//! The functions give the text in the language of the moment and track nothing: when the language changes, the page
//! is built anew.

pub mod common;
pub mod form;
pub mod journal;
pub mod launch;
pub mod mangel;
pub mod notice;
pub mod overview;
pub mod receipt;
pub mod submit;
pub mod terms;

use std::cell::Cell;

use domain::Sprak;

thread_local! {
    static SPRAK: Cell<Sprak> = const { Cell::new(Sprak::Nb) };
}

/// The language of the screens.
pub fn sprak() -> Sprak {
    SPRAK.get()
}

/// Changes the language. What is on the screen keeps its language until it is built anew.
pub fn set_sprak(sprak: Sprak) {
    SPRAK.set(sprak);
}

/// One function for each text: name, bokmål, nynorsk.
macro_rules! texts {
    ($($name:ident: $nb:literal, $nn:literal;)+) => {
        $(
            #[doc = $nb]
            pub fn $name() -> &'static str {
                $crate::texts::sprak().pick($nb, $nn)
            }
        )+
    };
}
pub(crate) use texts;
