//! The router, and starting and stopping.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use url::Url;

use crate::options::Options;
use crate::world::{Sandbox, Shared};
use crate::{auth, cors, epj, faults_api, fhir, inspect, log, nav};

/// How long open connections get to finish after [`Running::stop`].
const GRACE: Duration = Duration::from_secs(2);
/// A PDF of 20 MB in base64 fits.
const BODY_LIMIT_BYTES: usize = 32 * 1024 * 1024;

/// The sandbox could not be started.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The listener has no address of its own.
    #[error("the listener has no address")]
    Address(#[from] io::Error),
    /// The address is not a URL; give `Options::public`.
    #[error("the sandbox's address is not a URL")]
    Url(#[from] url::ParseError),
    /// No signing key.
    #[error(transparent)]
    Key(#[from] crate::keys::NoKey),
}

/// A sandbox that answers. Dropping it leaves the server running until the process ends; call [`Running::stop`].
#[derive(Debug)]
pub struct Running {
    /// Its address, with a slash at the end: the EPJ's start page.
    pub url: Url,
    stop: oneshot::Sender<()>,
    server: JoinHandle<io::Result<()>>,
}

impl Running {
    /// Stops listening, lets open connections finish for two seconds, then cuts them.
    pub async fn stop(self) {
        // The receiver is gone when the server has ended by itself, and then there is nothing to stop.
        let _ = self.stop.send(());
        let abort = self.server.abort_handle();
        if tokio::time::timeout(GRACE, self.server).await.is_err() {
            abort.abort();
        }
    }
}

/// Starts a sandbox on this listener. It answers when this function returns.
///
/// # Errors
/// [`StartError`] when its own address cannot be told or no signing key can be made.
pub fn start(listener: TcpListener, options: Options) -> Result<Running, StartError> {
    crate::keys::published()?;
    let url = match &options.public {
        Some(public) => public.clone(),
        None => Url::parse(&format!("http://{}/", listener.local_addr()?))?,
    };
    let sandbox: Shared = Arc::new(Sandbox::new(
        options,
        url.as_str().trim_end_matches('/').to_owned(),
    ));
    let (stop, stopped) = oneshot::channel::<()>();
    let app = router(sandbox);
    let server = tokio::spawn(async move {
        axum::serve(listener, app)
            .with_graceful_shutdown(async {
                // An error means that the handle was dropped, which is not a wish to stop.
                if stopped.await.is_err() {
                    std::future::pending::<()>().await;
                }
            })
            .await
    });
    Ok(Running { url, stop, server })
}

/// Every route of the sandbox.
fn router(sandbox: Shared) -> Router {
    let epj = Router::new()
        .merge(auth::routes())
        .merge(fhir::routes())
        .layer(middleware::from_fn_with_state(sandbox.clone(), cors::cors));
    Router::new()
        .merge(epj)
        .merge(nav::routes())
        .merge(epj::routes())
        .route(
            "/faults",
            get(faults_api::list)
                .post(faults_api::set)
                .delete(faults_api::clear),
        )
        .route("/inspect", get(inspect::inspect))
        .route("/reset", axum::routing::post(inspect::reset))
        .layer(middleware::from_fn_with_state(sandbox.clone(), log::record))
        .layer(DefaultBodyLimit::max(BODY_LIMIT_BYTES))
        .with_state(sandbox)
}
