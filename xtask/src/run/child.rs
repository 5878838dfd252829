//! A server that we started, and stop.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;

use crate::shell;

/// How long a server may take to say that it is ready.
const READY: Duration = Duration::from_secs(60);
/// How long a server may take to finish what it has begun.
const LAST_WORDS: Duration = Duration::from_secs(10);

/// A running server. What it prints goes into `<name>.log`.
pub struct Child {
    name: &'static str,
    process: std::process::Child,
    log: PathBuf,
}

impl Child {
    /// Starts a server and waits for its line `<name>: <address>`.
    ///
    /// # Errors
    /// When it does not start, ends early or stays silent; the end of its log is shown.
    pub fn start(name: &'static str, mut command: Command, folder: &Path) -> Result<Child> {
        let log = folder.join(format!("{name}.log"));
        let file = File::create(&log).with_context(|| log.display().to_string())?;
        // A group of its own: Ctrl-C reaches us, and we decide in which order things stop.
        command
            .process_group(0)
            .stdout(Stdio::piped())
            .stderr(file.try_clone()?);
        let mut process = command
            .spawn()
            .with_context(|| format!("cannot start {name}"))?;
        let output = process.stdout.take().context("no output to read")?;
        let mut child = Child { name, process, log };
        let ready = watch(name, output, file);
        let begin = Instant::now();
        loop {
            match ready.recv_timeout(Duration::from_millis(50)) {
                Ok(line) => {
                    shell::note(line);
                    return Ok(child);
                }
                Err(_) => child.is_alive()?,
            }
            if begin.elapsed() > READY {
                child.stop();
                bail!(
                    "{name} did not say that it is ready\n{}",
                    child.end_of_log()
                );
            }
        }
    }

    /// # Errors
    /// When the server has ended; the end of its log is shown.
    pub fn is_alive(&mut self) -> Result<()> {
        if let Some(status) = self.process.try_wait()? {
            bail!("{} ended with {status}\n{}", self.name, self.end_of_log());
        }
        Ok(())
    }

    /// Asks the server to stop, and makes it when it does not.
    pub fn stop(&mut self) {
        if let Ok(pid) = i32::try_from(self.process.id()) {
            // An error means that it is gone already.
            let _ = kill(Pid::from_raw(pid), Signal::SIGTERM);
        }
        let begin = Instant::now();
        while begin.elapsed() < LAST_WORDS {
            if !matches!(self.process.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        shell::note(format!("{} did not stop when asked", self.name));
        let _ = self.process.kill();
        let _ = self.process.wait();
    }

    fn end_of_log(&self) -> String {
        let log = std::fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        lines
            .get(lines.len().saturating_sub(15)..)
            .unwrap_or_default()
            .join("\n")
    }
}

impl Drop for Child {
    /// Nothing outlives us, whatever ended us.
    fn drop(&mut self) {
        if matches!(self.process.try_wait(), Ok(None)) {
            self.stop();
        }
    }
}

/// Copies the output into the log and hands out the line that says `ready`.
fn watch(name: &'static str, output: ChildStdout, mut log: File) -> mpsc::Receiver<String> {
    let (send, receive) = mpsc::channel();
    std::thread::spawn(move || {
        let prefix = format!("{name}: http");
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            // A log on a full disk is no reason to stop.
            let _ = writeln!(log, "{line}");
            if line.starts_with(&prefix) {
                let _ = send.send(line);
            }
        }
    });
    receive
}
