//! Which property a figure states, in the document's own words.
//!
//! ```text
//! property = verb noun            已批出42861個項目 → 批出項目
//!          | noun                 28間研發實驗室 → 研發實驗室
//!          | subject-noun         回收率約32% → 回收率
//!          | verb                 佔地22公頃 → 佔地
//!          | verb "的" noun       為110個處所提供Wi-Fi → 提供Wi-Fi的處所
//!          | generic              the class of the unit, where the text gives none
//! ```

use super::frame::View;
use super::measure_about::modifier;
use super::measure_own::{Own, counts};
use super::measure_scan::{Figure, Piece, light_ends, noun_phrase, plain, tidy, verbs_in, words_in};
use super::measure_thread::Scene;
use crate::mentions::Value;
use crate::span::Span;

/// The longest property phrase of a verb with what stands between it and the figure, in characters.
const LONGEST_LEAD: usize = 14;

/// What stands around one figure in its piece.
#[derive(Debug, Clone, Copy)]
pub struct Around {
    /// Where the words before it begin: behind the subject, behind the figure before.
    pub from: usize,
    /// The noun phrase behind it.
    pub noun: Option<Span>,
    /// Where the next figure begins, or the piece ends.
    pub to: usize,
    /// Where the subject ends.
    pub rest: usize,
}

/// Reads what stands around `figure`; `last` is where the figure before ended with its noun.
#[must_use]
pub fn around(view: &View<'_>, scene: &Scene<'_>, piece: Piece, figure: Figure<'_>, last: usize, to: usize) -> Around {
    let lead = scene.statement.lead;
    let held = lead.subject.is_some_and(|subject| subject.contains(figure.span()));
    let before = view.text.get(piece.span.start()..figure.span().start()).unwrap_or("");
    let counted =
        lead.subject.is_some_and(|subject| subject.end() <= figure.span().start() && counts(view, figure, subject));
    let main = piece.bracket.is_none();
    let own = if held && before.trim_end().ends_with('的') {
        figure.span().start()
    } else if main && (counted || held && counts_held(view, scene, figure)) {
        lead.start.max(piece.span.start())
    } else if main && held {
        figure.span().start()
    } else if main && lead.rest <= figure.span().start() {
        lead.rest
    } else {
        piece.span.start()
    };
    let rest = if held { figure.span().start() } else { lead.rest.min(figure.span().start()) };
    let known = figure.noun().filter(|noun| noun.start() >= figure.span().end() && noun.end() <= piece.span.end());
    let counted = matches!(figure.mention.value, Value::Count(_));
    let noun = match known {
        Some(_) => noun_phrase(view, figure.span().end(), piece.span.end(), known),
        None if counted => None,
        None => noun_phrase(view, figure.span().end(), to, None),
    };
    let to = noun.map_or(to, |noun| to.max(noun.end()));
    Around { from: own.max(last).min(figure.span().start()), noun, to, rest }
}

/// Whether the subject that holds the figure is what it counts.
fn counts_held(view: &View<'_>, scene: &Scene<'_>, figure: Figure<'_>) -> bool {
    let lead = scene.statement.lead;
    let words = view.text.get(lead.start..figure.span().start()).map_or("", |words| light_ends(view, words));
    let found = super::phrase::trim(view.text, lead.start, lead.start + words.len());
    found.is_some_and(|found| view.said(found) == words && counts(view, figure, found))
}

/// The property that `figure` states.
#[must_use]
pub fn property(view: &View<'_>, figure: Figure<'_>, around: Around, own: &Own) -> String {
    let owned =
        view.text.get(around.from..figure.span().start()).is_some_and(|before| before.trim_end().ends_with('的'));
    let lead = if owned { String::new() } else { lead(view, around.from, figure.span().start()) };
    let noun = around.noun.map_or_else(String::new, |noun| noun_words(view, noun));
    let prefix = match own {
        Own::Part(words) => words.as_str(),
        _ => "",
    };
    if let Own::Property(_, property) = own {
        let behind = tidy(view, around.rest.max(around.from), figure.span().start());
        let percent = matches!(figure.mention.value, Value::Percent(_));
        if behind.chars().count() <= 4 {
            let change = percent && !super::measure::reaches(view, figure);
            return format!("{property}{}", if change { behind.as_str() } else { "" });
        }
    }
    let said = match &figure.mention.value {
        Value::Count(_) => counted(view, figure, around, &lead, &noun),
        Value::Percent(_) => percent(view, figure, around, &lead, &noun),
        _ => measured(view, figure, around, &lead, &noun),
    };
    let said = if said.is_empty() { generic(view, figure) } else { said };
    format!("{prefix}{said}")
}

/// The verb before a figure with what stands between the two.
fn lead(view: &View<'_>, from: usize, to: usize) -> String {
    let stretch = Span::new(from.min(to), to);
    let moved = words_in(view, stretch, &[&view.lexicon.figure_words]);
    let verbs = verbs_in(view, stretch);
    let plain = |text: &str| view.lexicon.figure_leads.get(text).is_none();
    if let Some(shift) = moved.iter().find(|word| word.word.get("role") == Some("shift"))
        && verbs.iter().any(|verb| verb.span.start() > shift.span.end() && plain(verb.word.text))
    {
        return short(tidy(view, shift.span.end(), to));
    }
    let last = verbs.iter().rev().find(|verb| plain(verb.word.text) || matches!(verb.word.text, "佔" | "占"));
    let words = match last {
        Some(verb) => tidy(view, verb.span.start(), to),
        None => tidy(view, from, to),
    };
    short(words)
}

/// A lead that is too long to be one says nothing.
fn short(words: String) -> String {
    if words.chars().count() <= LONGEST_LEAD { words } else { String::new() }
}

/// A noun phrase without the name that modifies it and without quotation marks around it.
fn noun_words(view: &View<'_>, noun: Span) -> String {
    let words = tidy(view, noun.start(), noun.end());
    let words = match modifier(view, noun) {
        Some((name, _)) => words.replace(&name, ""),
        None => words,
    };
    let words = words.replace("「」", "").replace("《》", "");
    let words = light_ends(view, words.trim_start_matches('的'));
    // 八成多: the word belongs to the figure.
    if matches!(words, "多" | "餘" | "余" | "強" | "弱") { String::new() } else { words.to_owned() }
}

/// What a count counts.
fn counted(view: &View<'_>, figure: Figure<'_>, around: Around, lead: &str, noun: &str) -> String {
    let end = around.noun.map_or(figure.span().end(), Span::end);
    let behind = view.text.get(end..around.to).unwrap_or("");
    if noun.is_empty()
        && let Some(rest) = ["為", "为", "是", "屬", "属"].iter().find_map(|word| behind.strip_prefix(word))
    {
        let words = tidy(view, around.to - rest.len(), around.to);
        return words;
    }
    if let Some(noun) = figure.noun().filter(|noun| noun.end() <= figure.span().start() && noun.start() >= around.from)
    {
        return noun_before(view, around.from, noun);
    }
    let after = after_verb(view, end, around.to);
    let served = view.text.get(..figure.span().start()).is_some_and(|before| {
        let before = light_bounds(view, before);
        before.ends_with(['為', '为', '在', '供'])
    });
    match (noun.is_empty(), after.is_empty()) {
        (true, _) => {
            let classifier = classifier(view, figure);
            let told = !lead.is_empty() || !after.is_empty();
            let plain = told && !classifier.ends_with(['次', '宗']);
            format!("{lead}{after}{}", if plain { "" } else { &classifier })
        }
        (false, false) if served && after.chars().count() <= 14 => format!("{after}的{noun}"),
        (false, false) if lead.is_empty() && after.chars().count() <= 8 => format!("{after}{noun}"),
        _ => format!("{lead}{noun}"),
    }
}

/// The noun before a count with its verb: 獲批項目共1842個.
fn noun_before(view: &View<'_>, from: usize, noun: Span) -> String {
    let before = view.text.get(from..noun.end()).unwrap_or("");
    let start = before.rfind('的').map_or(from, |at| from + at + '的'.len_utf8()).min(noun.start());
    let words = tidy(view, start, noun.end());
    if words.chars().count() <= 8 { words } else { plain(view, noun.start(), noun.end()) }
}

/// A quantity or sum with a predicate behind what it measures (兩公頃土地將改作創科用途).
fn measured(view: &View<'_>, figure: Figure<'_>, around: Around, lead: &str, noun: &str) -> String {
    let after = around.noun.map_or_else(String::new, |noun| after_verb(view, noun.end(), around.to));
    let quantity = matches!(figure.mention.value, Value::Quantity(_));
    if quantity && lead.is_empty() && !after.is_empty() && !noun.is_empty() {
        return format!("{after}的{noun}");
    }
    format!("{lead}{noun}")
}

/// The end of `before` without the bounding words.
pub fn light_bounds<'a>(view: &View<'_>, before: &'a str) -> &'a str {
    let tail = before.char_indices().rev().nth(12).map_or(0, |(at, _)| at);
    let mut words = before.get(tail..).unwrap_or("").trim_end();
    while let Some(word) = view.lexicon.figure_leads.longest_before(words)
        && !matches!(word.text, "為" | "为" | "在" | "至" | "到")
    {
        words = words.get(..words.len() - word.text.len()).unwrap_or("").trim_end();
    }
    words
}

/// The predicate behind the counted things; the last verb of a long one.
fn after_verb(view: &View<'_>, from: usize, to: usize) -> String {
    let whole = tidy(view, from, to);
    if whole.chars().count() <= 14 {
        return whole;
    }
    let verbs = verbs_in(view, Span::new(from.min(to), to));
    verbs.last().filter(|verb| verb.span.end() == to).map_or_else(String::new, |verb| verb.word.text.to_owned())
}

/// The classifier of a count that names what it counts by itself: 人次, 人.
fn classifier(view: &View<'_>, figure: Figure<'_>) -> String {
    match &figure.mention.value {
        Value::Count(count) => {
            count.classifier.map_or_else(String::new, |span| view.said(span).to_owned()).replace(['個', '个'], "")
        }
        _ => String::new(),
    }
}

/// What a percentage is of.
fn percent(view: &View<'_>, figure: Figure<'_>, around: Around, lead: &str, noun: &str) -> String {
    let words = format!("{lead}{noun}");
    let before = view.text.get(around.from..figure.span().start()).unwrap_or("").trim_end();
    let compared = before.rfind(['較', '较', '比']).map(|at| around.from + at);
    if let Some(at) = compared.filter(|_| !before.contains("比例") && !before.contains("比率")) {
        return tidy_all(view, at, figure.span().start());
    }
    if words.is_empty() { share(view).to_owned() } else { words }
}

/// The words of a comparison with its date.
fn tidy_all(view: &View<'_>, from: usize, to: usize) -> String {
    light_ends(view, &super::statement::written(view.text.get(from..to).unwrap_or(""))).to_owned()
}

/// The generic noun for shares in the document's script.
#[must_use]
pub const fn share(view: &View<'_>) -> &'static str {
    match view.outline.script {
        crate::structure::Script::Hant => "佔比",
        crate::structure::Script::Hans => "占比",
    }
}

/// The generic noun of a kind of figure.
fn generic(view: &View<'_>, figure: Figure<'_>) -> String {
    let hans = view.outline.script == crate::structure::Script::Hans;
    let word = match &figure.mention.value {
        Value::Quantity(quantity) => dimension(quantity.unit, hans),
        Value::Percent(_) => share(view),
        Value::Money(_) => {
            if hans {
                "金额"
            } else {
                "金額"
            }
        }
        Value::Ratio(_) => "比例",
        Value::Duration(_) => {
            if hans {
                "为期"
            } else {
                "為期"
            }
        }
        _ => {
            if hans {
                "数目"
            } else {
                "數目"
            }
        }
    };
    word.to_owned()
}

/// What a unit measures.
fn dimension(unit: &str, hans: bool) -> &'static str {
    match (unit, hans) {
        ("har" | "m2" | "km2" | "[sft_i]" | "[acr_us]" | "cm2", false) => "面積",
        ("har" | "m2" | "km2" | "[sft_i]" | "[acr_us]" | "cm2", true) => "面积",
        ("m" | "km" | "cm" | "mm" | "[mi_i]" | "[ft_i]" | "[nmi_i]", false) => "長度",
        ("m" | "km" | "cm" | "mm" | "[mi_i]" | "[ft_i]" | "[nmi_i]", true) => "长度",
        ("m3" | "L" | "l" | "mL", false) => "容量",
        ("m3" | "L" | "l" | "mL", true) => "容量",
        ("t" | "kg" | "g" | "mg", _) => "重量",
        (_, false) => "數量",
        (_, true) => "数量",
    }
}
