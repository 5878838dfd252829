//! Step form: what was typed becomes a note, or a list of what is missing.

use chrono::NaiveDate;
use domain::{Draft, Mangler, Sykefravaer, Sykmelding};

/// A note that nothing is missing from. Only [`ready`] makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready(Sykmelding);

impl Ready {
    /// The note.
    pub fn sykmelding(&self) -> &Sykmelding {
        &self.0
    }

    pub(crate) fn into_sykmelding(self) -> Sykmelding {
        self.0
    }
}

/// Checks the draft. `today` is the calendar date in Oslo, `earlier` the absence so far.
///
/// # Errors
/// What is wrong, field by field: show it beside the fields.
pub fn ready(draft: &Draft, today: NaiveDate, earlier: &Sykefravaer) -> Result<Ready, Mangler> {
    domain::parse(draft, today, earlier).map(Ready)
}
