//! Who makes a call: the session in the path, the browser in the cookie, our own page in the header.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use contract::{Context, Mode, ProblemKind};
use domain::Sprak;
use serde::Deserialize;
use smart::scope::{Resource, Right};

use super::{IDLE_SECONDS, Row, cookie, table};
use crate::http::{Language, OwnPage, Refusal};
use crate::state::AppState;

/// A call that belongs to a session: taken by every handler below `/api/sessions/{sid}`.
#[derive(Clone, Debug)]
pub struct Authenticated {
    /// The session's id.
    pub sid: String,
    /// Key of the issuer record.
    pub issuer: String,
    /// Who holds the token.
    pub mode: Mode,
    /// Patient, practitioner, encounter and office: from the gateway's own reads.
    pub context: Context,
    /// Language of the user.
    pub sprak: Sprak,
    /// The whole row: launch, grant, times.
    pub row: Row,
}

impl Authenticated {
    /// `Patient.id`.
    pub fn patient(&self) -> &str {
        &self.context.patient.id
    }

    /// `Encounter.id`.
    pub fn encounter(&self) -> &str {
        &self.context.encounter.id
    }

    /// `Practitioner.id`.
    pub fn practitioner(&self) -> &str {
        &self.context.practitioner.id
    }

    /// Whether the EPJ lets us write the document into the journal.
    pub fn may_write_document(&self) -> bool {
        self.may_write(Resource::DocumentReference)
    }

    /// Whether the EPJ lets us write the structured answers.
    pub fn may_write_answers(&self) -> bool {
        self.may_write(Resource::QuestionnaireResponse)
    }

    /// A refusal in the user's language; see [`Refusal::new`].
    pub fn refuse(&self, kind: ProblemKind, cause: impl std::fmt::Display) -> Refusal {
        Refusal::new(kind, self.sprak, cause)
    }

    fn may_write(&self, resource: Resource) -> bool {
        let grant = &self.row.launch.grant;
        grant.allows(resource, Right::Create) || grant.allows(resource, Right::Update)
    }
}

#[derive(Deserialize)]
struct SessionPath {
    sid: String,
}

impl FromRequestParts<AppState> for Authenticated {
    type Rejection = Refusal;

    async fn from_request_parts(
        parts: &mut Parts,
        state: &AppState,
    ) -> Result<Authenticated, Refusal> {
        OwnPage::from_request_parts(parts, state).await?;
        let sprak = Language::of(&parts.headers).0;
        let gone = |cause: &str| Refusal::new(ProblemKind::SessionGone, sprak, cause);
        let Path(SessionPath { sid }) = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| gone("no session in the path"))?;
        let secret = cookie::find(&parts.headers, &cookie::session_name(&sid));
        let secret = secret.ok_or_else(|| gone("no cookie"))?;
        let row = table::get(&state.store, &sid)
            .await
            .map_err(|error| Refusal::new(ProblemKind::SessionGone, sprak, error))?
            .ok_or_else(|| gone("no such session"))?;
        if !cookie::same(&cookie::hash(secret), &row.secret_hash) {
            return Err(gone("another browser's session"));
        }
        let now = state.clock.unix();
        if row.ended_at.is_some() || now >= row.expires_at {
            return Err(gone("the session is over"));
        }
        if now > row.seen_at.saturating_add(IDLE_SECONDS) {
            return Err(gone("the session was idle for too long"));
        }
        // Exact to a minute: a write for each call would cost more than it tells.
        if now >= row.seen_at.saturating_add(60)
            && let Err(cause) = table::touch(&state.store, &sid, now).await
        {
            // A full disk must not keep anybody from reading what they have written.
            tracing::error!(step = "session", %cause, "the session is not kept alive");
        }
        Ok(Authenticated {
            sid,
            issuer: row.launch.issuer.clone(),
            mode: row.mode,
            context: row.context.clone(),
            sprak,
            row,
        })
    }
}
