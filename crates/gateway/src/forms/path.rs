//! The id of a form in the path.

use axum::extract::{FromRequestParts, Path};
use axum::http::request::Parts;
use contract::{FormId, ProblemKind};
use serde::Deserialize;

use crate::http::{Language, Refusal};
use crate::state::AppState;

/// `{form_id}` of the path. Another spelling than that of a [`FormId`] is no form.
pub struct InPath(pub FormId);

#[derive(Deserialize)]
struct FormPath {
    form_id: String,
}

impl FromRequestParts<AppState> for InPath {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, state: &AppState) -> Result<InPath, Refusal> {
        let sprak = Language::of(&parts.headers).0;
        let refuse = || Refusal::new(ProblemKind::FormNotFound, sprak, "no form id in the path");
        let Path(FormPath { form_id }) = Path::from_request_parts(parts, state)
            .await
            .map_err(|_| refuse())?;
        FormId::new(&form_id).map(InPath).map_err(|_| refuse())
    }
}
