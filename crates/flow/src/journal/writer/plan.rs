//! Where on the ladder to start (`smart-fhir.md` 3.2 and 3.3).

use contract::JournalReason;
use fhir::CapabilityStatement;
use smart::issuer::WriteStrategy;

use super::Strategy;

/// How to write to a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Where to start.
    pub strategy: Strategy,
    /// Whether the answers go along.
    pub answers: Answers,
}

/// Whether to write the QuestionnaireResponse.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// The server takes it, or does not tell.
    Write,
    /// The server says that it does not.
    LeaveOut,
}

/// The first row that can work: as pinned after onboarding, else as the server says it can, else PUT.
///
/// # Errors
/// `NotSupported` when only rows C–E are left, which this version does not have.
pub fn plan(
    pinned: Option<WriteStrategy>,
    capability: Option<&CapabilityStatement>,
) -> Result<Plan, JournalReason> {
    let answers = match capability {
        Some(statement) if !says_it_takes(statement, "QuestionnaireResponse") => Answers::LeaveOut,
        _ => Answers::Write,
    };
    let strategy = match pinned {
        Some(WriteStrategy::Batch) => Strategy::Batch,
        Some(WriteStrategy::Put) => Strategy::Put,
        Some(WriteStrategy::ConditionalPost | WriteStrategy::SearchedPost | WriteStrategy::Off) => {
            return Err(JournalReason::NotSupported);
        }
        None => announced(capability)?,
    };
    match (strategy, answers) {
        // A batch of one is a PUT with more that can go wrong.
        (Strategy::Batch, Answers::LeaveOut) => Ok(Plan {
            strategy: Strategy::Put,
            answers,
        }),
        _ => Ok(Plan { strategy, answers }),
    }
}

fn announced(capability: Option<&CapabilityStatement>) -> Result<Strategy, JournalReason> {
    let Some(statement) = capability else {
        return Ok(Strategy::Put);
    };
    let update_create = statement
        .resources
        .get("DocumentReference")
        .and_then(|document| document.update_create);
    match update_create {
        // Not told is tried once: several servers can and do not say so.
        None => Ok(Strategy::Put),
        Some(false) => Err(JournalReason::NotSupported),
        Some(true) if statement.does("batch") => Ok(Strategy::Batch),
        Some(true) => Ok(Strategy::Put),
    }
}

/// A statement without any resource tells nothing, so everything is tried.
fn says_it_takes(statement: &CapabilityStatement, kind: &str) -> bool {
    statement.resources.is_empty() || statement.resources.contains_key(kind)
}
