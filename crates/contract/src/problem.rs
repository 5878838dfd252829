//! What went wrong, for the person who meets it and for the one who mends it.

mod texts;

use domain::Sprak;
use serde::{Deserialize, Serialize};

use crate::form::Utfall;

/// Body of every answer that is no success: `application/problem+json` (RFC 9457).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// `/problems/{slug}`.
    #[serde(rename = "type")]
    pub slug: String,
    /// What happened, in the user's language.
    pub title: String,
    /// What is safe and what to do next, in the user's language.
    pub detail: String,
    /// HTTP status.
    pub status: u16,
    /// Random reference that also stands in the log.
    pub instance: String,
    /// The outcome when the rules are the reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub utfall: Option<Utfall>,
}

/// Three sentences for one problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProblemText {
    /// What happened.
    pub title: &'static str,
    /// What is safe.
    pub safe: &'static str,
    /// What to do next.
    pub next: &'static str,
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $variant:ident = $slug:literal, $status:literal;)+) => {
        /// Every way in which a call, a launch or a write can fail, with a stable slug and an HTTP status.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemKind { $($(#[doc = $doc])+ $variant,)+ }

        impl ProblemKind {
            /// All of them, in reading order.
            pub const ALL: &'static [ProblemKind] = &[$(ProblemKind::$variant),+];

            /// The stable name in `type` and in the address of the error page.
            pub fn slug(self) -> &'static str {
                match self { $(ProblemKind::$variant => $slug),+ }
            }

            /// The HTTP status that the gateway answers with.
            pub fn status(self) -> u16 {
                match self { $(ProblemKind::$variant => $status),+ }
            }
        }
    };
}

kinds! {
    /// `iss` is not one of ours.
    UnknownIssuer = "unknown-issuer", 400;
    /// `iss` or `launch` is missing, doubled or too long.
    LaunchParameters = "launch-parameters", 400;
    /// The EPJ's metadata cannot be read or is not acceptable.
    DiscoveryFailed = "discovery-failed", 502;
    /// The EPJ declined (`access_denied`, `login_required` …).
    LaunchDeclined = "launch-declined", 403;
    /// Client, redirect or scope is not registered as we think: an operator must act.
    EpjConfiguration = "epj-configuration", 502;
    /// The reply belongs to no launch of this browser, or to one that is used up or too old.
    StateUnknown = "state-unknown", 400;
    /// The code was refused: used, expired or not ours.
    CodeRefused = "code-refused", 502;
    /// The token endpoint failed or answered nonsense.
    TokenFailed = "token-failed", 502;
    /// The id_token does not prove who is logged in.
    IdTokenInvalid = "id-token-invalid", 403;
    /// The user is no health worker.
    NotHealthPersonnel = "not-health-personnel", 403;
    /// The EPJ told no patient.
    NoPatient = "no-patient", 422;
    /// The EPJ told no encounter.
    NoEncounter = "no-encounter", 422;
    /// Patient and encounter do not belong together.
    EncounterOfAnotherPatient = "encounter-of-another-patient", 409;
    /// The encounter is cancelled or entered in error.
    EncounterCancelled = "encounter-cancelled", 422;
    /// No fødselsnummer or D-nummer that Nav accepts.
    PatientWithoutIdent = "patient-without-ident", 422;
    /// Two different identity numbers, so it is not certain who this is.
    PatientAmbiguous = "patient-ambiguous", 409;
    /// The EPJ has merged this patient into another.
    PatientReplaced = "patient-replaced", 409;
    /// The patient has no name to confirm.
    PatientWithoutName = "patient-without-name", 422;
    /// The practitioner has no HPR number in the EPJ.
    PractitionerWithoutHpr = "practitioner-without-hpr", 422;
    /// The EPJ does not let us read the patient.
    PatientNotReadable = "patient-not-readable", 403;
    /// The EPJ says that the login is no longer good.
    EpjSessionEnded = "epj-session-ended", 401;
    /// The EPJ refuses this read.
    EpjForbidden = "epj-forbidden", 403;
    /// The EPJ does not have what it pointed at.
    EpjNotFound = "epj-not-found", 502;
    /// The EPJ's answer cannot be read.
    EpjMalformed = "epj-malformed", 502;
    /// The EPJ does not answer.
    EpjUnavailable = "epj-unavailable", 503;
    /// Patient, encounter or user of screen, session and EPJ are not the same: everything stops.
    WrongPatient = "wrong-patient", 409;
    /// No session, or not this browser's.
    SessionGone = "session-gone", 401;
    /// The header or origin that proves our own page is missing.
    ForeignRequest = "foreign-request", 403;
    /// A draft of another clinician or patient, or none.
    DraftNotFound = "draft-not-found", 404;
    /// No such form for this clinician and patient.
    FormNotFound = "form-not-found", 404;
    /// Something in the form is missing or wrong.
    FormIncomplete = "form-incomplete", 422;
    /// The same id was sent before with other content.
    FormConflict = "form-conflict", 409;
    /// A rule that lets the note be sent after a second look.
    RuleSoft = "rule-soft", 409;
    /// A rule that stops the note.
    RuleHard = "rule-hard", 422;
    /// Nav does not answer, or answers what cannot be read; asking again does no harm.
    NavUnavailable = "nav-unavailable", 503;
    /// The clinician has not accepted the conditions of use that hold now.
    TermsNotAccepted = "terms-not-accepted", 403;
    /// Nav does not know the patient.
    PatientUnknownAtNav = "patient-unknown-at-nav", 422;
    /// The office lacks organisation number or telephone.
    OfficeIncomplete = "office-incomplete", 422;
    /// The body is not what it should be.
    BadRequest = "bad-request", 400;
    /// No such address.
    NotFound = "not-found", 404;
    /// The body is too large.
    TooLarge = "too-large", 413;
    /// Too many calls.
    TooMany = "too-many", 429;
    /// The gateway could not store it: nothing was sent.
    NotStored = "not-stored", 503;
    /// The gateway has a fault.
    Internal = "internal", 500;
    /// The browser got no answer from the gateway.
    Offline = "offline", 503;
    /// The page is not loaded over https, so nothing secret can be kept.
    InsecureContext = "insecure-context", 400;
}

impl ProblemKind {
    /// The kind of a slug, with or without `/problems/` before it. `None` for one that this version does not know.
    pub fn from_slug(slug: &str) -> Option<ProblemKind> {
        let slug = slug.strip_prefix("/problems/").unwrap_or(slug);
        ProblemKind::ALL
            .iter()
            .copied()
            .find(|kind| kind.slug() == slug)
    }

    /// The sentences for the person who meets it.
    pub fn text(self, sprak: Sprak) -> ProblemText {
        texts::text(self, sprak)
    }

    /// The body of an answer. `instance` is the random reference that the log has too.
    pub fn problem(self, sprak: Sprak, instance: impl Into<String>) -> Problem {
        let text = self.text(sprak);
        Problem {
            slug: format!("/problems/{}", self.slug()),
            title: text.title.to_owned(),
            detail: format!("{} {}", text.safe, text.next),
            status: self.status(),
            instance: instance.into(),
            utfall: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_a_slug_and_sentences_of_its_own_in_both_languages() {
        for sprak in [Sprak::Nb, Sprak::Nn] {
            let mut seen = std::collections::BTreeSet::new();
            for kind in ProblemKind::ALL {
                let text = kind.text(sprak);
                assert!(seen.insert(text.title), "{kind:?} shares its sentence");
                for sentence in [text.title, text.safe, text.next] {
                    assert!(sentence.ends_with('.'), "{kind:?}: {sentence}");
                }
                assert_eq!(ProblemKind::from_slug(kind.slug()), Some(*kind));
            }
        }
    }

    #[test]
    fn a_problem_names_its_type_and_reference() {
        let problem = ProblemKind::NoEncounter.problem(Sprak::Nb, "abc");
        assert_eq!(
            (problem.slug.as_str(), problem.status),
            ("/problems/no-encounter", 422)
        );
        assert_eq!(
            ProblemKind::from_slug(&problem.slug),
            Some(ProblemKind::NoEncounter)
        );
    }
}
