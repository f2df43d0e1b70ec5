//! The date at which a figure holds.
//!
//! 截至… governs its sentence and what continues it (當中…); a date right in the clause holds where no
//! happening takes it (`2024年訪港旅客約4,450萬人次`); a date that opens the sentence holds for all of it. The
//! date of a founding or a publication is not the date of the figures told beside it.

use super::Status;
use super::frame::View;
use super::measure_scan::happenings_in;
use super::measure_thread::Scene;
use super::statement::Statement;
use crate::mentions::{DateValue, MentionId, Modifier, Value};
use crate::span::Span;

/// The date of the figure at `at` in `piece`.
#[must_use]
pub fn as_of(view: &View<'_>, scene: &Scene<'_>, piece: Span, at: usize) -> Option<MentionId> {
    let now = || ["目前", "現時", "现时", "現有", "现有", "現正"].iter().any(|word| view.said(piece).contains(word));
    let lasts = || {
        let mention = view.mention_over(at).map(|(_, mention)| mention);
        mention.is_some_and(|mention| matches!(mention.value, Value::Duration(_)))
    };
    let year = view.home.and_then(|home| home.year);
    within(view, piece, at)
        .or_else(|| scene.held.filter(|_| attends(view, scene)))
        .or(scene.statement.as_of)
        .or_else(|| scene.date.filter(|date| Some(*date) != year || !now() && !lasts()))
}

/// Whether a clause tells who came to what was held, or what came of it: 吸引近9 500人次參觀, 促成45份備忘錄.
fn attends(view: &View<'_>, scene: &Scene<'_>) -> bool {
    let said = view.said(scene.statement.clause.span);
    let words = [
        "吸引", "參加", "参加", "參觀", "参观", "參展", "参展", "出席", "入場", "入场", "接待", "促成", "簽約", "签约",
        "達成", "达成", "展位", "人次", "觀眾", "观众", "參與", "参与",
    ];
    words.iter().any(|word| said.contains(word))
}

/// The nearest date before the figure in its piece.
fn within(view: &View<'_>, piece: Span, at: usize) -> Option<MentionId> {
    let before = Span::new(piece.start(), at.max(piece.start()));
    let (id, mention, _) =
        view.dates_in(before).rev().find(|(_, mention, _)| view.name_over(mention.span.start()).is_none())?;
    let lead = view.text.get(piece.start()..mention.span.start())?.trim_end();
    let behind = view.text.get(mention.span.end()..at)?;
    let near = lead.char_indices().rev().nth(6).map_or(0, |(at, _)| at);
    let compared = lead.get(near..).is_some_and(|near| near.contains(['較', '较']))
        || lead.ends_with('比')
        || behind.trim_start().starts_with(['的', '之']) && !dates_figure(view, behind)
        || behind.starts_with("價格");
    let happens = happenings_in(view, Span::new(mention.span.end(), at.max(mention.span.end())))
        .iter()
        .any(|verb| !matches!(verb.word.get("action"), Some("opened" | "expanded" | "revised" | "held")));
    let bracketed = behind.contains(['）', ')']) && !behind.contains(['（', '(']);
    (!compared && !happens && !bracketed).then_some(id)
}

/// `由2022年3月的6.1年縮短至今年6月的5.1年`: nothing but 的 and bounding words stand between date and figure.
fn dates_figure(view: &View<'_>, behind: &str) -> bool {
    let words = behind.trim_start().trim_start_matches(['的', '之']);
    super::measure_scan::light_ends(view, words).is_empty()
}

/// A statement's status: its own, or that of the plan that it goes on with.
#[must_use]
pub fn status(view: &View<'_>, scene: &Scene<'_>, date: Option<MentionId>) -> Status {
    let dated = |id: MentionId| match &view.mentions.get(id as usize)?.value {
        Value::Date(value) => Some(value),
        _ => None,
    };
    let date = date.and_then(dated);
    let plain = in_time(view, date, scene.statement);
    if plain == Status::Actual && scene.planned && scene.statement.status == Status::Actual {
        return Status::Planned;
    }
    plain
}

/// A clause's status at `date`: what is dated after the document, or within a time that lasts longer, is
/// planned; what holds at a day before the document's own is no plan, whatever the bullets around it tell.
#[must_use]
pub fn in_time(view: &View<'_>, date: Option<&DateValue>, statement: &Statement) -> Status {
    let today = view.date;
    let later = date.is_some_and(|date| {
        let within =
            date.modifier == Some(Modifier::Within) && today.zip(date.end).is_some_and(|(today, end)| end > today);
        // 2035年或之前: it begins at no day, but what ends after today is still to come.
        let by = date.start.is_none() && matches!(date.modifier, Some(Modifier::By | Modifier::Before));
        let to_come = by && today.zip(date.end).is_some_and(|(today, end)| end > today);
        within || to_come || today.zip(date.start).is_some_and(|(today, start)| start > today)
    });
    let past = date.is_some_and(|date| match (today, date.start, date.end) {
        (Some(today), _, Some(end)) => end <= today,
        (Some(today), Some(start), None) => start <= today,
        _ => false,
    });
    match statement.status {
        Status::Planned if past && !statement.plans => Status::Actual,
        Status::Actual if later => Status::Planned,
        status => status,
    }
}
