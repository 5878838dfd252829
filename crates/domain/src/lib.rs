//! The sick note: what it consists of, what was typed, and the only way from one to the other.
//!
//! Reading order: small values first, then what is built of them.
//! Nothing here knows a browser, a network, a clock or chance: `today` is an argument.

pub mod aktivitet;
pub mod dato;
pub mod draft;
pub mod helsepersonell;
pub mod kodeverk;
pub mod mangel;
pub mod miljo;
mod parse;
pub mod periode;
pub mod personident;
pub mod sprak;
pub mod sykmelding;
pub mod virksomhet;

pub use aktivitet::{Aktivitet, Aktivitetstype, Grad};
pub use draft::{Diagnosevalg, Draft, Kilde, Kildeslag, PeriodeDraft};
pub use helsepersonell::HprNummer;
pub use kodeverk::{Diagnose, Kodeverk};
pub use mangel::{Felt, Mangel, Mangler};
pub use miljo::Miljo;
pub use parse::{MAX_TEXT_CHARS, parse};
pub use periode::{EndBeforeStart, Periode};
pub use personident::{Identslag, Personident, PersonidentError};
pub use sprak::Sprak;
pub use sykmelding::{Meldinger, Sykmelding};
pub use virksomhet::Orgnummer;
