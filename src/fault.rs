//! What went wrong, as the screens need it.

use contract::{Problem, ProblemKind, Utfall};

/// A failed call: what kind, and the reference for support.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Decides the sentences and the next action.
    pub kind: ProblemKind,
    /// Also stands in the gateway's log.
    pub reference: Option<String>,
    /// The outcome, when the rules are the reason.
    pub utfall: Option<Utfall>,
}

impl Fault {
    /// A fault that this page noticed itself.
    pub fn of(kind: ProblemKind) -> Fault {
        Fault {
            kind,
            reference: None,
            utfall: None,
        }
    }

    /// An answer of the gateway. One that it did not write itself (a proxy's page) is told by its status.
    pub fn answered(status: u16, problem: Option<Problem>) -> Fault {
        let Some(problem) = problem else {
            return Fault::of(match status {
                401 => ProblemKind::SessionGone,
                413 => ProblemKind::TooLarge,
                429 => ProblemKind::TooMany,
                502..=504 => ProblemKind::Offline,
                _ => ProblemKind::Internal,
            });
        };
        Fault {
            kind: ProblemKind::from_slug(&problem.slug).unwrap_or(ProblemKind::Internal),
            reference: Some(problem.instance).filter(|reference| !reference.is_empty()),
            utfall: problem.utfall,
        }
    }

    /// Whether the session is over, so that nothing more can be done on this page.
    pub fn ends_session(&self) -> bool {
        matches!(
            self.kind,
            ProblemKind::SessionGone | ProblemKind::EpjSessionEnded | ProblemKind::WrongPatient
        )
    }
}

impl From<smart::Failure> for Fault {
    fn from(failure: smart::Failure) -> Fault {
        Fault::of(ProblemKind::from_slug(failure.slug()).unwrap_or(ProblemKind::Internal))
    }
}
