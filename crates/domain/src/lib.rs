//! The sick note: what it consists of, what was typed, and the only way from one to the other.
//!
//! Reading order: small values first, then what is built of them.
//! Nothing here knows a browser, a network, a clock or chance: `today` is an argument.

pub mod aktivitet;
pub mod dato;
pub mod draft;
pub mod forrige;
pub mod fravarsgrunn;
pub mod helsepersonell;
pub mod kodeverk;
pub mod kortform;
pub mod mangel;
pub mod miljo;
mod parse;
pub mod periode;
pub mod personident;
pub mod shown;
pub mod sprak;
pub mod sykmelding;
pub mod tilbakedatering;
pub mod utdypende;
pub mod variant;
pub mod virksomhet;

pub use aktivitet::{Aktivitet, Aktivitetstype, Arbeidsrelatert, Grad, behandlingsdager};
pub use draft::{Diagnosevalg, Draft, Forlenger, Kilde, Kildeslag, PeriodeDraft};
pub use forrige::{Forrige, Forrigeperiode, Innsyn};
pub use fravarsgrunn::Fravarsgrunn;
pub use helsepersonell::HprNummer;
pub use kodeverk::{Diagnose, Kodeverk};
pub use kortform::Kortform;
pub use mangel::{Felt, Mangel, Mangler};
pub use miljo::Miljo;
pub use parse::{MAX_TEXT_CHARS, asks_tilbakedatering, asks_utdypende, has_arbeidsgiver, parse};
pub use periode::{EndBeforeStart, Periode};
pub use personident::{Identslag, Personident, PersonidentError};
pub use shown::shown;
pub use sprak::Sprak;
pub use sykmelding::{Details, Meldinger, Sykmelding, Yrkesskade};
pub use tilbakedatering::{Tilbakedatering, Tilbakedateringsgrunn};
pub use utdypende::{Sporsmal, Svar, Sykefravaer, Tidligere};
pub use variant::Variant;
pub use virksomhet::Orgnummer;
