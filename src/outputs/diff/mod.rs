//! What facts appeared, went or changed between two runs, or between two documents.
//!
//! Facts are compared by meaning, as series are: names by the entity that they are joined into over both
//! sides, whatever the script or the edition calls it; properties by what is counted; other words
//! without script, marks and regional wording. Facts that state the same are left out. Of the rest, those
//! that speak of the same thing are one fact that changed; what is left appeared, or went.
//!
//! - `edition`: the facts and the names of one side;
//! - `meaning`: what a slot says, the same for all ways to say it;
//! - `pairs`: which facts of the two sides belong together;
//! - `page`: the difference for people.

mod edition;
mod meaning;
mod page;
mod pairs;

use std::path::Path;

use serde_json::{Value as Json, json};

use crate::lexicon::Lexicon;
use crate::link::Scratch;
use edition::Edition;
use meaning::Meaning;
use pairs::Pairs;

/// Two facts that speak of the same thing.
#[derive(Debug)]
struct Change {
    old: Json,
    new: Json,
    /// The slots, and `status`, in which they differ.
    slots: Vec<String>,
}

/// The difference between two sets of facts.
#[derive(Debug, Default)]
pub struct Difference {
    appeared: Vec<Json>,
    gone: Vec<Json>,
    changed: Vec<Change>,
    /// Old name and new name.
    renamed: Vec<(String, String)>,
    /// Whether each side is one document, which need not be said again and again.
    single: bool,
}

/// Compares two output folders, or two document files.
///
/// # Errors
/// In words, where one of them cannot be read.
pub fn diff(old: &Path, new: &Path, lexicon: &Lexicon) -> Result<Difference, String> {
    let (old, new) = (Edition::read(old, lexicon)?, Edition::read(new, lexicon)?);
    let scratch = Scratch::default();
    let meaning = Meaning::of(&old, &new, &scratch, lexicon).map_err(|error| error.to_string())?;
    let renamed = meaning.renamed(&old, &new);
    let single = old.records.len() == 1 && new.records.len() == 1;
    let Pairs { changed, gone, appeared } = pairs::pair(&meaning, old.facts, new.facts);
    Ok(Difference { appeared, gone, changed, renamed, single })
}

impl Difference {
    /// Whether nothing differs.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.appeared.is_empty() && self.gone.is_empty() && self.changed.is_empty() && self.renamed.is_empty()
    }

    /// As JSON.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let changed: Vec<Json> = self
            .changed
            .iter()
            .map(|change| json!({ "old": change.old, "new": change.new, "slots": change.slots }))
            .collect();
        let renamed: Vec<Json> = self.renamed.iter().map(|(from, to)| json!({ "from": from, "to": to })).collect();
        json!({ "appeared": self.appeared, "gone": self.gone, "changed": changed, "renamed": renamed })
    }
}
