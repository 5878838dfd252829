//! `attest-sandbox`: the outside world on one machine.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use tokio::net::TcpListener;
use url::Url;

use sandbox::Options;

/// The outside world on one machine: an EPJ that speaks SMART and FHIR, and Nav's receiver. All people are invented.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the EPJ and Nav until Ctrl-C or SIGTERM.
    Serve {
        /// Address and port to listen on.
        #[arg(long, default_value = "127.0.0.1:8090")]
        listen: String,
        /// Where the app is.
        #[arg(long, default_value = "http://localhost:8080")]
        app: Url,
        /// The sandbox's own address, if it is not http:// and the listening address.
        #[arg(long)]
        public: Option<Url>,
    },
    /// Prints a complete configuration file for the gateway.
    GatewayConfig {
        /// Where the sandbox is.
        #[arg(long = "self", default_value = "http://127.0.0.1:8090")]
        own: Url,
        /// Where the app is.
        #[arg(long, default_value = "http://localhost:8080")]
        app: Url,
        /// The folder of the gateway's database.
        #[arg(long, default_value = "data")]
        data: PathBuf,
        /// The folder with the built app; without it the gateway serves its API only.
        #[arg(long)]
        dist: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::GatewayConfig {
            own,
            app,
            data,
            dist,
        } => {
            print!(
                "{}",
                sandbox::gateway_config(&own, &app, &data, dist.as_deref())
            );
            Ok(())
        }
        Command::Serve {
            listen,
            app,
            public,
        } => {
            let listener = TcpListener::bind(&listen)
                .await
                .with_context(|| format!("{listen} cannot be listened on"))?;
            let running = sandbox::start(listener, Options { app, public })?;
            println!("attest-sandbox: {}", running.url);
            told_to_stop().await?;
            running.stop().await;
            Ok(())
        }
    }
}

/// Waits for Ctrl-C or SIGTERM.
async fn told_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut terminate = signal(SignalKind::terminate())?;
        tokio::select! {
            outcome = tokio::signal::ctrl_c() => outcome,
            _ = terminate.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}
