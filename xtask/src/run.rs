//! Starts everything on this machine and keeps it running until Ctrl-C.

mod child;

use std::net::TcpListener;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use anyhow::{Context, Result};

use self::child::Child;
use crate::app::{self, Lint};
use crate::build::{self, Profile};
use crate::shell;
use crate::workspace::Workspace;

/// The ports of the documentation, taken when they are free.
const APP_PORT: u16 = 8080;
const SANDBOX_PORT: u16 = 8090;

/// Builds, starts sandbox and gateway, and waits for Ctrl-C.
///
/// # Errors
/// When something does not build or start, or stops by itself.
pub fn run(workspace: &Workspace) -> Result<()> {
    shell::timed("the app", || app::build(workspace, Lint::Off))?;
    shell::timed("sandbox and gateway", || {
        build::servers(workspace, Profile::Dev)
    })?;
    shell::heading("start");
    let stop = stop_signal()?;
    let folder = workspace.target().join("attest").join("run");
    std::fs::create_dir_all(&folder)?;
    let binaries = workspace.target().join("debug");

    let app = format!("http://localhost:{}", free_port(APP_PORT)?);
    let listen = format!("127.0.0.1:{}", free_port(SANDBOX_PORT)?);
    let sandbox_url = format!("http://{listen}");
    let program = binaries.join("attest-sandbox");
    let mut serve = shell::command(&program, ["serve"], workspace.root());
    serve.args(["--listen", &listen, "--app", &app]);
    let mut sandbox = Child::start("attest-sandbox", serve, &folder)?;

    let config = gateway_config(workspace, &program, &sandbox_url, &app, &folder)?;
    let mut serve = shell::command(binaries.join("attest-gateway"), ["serve"], workspace.root());
    serve.arg("--config").arg(config);
    let mut gateway = Child::start("attest-gateway", serve, &folder)?;

    eprintln!("\n    Begin here, on the start page of the sandbox's EPJ:\n");
    eprintln!("        {sandbox_url}/\n");
    eprintln!(
        "    Attest itself is at {app}, the logs are in {}.",
        folder.display()
    );
    eprintln!("    Ctrl-C stops everything.");
    let ended = wait(&stop, &mut sandbox, &mut gateway);
    gateway.stop();
    sandbox.stop();
    shell::note("stopped");
    ended
}

/// Until Ctrl-C, or until one of the two is gone.
fn wait(stop: &mpsc::Receiver<()>, sandbox: &mut Child, gateway: &mut Child) -> Result<()> {
    while stop.recv_timeout(Duration::from_millis(300)).is_err() {
        sandbox.is_alive()?;
        gateway.is_alive()?;
    }
    Ok(())
}

fn gateway_config(
    workspace: &Workspace,
    sandbox: &Path,
    sandbox_url: &str,
    app: &str,
    folder: &Path,
) -> Result<std::path::PathBuf> {
    let mut print = shell::command(sandbox, ["gateway-config"], workspace.root());
    print
        .args(["--self", sandbox_url, "--app", app, "--data"])
        .arg(folder.join("data"));
    let config = shell::output(print)?;
    let file = folder.join("attest.toml");
    std::fs::write(&file, config).context("the gateway's configuration")?;
    Ok(file)
}

/// The wanted port, or any other if somebody has it.
fn free_port(wanted: u16) -> Result<u16> {
    for port in [wanted, 0] {
        if let Ok(listener) = TcpListener::bind(("127.0.0.1", port)) {
            let port = listener.local_addr()?.port();
            if port != wanted {
                shell::note(format!("port {wanted} is taken, using {port}"));
            }
            return Ok(port);
        }
    }
    anyhow::bail!("no port is free on 127.0.0.1")
}

fn stop_signal() -> Result<mpsc::Receiver<()>> {
    let (send, receive) = mpsc::channel();
    ctrlc::set_handler(move || {
        // Nobody listens any more when the program is on its way out.
        let _ = send.send(());
    })
    .context("cannot listen for Ctrl-C")?;
    Ok(receive)
}
