//! A panic inside one document becomes an error of that document.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static STORY: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the words of panics inside `catch` from stderr, and remembers them. Any other panic is
/// told as before. Once a process.
pub fn install() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            STORY.with_borrow_mut(|story| *story = Some(tell(info)));
        } else {
            before(info);
        }
    }));
}

fn tell(info: &PanicHookInfo<'_>) -> String {
    let words = info.payload_as_str().unwrap_or("no reason given");
    match info.location() {
        Some(place) => format!("{words} ({}:{})", place.file(), place.line()),
        None => words.to_owned(),
    }
}

/// The result of `work`, or what it panicked with.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|_| {
        let story = STORY.with_borrow_mut(Option::take).unwrap_or_else(|| "no reason given".to_owned());
        format!("the program failed on this text: {story}; the other inputs are not touched by it; please report it")
    })
}
