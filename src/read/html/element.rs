//! What the elements of a page are for, and which of them hold the document.

use encoding_rs::Encoding;
use scraper::{ElementRef, Html, Node};

use crate::read::{Fault, Limits};

/// The encoding that the first bytes of a page declare: `<meta charset=…>`, `encoding="…"`.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static str> {
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(2048)).unwrap_or(bytes)).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let rest = head.get(at..)?.trim_start_matches(['"', '\'', ' ']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:".contains(*c)).take(40).collect();
    Encoding::for_label(label.as_bytes()).map(Encoding::name)
}

/// Fails where elements stand too deep inside each other: the time that parsing takes grows with the
/// square of the depth. Counted is what is opened and not closed, void elements left out.
pub(super) fn shallow(text: &str, limits: &Limits) -> Result<(), Fault> {
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
pub(super) fn main_of(page: &Html) -> ElementRef<'_> {
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

/// What an element does to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Skip,
    Heading(usize),
    List(bool),
    Item,
    /// What is said of a term.
    Detail,
    Table,
    Break,
    Rule,
    Strong,
    Inline,
    Block,
}

pub(super) fn role(element: ElementRef<'_>) -> Role {
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
        "ul" | "dl" => Role::List(false),
        "ol" => Role::List(true),
        "li" | "dt" => Role::Item,
        "dd" => Role::Detail,
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

pub(super) fn is_hidden(element: ElementRef<'_>) -> bool {
    let value = element.value();
    let style = value.attr("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    value.attr("hidden").is_some()
        || value.attr("aria-hidden") == Some("true")
        || style.contains("display:none")
        || style.contains("visibility:hidden")
}

/// Whether role, class or id name the element a part of the page and not of the document.
pub(super) fn is_furniture(element: ElementRef<'_>) -> bool {
    const WORDS: &[&str] = &[
        "nav",
        "navbar",
        "navigation",
        "menu",
        "breadcrumb",
        "breadcrumbs",
        "crumb",
        "crumbs",
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
pub(super) fn is_links(list: ElementRef<'_>) -> bool {
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
