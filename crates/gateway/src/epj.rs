//! The EPJ of a session: its token, its FHIR base, and nothing outside of it.

pub mod reader;

pub mod refresh;

pub mod proxy;

mod limits;

use std::time::Duration;

use contract::{Context, ProblemKind};
use flow::exchange::{Answer, FhirAnswer, NoAnswer};
use flow::journal::{FhirRequest, MediaType, Method, Refresh};
use smart::{FhirBase, Session};

pub use reader::{Reader, fetch_all};
pub use refresh::RefreshLocks;

use crate::session::table::{self, StoredTokens};
use crate::state::AppState;

/// What the EPJ would say to a request without a token: the login is over.
const OVER: Answer = Ok(FhirAnswer {
    status: 401,
    body: None,
    retry_after_ms: None,
});

/// Seconds to wait for an answer to a write.
const WRITE_SECONDS: u64 = 30;

/// A FHIR client with the token of one session (mode G). Works after the tab is closed, for as long as the token lives
/// or can be refreshed.
#[derive(Clone)]
pub struct Epj {
    state: AppState,
    sid: String,
    launch: Session,
    context: Context,
    base: FhirBase,
}

impl Epj {
    /// The EPJ of a session.
    ///
    /// # Errors
    /// [`ProblemKind::EpjSessionEnded`] without session or token: wait for the next launch for the same patient.
    pub async fn for_session(state: &AppState, sid: &str) -> Result<Epj, ProblemKind> {
        let row = table::get(&state.store, sid)
            .await
            .map_err(|_| ProblemKind::NotStored)?;
        let row = row.ok_or(ProblemKind::EpjSessionEnded)?;
        let base = row
            .launch
            .base()
            .map_err(|_| ProblemKind::EpjConfiguration)?;
        let epj = Epj {
            state: state.clone(),
            sid: sid.to_owned(),
            launch: row.launch,
            context: row.context,
            base,
        };
        epj.tokens().await.map(|_| epj)
    }

    /// What the launch established.
    pub fn launch(&self) -> &Session {
        &self.launch
    }

    /// Who and where, as read at launch.
    pub fn context(&self) -> &Context {
        &self.context
    }

    /// The FHIR base, without a slash at the end.
    pub fn base(&self) -> &str {
        self.base.as_str()
    }

    /// Reads `{base}/{path}`. A token that is no longer good is refreshed once and the read repeated.
    pub async fn get(&self, path: &str) -> Answer {
        let Ok(tokens) = self.fresh().await else {
            return OVER;
        };
        let answer = self.reader(&tokens).get(path).await;
        if !matches!(&answer, Ok(answer) if answer.status == 401) {
            return answer;
        }
        match self.refreshed(&tokens).await {
            Refresh::Done => match self.tokens().await {
                Ok(tokens) => self.reader(&tokens).get(path).await,
                Err(_) => OVER,
            },
            Refresh::Failed => answer,
        }
    }

    /// Makes one request of the journal writer. A 401 is the writer's to judge: it asks for [`Epj::refresh`].
    pub async fn send(&self, request: &FhirRequest) -> Answer {
        if request.wait_ms > 0 {
            tokio::time::sleep(jittered(request.wait_ms)).await;
        }
        let Ok(tokens) = self.fresh().await else {
            return OVER;
        };
        if request.method == Method::Get {
            return self.reader(&tokens).get(&request.path).await;
        }
        let url = match request.path.as_str() {
            "" => url::Url::parse(self.base.as_str()).map_err(|_| NoAnswer)?,
            path => self.base.resolve(path).map_err(|_| NoAnswer)?,
        };
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Put => reqwest::Method::PUT,
            Method::Post => reqwest::Method::POST,
        };
        let media_type = match request.media_type {
            MediaType::Fhir => "application/fhir+json; charset=utf-8",
            MediaType::Json => "application/json; charset=utf-8",
        };
        let mut builder = self
            .state
            .http
            .request(method, url)
            .bearer_auth(tokens.tokens().access.expose())
            .header("accept", "application/fhir+json");
        if let Some(value) = request.if_none_match {
            builder = builder.header("if-none-match", value);
        }
        if let Some(body) = &request.body {
            builder = builder
                .header("content-type", media_type)
                .body(body.clone());
        }
        reader::answer(builder, WRITE_SECONDS).await
    }

    /// Gets a new token, unless another request has just done so.
    pub async fn refresh(&self) -> Refresh {
        match self.tokens().await {
            Ok(tokens) => self.refreshed(&tokens).await,
            Err(_) => Refresh::Failed,
        }
    }

    async fn refreshed(&self, used: &StoredTokens) -> Refresh {
        refresh::refresh(&self.state, &self.sid, used).await
    }

    /// The tokens, renewed beforehand when they are about to end.
    async fn fresh(&self) -> Result<StoredTokens, ProblemKind> {
        let tokens = self.tokens().await?;
        let now = self.state.clock.unix();
        let due = now.saturating_add(60) >= tokens.expires_at;
        if due && tokens.tokens().refresh.is_some() {
            // If it does not work the EPJ says so to the request itself.
            self.refreshed(&tokens).await;
            return self.tokens().await;
        }
        Ok(tokens)
    }

    async fn tokens(&self) -> Result<StoredTokens, ProblemKind> {
        let tokens = table::tokens(&self.state.store, &self.sid).await;
        tokens.ok().flatten().ok_or(ProblemKind::EpjSessionEnded)
    }

    fn reader(&self, tokens: &StoredTokens) -> Reader {
        Reader {
            http: self.state.http.clone(),
            base: self.base.clone(),
            access: tokens.tokens().access,
        }
    }
}

/// ± 20 %, so that many writers do not come back at the same moment.
fn jittered(wait_ms: u64) -> Duration {
    let percent = rand::Rng::gen_range(&mut rand::rngs::OsRng, 80..=120);
    Duration::from_millis(wait_ms.saturating_mul(percent) / 100)
}
