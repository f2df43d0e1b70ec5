//! Reading a file where it can do no harm: in a process whose memory and time are bounded by the
//! system, or in a thread, where only its panics and its time are.
//!
//! The other process is this program: `PROGRAM read-apart NAME LIMITS`, the file on its stdin, a
//! [`Reading`] or the words of a fault as JSON on its stdout.

use std::io::{self, BufReader, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::room::{self, Room};
use super::{Fault, Limits, Reading, here};

/// The first argument of a process that reads one file.
pub const WORD: &str = "read-apart";

/// The most that the stack of a thread takes that reads: elements may stand inside each other as deep as
/// limits allow.
const STACK: u64 = 32 << 20;

/// Bytes of memory that reading nearly every file does with, beside what grows with its size.
const LITTLE: u64 = 32 << 20;

/// Bytes of every process that the system does not count against its bound: word lists, set up at its start.
const BASE: u64 = 8 << 20;

/// How much of it grows with the size: what is unpacked, drawn, and put in order.
const TIMES: u64 = 8;

/// What a process answers: a reading, or the words of a fault and whether more memory may help.
type Answer = Result<Reading, (String, bool)>;

/// Reads a file of which the text is `like` its bytes or not where it can do no harm, with the room that its
/// text may take behind the reader.
pub(super) fn read(path: &str, bytes: Vec<u8>, like: bool, limits: &Limits) -> Result<(Reading, Room), Fault> {
    let Some(program) = &limits.program else {
        let reading = in_thread(path.to_owned(), bytes, limits.clone())?;
        let room = limits.room.take(room::reckon(reading.text.as_bytes()));
        return Ok((reading, room));
    };
    let text = if like { room::reckon(&bytes) } else { 0 };
    let little = LITTLE.saturating_add(bytes.len() as u64 * (TIMES + 1)).max(text).min(limits.memory);
    in_processes(program, path, Arc::new(bytes), little, limits)
}

/// Reads a file in a process with little memory, beside others. One that fails, perhaps for want of it, or
/// whose text takes more, is read again with what it may have, so that no result depends on how little it was.
fn in_processes(
    program: &Path,
    path: &str,
    bytes: Arc<Vec<u8>>,
    little: u64,
    limits: &Limits,
) -> Result<(Reading, Room), Fault> {
    let (mut share, mut spent) = (little, Duration::ZERO);
    loop {
        let mut room = limits.room.take(share);
        let memory = share.saturating_sub(BASE + bytes.len() as u64); // the bytes are held here, too
        let begun = Instant::now();
        let left = limits.timeout.saturating_sub(spent);
        let result = in_process(program, path, &bytes, &Limits { memory, ..limits.clone() }, left);
        spent += begun.elapsed();
        match result {
            Ok(reading) => {
                let wanted = room::reckon(reading.text.as_bytes()).min(limits.memory); // more: it is alone then
                if wanted <= share {
                    room.shrink(wanted);
                    return Ok((reading, room));
                }
                share = wanted;
            }
            Err((fault, more)) if !more || share >= limits.memory => return Err(fault.perhaps_for_memory(limits)),
            Err(_) => share = limits.memory,
        }
    }
}

fn in_thread(path: String, bytes: Vec<u8>, limits: Limits) -> Result<Reading, Fault> {
    let (timeout, stack) = (limits.timeout, STACK.min(limits.memory / 3) as usize);
    let caught = move || {
        let result = catch_unwind(AssertUnwindSafe(|| here(&path, bytes, &limits)));
        result.unwrap_or_else(|_| Err(Fault::Crash("it panicked".to_owned())))
    };
    if cfg!(fuzzing) {
        return caught(); // a fuzzer counts the time itself, and a thread each time takes half of it
    }
    let (send, receive) = channel();
    let work = move || {
        let _ = send.send(caught());
    };
    thread::Builder::new().stack_size(stack).spawn(work).map_err(Fault::from)?;
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

/// Reads a file in a process; of a fault, whether more memory may help.
fn in_process(
    program: &Path,
    path: &str,
    bytes: &Arc<Vec<u8>>,
    limits: &Limits,
    left: Duration,
) -> Result<Reading, (Fault, bool)> {
    let late = || (Fault::Timeout(limits.timeout.as_millis()), false);
    let begun = Instant::now();
    let mut child = Command::new(program)
        .args([WORD, path, &limits.to_word()])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| (Fault::from(error), false))?;
    let (send, receive) = channel();
    if let Some(mut input) = child.stdin.take() {
        let bytes = Arc::clone(bytes);
        thread::spawn(move || input.write_all(&bytes)); // ends when the file is read or the process is gone
    }
    if let Some(output) = child.stdout.take() {
        thread::spawn(move || {
            let answer = serde_json::from_reader::<_, Answer>(BufReader::new(output));
            let _ = send.send(answer.ok()); // nobody waits for one that is late
        });
    }
    let answer = wait(&receive, left);
    let ending = end(&mut child, answer.is_err());
    match answer.map_err(|_| late())?.flatten() {
        Some(result) => result.map_err(|(words, more)| (Fault::Told(words), more)),
        None if begun.elapsed() >= left => Err(late()),
        None => Err((Fault::Crash(ending), true)),
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
    let result: Answer = in_thread(path.clone(), bytes, limits).map_err(|fault| (fault.to_string(), fault.may_pass()));
    let mut out = io::BufWriter::new(io::stdout().lock());
    serde_json::to_writer(&mut out, &result)?;
    out.flush()
}

/// Bounds the memory of this process, where the system can: what it writes to, and the addresses that it
/// takes, some of which it never uses.
#[cfg(unix)]
fn bound(memory: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    const UNUSED: u64 = 192 << 20;
    let limit = |most| Rlimit { current: Some(most), maximum: Some(most) };
    let _ = setrlimit(Resource::Data, limit(memory));
    let _ = setrlimit(Resource::As, limit(memory.saturating_add(UNUSED)));
    let _ = setrlimit(Resource::Core, limit(0));
}

#[cfg(not(unix))]
fn bound(_: u64) {}
