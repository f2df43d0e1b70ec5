//! Web pages: the main text with its headings, lists and tables.
//!
//! Left out is what is not text of the document: scripts and styles, navigation, asides, headers and
//! footers of the page, forms, hidden elements, and lists that are nothing but links.

mod element;
mod table;

use scraper::{ElementRef, Html, Node};

use element::{Role, declared, main_of, role, shallow};
use table::is_data;

use super::limits::Meter;
use super::stream::{Stream, joined};
use super::{Fault, Limits, Reading, decode};

/// Reads a web page.
pub(super) fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Reading, Fault> {
    let declared = declared(&bytes);
    let decoded = decode::decode(bytes, limits.encoding, declared)?;
    shallow(&decoded.text, limits)?;
    let page = Html::parse_document(&decoded.text);
    let mut walk =
        Walk { stream: Stream::new(limits), inline: Inline::default(), lists: Vec::new(), meter: Meter::new(limits) };
    walk.element(main_of(&page), 0)?;
    walk.flush();
    let reading = Reading::streamed(walk.stream, "text/html")?;
    Ok(Reading { encoding: decoded.encoding.to_owned(), undecodable: decoded.undecodable, ..reading })
}

/// Text of a paragraph on its way.
#[derive(Default)]
struct Inline {
    pieces: Vec<(String, bool)>,
}

/// Where a list stands.
struct List {
    ordered: bool,
    count: u32,
    /// Whether the text on its way is the beginning of an item.
    fresh: bool,
}

struct Walk {
    stream: Stream,
    inline: Inline,
    lists: Vec<List>,
    meter: Meter,
}

impl Walk {
    /// An element's children. `deep` counts the elements around it.
    fn element(&mut self, element: ElementRef<'_>, deep: usize) -> Result<(), Fault> {
        const DEEPEST: usize = 2_000;
        if deep > DEEPEST {
            return Err(Fault::Limit {
                what: "elements inside each other",
                most: DEEPEST as u64,
                option: "--max-nesting",
            });
        }
        self.meter.step(1)?;
        self.stream.check()?;
        for child in element.children() {
            if let Node::Text(text) = child.value() {
                self.text(text, is_strong(element, deep));
            } else if let Some(child) = ElementRef::wrap(child) {
                self.child(child, deep + 1)?;
            }
        }
        Ok(())
    }

    fn child(&mut self, child: ElementRef<'_>, deep: usize) -> Result<(), Fault> {
        match role(child) {
            Role::Skip => {}
            Role::Break => self.inline.pieces.push(("\n".to_owned(), false)),
            Role::Rule => self.flush(),
            Role::Strong | Role::Inline => self.element(child, deep)?,
            Role::Heading(level) => {
                self.flush();
                self.element(child, deep)?;
                let (plain, _) = self.take();
                self.stream.heading(level, &plain.replace('\n', " "));
            }
            Role::List(ordered) => {
                self.flush();
                let count = number(child, "start").map_or(0, |start| start.saturating_sub(1));
                self.lists.push(List { ordered, count, fresh: false });
                self.element(child, deep)?;
                self.flush();
                self.lists.pop();
            }
            Role::Item => {
                self.flush();
                if let Some(list) = self.lists.last_mut() {
                    list.count = number(child, "value").unwrap_or(list.count.saturating_add(1));
                    list.fresh = true;
                }
                self.element(child, deep)?;
                self.flush();
            }
            Role::Detail => {
                self.flush();
                self.lists.push(List { ordered: false, count: 0, fresh: true });
                self.element(child, deep)?;
                self.flush();
                self.lists.pop();
            }
            Role::Table if is_data(child) => {
                self.flush();
                self.table(child)?;
            }
            Role::Table | Role::Block => {
                self.flush();
                self.element(child, deep)?;
                self.flush();
            }
        }
        Ok(())
    }

    fn text(&mut self, text: &str, strong: bool) {
        let mut out = String::with_capacity(text.len());
        let mut white = false;
        for c in text.chars() {
            if c.is_ascii_whitespace() {
                white = true;
                continue;
            }
            if white {
                out.push(' ');
                white = false;
            }
            out.push(c);
        }
        if white {
            out.push(' ');
        }
        self.inline.pieces.push((out, strong));
    }

    /// The text on its way: plain, and with `**`.
    fn take(&mut self) -> (String, String) {
        let pieces = std::mem::take(&mut self.inline.pieces);
        let (plain, marked) = joined(&pieces);
        (tidy(&plain), tidy(&marked))
    }

    /// Writes the text on its way as a paragraph or item.
    fn flush(&mut self) {
        let (_, marked) = self.take();
        if marked.trim().is_empty() {
            return;
        }
        let level = self.lists.len().saturating_sub(1);
        match self.lists.last_mut() {
            Some(list) if list.fresh => {
                list.fresh = false;
                let marker = if list.ordered { format!("{}.", list.count) } else { "-".to_owned() };
                self.stream.item(level, &marker, &marked);
            }
            _ => self.stream.paragraph(&marked),
        }
    }
}

/// The number that an attribute gives, of a list or of an item.
fn number(element: ElementRef<'_>, name: &str) -> Option<u32> {
    element.value().attr(name)?.trim().parse().ok().filter(|number| *number < 10_000)
}

/// Whether text right inside an element is bold.
fn is_strong(element: ElementRef<'_>, deep: usize) -> bool {
    std::iter::once(element)
        .chain(element.ancestors().take(deep.min(4)).filter_map(ElementRef::wrap))
        .take_while(|element| matches!(role(*element), Role::Inline | Role::Strong))
        .any(|element| role(element) == Role::Strong)
}

/// One space between words, and none at the ends of lines.
fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, line) in text.split('\n').enumerate() {
        if at > 0 {
            out.push('\n');
        }
        for (at, word) in line.split(' ').filter(|word| !word.is_empty()).enumerate() {
            if at > 0 {
                out.push(' ');
            }
            out.push_str(word);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(page: &str) -> String {
        read(page.as_bytes().to_vec(), &Limits::default()).map(|reading| reading.text).unwrap_or_default()
    }

    #[test]
    fn headings_lists_and_tables() {
        let page = "<html><body><nav>首頁</nav><h1>題目</h1><p>第一\n段<b>重點</b>。<br>第二行</p><script>x</script>\
            <ul><li>甲<ul><li>乙</li></ul></li></ul><ol><li>一<li>二</ol>\
            <table><tr><th>年度<th>金額</tr><tr><td rowspan=2>2023<td>5</tr><tr><td>6|7</tr></table><footer>尾</footer></body>";
        let want = "# 題目\n\n第一 段**重點**。\n第二行\n\n- 甲\n  - 乙\n1. 一\n2. 二\n\n\
            | 年度 | 金額 |\n|---|---|\n| 2023 | 5 |\n|  | 6\\|7 |\n";
        assert_eq!(text(page), want);
    }

    #[test]
    fn numbers_of_lists_and_what_terms_say() {
        let page = "<ol start=3><li>甲<li value=7>乙<li>丙</ol><p>收入</p><dl><dt>稅收<dd>5億元<dt>其他<dd>2億元</dl>";
        let want = "3. 甲\n7. 乙\n8. 丙\n\n收入\n\n- 稅收\n  - 5億元\n- 其他\n  - 2億元\n";
        assert_eq!(text(page), want);
    }

    #[test]
    fn what_is_not_the_document_is_left_out() {
        let page = "<body><div class='site-nav'>選單</div><div hidden>藏</div><div style='display: none'>藏</div>\
            <ul><li><a>關於</a><li><a>聯絡</a><li><a>新聞</a></ul><p>正文。</p></body>";
        assert_eq!(text(page), "正文。\n");
    }

    #[test]
    fn deep_pages_are_refused() {
        let page = "<div>".repeat(100_000);
        assert!(matches!(read(page.into_bytes(), &Limits::default()), Err(Fault::Limit { .. })));
    }
}
