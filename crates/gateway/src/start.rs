//! Starting and stopping.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

use crate::clock::Clock;
use crate::config::{Config, Finding, Secret, check};
use crate::documents::{Documents, documents};
use crate::http::files::Files;
use crate::http::{client, problem, server};
use crate::keys::SigningKey;
use crate::keys::signing_key::{SigningKeyError, write_private};
use crate::nav::forwarder::Forwarder;
use crate::nav::{HttpReceiver, SykmeldingReceiver};
use crate::registers::Registers;
use crate::state::AppState;
use crate::store::{DataKey, Migration, OpenError, Store};
use crate::{audit, drafts, forms, journal, nav, session, terms};

/// Every table, in the order in which they refer to each other.
pub const MIGRATIONS: &[&[Migration]] = &[
    session::MIGRATIONS,
    drafts::MIGRATIONS,
    terms::MIGRATIONS,
    forms::accept::MIGRATIONS,
    nav::outbox::MIGRATIONS,
    journal::rows::MIGRATIONS,
    audit::MIGRATIONS,
];

/// How long requests that have begun may take when we stop.
const GRACE: Duration = Duration::from_secs(15);

/// What a test may replace. The default is what a process runs with.
pub struct Options {
    /// The time.
    pub clock: Clock,
    /// The typesetter.
    pub documents: Arc<dyn Documents>,
}

impl Default for Options {
    fn default() -> Options {
        Options {
            clock: Clock::System,
            documents: documents(),
        }
    }
}

/// Why the gateway does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The configuration is unsafe or contradicts itself; all findings at once.
    #[error("the configuration is refused:{}", listed(.0))]
    Refused(Vec<Finding>),
    /// The key of the data at rest is not 32 bytes in base64.
    #[error("storage_key must be 32 bytes in base64")]
    StorageKey,
    /// A folder or file cannot be used.
    #[error("{0}: {1}")]
    File(&'static str, std::io::Error),
    /// The signing key cannot be used.
    #[error(transparent)]
    SigningKey(#[from] SigningKeyError),
    /// The database cannot be used.
    #[error(transparent)]
    Store(#[from] OpenError),
    /// The system's certificates cannot be used.
    #[error("the HTTP client: {0}")]
    Client(#[from] reqwest::Error),
}

fn listed(findings: &[Finding]) -> String {
    findings
        .iter()
        .map(|finding| format!("\n  {finding}"))
        .collect()
}

/// A gateway that is answering.
pub struct Running {
    url: Url,
    state: AppState,
    stop: oneshot::Sender<()>,
    server: JoinHandle<()>,
    runners: Vec<JoinHandle<()>>,
}

impl Running {
    /// How a browser reaches it.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What it is made of; for tests.
    pub fn state(&self) -> &AppState {
        &self.state
    }

    /// Answers what has begun, then stops. Everything that is unfinished is in the database.
    pub async fn stop(self) {
        // The server has gone by itself when nobody listens.
        self.stop.send(()).ok();
        let abort = self.server.abort_handle();
        if tokio::time::timeout(GRACE, self.server).await.is_err() {
            abort.abort();
        }
        for runner in self.runners {
            runner.abort();
            // Cancelled, as it was told.
            runner.await.ok();
        }
        self.state.store.let_go();
    }
}

/// Starts the gateway on a listener: opens the database, starts the runners, answers.
///
/// # Errors
/// [`StartError`]; an operator must act.
pub async fn start(listener: TcpListener, config: Config) -> Result<Running, StartError> {
    start_with(listener, config, Options::default()).await
}

/// As [`start`], with replaced parts.
///
/// # Errors
/// As [`start`].
pub async fn start_with(
    listener: TcpListener,
    config: Config,
    options: Options,
) -> Result<Running, StartError> {
    let state = state(config, options)?;
    let runners = runners(&state);
    let url = state.config.public_url.clone();
    let router = server::router(state.clone());
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(async move {
        let until = async {
            // Dropping the handle is a stop, too.
            stopped.await.ok();
        };
        if let Err(cause) = axum::serve(listener, router)
            .with_graceful_shutdown(until)
            .await
        {
            tracing::error!(%cause, "the server has ended");
        }
    });
    Ok(Running {
        url,
        state,
        stop,
        server,
        runners,
    })
}

fn state(config: Config, options: Options) -> Result<AppState, StartError> {
    let findings = check(&config);
    if !findings.is_empty() {
        return Err(StartError::Refused(findings));
    }
    let file = |what| move |error| StartError::File(what, error);
    std::fs::create_dir_all(&config.data).map_err(file("data"))?;
    let files = Files::read(config.app.as_deref(), config.codes.as_deref()).map_err(file("app"))?;
    let lists = files
        .code_lists()
        .and_then(|bytes| codes::Codes::read(bytes).ok());
    if lists.is_none() {
        tracing::warn!("there are no code lists: codes of forms are not looked up");
    }
    if !files.has_app() {
        tracing::warn!("there is no app to serve");
    }
    let key = storage_key(config.storage_key.as_ref(), &config.data)?;
    let store = Store::open(&config.data.join("attest.db"), &[key], MIGRATIONS)?;
    let http = client::client()?;
    let receiver: Arc<dyn SykmeldingReceiver> = Arc::new(HttpReceiver::new(
        http.clone(),
        config.nav.url.clone(),
        config.nav.token.clone(),
    ));
    let registers = Registers::new(
        http.clone(),
        config.nav.registers.clone(),
        config.nav.token.clone(),
    );
    Ok(AppState {
        registers: Arc::new(registers),
        last_known: Arc::default(),
        clock: options.clock,
        store,
        http,
        documents: options.documents,
        receiver,
        wake: crate::wake::Wake::default(),
        codes: lists.map(Arc::new),
        files: Arc::new(files),
        signing_key: Arc::new(SigningKey::load(config.signing_key.as_ref(), &config.data)?),
        issuer_keys: Arc::default(),
        discovered: Arc::default(),
        refresh_locks: Arc::default(),
        config: Arc::new(config),
    })
}

fn runners(state: &AppState) -> Vec<JoinHandle<()>> {
    let forwarder = Forwarder {
        store: state.store.clone(),
        clock: state.clock,
        receiver: state.receiver.clone(),
        wake: state.wake.clone(),
    };
    vec![
        tokio::spawn(forwarder.run()),
        tokio::spawn(journal::runner::run(state.clone())),
        tokio::spawn(drafts::sweep(state.store.clone(), state.clock)),
        tokio::spawn(session::purge::run(state.clone())),
    ]
}

/// The configured key, or in test the one that was made in `data` at first start (mode 0600).
fn storage_key(configured: Option<&Secret>, data: &Path) -> Result<DataKey, StartError> {
    let path = data.join("storage-key");
    let text = match configured {
        Some(secret) => secret.expose().to_owned(),
        None => match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let text = BASE64_STANDARD.encode(problem::random_bytes::<32>());
                write_private(&path, text.as_bytes())
                    .map_err(|error| StartError::File("storage-key", error))?;
                text
            }
            Err(error) => return Err(StartError::File("storage-key", error)),
        },
    };
    let bytes = BASE64_STANDARD
        .decode(text.trim())
        .map_err(|_| StartError::StorageKey)?;
    bytes
        .try_into()
        .map(DataKey::new)
        .map_err(|_| StartError::StorageKey)
}
