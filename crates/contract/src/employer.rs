//! Employers of the patient.

use serde::{Deserialize, Serialize};

/// One entry of the answer of `GET …/employers`, from the register of employment (`sykmelding.md` 1.4).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Employer {
    /// The name, which is what goes into the note.
    pub navn: String,
    /// Organisation number; `None` when the register has none.
    pub orgnummer: Option<String>,
}
