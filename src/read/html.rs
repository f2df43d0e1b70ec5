//! Web pages: the main text with its headings, lists and tables.
//!
//! Left out is what is not text of the document: scripts and styles, navigation, asides, headers and
//! footers of the page, forms, hidden elements, and lists that are nothing but links.

use encoding_rs::Encoding;
use scraper::{ElementRef, Html, Node};

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

/// The encoding that the first bytes of a page declare: `<meta charset=…>`, `encoding="…"`.
fn declared(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or(bytes)).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let rest = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).take(40).collect();
    Encoding::for_label(label.as_bytes()).map(Encoding::name)
}

/// Fails where elements stand too deep inside each other: the time that parsing takes grows with the
/// square of the depth. Counted is what is opened and not closed, void elements left out.
fn shallow(text: &str, limits: &Limits) -> Result<(), Fault> {
    const VOID: &[&str] = &[
        "br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed", "source", "track", "wbr", "p",
        "li", "td", "tr", "th", "option", "dd", "dt",
    ];
    let most = limits.nesting.saturating_mul(4);
    let (mut depth, mut rest) = (0_usize, text);
    while let Some((_, behind)) = rest.split_once('<') {
        rest = behind;
        let (closing, name) = behind.strip_prefix('/').map_or((false, behind), |name| (true, name));
        let name: String =
            name.chars().take(10).take_while(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect();
        if name.is_empty() || VOID.contains(&name.as_str()) {
            continue;
        }
        depth = if closing { depth.saturating_sub(1) } else { depth + 1 };
        if depth > most {
            return Err(Fault::Limit {
                what: "elements inside each other",
                most: most as u64,
                option: "--max-nesting",
            });
        }
    }
    Ok(())
}

/// The element that holds the document's text: the one `<main>` or `<article>`, where it holds most
/// of the page's, or else the body.
fn main_of(page: &Html) -> ElementRef<'_> {
    let root = page.root_element();
    let elements = || root.descendants().filter_map(ElementRef::wrap);
    let body = elements().find(|element| element.value().name() == "body").unwrap_or(root);
    let size = |element: ElementRef<'_>| element.text().map(|text| text.trim().len()).sum::<usize>();
    let is_main = |element: &ElementRef<'_>| {
        let value = element.value();
        value.name() == "main" || value.attr("role") == Some("main") || value.name() == "article"
    };
    let mut mains = elements().filter(is_main);
    match (mains.next(), mains.next()) {
        (Some(main), None) if size(main) * 3 >= size(body) => main,
        (Some(main), Some(second))
            if main.value().name() == "main" && second.value().name() == "article" && size(main) * 3 >= size(body) =>
        {
            main
        }
        _ => body,
    }
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

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Skip,
    Heading(usize),
    List(bool),
    Item,
    Table,
    Break,
    Rule,
    Strong,
    Inline,
    Block,
}

fn role(element: ElementRef<'_>) -> Role {
    let value = element.value();
    match value.name() {
        "script" | "style" | "noscript" | "template" | "nav" | "aside" | "footer" | "form" | "button" | "select"
        | "iframe" | "svg" | "math" | "object" | "head" | "menu" | "dialog" | "audio" | "video" | "canvas" | "rt"
        | "rp" => Role::Skip,
        _ if is_hidden(element) || is_furniture(element) => Role::Skip,
        "header"
            if element.parent().and_then(ElementRef::wrap).is_some_and(|parent| parent.value().name() == "body") =>
        {
            Role::Skip
        }
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" | "h6" => Role::Heading(5),
        "ul" | "ol" if is_links(element) => Role::Skip,
        "ul" => Role::List(false),
        "ol" => Role::List(true),
        "li" => Role::Item,
        "table" => Role::Table,
        "br" => Role::Break,
        "hr" => Role::Rule,
        "b" | "strong" => Role::Strong,
        "a" | "abbr" | "bdi" | "bdo" | "cite" | "code" | "data" | "dfn" | "del" | "em" | "i" | "ins" | "kbd"
        | "label" | "mark" | "q" | "ruby" | "s" | "samp" | "small" | "span" | "sub" | "sup" | "time" | "u" | "var"
        | "wbr" | "font" | "tt" | "big" | "img" => Role::Inline,
        _ => Role::Block,
    }
}

fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let style = value.attr("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether role, class or id name the element a part of the page and not of the document.
fn is_furniture(element: ElementRef<'_>) -> bool {
    const WORDS: &[&str] = &[
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "sidebar",
        "footer",
        "pagination",
        "pager",
        "share",
        "social",
        "cookie",
        "toolbar",
        "skip",
        "sitemap",
        "banner",
        "advertisement",
        "copyright",
    ];
    let value = element.value();
    if matches!(value.name(), "html" | "body" | "main" | "article" | "h1" | "h2" | "h3" | "p" | "table") {
        return false;
    }
    if matches!(value.attr("role"), Some("navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu"))
    {
        return true;
    }
    let names = value.classes().chain(value.id());
    names.flat_map(|name| name.split(['-', '_'])).any(|word| WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)))
}

/// Whether a list of three items or more is nothing but short links.
fn is_links(list: ElementRef<'_>) -> bool {
    let items = list.children().filter_map(ElementRef::wrap).filter(|item| item.value().name() == "li").count();
    let (mut all, mut linked) = (0, 0);
    for node in list.descendants() {
        if let Node::Text(text) = node.value() {
            let size = text.trim().chars().count();
            let link = node.ancestors().take(6).filter_map(ElementRef::wrap).any(|parent| parent.value().name() == "a");
            all += size;
            linked += if link { size } else { 0 };
        }
    }
    items >= 3 && linked * 10 >= all * 9 && all < items * 20
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
                self.lists.push(List { ordered, count: 0, fresh: false });
                self.element(child, deep)?;
                self.flush();
                self.lists.pop();
            }
            Role::Item => {
                self.flush();
                if let Some(list) = self.lists.last_mut() {
                    list.count += 1;
                    list.fresh = true;
                }
                self.element(child, deep)?;
                self.flush();
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

    /// A table: a cell that spans columns leaves the others empty, one that spans rows those below it.
    fn table(&mut self, table: ElementRef<'_>) -> Result<(), Fault> {
        if let Some(caption) = named(table, &["caption"]).first() {
            self.stream.paragraph(&words(*caption));
        }
        self.stream.table_end();
        let mut below: Vec<usize> = Vec::new();
        for row in named(table, &["tr"]) {
            let mut cells: Vec<String> = Vec::new();
            for cell in named(row, &["td", "th"]) {
                self.meter.step(1)?;
                let span = |name| {
                    cell.value().attr(name).and_then(|span| span.trim().parse::<usize>().ok()).unwrap_or(1).clamp(1, 64)
                };
                fill(&mut cells, &mut below);
                let text = words(cell);
                for column in 0..span("colspan") {
                    let at = cells.len();
                    if below.len() <= at {
                        below.resize(at + 1, 0);
                    }
                    if let Some(rows) = below.get_mut(at) {
                        *rows = span("rowspan") - 1;
                    }
                    cells.push(if column == 0 { text.clone() } else { String::new() });
                }
            }
            fill(&mut cells, &mut below);
            if cells.iter().any(|cell| !cell.is_empty()) {
                self.stream.row(cells.iter().map(|cell| (cell.as_str(), None)));
            }
            self.stream.check()?;
        }
        self.stream.table_end();
        Ok(())
    }
}

/// Puts empty cells where one from above reaches down.
fn fill(cells: &mut Vec<String>, below: &mut [usize]) {
    while let Some(rows) = below.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(String::new());
    }
}

/// Elements of these names below `element`, not those of tables inside it.
fn named<'a>(element: ElementRef<'a>, names: &[&str]) -> Vec<ElementRef<'a>> {
    let (mut found, mut open) = (Vec::new(), vec![element.children()]);
    while let Some(children) = open.last_mut() {
        let Some(child) = children.next() else {
            open.pop();
            continue;
        };
        let Some(child) = ElementRef::wrap(child) else { continue };
        if names.contains(&child.value().name()) {
            found.push(child);
        } else if child.value().name() != "table" {
            open.push(child.children());
        }
    }
    found
}

/// Whether a table holds data, and is not there to lay out a page: two columns and rows, no blocks of
/// text inside.
fn is_data(table: ElementRef<'_>) -> bool {
    let rows = named(table, &["tr"]);
    let columns = rows.iter().take(50).map(|row| named(*row, &["td", "th"]).len()).max().unwrap_or(0);
    let blocks = table
        .descendants()
        .skip(1)
        .filter_map(ElementRef::wrap)
        .filter(|inner| matches!(inner.value().name(), "table" | "h1" | "h2" | "h3" | "article" | "form"))
        .count();
    rows.len() >= 2 && columns >= 2 && blocks == 0
}

/// The text of a cell in one line.
fn words(element: ElementRef<'_>) -> String {
    let mut out = String::new();
    let mut stack = vec![element.children()];
    while let Some(children) = stack.last_mut() {
        let Some(child) = children.next() else {
            stack.pop();
            continue;
        };
        match (child.value(), ElementRef::wrap(child)) {
            (Node::Text(text), _) => out.push_str(text),
            (_, Some(inner)) => match role(inner) {
                Role::Skip => {}
                Role::Inline | Role::Strong => stack.push(inner.children()),
                _ => {
                    out.push(' ');
                    stack.push(inner.children());
                }
            },
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
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
