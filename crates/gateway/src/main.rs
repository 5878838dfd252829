//! `attest-gateway`: serves the app, proves who is calling, stores, forwards.

use std::path::PathBuf;

use anyhow::Context;
use clap::{Parser, Subcommand};
use gateway::Config;
use gateway::ask_rules::{self, Question};
use gateway::config::check;
use tokio::net::TcpListener;

/// Serves the app, proves who is calling, stores, forwards to Nav and writes to the journal.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Start, and run until Ctrl-C or SIGTERM.
    Serve {
        /// The configuration, TOML.
        #[arg(long)]
        config: PathBuf,
    },
    /// Say what `serve` would do with this configuration, and whether it would start.
    CheckConfig {
        /// The configuration, TOML.
        #[arg(long)]
        config: PathBuf,
    },
    /// Read a note as JSON from standard input and print what Nav's rules say of it.
    Rules {
        /// One tree by name, such as PERIODER, instead of all.
        #[arg(long, conflicts_with = "derived")]
        tree: Option<String>,
        /// What follows from earlier notes instead: startdato, arbeidsgiverperiode, forlengelse.
        #[arg(long)]
        derived: bool,
        /// The compiled code lists (`codes.bin`). Without them every code of a known system counts as valid.
        #[arg(long)]
        codes: Option<PathBuf>,
    },
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Rules {
            tree,
            derived,
            codes,
        } => {
            ask_rules(tree.as_deref(), derived, codes);
            Ok(())
        }
        Command::Serve { config } => serve(Config::load(&config)?).await,
        Command::CheckConfig { config } => describe(&Config::load(&config)?),
    }
}

/// Ends the process with 2 where the input cannot be read.
fn ask_rules(tree: Option<&str>, derived: bool, codes: Option<PathBuf>) {
    let refuse = |message: String| -> ! {
        eprintln!("attest-gateway rules: {message}");
        std::process::exit(2)
    };
    let question = match tree {
        _ if derived => Question::Derived,
        None => Question::All,
        Some(name) => match rules::Tree::named(name) {
            Some(tree) => Question::Tree(tree),
            None => refuse(format!("there is no tree {name}")),
        },
    };
    let lists = codes.or_else(found_codes).map(|path| {
        let read = std::fs::read(&path).map_err(|error| error.to_string());
        let lists =
            read.and_then(|file| codes::Codes::read(&file).map_err(|error| error.to_string()));
        lists.unwrap_or_else(|error| refuse(format!("{}: {error}", path.display())))
    });
    if lists.is_none() {
        eprintln!("attest-gateway rules: no code lists, so codes are not looked up (--codes)");
    }
    let known = |kodeverk: domain::Kodeverk, code: &str| {
        lists
            .as_ref()
            .is_none_or(|lists| lists.valid(kodeverk, code))
    };
    let text = std::io::read_to_string(std::io::stdin())
        .unwrap_or_else(|error| refuse(format!("standard input: {error}")));
    match ask_rules::answer(&text, question, &known) {
        Ok(answer) => println!("{answer}"),
        Err(error) => refuse(error.to_string()),
    }
}

/// Where `cargo xtask` puts the lists, seen from the checkout and from an installed app.
fn found_codes() -> Option<PathBuf> {
    [
        "dist/generated/codes.bin",
        "public/generated/codes.bin",
        "app/generated/codes.bin",
    ]
    .into_iter()
    .map(PathBuf::from)
    .find(|path| path.is_file())
}

async fn serve(config: Config) -> anyhow::Result<()> {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("info"));
    // Logs go to stderr; stdout has the one line that scripts wait for.
    tracing_subscriber::fmt()
        .json()
        .with_writer(std::io::stderr)
        .with_env_filter(filter)
        .init();
    let listener = TcpListener::bind(&config.listen)
        .await
        .with_context(|| format!("cannot listen on {}", config.listen))?;
    let running = gateway::start(listener, config).await?;
    println!("attest-gateway: {}", running.url());
    stop_signal().await.context("cannot listen for signals")?;
    running.stop().await;
    Ok(())
}

#[cfg(unix)]
async fn stop_signal() -> std::io::Result<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn stop_signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

fn describe(config: &Config) -> anyhow::Result<()> {
    println!("environment   {:?}", config.environment);
    println!(
        "address       {} (listens on {})",
        config.public_url, config.listen
    );
    println!("data          {}", config.data.display());
    println!("Nav           {}", config.nav.url);
    println!(
        "terms         {}",
        match config.require_terms {
            true => "must be accepted before sending",
            false => "are shown, not required",
        }
    );
    for record in &config.issuers {
        let issuer = &record.issuer;
        println!(
            "issuer        {}: {}, mode {:?}, {:?}, {:?}\n              base     {}\n              callback {}",
            issuer.key,
            issuer.name,
            issuer.mode,
            issuer.client_auth,
            issuer.status,
            issuer.iss,
            issuer.redirect_uri,
        );
    }
    let findings = check(config);
    for finding in &findings {
        println!("REFUSED       {finding}");
    }
    anyhow::ensure!(
        findings.is_empty(),
        "serve would not start with this configuration"
    );
    println!("serve would start with this configuration");
    Ok(())
}
