//! Step receipt: what the clinician sees and can print.

use contract::{FormStatus, JournalStatus, NavStatus};
use domain::Draft;

use crate::submit::Accepted;

/// A form at the end of its path: accepted, and under way in two directions that know nothing of each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Receipt {
    /// What the gateway holds.
    pub accepted: Accepted,
    /// The form as it was typed.
    pub draft: Draft,
    /// The way to Nav.
    pub nav: NavStatus,
    /// The way to the journal.
    pub journal: JournalStatus,
}

/// What the clinician can still do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Nothing: both have it.
    Nothing,
    /// Wait; it goes on by itself, also when the page is closed.
    Wait,
    /// Try the journal again, or download the PDF. Sending to Nav is not offered a second time.
    RetryJournal,
}

impl Receipt {
    /// As the gateway answers.
    pub fn status(self) -> FormStatus {
        FormStatus {
            form_id: self.accepted.form_id,
            received_at: self.accepted.received_at,
            form: self.draft,
            utfall: self.accepted.utfall,
            nav: self.nav,
            journal: self.journal,
        }
    }
}

/// What a status leaves for the clinician to do.
pub fn next(status: &FormStatus) -> Next {
    match (&status.journal, &status.nav) {
        (JournalStatus::Stopped { .. }, _) => Next::RetryJournal,
        (JournalStatus::Stored { .. }, NavStatus::Delivered { .. } | NavStatus::Refused { .. }) => {
            Next::Nothing
        }
        _ => Next::Wait,
    }
}
