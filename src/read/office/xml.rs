//! XML parts as trees, within limits. Names stand without their prefix.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use crate::read::Fault;
use crate::read::limits::Meter;

/// An element, or text where its name is empty.
#[derive(Debug, Default, Clone)]
pub(super) struct Node {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    text: String,
    pub(super) children: Vec<Node>,
}

impl Node {
    /// The value of an attribute, named without prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The value of an attribute as a number.
    pub(super) fn number(&self, name: &str) -> Option<i64> {
        self.attribute(name)?.parse().ok()
    }

    /// The `r:id` of an element: an id that a relation bears.
    pub(super) fn relation(&self) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == "r:id" || key == "r:embed").map(|(_, value)| value.as_str())
    }

    /// The first child of this name.
    pub(super) fn child(&self, name: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The child reached by a path of names.
    pub(super) fn path(&self, names: &[&str]) -> Option<&Self> {
        names.iter().try_fold(self, |node, name| node.child(name))
    }

    /// The children of this name.
    pub(super) fn all<'n>(&'n self, name: &'static str) -> impl Iterator<Item = &'n Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// `val` of the first child of this name.
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// Whether a switch (`<w:b/>`, `<w:b w:val="0"/>`) is on; nothing where it is not there.
    pub(super) fn switch(&self, name: &str) -> Option<bool> {
        self.child(name).map(|child| !matches!(child.attribute("val"), Some("0" | "false" | "off" | "none")))
    }

    /// The text right in this element.
    pub(super) fn own_text(&self) -> String {
        self.children.iter().filter(|child| child.name.is_empty()).map(|child| child.text.as_str()).collect()
    }

    /// All elements of this name that are not inside another such, in order.
    pub(super) fn find_all<'n>(&'n self, name: &str, into: &mut Vec<&'n Self>) {
        for child in &self.children {
            if child.name == name {
                into.push(child);
            } else {
                child.find_all(name, into);
            }
        }
    }

    fn of(start: &BytesStart<'_>) -> Self {
        let attribute = |(key, value): (&str, String)| {
            let plain = key.rsplit(':').next().unwrap_or(key);
            (if matches!(key, "r:id" | "r:embed") { key } else { plain }.to_owned(), value)
        };
        let attributes = start.attributes().flatten().map(|entry| {
            let value = entry.normalized_value(XmlVersion::Implicit1_0);
            (entry.key.0, value.map_or_else(|_| entry.value.to_string(), |value| value.into_owned()))
        });
        let attributes = attributes.map(attribute).collect();
        Self { name: start.local_name().as_ref().to_owned(), attributes, ..Self::default() }
    }

    fn push_text(&mut self, text: &str) {
        match self.children.last_mut() {
            Some(last) if last.name.is_empty() => last.text.push_str(text),
            _ => self.children.push(Self { text: text.to_owned(), ..Self::default() }),
        }
    }
}

/// The whole part.
pub(super) fn tree(text: &str, nesting: usize, meter: &mut Meter) -> Result<Node, Fault> {
    let mut root = None;
    read(text, |_, depth| depth == 0, nesting, meter, &mut |node| {
        root = root.take().or(Some(node));
        Ok(())
    })?;
    root.ok_or(Fault::Damaged("one of its parts is empty"))
}

/// The outermost elements named one of `names`, one after the other.
pub(super) fn each(
    text: &str,
    names: &[&str],
    nesting: usize,
    meter: &mut Meter,
    work: &mut dyn FnMut(Node) -> Result<(), Fault>,
) -> Result<(), Fault> {
    read(text, |name, _| names.contains(&name), nesting, meter, work)
}

/// Reads the part, and gives the outermost elements that are `wanted` by name and depth.
fn read(
    text: &str,
    wanted: impl Fn(&str, usize) -> bool,
    nesting: usize,
    meter: &mut Meter,
    work: &mut dyn FnMut(Node) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    let (mut open, mut depth): (Vec<Node>, usize) = (Vec::new(), 0);
    loop {
        meter.step(1)?;
        match reader.read_event().map_err(|_| Fault::Damaged("one of its XML parts is broken"))? {
            Event::Start(start) => {
                let take = !open.is_empty() || wanted(start.local_name().as_ref(), depth);
                depth += 1;
                if depth > nesting {
                    return Err(Fault::Limit {
                        what: "elements inside each other",
                        most: nesting as u64,
                        option: "--max-nesting",
                    });
                }
                if take {
                    open.push(Node::of(&start));
                }
            }
            Event::Empty(start) => match open.last_mut() {
                Some(parent) => parent.children.push(Node::of(&start)),
                None if wanted(start.local_name().as_ref(), depth) => work(Node::of(&start))?,
                None => {}
            },
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                if let Some(node) = open.pop() {
                    match open.last_mut() {
                        Some(parent) => parent.children.push(node),
                        None => work(node)?,
                    }
                }
            }
            Event::Text(text) => {
                if let Some(parent) = open.last_mut() {
                    parent.push_text(&text);
                }
            }
            Event::CData(text) => {
                if let Some(parent) = open.last_mut() {
                    parent.push_text(&text);
                }
            }
            Event::GeneralRef(reference) => {
                if let Some(parent) = open.last_mut() {
                    let text = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Some(character),
                        _ => named(&reference),
                    };
                    if let Some(character) = text {
                        parent.push_text(character.encode_utf8(&mut [0; 4]));
                    }
                }
            }
            Event::DocType(_) => return Err(Fault::Damaged("one of its XML parts declares entities")),
            Event::Eof if depth > 0 => return Err(Fault::Damaged("one of its XML parts is cut off")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The five entities of XML.
fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
