//! The text stream that readers of formatted documents give: the plain-text forms that the stages
//! behind know, so that nothing there has to know the format.
//!
//! ```text
//! stream    := block (blank-line block)*
//! block     := "#"{1,6} " " text | indent marker " " text | row+ | text
//! row       := "| " cell (" | " cell)* " |"      the first is followed by |---|
//! page end  := FF                                between slides and pages that stand for themselves
//! ```

use super::{Fault, Limits, Part, Place};

/// Writes a stream and notes where its pages, slides and cells begin.
#[derive(Debug)]
pub(super) struct Stream {
    text: String,
    parts: Vec<Part>,
    most: usize,
    last: Last,
}

/// What was written last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    Block,
    Item,
    Row(usize),
}

impl Stream {
    /// An empty stream.
    pub(super) const fn new(limits: &Limits) -> Self {
        Self { text: String::new(), parts: Vec::new(), most: limits.text, last: Last::Nothing }
    }

    /// The stream's text and parts.
    pub(super) fn finish(mut self) -> Result<(String, Vec<Part>), Fault> {
        self.check()?;
        self.text.truncate(self.text.trim_end().len());
        self.parts.retain(|part| part.start < self.text.len()); // a last page may have no text
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        if self.is_empty() { Err(Fault::NoText) } else { Ok((self.text, self.parts)) }
    }

    /// Whether nothing but white space was written.
    pub(super) fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// Fails where more was written than is allowed.
    pub(super) fn check(&self) -> Result<(), Fault> {
        if self.text.len() <= self.most {
            return Ok(());
        }
        Err(Fault::Limit { what: "bytes of text", most: self.most as u64, option: "--max-text" })
    }

    /// What is written from here on stands at `place`.
    pub(super) fn at(&mut self, place: Place) {
        self.parts.push(Part { start: self.text.len(), place });
    }

    /// The last `bytes` that were written stand at `place`.
    #[cfg(feature = "pdf")]
    pub(super) fn back(&mut self, bytes: usize, place: Place) {
        self.parts.push(Part { start: self.text.len().saturating_sub(bytes), place });
    }

    /// A page's or slide's end.
    pub(super) fn page_end(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n\u{C}\n");
            self.last = Last::Nothing;
        }
    }

    /// A heading of `level` 1 to 6.
    pub(super) fn heading(&mut self, level: usize, text: &str) {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !text.is_empty() {
            self.gap(Last::Block);
            self.text.push_str("######".get(..level.clamp(1, 6)).unwrap_or("#"));
            self.text.push(' ');
            self.text.push_str(&text);
        }
    }

    /// A list item, `level` 0 the outermost.
    pub(super) fn item(&mut self, level: usize, marker: &str, text: &str) {
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let Some(first) = lines.next() else { return };
        self.gap(Last::Item);
        let indent = "  ".repeat(level.min(9));
        self.text.push_str(&indent);
        self.text.push_str(marker);
        self.text.push(' ');
        self.text.push_str(first);
        for line in lines {
            self.text.push('\n');
            self.text.push_str(&indent);
            self.text.push_str("  ");
            self.text.push_str(line);
        }
    }

    /// A paragraph; its line breaks stay.
    pub(super) fn paragraph(&mut self, text: &str) {
        let mut lines = text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty());
        let Some(first) = lines.next() else { return };
        self.gap(Last::Block);
        self.text.push_str(first.trim_start());
        for line in lines {
            self.text.push('\n');
            self.text.push_str(line.trim_start());
        }
    }

    /// A table's row.
    pub(super) fn row<'t>(&mut self, cells: impl Iterator<Item = (&'t str, Option<Place>)>) {
        let before = match self.last {
            Last::Row(count) => count,
            _ => 0,
        };
        self.gap(Last::Row(before + 1));
        self.text.push('|');
        let mut columns = 0;
        for (cell, place) in cells {
            columns += 1;
            self.text.push(' ');
            if let Some(place) = place {
                self.at(place);
            }
            self.cell(cell);
            self.text.push_str(" |");
        }
        if before == 0 {
            self.text.push_str("\n|");
            self.text.push_str(&"---|".repeat(columns));
        }
    }

    /// A whole table.
    pub(super) fn table(&mut self, (caption, rows): &super::header::Table) {
        caption.iter().for_each(|caption| self.paragraph(caption));
        self.table_end();
        rows.iter().for_each(|row| self.row(row.iter().map(|cell| (cell.as_str(), None))));
        self.table_end();
    }

    /// Ends a table, so that a row behind it begins another.
    pub(super) fn table_end(&mut self) {
        if matches!(self.last, Last::Row(_)) {
            self.last = Last::Block;
        }
    }

    fn cell(&mut self, text: &str) {
        for (at, word) in text.split_whitespace().enumerate() {
            if at > 0 {
                self.text.push(' ');
            }
            for (at, piece) in word.split('|').enumerate() {
                if at > 0 {
                    self.text.push_str("\\|");
                }
                self.text.push_str(piece);
            }
        }
    }

    fn gap(&mut self, next: Last) {
        let near = matches!((self.last, next), (Last::Item, Last::Item) | (Last::Row(_), Last::Row(_)));
        match self.last {
            Last::Nothing => {}
            _ if near => self.text.push('\n'),
            _ => self.text.push_str("\n\n"),
        }
        self.last = next;
    }
}

/// The text plain, and with `**` around what is bold where not everything is.
pub(super) fn joined(pieces: &[(String, bool)]) -> (String, String) {
    let plain: String = pieces.iter().map(|(text, _)| text.as_str()).collect();
    let blank = |(text, _): &&(String, bool)| text.trim().is_empty();
    let all = pieces.iter().filter(|piece| !blank(piece)).all(|(_, bold)| *bold);
    if all || !pieces.iter().any(|(_, bold)| *bold) {
        return (plain.clone(), plain);
    }
    let (mut marked, mut open) = (String::with_capacity(plain.len() + 16), false);
    for (text, bold) in pieces {
        let bold = *bold && !text.trim().is_empty() && !text.contains('\n');
        // `」**，` opens nothing in Markdown: a mark that ends what stands before it stays outside
        let (outside, text) = if bold && !open { at_text(text) } else { ("", text.as_str()) };
        marked.push_str(outside);
        if bold != open && !text.trim().is_empty() {
            marked.push_str("**");
            open = bold;
        }
        marked.push_str(text);
    }
    if open {
        marked.push_str("**");
    }
    (plain, marked)
}

/// A text parted before its first character that is neither blank nor a mark that ends something.
fn at_text(text: &str) -> (&str, &str) {
    let at = text.find(|c: char| !c.is_whitespace() && !"，。、；：！？」』）》〉】,.;:!?)".contains(c));
    text.split_at(at.unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_page_without_text_is_no_part() {
        let mut stream = Stream::new(&Limits::default());
        for (page, text) in [(1, "甲"), (2, "")] {
            stream.page_end();
            stream.at(Place::Page(page));
            stream.paragraph(text);
        }
        let (text, parts) = stream.finish().unwrap_or_default();
        assert_eq!((text.as_str(), parts.len()), ("甲\n", 1));
    }

    #[test]
    fn bold_begins_at_a_word() {
        let marked = |pieces: &[(&str, bool)]| {
            let pieces: Vec<(String, bool)> = pieces.iter().map(|(text, bold)| ((*text).to_owned(), *bold)).collect();
            joined(&pieces).1
        };
        assert_eq!(
            marked(&[("推出「計劃」", false), ("，涉及五億元", true), ("。", false)]),
            "推出「計劃」，**涉及五億元**。"
        );
        assert_eq!(marked(&[("基金：", true), ("政府撥款", false)]), "**基金：**政府撥款");
        assert_eq!(marked(&[("甲", true), ("、", true), ("乙", true), ("丙", false)]), "**甲、乙**丙");
        assert_eq!(marked(&[("甲", false), ("。", true)]), "甲。");
    }
}
