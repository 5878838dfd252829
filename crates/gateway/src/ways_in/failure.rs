//! A failed launch, as the browser sees it: the app's error page, with a reference that the log has too.

use std::fmt::Display;

use axum::response::Response;
use contract::ProblemKind;
use smart::Failure;

use crate::http::answer::see_other_with;
use crate::http::problem;

/// Why a launch ended.
#[derive(Debug)]
pub struct Failed {
    kind: ProblemKind,
    cause: String,
}

impl Failed {
    /// A problem of ours, with a cause for the log that quotes no foreign text.
    pub fn new(kind: ProblemKind, cause: impl Display) -> Failed {
        Failed {
            kind,
            cause: cause.to_string(),
        }
    }

    /// A failure of the protocol.
    pub fn of<'e, E>(error: &'e E) -> Failed
    where
        E: Display,
        Failure: From<&'e E>,
    {
        let failure = Failure::from(error);
        let kind = ProblemKind::from_slug(failure.slug()).unwrap_or(ProblemKind::Internal);
        Failed {
            kind,
            cause: format!("{}: {error}", failure.code()),
        }
    }

    /// Which problem it is.
    pub fn kind(&self) -> ProblemKind {
        self.kind
    }

    /// 303 to the app's error page. `issuer` lets the page be framed where the launch was framed.
    pub fn answer(self, issuer: Option<&str>, cookies: &[String]) -> Response {
        let reference = problem::log(self.kind, &self.cause);
        let slug = self.kind.slug();
        let location = match issuer {
            Some(key) => format!("/feil/{slug}?ref={reference}&epj={key}"),
            None => format!("/feil/{slug}?ref={reference}"),
        };
        see_other_with(&location, cookies)
    }

    /// The same as problem+json, for a call of the app.
    pub fn refusal(self, sprak: domain::Sprak) -> crate::http::Refusal {
        crate::http::Refusal::new(self.kind, sprak, self.cause)
    }
}

impl From<crate::store::StoreError> for Failed {
    fn from(error: crate::store::StoreError) -> Failed {
        Failed::new(ProblemKind::NotStored, error)
    }
}
