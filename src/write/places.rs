//! Positions of one document as they are written: in code points, with the source's words and bytes.

use super::json::Json;
use crate::Document;
use crate::read::{Place, column_name};
use crate::span::{CharIndex, SourceSpan, Span};

/// Writes positions and ids of one document.
pub(super) struct Places<'a> {
    pub document: &'a Document,
    /// What stands before every id: nothing inside the document, `<path>#` outside.
    pub prefix: String,
    clean: CharIndex<'a>,
    source: CharIndex<'a>,
}

impl<'a> Places<'a> {
    /// Inside the document, where an id is `m12`.
    pub fn inside(document: &'a Document) -> Self {
        Self::new(document, String::new())
    }

    /// Outside the document, where an id is `a/b.txt#m12`.
    pub fn outside(document: &'a Document) -> Self {
        Self::new(document, format!("{}#", document.source.path))
    }

    fn new(document: &'a Document, prefix: String) -> Self {
        let (clean, source) = (CharIndex::new(document.clean.text()), CharIndex::new(&document.source.text));
        Self { document, prefix, clean, source }
    }

    /// The id of block, mention, entity or fact `number`.
    pub fn id(&self, json: &mut Json<'_>, letter: u8, number: usize) {
        json.id(&self.prefix, letter, number);
    }

    /// `[start, end]` in the clean text.
    pub fn span(&self, json: &mut Json<'_>, span: Span) {
        json.value([self.clean.chars(span.start()), self.clean.chars(span.end())]);
    }

    /// `{"start", "end", "quote", "bytes"}` of a place in the source.
    pub fn place(&self, json: &mut Json<'_>, place: SourceSpan) {
        let source = &self.document.source;
        json.object(|json| {
            json.field("start", self.source.chars(place.start()));
            json.field("end", self.source.chars(place.end()));
            json.field("quote", place.of(&source.text));
            match source.place_at(place.start()) {
                Some(Place::Page(page)) => json.field("page", page),
                Some(Place::Slide(slide)) => json.field("slide", slide),
                Some(Place::Cell { sheet, row, column }) => {
                    if let Some(sheet) = source.sheets.get(sheet as usize) {
                        json.field("sheet", sheet);
                    }
                    json.field("cell", &format!("{}{row}", column_name(column)));
                }
                None => {}
            }
            if source.bytes_match {
                json.field("bytes", [place.start() + source.bom, place.end() + source.bom]);
            }
        });
    }

    /// The same for a stretch of the clean text.
    pub fn source(&self, json: &mut Json<'_>, span: Span) {
        self.place(json, self.document.clean.source_of(span));
    }

    /// The clean text of `span`.
    pub fn text(&self, span: Span) -> &'a str {
        span.of(self.document.clean.text())
    }
}
