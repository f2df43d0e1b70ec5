//! The words of the contract for what the other stages name by type.

use crate::clean::EditKind;
use crate::structure::{BlockKind, Layout, Region, Script};

pub(super) const fn edit_word(kind: EditKind) -> &'static str {
    match kind {
        EditKind::JoinTokens => "join_tokens",
        EditKind::UnwrapLine => "unwrap_line",
        EditKind::FoldWidth => "fold_width",
        EditKind::GroupDigits => "group_digits",
        EditKind::RestoreDash => "restore_dash",
        EditKind::Unescape => "unescape",
        EditKind::StripMarkup => "strip_markup",
    }
}

pub(super) const fn block_word(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Title => "title",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::ListItem => "list_item",
        BlockKind::Table => "table",
        BlockKind::Caption => "caption",
        BlockKind::Footer => "footer",
    }
}

pub(super) const fn region_word(region: Region) -> &'static str {
    match region {
        Region::HK => "HK",
        Region::CN => "CN",
        Region::TW => "TW",
        Region::MO => "MO",
    }
}

pub(super) const fn script_word(script: Script) -> &'static str {
    match script {
        Script::Hant => "Hant",
        Script::Hans => "Hans",
    }
}

/// The word for a layout.
#[must_use]
pub const fn layout_word(layout: Layout) -> &'static str {
    match layout {
        Layout::Prose => "prose",
        Layout::Brief => "brief",
        Layout::Slides => "slides",
        Layout::Table => "table",
    }
}
