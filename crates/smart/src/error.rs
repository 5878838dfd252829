//! Every way a launch can fail, as what the doctor should do about it (`docs/smart-fhir` 1.11).

mod from;

/// A failed launch or an ended session. Holds no foreign text, so it may be logged and shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Failure {
    /// `/launch` was called with something that is no launch.
    InvalidLaunch,
    /// The EPJ is not one of ours.
    UnknownIssuer,
    /// The EPJ did not answer; in a browser perhaps a missing CORS header.
    EpjUnreachable,
    /// The EPJ answered with an error of its own, or asks to wait.
    EpjUnavailable,
    /// The EPJ's description of itself cannot be used.
    InvalidMetadata,
    /// The user or the EPJ declined.
    AccessDenied,
    /// The EPJ refuses the scopes in both dialects.
    ScopesRefused,
    /// The EPJ wants the user to log in or to consent first.
    LoginRequired,
    /// The EPJ and we have not agreed on the client.
    Configuration,
    /// No launch waits for this answer: reloaded, opened twice, another browser, or forged.
    UnknownState,
    /// More than ten minutes went by.
    LaunchExpired,
    /// The code was used or is too old.
    CodeRefused,
    /// The token endpoint answered with something unusable.
    InvalidToken,
    /// The id_token does not prove the login.
    LoginNotProved,
    /// Not health personnel.
    NotHealthPersonnel,
    /// The EPJ does not say who launched.
    NoPractitioner,
    /// The EPJ launched without a patient.
    NoPatient,
    /// The EPJ launched without an encounter.
    NoEncounter,
    /// The EPJ does not let us read the patient.
    PatientNotReadable,
    /// The session is over.
    SessionEnded,
    /// The EPJ switched patient, encounter or user under the session.
    ContextChanged,
}

/// What the doctor, or support, does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remedy {
    /// Start again from the EPJ.
    Relaunch,
    /// Wait a little, then start again from the EPJ. Never in a loop.
    TryLater,
    /// Log in to the EPJ or consent there, then start again.
    LogIn,
    /// Open a patient and a contact in the EPJ, then start again.
    OpenPatient,
    /// Call support with the error id: settings at the EPJ or here are wrong.
    CallSupport,
    /// Nothing to do here: the app is for health personnel.
    NotForYou,
}

impl Failure {
    /// Every failure, for texts and tests.
    pub const ALL: [Failure; 21] = [
        Failure::InvalidLaunch,
        Failure::UnknownIssuer,
        Failure::EpjUnreachable,
        Failure::EpjUnavailable,
        Failure::InvalidMetadata,
        Failure::AccessDenied,
        Failure::ScopesRefused,
        Failure::LoginRequired,
        Failure::Configuration,
        Failure::UnknownState,
        Failure::LaunchExpired,
        Failure::CodeRefused,
        Failure::InvalidToken,
        Failure::LoginNotProved,
        Failure::NotHealthPersonnel,
        Failure::NoPractitioner,
        Failure::NoPatient,
        Failure::NoEncounter,
        Failure::PatientNotReadable,
        Failure::SessionEnded,
        Failure::ContextChanged,
    ];

    /// The problem that the contract between app and gateway has a sentence for.
    pub fn slug(self) -> &'static str {
        match self {
            Failure::InvalidLaunch => "launch-parameters",
            Failure::UnknownIssuer => "unknown-issuer",
            Failure::EpjUnreachable | Failure::EpjUnavailable => "epj-unavailable",
            Failure::InvalidMetadata => "discovery-failed",
            Failure::AccessDenied | Failure::LoginRequired => "launch-declined",
            Failure::ScopesRefused | Failure::Configuration => "epj-configuration",
            Failure::UnknownState | Failure::LaunchExpired => "state-unknown",
            Failure::CodeRefused => "code-refused",
            Failure::InvalidToken => "token-failed",
            Failure::LoginNotProved | Failure::NoPractitioner => "id-token-invalid",
            Failure::NotHealthPersonnel => "not-health-personnel",
            Failure::NoPatient => "no-patient",
            Failure::NoEncounter => "no-encounter",
            Failure::PatientNotReadable => "patient-not-readable",
            Failure::SessionEnded => "epj-session-ended",
            Failure::ContextChanged => "wrong-patient",
        }
    }

    /// A stable name of its own, for log and support.
    pub fn code(self) -> &'static str {
        match self {
            Failure::InvalidLaunch => "invalid-launch",
            Failure::UnknownIssuer => "unknown-issuer",
            Failure::EpjUnreachable => "epj-unreachable",
            Failure::EpjUnavailable => "epj-unavailable",
            Failure::InvalidMetadata => "invalid-metadata",
            Failure::AccessDenied => "access-denied",
            Failure::ScopesRefused => "scopes-refused",
            Failure::LoginRequired => "login-required",
            Failure::Configuration => "configuration",
            Failure::UnknownState => "unknown-state",
            Failure::LaunchExpired => "launch-expired",
            Failure::CodeRefused => "code-refused",
            Failure::InvalidToken => "invalid-token",
            Failure::LoginNotProved => "login-not-proved",
            Failure::NotHealthPersonnel => "not-health-personnel",
            Failure::NoPractitioner => "no-practitioner",
            Failure::NoPatient => "no-patient",
            Failure::NoEncounter => "no-encounter",
            Failure::PatientNotReadable => "patient-not-readable",
            Failure::SessionEnded => "session-ended",
            Failure::ContextChanged => "context-changed",
        }
    }

    /// The failure with this code.
    pub fn from_code(code: &str) -> Option<Failure> {
        Failure::ALL
            .into_iter()
            .find(|failure| failure.code() == code)
    }

    /// What to do next.
    pub fn remedy(self) -> Remedy {
        match self {
            Failure::InvalidLaunch
            | Failure::AccessDenied
            | Failure::UnknownState
            | Failure::LaunchExpired
            | Failure::CodeRefused
            | Failure::SessionEnded
            | Failure::ContextChanged => Remedy::Relaunch,
            Failure::EpjUnreachable | Failure::EpjUnavailable => Remedy::TryLater,
            Failure::LoginRequired => Remedy::LogIn,
            Failure::NoPatient | Failure::NoEncounter => Remedy::OpenPatient,
            Failure::UnknownIssuer
            | Failure::InvalidMetadata
            | Failure::ScopesRefused
            | Failure::Configuration
            | Failure::InvalidToken
            | Failure::LoginNotProved
            | Failure::NoPractitioner
            | Failure::PatientNotReadable => Remedy::CallSupport,
            Failure::NotHealthPersonnel => Remedy::NotForYou,
        }
    }

    /// Whether cached metadata and keys of the issuer should be dropped before the next launch.
    pub fn distrusts_cache(self) -> bool {
        matches!(
            self,
            Failure::Configuration | Failure::InvalidMetadata | Failure::LoginNotProved
        )
    }
}
