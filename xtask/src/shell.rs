//! Running other programs, and saying what is going on while they run.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Prints the headline of a step.
pub fn heading(text: &str) {
    eprintln!("\n\u{1b}[1m==> {text}\u{1b}[0m");
}

/// Prints one line below a headline.
pub fn note(text: impl AsRef<str>) {
    eprintln!("    {}", text.as_ref());
}

/// Prints what went wrong, the cause last.
pub fn failed(error: &anyhow::Error) {
    eprintln!("\n\u{1b}[1;31mFAILED\u{1b}[0m {error:#}");
}

/// A program with its arguments, in a folder, with our standard streams.
pub fn command<A: AsRef<OsStr>>(
    program: impl AsRef<OsStr>,
    arguments: impl IntoIterator<Item = A>,
    folder: &Path,
) -> Command {
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end.
///
/// # Errors
/// When it cannot be started or ends with anything but success; the message names the command.
pub fn run(mut command: Command) -> Result<()> {
    let shown = show(&command);
    let status = command
        .status()
        .with_context(|| format!("cannot start `{shown}`"))?;
    if !status.success() {
        bail!("`{shown}` ended with {status}");
    }
    Ok(())
}

/// Runs a command and gives what it printed.
///
/// # Errors
/// As [`run`]; what the command wrote to standard error is shown as it comes.
pub fn output(mut command: Command) -> Result<String> {
    let shown = show(&command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("cannot start `{shown}`"))?;
    if !output.status.success() {
        bail!("`{shown}` ended with {}", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{shown}` printed no UTF-8"))
}

/// Whether a program of that name is on the path.
pub fn found(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

/// Runs one step under a headline and gives the time that it took.
///
/// # Errors
/// The error of the step, with its name in front.
pub fn timed(name: &str, step: impl FnOnce() -> Result<()>) -> Result<Duration> {
    heading(name);
    let begin = Instant::now();
    step().with_context(|| name.to_owned())?;
    let taken = begin.elapsed();
    note(format!("{name}: {:.1} s", taken.as_secs_f64()));
    Ok(taken)
}

fn show(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}
