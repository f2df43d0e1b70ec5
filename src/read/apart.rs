//! Reading a file where it can do no harm: in a process whose memory and time are bounded by the
//! system, or in a thread, where only its panics and its time are.
//!
//! The other process is this program: `PROGRAM read-apart NAME LIMITS`, the file on its stdin, a
//! [`Reading`] or the words of a fault as JSON on its stdout.

use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::{Fault, Limits, Reading, here};

/// The first argument of a process that reads one file.
pub const WORD: &str = "read-apart";

/// The stack of a thread that reads: elements may stand inside each other as deep as limits allow.
const STACK: usize = 32 << 20;

/// Reads a file where it can do no harm.
pub(super) fn read(path: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    match &limits.program {
        Some(program) => in_process(program, path, bytes, limits),
        None => in_thread(path.to_owned(), bytes, limits.clone()),
    }
}

fn in_thread(path: String, bytes: Vec<u8>, limits: Limits) -> Result<Reading, Fault> {
    let timeout = limits.timeout;
    let (send, receive) = channel();
    let work = move || {
        let result = catch_unwind(AssertUnwindSafe(|| here(&path, bytes, &limits)));
        let _ = send.send(result.unwrap_or_else(|_| Err(Fault::Crash("it panicked".to_owned()))));
    };
    thread::Builder::new().stack_size(STACK).spawn(work).map_err(Fault::from)?;
    wait(&receive, timeout)?.unwrap_or_else(|| Err(Fault::Crash("it ended early".to_owned())))
}

/// What arrives within `timeout`; nothing where the other end is gone.
fn wait<T>(receive: &Receiver<T>, timeout: Duration) -> Result<Option<T>, Fault> {
    match receive.recv_timeout(timeout) {
        Ok(result) => Ok(Some(result)),
        Err(RecvTimeoutError::Timeout) => Err(Fault::Timeout(timeout.as_millis())),
        Err(RecvTimeoutError::Disconnected) => Ok(None),
    }
}

fn in_process(program: &Path, path: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args([WORD, path, &limits.to_word()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()?;
    let (send, receive) = channel();
    if let Some(mut input) = child.stdin.take() {
        thread::spawn(move || input.write_all(&bytes)); // ends when the file is read or the process is gone
    }
    if let Some(mut output) = child.stdout.take() {
        thread::spawn(move || {
            let mut answer = Vec::new();
            let _ = output.read_to_end(&mut answer);
            send.send(answer)
        });
    }
    let answer = wait(&receive, limits.timeout);
    let ending = end(&mut child, answer.is_err());
    let answer = answer?.unwrap_or_default();
    match serde_json::from_slice::<Result<Reading, String>>(&answer) {
        Ok(result) => result.map_err(Fault::Told),
        Err(_) if begun.elapsed() >= limits.timeout => Err(Fault::Timeout(limits.timeout.as_millis())),
        Err(_) => Err(Fault::Crash(format!(
            "{ending}, perhaps for want of memory (--max-memory, {} MiB)",
            limits.memory >> 20
        ))),
    }
}

/// Ends a process, by force where it must be, and says how it ended.
fn end(child: &mut Child, force: bool) -> String {
    if force {
        let _ = child.kill();
    }
    child.wait().map_or_else(|error| error.to_string(), |status| status.to_string())
}

/// The other end: reads the file on stdin, and answers on stdout. `arguments` are those behind
/// [`WORD`].
///
/// # Errors
/// Where stdout is closed, or the arguments are not those of [`WORD`].
pub fn answer(arguments: &[String]) -> io::Result<()> {
    let [path, limits] = arguments else { return Err(io::ErrorKind::InvalidInput.into()) };
    let limits = Limits::of_word(limits).ok_or(io::ErrorKind::InvalidInput)?;
    bound(limits.memory);
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let result = in_thread(path.clone(), bytes, limits).map_err(|fault| fault.to_string());
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &result)?;
    out.flush()
}

/// Bounds the memory of this process, where the system can.
#[cfg(unix)]
fn bound(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    let _ = setrlimit(Resource::As, limit(memory));
    let _ = setrlimit(Resource::Core, limit(0));
}

#[cfg(not(unix))]
fn bound(_: u64) {}
