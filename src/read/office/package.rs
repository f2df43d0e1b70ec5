//! A ZIP archive and the relationships of its parts, within limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::xml::{self, Node};
use crate::read::limits::Meter;
use crate::read::{Fault, Limits, decode};

/// Parts below this size are free of the limit on how much they unpack.
const FREE: u64 = 1 << 20;

/// An open archive.
pub(super) struct Package {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    limits: Limits,
    left: u64,
    /// Counts the elements of all parts.
    pub(super) meter: Meter,
}

/// Where a part points.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// The id by which the part names it.
    pub(super) id: String,
    /// What it is, the last word of its type: `slide`, `notesSlide`.
    pub(super) kind: String,
    /// The part it points at.
    pub(super) target: String,
}

impl Package {
    /// Opens an archive.
    pub(super) fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Self, Fault> {
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Fault::Damaged("its ZIP archive is cut off or broken"))?;
        if archive.len() > limits.entries {
            return Err(Fault::Limit {
                what: "files in the archive",
                most: limits.entries as u64,
                option: "--max-entries",
            });
        }
        let meter = Meter::new(limits);
        Ok(Self { archive, limits: limits.clone(), left: limits.unpacked, meter })
    }

    /// The main part of the document.
    pub(super) fn main_part(&mut self) -> Result<String, Fault> {
        if self.archive.index_for_name("[Content_Types].xml").is_none() {
            return Err(Fault::Format("a ZIP archive"));
        }
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        main.map(|main| main.target).ok_or(Fault::Damaged("it does not say which part is the document"))
    }

    /// The bytes of a part; nothing where there is none of the name.
    fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Fault> {
        let Some(index) = self.archive.index_for_name(name) else { return Ok(None) };
        let damaged = Fault::Damaged("a part of its archive cannot be unpacked");
        let mut file = match self.archive.by_index(index) {
            Ok(file) => file,
            Err(zip::result::ZipError::UnsupportedArchive(words)) if words.contains("assword") => {
                return Err(Fault::Encrypted);
            }
            Err(_) => return Err(damaged),
        };
        let ratio = file.compressed_size().saturating_mul(self.limits.ratio).max(FREE);
        let most = self.left.min(ratio);
        let mut bytes = Vec::new();
        (&mut file).take(most + 1).read_to_end(&mut bytes).map_err(|_| damaged)?;
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(Fault::Limit { what: "bytes unpacked", most: self.limits.unpacked, option: "--max-unpacked" });
        }
        if size > ratio {
            return Err(Fault::Limit { what: "times its packed size", most: self.limits.ratio, option: "--max-ratio" });
        }
        self.left -= size;
        Ok(Some(bytes))
    }

    /// The text of a part; nothing where there is none of the name.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Fault> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        match decode::decode(bytes, None, None) {
            Ok(decoded) => Ok(Some(decoded.text)),
            Err(Fault::Empty) => Ok(None),
            Err(_) => Err(Fault::Damaged("the text of a part cannot be decoded")),
        }
    }

    /// A part as a tree; nothing where there is none of the name.
    pub(super) fn tree(&mut self, name: &str) -> Result<Option<Node>, Fault> {
        let Some(text) = self.text(name)? else { return Ok(None) };
        xml::tree(&text, self.limits.nesting, &mut self.meter).map(Some)
    }

    /// Reads the outermost elements of a part named one of `names`, one after the other.
    pub(super) fn each(
        &mut self,
        name: &str,
        names: &[&str],
        mut work: impl FnMut(Node) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        let text = self.named(name)?;
        self.each_in(&text, names, &mut work)
    }

    /// The text of a part that another names.
    pub(super) fn named(&mut self, name: &str) -> Result<String, Fault> {
        self.text(name)?.ok_or(Fault::Damaged("a part that it names is missing"))
    }

    /// Reads the outermost elements of `text` named one of `names`, one after the other.
    pub(super) fn each_in(
        &mut self,
        text: &str,
        names: &[&str],
        work: &mut dyn FnMut(Node) -> Result<(), Fault>,
    ) -> Result<(), Fault> {
        xml::each(text, names, self.limits.nesting, &mut self.meter, work)
    }

    /// Where a part points; "" stands for the whole document.
    pub(super) fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Fault> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        let Some(tree) = self.tree(&format!("{folder}{slash}_rels/{file}.rels"))? else { return Ok(Vec::new()) };
        let relation = |node: &Node| {
            let external = node.attribute("TargetMode") == Some("External");
            let (id, kind, target) = (node.attribute("Id")?, node.attribute("Type")?, node.attribute("Target")?);
            let kind = kind.rsplit('/').next().unwrap_or(kind).to_owned();
            (!external).then(|| Relation { id: id.to_owned(), kind, target: resolve(folder, target) })
        };
        Ok(tree.children.iter().filter_map(relation).collect())
    }
}

/// `../notes/a.xml` seen from `ppt/slides` is `ppt/notes/a.xml`.
fn resolve(folder: &str, target: &str) -> String {
    let (base, target) = target.strip_prefix('/').map_or((folder, target), |absolute| ("", absolute));
    let mut parts: Vec<&str> = base.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

/// The target of the relation of this id.
pub(super) fn target_of<'r>(relations: &'r [Relation], id: &str) -> Option<&'r str> {
    relations.iter().find(|relation| relation.id == id).map(|relation| relation.target.as_str())
}

/// The target of the first relation of this kind.
pub(super) fn target_as<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r str> {
    relations.iter().find(|relation| relation.kind == kind).map(|relation| relation.target.as_str())
}
