//! Emphasis: `**數字政策辦公室**`, `*共享平台:*`, `_x_`, `` `x` ``.
//!
//! ```text
//! emphasis := run text run          both runs of one character and length, in one paragraph
//! run      := "*"+ | "_"+ | "`"+
//! opener   := run, no blank and no closing mark behind it
//! closer   := run, no blank and no opening mark before it
//! literal  := a run between two Latin letters or digits (`A*STAR`, `a_b`); one without a partner
//! ```
//!
//! CommonMark's rules for runs beside punctuation are not kept: authors write `與**「跨境通辦」**`.

use super::class::{closes, opens};

/// One run of marks to be taken out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first byte.
    pub(super) start: usize,
    /// Length in bytes.
    pub(super) len: usize,
    /// Whether it begins the emphasis, or ends it.
    pub(super) opens: bool,
}

/// The most runs that may stand open at a time.
const DEPTH: usize = 8;

/// Finds the runs of one paragraph, `start..end` of `source`, and adds them to `out` in order.
pub(super) fn find(source: &str, start: usize, end: usize, out: &mut Vec<Run>) {
    let from = out.len();
    let bytes = source.as_bytes();
    let mut open: Vec<Run> = Vec::new();
    let mut at = start;
    let is_mark = |byte: &u8| matches!(byte, b'*' | b'_' | b'`' | b'\\');
    while let Some(next) = bytes.get(at..end).and_then(|rest| rest.iter().position(is_mark)) {
        at += next;
        let byte = bytes.get(at).copied().unwrap_or(0);
        if byte == b'\\' {
            at += 2;
            continue;
        }
        let len = bytes.get(at..end).unwrap_or(&[]).iter().take_while(|next| **next == byte).count();
        run(source, Run { start: at, len, opens: true }, (start, end), &mut open, out);
        at += len;
    }
    if let Some(found) = out.get_mut(from..) {
        found.sort_unstable_by_key(|run| run.start);
    }
}

/// Pairs one run with an open one, or leaves it open.
fn run(source: &str, run: Run, (start, end): (usize, usize), open: &mut Vec<Run>, out: &mut Vec<Run>) {
    let byte = source.as_bytes().get(run.start).copied();
    let before = source.get(start..run.start).and_then(|text| text.chars().next_back());
    let behind = source.get(run.start + run.len..end).and_then(|text| text.chars().next());
    let word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    if word(before) && word(behind) && (run.len == 1 || byte == Some(b'_')) {
        return;
    }
    let can_close = before.is_some_and(|c| !c.is_whitespace() && !opens(c));
    let can_open =
        behind.is_some_and(|c| !c.is_whitespace() && !closes(c) && !matches!(c, '，' | '。' | '、' | '；' | ','));
    let same = |other: &Run| other.len == run.len && source.as_bytes().get(other.start).copied() == byte;
    let partner = if can_close { open.iter().rposition(same) } else { None };
    if let Some(index) = partner {
        if let Some(first) = open.get(index).copied() {
            out.push(first);
            out.push(Run { opens: false, ..run });
        }
        open.truncate(index);
    } else if can_open {
        if open.len() == DEPTH {
            open.remove(0);
        }
        open.push(run);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stripped(text: &str) -> String {
        let mut runs = Vec::new();
        find(text, 0, text.len(), &mut runs);
        let mut out = String::new();
        let mut at = 0;
        for run in runs {
            out.push_str(&text[at..run.start]);
            out.push(if run.opens { '<' } else { '>' });
            at = run.start + run.len;
        }
        out + &text[at..]
    }

    #[test]
    fn pairs_are_found() {
        assert_eq!(stripped("與**「跨境通辦」**及**數據**"), "與<「跨境通辦」>及<數據>");
        assert_eq!(stripped("*平台:* 於2022年"), "<平台:> 於2022年");
        assert_eq!(stripped("**甲*乙*丙**"), "<甲<乙>丙>");
    }

    #[test]
    fn literal_stars_stay() {
        for text in ["(A*STAR)", "a_b_c", "收入*", "5 * 3", "（A*）和（B*）", "**未完"] {
            assert_eq!(stripped(text), text);
        }
    }
}
