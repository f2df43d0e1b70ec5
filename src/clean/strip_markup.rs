//! Markup that is no text: links, images, HTML tags, comments and character references.
//!
//! ```text
//! link    := "[" text "](" target ")"                 the text stays
//! image   := "![" text? "](" target ")"               the text stays
//! target  := what looks like an address: no blank, no Chinese; "." or "/" or "#" in it
//! tag     := "<" "/"? name attributes? "/"? ">"       name: one of HTML's; `<br>` parts words
//! comment := "<!--" any* "-->"
//! auto    := "<" ("http" | "https" | "mailto") ":" any+ ">"    the address stays
//! ref     := "&" name ";" | "&#" digit+ ";" | "&#x" hex+ ";"
//! ```
//!
//! All look-ahead is bounded, so that a text of nothing but `[` takes linear time.

/// What to do with a piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Markup {
    /// Take this many bytes out.
    Drop(usize),
    /// Take this many bytes out, which part words as a space does.
    Part(usize),
    /// Write a character for this many bytes.
    Char(usize, char),
    /// Take the first so many bytes out, and `]` with what follows it up to the given length at the given distance.
    Link {
        /// Bytes before the link's text.
        open: usize,
        /// Distance from the beginning to `]`.
        text: usize,
        /// Bytes from `]` to the end of the link.
        close: usize,
    },
}

/// Longest text of a link, in bytes.
const TEXT: usize = 300;
/// Longest address or tag, in bytes.
const TARGET: usize = 600;

/// The markup that `rest`, cut off at the line's end, begins with.
pub(super) fn markup_at(rest: &str) -> Option<Markup> {
    let bytes = rest.as_bytes();
    match bytes {
        [b'!', b'[', ..] => link(rest, 2),
        [b'[', ..] => link(rest, 1),
        [b'<', b'!', b'-', b'-', ..] => Some(Markup::Drop(comment(bytes)?)),
        [b'<', ..] => tag(rest),
        [b'&', ..] => reference(rest).map(|(len, c)| Markup::Char(len, c)),
        _ => None,
    }
}

/// Where `mark` first stands behind `from`, at most `reach` bytes on and before any byte of `stops`.
fn find(bytes: &[u8], mark: u8, from: usize, reach: usize, stops: &[u8]) -> Option<usize> {
    let window = bytes.get(from..bytes.len().min(from + reach))?;
    let at = window.iter().position(|byte| *byte == mark || stops.contains(byte))?;
    (window.get(at) == Some(&mark)).then_some(from + at)
}

fn link(rest: &str, open: usize) -> Option<Markup> {
    let bytes = rest.as_bytes();
    let text = find(bytes, b']', open, TEXT, b"[").filter(|text| bytes.get(text + 1) == Some(&b'('))?;
    let end = find(bytes, b')', text + 2, TARGET, b"( ")?;
    let target = bytes.get(text + 2..end)?;
    let address =
        target.iter().all(u8::is_ascii_graphic) && target.iter().any(|byte| matches!(byte, b'.' | b'/' | b'#'));
    address.then_some(Markup::Link { open, text, close: end + 1 - text })
}

/// Length of a comment.
fn comment(bytes: &[u8]) -> Option<usize> {
    let end = find(bytes, b'>', 4, TARGET, b"<")?;
    bytes.get(..end)?.ends_with(b"--").then_some(end + 1)
}

/// Names of tags that documents turned into text still have.
const TAGS: [&str; 34] = [
    "a",
    "b",
    "blockquote",
    "br",
    "center",
    "code",
    "col",
    "div",
    "em",
    "figure",
    "font",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "img",
    "li",
    "mark",
    "ol",
    "p",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tr",
    "u",
    "ul",
];

fn tag(rest: &str) -> Option<Markup> {
    let inner = rest.strip_prefix('<')?;
    for scheme in ["http://", "https://", "mailto:"] {
        if inner.starts_with(scheme) {
            let end = find(rest.as_bytes(), b'>', 1, TARGET, b"<")?;
            return Some(Markup::Link { open: 1, text: end, close: 1 });
        }
    }
    let name = inner.strip_prefix('/').unwrap_or(inner);
    let len = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let word = name.get(..len)?;
    let known = TAGS.iter().any(|tag| tag.eq_ignore_ascii_case(word));
    let behind = name.as_bytes().get(len).copied()?;
    if !known || !matches!(behind, b' ' | b'/' | b'>') {
        return None;
    }
    let end = find(rest.as_bytes(), b'>', 1, TARGET, b"<")? + 1;
    let parts = ["br", "p", "li", "td", "tr", "div", "hr"].iter().any(|tag| tag.eq_ignore_ascii_case(word));
    Some(if parts { Markup::Part(end) } else { Markup::Drop(end) })
}

/// Named references in use, with what they stand for.
const NAMES: [(&str, char); 20] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("middot", '·'),
    ("bull", '•'),
    ("hellip", '…'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("times", '×'),
    ("deg", '°'),
    ("copy", '©'),
];

fn reference(rest: &str) -> Option<(usize, char)> {
    let end = find(rest.as_bytes(), b';', 1, 12, b"& ")?;
    let name = rest.get(1..end)?;
    let number = name.strip_prefix('#').and_then(|digits| match digits.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => digits.parse().ok(),
    });
    let c = number.and_then(char::from_u32).filter(|c| !c.is_control());
    c.or_else(|| NAMES.iter().find(|row| row.0 == name).map(|row| row.1)).map(|c| (end + 1, c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_seen() {
        assert_eq!(markup_at("[網站](https://www.gov.hk)。"), Some(Markup::Link { open: 1, text: 7, close: 21 }));
        assert_eq!(markup_at("<br/>甲"), Some(Markup::Part(5)));
        assert_eq!(markup_at("</sup>"), Some(Markup::Drop(6)));
        assert_eq!(markup_at("<!-- image -->甲"), Some(Markup::Drop(14)));
        assert_eq!(markup_at("&amp;D"), Some(Markup::Char(5, '&')));
        assert_eq!(markup_at("&#22283;"), Some(Markup::Char(8, '國')));
    }

    #[test]
    fn text_is_no_markup() {
        for text in ["[註]（見附件）", "[1] 資料", "<5年", "& D;", "&D開支;", "[甲](見附件)", "<政府>", "<i", "!["]
        {
            assert_eq!(markup_at(text), None, "{text}");
        }
    }
}
